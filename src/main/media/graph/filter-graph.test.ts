import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterGraphText } from './filter-graph.ts';

describe('filterGraphText', () => {
  it('writes chains with pads and options', () => {
    expect(
      filterGraphText([
        {
          from: ['0:v'],
          filters: [
            { name: 'scale', options: { w: 720, h: 1280 } },
            { name: 'setsar', options: { sar: 1 } },
          ],
          to: ['a'],
        },
        { from: ['a', '1:v'], filters: [{ name: 'xfade', options: { transition: 'fade', duration: 0.5 } }], to: ['v'] },
      ]),
    ).toBe('[0:v]scale=w=720:h=1280,setsar=sar=1[a];\n[a][1:v]xfade=transition=fade:duration=0.5[v]');
  });

  it.each(["'[a];movie=/etc/passwd[b]", 'a,b', 'a;b', 'x=y', "it's", 'back\\slash', ''])(
    'refuses the value %j',
    (value) => {
      expect(() => filterGraphText([{ from: [], filters: [{ name: 'null', options: { a: value } }], to: [] }])).toThrow(
        /Unsafe/,
      );
    },
  );

  it('never lets a value add a chain or a filter', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        let text: string;
        try {
          text = filterGraphText([{ from: ['in'], filters: [{ name: 'null', options: { a: value } }], to: ['out'] }]);
        } catch {
          return;
        }
        expect(text).toMatch(/^\[in\]null=a=[^,;[\]']*\[out\]$/);
      }),
    );
  });

  it('refuses numbers that are not finite', () => {
    expect(() =>
      filterGraphText([{ from: [], filters: [{ name: 'null', options: { a: Number.NaN } }], to: [] }]),
    ).toThrow(/finite/);
  });
});

import { describe, expect, it } from 'vitest';
import { formatTable } from './list-commands.ts';

describe('formatTable', () => {
  it('pads to the widest cell and leaves the last column alone', () => {
    expect(
      formatTable([
        ['a', 'long', 'x'],
        ['bbb', 'y', 'zz'],
      ]),
    ).toBe('a    long  x\nbbb  y     zz');
  });
  it('does not count Thai marks that stand above or below', () => {
    // One visible letter: two blanks fewer than three letters need, two between the columns.
    expect(
      formatTable([
        ['ที่', 'x'],
        ['abc', 'y'],
      ]),
    ).toBe(`ที่${' '.repeat(4)}x\nabc  y`);
  });
});

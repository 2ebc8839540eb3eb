import { describe, expect, it } from 'vitest';
import { createKillPoint, noKillPoint, parseFailPoints } from './kill-points.ts';

describe('parseFailPoints', () => {
  it('reads names, actions and counts', () => {
    expect(parseFailPoints('step.beforeCommit:kill9:2, claim.afterCommit:throw')).toEqual([
      { name: 'step.beforeCommit', action: 'kill9', occurrence: 2 },
      { name: 'claim.afterCommit', action: 'throw', occurrence: 1 },
    ]);
  });
  it.each(['', 'x', 'x:explode', ':kill9', 'x:kill9:0', 'x:kill9:1.5', 'x:kill9:two'])('refuses %j', (text) => {
    expect(() => parseFailPoints(text)).toThrow('FRAMEWRIGHT_FAIL');
  });
});

describe('createKillPoint', () => {
  const FRAMEWRIGHT_FAIL = 'step.beforeCommit:kill9:2';

  it('kills at the n-th passing of its own point only', () => {
    const kills: number[] = [];
    let passing = 0;
    const killPoint = createKillPoint({ NODE_ENV: 'test', FRAMEWRIGHT_FAIL }, () => kills.push(passing));
    for (passing = 1; passing <= 4; passing += 1) {
      killPoint('step.inCommit');
      killPoint('step.beforeCommit');
    }
    expect(kills).toEqual([2]);
  });

  it('does nothing outside a test build, nor without the variable', () => {
    expect(createKillPoint({ NODE_ENV: 'production', FRAMEWRIGHT_FAIL })).toBe(noKillPoint);
    expect(createKillPoint({ FRAMEWRIGHT_FAIL })).toBe(noKillPoint);
    expect(createKillPoint({ NODE_ENV: 'test' })).toBe(noKillPoint);
  });

  it('can throw instead', () => {
    const killPoint = createKillPoint({ NODE_ENV: 'test', FRAMEWRIGHT_FAIL: 'settle.inCommit:throw' });
    expect(() => killPoint('settle.inCommit')).toThrow('fail point settle.inCommit');
    expect(() => killPoint('settle.inCommit')).not.toThrow();
  });
});

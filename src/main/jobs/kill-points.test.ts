import { afterEach, describe, expect, it, vi } from 'vitest';
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
  afterEach(() => vi.unstubAllEnvs());
  const FRAMEWRIGHT_FAIL = 'step.beforeCommit:kill9:2';

  it('kills at the n-th passing of its own point only', () => {
    const kills: number[] = [];
    let passing = 0;
    const killPoint = createKillPoint({ FRAMEWRIGHT_FAIL }, () => kills.push(passing));
    for (passing = 1; passing <= 4; passing += 1) {
      killPoint('step.inCommit');
      killPoint('step.beforeCommit');
    }
    expect(kills).toEqual([2]);
  });

  it('does nothing outside a test build, nor without the variable', () => {
    expect(createKillPoint({})).toBe(noKillPoint);
    expect(createKillPoint({ FRAMEWRIGHT_FAIL })).not.toBe(noKillPoint);
    for (const word of ['production', 'development', undefined]) {
      vi.stubEnv('NODE_ENV', word);
      expect(createKillPoint({ FRAMEWRIGHT_FAIL })).toBe(noKillPoint);
    }
  });

  it('can throw instead', () => {
    const killPoint = createKillPoint({ FRAMEWRIGHT_FAIL: 'settle.inCommit:throw' });
    expect(() => killPoint('settle.inCommit')).toThrow('fail point settle.inCommit');
    expect(() => killPoint('settle.inCommit')).not.toThrow();
  });
});

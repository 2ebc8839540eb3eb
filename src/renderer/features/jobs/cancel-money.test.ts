import { describe, expect, it } from 'vitest';
import type { CallView } from '../../../shared/contract/calls.ts';
import { CALL_STATES, FINAL_CALL_STATES } from '../../../shared/model/paid-call.ts';
import { cancelMoney } from './cancel-money.ts';

const call = (patch: Partial<CallView>): CallView =>
  ({ state: 'RUNNING', estimateMicroUsd: 3_000, chargedMicroUsd: null, sentAtMs: 1, ...patch }) as CallView;

describe('what cancelling costs', () => {
  it('nothing where nothing was bought', () =>
    expect(cancelMoney([])).toEqual({
      ...{ paidMicroUsd: 0, remote: { count: 0, microUsd: 0 }, unsure: { count: 0, microUsd: 0 } },
    }));
  it('tells apart what is paid, what is at the provider, what nobody knows, and what was never sent', () => {
    const calls = [
      call({ state: 'DONE', chargedMicroUsd: 4_000 }),
      // Made and charged, its file is on the way.
      call({ state: 'DOWNLOADING', chargedMicroUsd: 3_000 }),
      call({ state: 'SUBMITTED' }),
      call({ state: 'UNCERTAIN', estimateMicroUsd: 700_000 }),
      call({ state: 'NEEDS_USER', estimateMicroUsd: 50_000 }),
      call({ state: 'RESERVED', sentAtMs: null }),
      call({ state: 'FAILED', chargedMicroUsd: 0 }),
    ];
    expect(cancelMoney(calls)).toEqual({
      paidMicroUsd: 7_000,
      remote: { count: 2, microUsd: 703_000 },
      unsure: { count: 1, microUsd: 50_000 },
    });
  });
  it('counts no call twice, and none that is over', () => {
    for (const state of CALL_STATES) {
      const { remote, unsure } = cancelMoney([call({ state })]);
      expect(remote.count + unsure.count).toBe(FINAL_CALL_STATES.has(state) ? 0 : 1);
    }
  });
});

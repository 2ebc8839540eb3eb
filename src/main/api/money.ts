import { implement } from '@orpc/server';
import { AppError } from '../../shared/contract/errors.ts';
import { moneyContract } from '../../shared/contract/money.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import type { BudgetScope } from '../../shared/model/money.ts';
import { PRICE_TABLE_DATE } from '../../shared/model/price-table.ts';
import { localDayOf } from '../money/local-day.ts';
import { estimate } from '../money/purchases.ts';
import type { ApiDeps } from './api-deps.ts';

/** `money`: prices, estimates, the ledger, budgets, and what the cache saves. */
export function createMoneyApi(deps: Pick<ApiDeps, 'money' | 'hub' | 'library' | 'clock'>) {
  const { money, hub, library, clock } = deps;
  const { prices, budgets, ledger, reports, cache } = money;
  const os = implement(moneyContract).$context<CallContext>();
  // One price list and one set of limits per library: its owner's id names them.
  const told = <T>(answer: T): T => {
    hub.changed('settings', library.person.id);
    return answer;
  };
  const nameOf = (scope: BudgetScope, scopeId: string): string | null => {
    const { projects, campaigns } = library.repos;
    return (scope === 'project' ? projects : campaigns).find(scopeId)?.name ?? null;
  };
  const stateOf = (scope: BudgetScope, scopeId: string) => ({
    ...budgets.state(scope, scopeId),
    name: scope === 'day' ? null : nameOf(scope, scopeId),
  });
  return os.router({
    prices: os.prices.handler(() => ({ tableDate: PRICE_TABLE_DATE, prices: prices.list() })),
    editPrice: os.editPrice.handler(({ input }) => told(prices.edit(input))),
    resetPrice: os.resetPrice.handler(({ input }) => told(prices.reset(input))),
    estimate: os.estimate.handler(({ input }) => estimate(input.items, prices)),
    ledger: os.ledger.handler(({ input = {} }) => {
      const { limit = 50, beforeId, ...filter } = input;
      const lines = reports.calls(filter, limit, beforeId);
      return { lines, nextBeforeId: lines.length < limit ? null : (lines.at(-1)?.entryId ?? null) };
    }),
    entries: os.entries.handler(({ input: { callId } }) => {
      const found = reports.entries(callId);
      if (found.length === 0) throw new AppError('not-found', `no call ${callId}`, { kind: 'call', id: callId });
      return {
        entries: found.map(({ id, kind, of, amountMicroUsd, day, atMs, priceDate }) => ({
          ...{ id, kind, of, amountMicroUsd, day, atMs, priceDate },
        })),
      };
    }),
    spending: os.spending.handler(({ input: { by, limit = 100, ...filter } }) => ({
      ...{ by, lines: reports.spending(by, filter, limit), all: ledger.balance({}) },
    })),
    csv: os.csv.handler(({ input = {} }) => ({
      fileName: `framewright-ledger-${localDayOf(clock.nowMs())}.csv`,
      csv: reports.csv(input),
    })),
    budgets: os.budgets.handler(({ input = {} }) => {
      const wanted = new Map<string, [BudgetScope, string]>();
      const want = (scope: BudgetScope, scopeId: string | undefined): void => {
        if (scopeId !== undefined) wanted.set(`${scope}:${scopeId}`, [scope, scopeId]);
      };
      want('day', '');
      want('project', input.projectId);
      want('campaign', input.campaignId);
      for (const { scope, scopeId } of budgets.list()) want(scope, scopeId);
      return {
        day: localDayOf(clock.nowMs()),
        budgets: [...wanted.values()].map(([scope, scopeId]) => stateOf(scope, scopeId)),
      };
    }),
    setBudget: os.setBudget.handler(({ input }) => {
      budgets.set(input);
      return told(stateOf(input.scope, input.scopeId));
    }),
    resetBudget: os.resetBudget.handler(({ input: { scope, scopeId } }) => {
      budgets.reset(scope, scopeId);
      return told(stateOf(scope, scopeId));
    }),
    cache: os.cache.handler(() => {
      const kinds = cache.stats();
      return { kinds, savedMicroUsd: kinds.reduce((sum, { savedMicroUsd }) => sum + savedMicroUsd, 0) };
    }),
    clearCache: os.clearCache.handler(({ input = {} }) => ({
      cleared: cache.invalidate(input.kind === undefined ? 'all' : { kind: input.kind }),
    })),
  });
}

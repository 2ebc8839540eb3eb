import type { LibraryDb } from '../db/open.ts';
import type { Repositories } from '../db/repositories.ts';
import type { Clock } from '../platform/clock.ts';
import { createBudgets } from './budgets.ts';
import type { BudgetWarning } from './budgets.ts';
import { createLedger } from './ledger.ts';
import { createPrices } from './prices.ts';
import { createMoneyReports } from './reports.ts';
import { createResultCache } from './result-cache.ts';

/** Everything this room offers, over one library. */
export function createMoney(deps: { db: LibraryDb; repos: Repositories; clock: Clock }) {
  const budgets = createBudgets(deps);
  const listeners = new Set<(warning: BudgetWarning) => void>();
  return {
    prices: createPrices(deps),
    budgets,
    ledger: createLedger({
      ...{ ...deps, budgets },
      onSoftPassed(warning) {
        for (const listener of listeners) listener(warning);
      },
    }),
    reports: createMoneyReports(deps),
    cache: createResultCache(deps),
    /** Hears of each soft limit once, when a reservation passes it. */
    onSoftPassed(listener: (warning: BudgetWarning) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
export type Money = ReturnType<typeof createMoney>;

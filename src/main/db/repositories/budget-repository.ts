import type { BudgetScope } from '../../../shared/model/money.ts';
import type { LibraryDb } from '../open.ts';

/** Limits that a person set; null is "no limit", which is not the same as no row. */
export interface BudgetRow {
  scope: BudgetScope;
  /** '' for the day. */
  scopeId: string;
  softMicroUsd: number | null;
  hardMicroUsd: number | null;
}

const COLUMNS = 'scope, scope_id AS scopeId, soft_micro_usd AS softMicroUsd, hard_micro_usd AS hardMicroUsd';

/** Limits of projects, campaigns and the day. */
export function createBudgetRepository(db: LibraryDb) {
  const put = db.prepare<[object]>(
    'budget.put',
    `INSERT INTO budget (scope, scope_id, soft_micro_usd, hard_micro_usd)
     VALUES (@scope, @scopeId, @softMicroUsd, @hardMicroUsd)
     ON CONFLICT (scope, scope_id) DO UPDATE SET soft_micro_usd = excluded.soft_micro_usd,
       hard_micro_usd = excluded.hard_micro_usd`,
  );
  const one = db.prepare<[string, string], BudgetRow>(
    'budget.find',
    `SELECT ${COLUMNS} FROM budget WHERE scope = ? AND scope_id = ?`,
  );
  const all = db.prepare<[], BudgetRow>('budget.list', `SELECT ${COLUMNS} FROM budget ORDER BY scope, scope_id`);
  const remove = db.prepare<[string, string]>('budget.remove', 'DELETE FROM budget WHERE scope = ? AND scope_id = ?');
  return {
    put: (row: BudgetRow): void => void put.run(row),
    find: (scope: BudgetScope, scopeId: string): BudgetRow | undefined => one.get(scope, scopeId),
    list: (): BudgetRow[] => all.all(),
    remove: (scope: BudgetScope, scopeId: string): boolean => remove.run(scope, scopeId).changes > 0,
  };
}

import { MICRO_PER_USD } from '../../../shared/model/money.ts';
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
  const ofBrief = db.prepare<[string], { usd: unknown }>(
    'budget.of-brief',
    `SELECT CASE WHEN json_valid(brief_json) THEN json_extract(brief_json, '$.budget') END AS usd
     FROM project WHERE id = ?`,
  );
  return {
    /** What the brief of a project says that it may cost, micro-dollars; null where it says nothing. */
    findOfBrief(projectId: string): number | null {
      const usd = ofBrief.get(projectId)?.usd;
      return typeof usd === 'number' && usd >= 0 ? Math.round(usd * MICRO_PER_USD) : null;
    },
    put: (row: BudgetRow): void => void put.run(row),
    find: (scope: BudgetScope, scopeId: string): BudgetRow | undefined => one.get(scope, scopeId),
    list: (): BudgetRow[] => all.all(),
    remove: (scope: BudgetScope, scopeId: string): boolean => remove.run(scope, scopeId).changes > 0,
  };
}

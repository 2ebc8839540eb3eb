import { migrate } from '../../../src/main/db/migrate.ts';
import { createRepositories } from '../../../src/main/db/repositories.ts';
import type { LedgerCall } from '../../../src/main/money/ledger.ts';
import { createMoney } from '../../../src/main/money/money.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';
import { tempDb } from '../library/temp-library.ts';

export const NOON = new Date(2026, 10, 21, 12).getTime();
export const DAY_MS = 86_400_000;

/** A clock that stands still until it is told. */
export function handClock(nowMs = NOON) {
  const clock = { now: nowMs, nowMs: () => clock.now, monotonicMs: () => clock.now };
  return clock;
}

/** The money of a fresh library file with a clock in hand, and calls that the ledger may name. */
export function tempMoney(file?: string) {
  const db = tempDb(file);
  migrate(db, { log: silentLogger });
  const repos = createRepositories(db);
  const clock = handClock();
  const insert = db.sql.prepare(
    `INSERT OR IGNORE INTO paid_call (id, order_key, attempt, job_id, vendor, model, state, request_hash, nonce, request_json,
       estimate_micro_usd, price_date, created_at_ms, updated_at_ms)
     VALUES (?, ?, 1, 'job', ?, ?, 'QUEUED', 'hash', 'nonce', '{}', 0, '2026-11-20', 0, 0)`,
  );
  return {
    ...createMoney({ db, repos, clock }),
    db,
    repos,
    clock,
    /** A call with its row. */
    call(id: string, more: Partial<LedgerCall> = {}): LedgerCall {
      const call = {
        ...{
          id,
          projectId: 'p1',
          campaignId: 'c1',
          vendor: 'replicate',
          model: 'replicate/a/b',
          priceDate: '2026-11-20',
        },
        ...more,
      };
      insert.run(id, id, call.vendor, call.model);
      return call;
    },
  };
}

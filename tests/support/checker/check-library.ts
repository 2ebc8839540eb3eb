/**
 * Looks at a library from outside: the provider's ledger, the rows and the files must tell the same story. Shares no code
 * with the application, so that an error of the application is not also one of its check.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { checkFiles } from './check-files.ts';
import { checkCharges, checkLedger } from './check-money.ts';
import type { MoneySums, ProviderCharge } from './check-money.ts';

export interface CheckedLibrary {
  /** Empty: everything holds. */
  problems: string[];
  sums: MoneySums;
  /** Calls by state. */
  calls: Record<string, number>;
  /** Jobs by status. */
  jobs: Record<string, number>;
}

const countBy = (db: BetterSqlite3.Database, sql: string): Record<string, number> =>
  Object.fromEntries((db.prepare(sql).all() as { name: string; count: number }[]).map((row) => [row.name, row.count]));

/**
 * Checks the library at `home` against what the provider charged. `isEnded`: nothing runs any more, so no call may be
 * under way, and the files are looked at too. Never throws for what it finds.
 */
export function checkLibrary(
  home: string,
  charges: readonly ProviderCharge[],
  options: { isEnded?: boolean } = {},
): CheckedLibrary {
  const nothing = { providerMicroUsd: 0, ourMicroUsd: 0, uncertainMicroUsd: 0, cautiousMicroUsd: 0 };
  const found: CheckedLibrary = { problems: [], sums: nothing, calls: {}, jobs: {} };
  const file = join(home, 'library.db');
  if (!existsSync(file)) return { ...found, problems: ['there is no library.db'] };
  let db: BetterSqlite3.Database | undefined;
  const look = (name: string, check: () => string[]): void => {
    try {
      found.problems.push(...check());
    } catch (error) {
      found.problems.push(`${name} cannot be checked: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  try {
    const opened = new BetterSqlite3(file, { readonly: true, timeout: 5_000 });
    db = opened;
    look('integrity', () => {
      const answer = String(opened.pragma('integrity_check', { simple: true }));
      return answer === 'ok' ? [] : [`integrity_check: ${answer}`];
    });
    look('charges', () => {
      const { problems, sums } = checkCharges(opened, charges);
      found.sums = sums;
      return problems;
    });
    look('ledger', () => checkLedger(opened));
    // What a kill left half done is swept at the next start.
    if (options.isEnded === true) look('files', () => checkFiles(opened, home));
    look('states', () => {
      found.calls = countBy(opened, 'SELECT state AS name, count(*) AS count FROM paid_call GROUP BY state');
      found.jobs = countBy(opened, 'SELECT status AS name, count(*) AS count FROM job GROUP BY status');
      return options.isEnded === true ? openProblems(countBy(opened, UNWATCHED_CALLS), found.jobs) : [];
    });
  } catch (error) {
    found.problems.push(`the library cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    db?.close();
  }
  return found;
}

/** What waits with its job for a person may be under way at the provider; everything else must have ended. */
const UNWATCHED_CALLS = `SELECT c.state AS name, count(*) AS count FROM paid_call c
  WHERE NOT EXISTS (SELECT 1 FROM job j WHERE j.id = c.job_id AND j.status = 'needs-attention') GROUP BY c.state`;
const RESTING = new Set(['DONE', 'DONE_FLAGGED', 'REJECTED', 'FAILED', 'CANCELED', 'NEEDS_USER']);
const OVER = new Set(['succeeded', 'failed', 'cancelled', 'needs-attention']);

function openProblems(calls: Record<string, number>, jobs: Record<string, number>): string[] {
  const open = Object.entries(calls).filter(([state]) => !RESTING.has(state));
  const lost = Object.entries(jobs).filter(([status]) => !OVER.has(status));
  return [
    ...open.map(([state, count]) => `${count} calls are still ${state}`),
    ...lost.map(([status, count]) => `${count} jobs are still ${status}`),
  ];
}

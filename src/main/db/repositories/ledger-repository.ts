import { z } from 'zod';
import type { Balance } from '../../../shared/model/money.ts';
import { parseJsonColumn } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** One line of the ledger. It never changes and is never removed; the amount is never negative. */
export interface LedgerEntryRow {
  id: number;
  callId: string;
  kind: 'reserved' | 'charged' | 'released' | 'uncertain';
  /** What a `released` closes. */
  of: 'reserved' | 'uncertain' | null;
  amountMicroUsd: number;
  projectId: string | null;
  campaignId: string | null;
  vendor: string;
  model: string;
  /** The day whose budget decided, YYYY-MM-DD: every line of one reservation has the same. */
  day: string;
  atMs: number;
  priceDate: string;
  note: Record<string, unknown>;
}

/** Whose money is summed; without a field, everybody's. */
export type BalanceScope = { projectId: string } | { campaignId: string } | { day: string } | Record<string, never>;

type Columns = Omit<LedgerEntryRow, 'note'> & { noteJson: string };

const COLUMNS = `id, call_id AS callId, kind, of, amount_micro_usd AS amountMicroUsd, project_id AS projectId,
  campaign_id AS campaignId, vendor, model, day, at_ms AS atMs, price_date AS priceDate, note_json AS noteJson`;

const noteSchema = z.record(z.string(), z.unknown());

const fromColumns = ({ noteJson, ...row }: Columns): LedgerEntryRow => ({
  ...row,
  note: parseJsonColumn(noteSchema, noteJson, 'ledger_entry.note_json'),
});

const sumSql = (where: string): string => `SELECT
    coalesce(sum(CASE kind WHEN 'reserved' THEN amount_micro_usd
      WHEN 'released' THEN CASE of WHEN 'reserved' THEN -amount_micro_usd ELSE 0 END ELSE 0 END), 0) AS reservedMicroUsd,
    coalesce(sum(CASE kind WHEN 'charged' THEN amount_micro_usd ELSE 0 END), 0) AS chargedMicroUsd,
    coalesce(sum(CASE kind WHEN 'uncertain' THEN amount_micro_usd
      WHEN 'released' THEN CASE of WHEN 'uncertain' THEN -amount_micro_usd ELSE 0 END ELSE 0 END), 0) AS uncertainMicroUsd
  FROM ledger_entry ${where}`;

type Sums = Omit<Balance, 'totalMicroUsd'>;

/** Lines of the ledger and the sums that budgets are held against. */
export function createLedgerRepository(db: LibraryDb) {
  const insert = db.prepare<[object]>(
    'ledger.insert',
    `INSERT INTO ledger_entry (call_id, kind, of, amount_micro_usd, project_id, campaign_id, vendor, model, day, at_ms,
       price_date, note_json)
     VALUES (@callId, @kind, @of, @amountMicroUsd, @projectId, @campaignId, @vendor, @model, @day, @atMs,
       @priceDate, @noteJson)`,
  );
  const ofCall = db.prepare<[string], Columns>(
    'ledger.of-call',
    `SELECT ${COLUMNS} FROM ledger_entry WHERE call_id = ? ORDER BY id`,
  );
  const uncertainOfRun = db.prepare<[string], { microUsd: number }>(
    'ledger.uncertain-of-run',
    `SELECT coalesce(sum(CASE e.kind WHEN 'uncertain' THEN e.amount_micro_usd
         WHEN 'released' THEN CASE e.of WHEN 'uncertain' THEN -e.amount_micro_usd ELSE 0 END ELSE 0 END), 0) AS microUsd
       FROM paid_call c JOIN ledger_entry e ON e.call_id = c.id WHERE c.run_id = ?`,
  );
  const sums = {
    project: db.prepare<[string], Sums>('ledger.sum-project', sumSql('WHERE project_id = ?')),
    campaign: db.prepare<[string], Sums>('ledger.sum-campaign', sumSql('WHERE campaign_id = ?')),
    day: db.prepare<[string], Sums>('ledger.sum-day', sumSql('WHERE day = ?')),
    all: db.prepare<[], Sums>('ledger.sum-all', sumSql('')),
  };
  const before = {
    project: db.prepare<[string, string], Sums>('ledger.before-project', sumSql('WHERE project_id = ? AND day < ?')),
    campaign: db.prepare<[string, string], Sums>('ledger.before-campaign', sumSql('WHERE campaign_id = ? AND day < ?')),
  };
  const sumsOf = (scope: BalanceScope): Sums | undefined => {
    if ('projectId' in scope) return sums.project.get(scope.projectId);
    if ('campaignId' in scope) return sums.campaign.get(scope.campaignId);
    if ('day' in scope) return sums.day.get(scope.day);
    return sums.all.get();
  };
  return {
    insert: ({ note, ...row }: Omit<LedgerEntryRow, 'id'>): void =>
      void insert.run({ ...row, noteJson: JSON.stringify(note) }),
    /** Oldest first. */
    listOfCall: (callId: string): LedgerEntryRow[] => ofCall.all(callId).map(fromColumns),
    /** What counted against a project or a campaign before a day (YYYY-MM-DD). Micro-dollars. */
    totalBefore(scope: 'project' | 'campaign', id: string, day: string): number {
      const sums = before[scope].get(id, day);
      return sums === undefined ? 0 : sums.reservedMicroUsd + sums.chargedMicroUsd + sums.uncertainMicroUsd;
    },
    /** What calls of a run may have cost, and nobody knows. Micro-dollars. */
    uncertainOfRun: (runId: string): number => uncertainOfRun.get(runId)?.microUsd ?? 0,
    balance(scope: BalanceScope): Balance {
      const found = sumsOf(scope) ?? { reservedMicroUsd: 0, chargedMicroUsd: 0, uncertainMicroUsd: 0 };
      const totalMicroUsd = found.reservedMicroUsd + found.chargedMicroUsd + found.uncertainMicroUsd;
      return { ...found, totalMicroUsd };
    },
  };
}

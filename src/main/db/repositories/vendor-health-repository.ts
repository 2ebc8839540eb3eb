import { z } from 'zod';
import { parseJsonColumn } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** Why a vendor's lane stands still. Texts are scrubbed before they come here. */
export const vendorReasonSchema = z.object({
  code: z.string().nullable().default(null),
  message: z.string().default(''),
  /** Jobs whose failures count at the moment, each once. */
  jobs: z.array(z.object({ jobId: z.string(), kind: z.enum(['answer', 'result']) })).default([]),
});
export type VendorReason = z.infer<typeof vendorReasonSchema>;

/** Breaker and block of one vendor. Times are of the wall clock. */
export interface VendorHealthRow {
  vendor: string;
  failures: number;
  lastFailedJob: string | null;
  /** 0 while the breaker is closed. */
  openedUntilMs: number;
  trialCallId: string | null;
  blocked: 'auth' | 'quota' | null;
  reason: VendorReason;
  changedAtMs: number;
}

type Columns = Omit<VendorHealthRow, 'reason'> & { reasonJson: string };

const COLUMNS = `vendor, failures, last_failed_job AS lastFailedJob, opened_until_ms AS openedUntilMs,
  trial_call_id AS trialCallId, blocked, reason_json AS reasonJson, changed_at_ms AS changedAtMs`;

/** Health of vendors, kept across restarts. */
export function createVendorHealthRepository(db: LibraryDb) {
  const put = db.prepare<[object]>(
    'vendor-health.put',
    `INSERT INTO vendor_health
       (vendor, failures, last_failed_job, opened_until_ms, trial_call_id, blocked, reason_json, changed_at_ms)
     VALUES (@vendor, @failures, @lastFailedJob, @openedUntilMs, @trialCallId, @blocked, @reasonJson, @changedAtMs)
     ON CONFLICT (vendor) DO UPDATE SET failures = excluded.failures, last_failed_job = excluded.last_failed_job,
       opened_until_ms = excluded.opened_until_ms, trial_call_id = excluded.trial_call_id, blocked = excluded.blocked,
       reason_json = excluded.reason_json, changed_at_ms = excluded.changed_at_ms`,
  );
  const list = db.prepare<[], Columns>('vendor-health.list', `SELECT ${COLUMNS} FROM vendor_health ORDER BY vendor`);
  return {
    put: ({ reason, ...row }: VendorHealthRow): void => void put.run({ ...row, reasonJson: JSON.stringify(reason) }),
    /** A few rows: one per vendor that ever failed. */
    list: (): VendorHealthRow[] =>
      list.all().map(({ reasonJson, ...row }) => ({
        ...row,
        reason: parseJsonColumn(vendorReasonSchema, reasonJson, 'vendor_health.reason_json'),
      })),
  };
}

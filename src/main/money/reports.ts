import { isOverVariance, usdDigits } from '../../shared/model/money.ts';
import type { SpendingGroup } from '../../shared/model/money.ts';
import type { Repositories } from '../db/repositories.ts';
import type { LedgerCallRow, LedgerFilter, SpendingRow } from '../db/repositories/ledger-report-repository.ts';

/** A call with what it was thought to cost and what it did. */
export interface LedgerLine extends LedgerCallRow {
  /** Actual as a part of the estimate: 1.1 is ten per cent over. Null until charged, and where the estimate was 0. */
  variance: number | null;
  /** More than 1.2 times the estimate. */
  isOverVariance: boolean;
}

/** Sums of a group with its variance. */
export interface SpendingLine extends SpendingRow {
  variance: number | null;
}

const PAGE = 500;

const varianceOf = (estimateMicroUsd: number, chargedMicroUsd: number | null): number | null =>
  chargedMicroUsd === null || estimateMicroUsd === 0 ? null : chargedMicroUsd / estimateMicroUsd;

const lineOf = (row: LedgerCallRow): LedgerLine => ({
  ...row,
  variance: varianceOf(row.estimateMicroUsd, row.chargedMicroUsd),
  isOverVariance: row.chargedMicroUsd !== null && isOverVariance(row.estimateMicroUsd, row.chargedMicroUsd),
});

/**
 * One cell of a CSV line. A text that a spreadsheet would run as a formula gets an apostrophe before it (CWE-1236); quotes
 * are doubled. Pure.
 */
export function csvCell(value: string): string {
  const harmless = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Names of the columns stay English: the file is for programs as much as for people. */
const COLUMNS = [
  ...['day', 'reserved_at', 'settled_at', 'project', 'campaign', 'vendor', 'model', 'call', 'state'],
  ...['estimate_usd', 'charged_usd', 'variance', 'price_date'],
] as const;

const cellsOf = (line: LedgerLine): Record<(typeof COLUMNS)[number], string> => ({
  day: line.day,
  reserved_at: new Date(line.atMs).toISOString(),
  settled_at: line.state === 'reserved' ? '' : new Date(line.settledAtMs).toISOString(),
  project: line.projectName ?? line.projectId ?? '',
  campaign: line.campaignName ?? line.campaignId ?? '',
  vendor: line.vendor,
  model: line.model,
  call: line.callId,
  state: line.state,
  estimate_usd: usdDigits(line.estimateMicroUsd),
  charged_usd: line.chargedMicroUsd === null ? '' : usdDigits(line.chargedMicroUsd),
  variance: line.variance === null ? '' : line.variance.toFixed(3),
  price_date: line.priceDate,
});

/** Lists, sums and the CSV of the ledger. */
export function createMoneyReports({ repos }: { repos: Pick<Repositories, 'ledgerReports' | 'ledger'> }) {
  const calls = (filter: LedgerFilter, limit: number, beforeId?: number): LedgerLine[] =>
    repos.ledgerReports.calls(filter, limit, beforeId).map(lineOf);
  return {
    /** Calls, newest first; `beforeId` is the last `entryId` of the page before. */
    calls,
    /** The lines of one call, oldest first. */
    entries: repos.ledger.listOfCall,
    /** Sums by day, week (its Monday), month, campaign, project, vendor or model. */
    spending: (by: SpendingGroup, filter: LedgerFilter, limit: number): SpendingLine[] =>
      repos.ledgerReports.spending(by, filter, limit).map((row) => ({
        ...row,
        variance: varianceOf(row.estimateMicroUsd, row.chargedMicroUsd === 0 ? null : row.chargedMicroUsd),
      })),
    /** Every call as CSV, newest first (RFC 4180, with a byte-order mark so that spreadsheets read Thai names). */
    csv(filter: LedgerFilter): string {
      const rows: string[] = [COLUMNS.join(',')];
      let page = calls(filter, PAGE);
      while (page.length > 0) {
        for (const line of page) {
          const cells = cellsOf(line);
          rows.push(COLUMNS.map((column) => csvCell(cells[column])).join(','));
        }
        page = page.length < PAGE ? [] : calls(filter, PAGE, page.at(-1)?.entryId);
      }
      return `\uFEFF${rows.join('\r\n')}\r\n`;
    },
  };
}

import type { Balance, CallMoneyState, SpendingGroup } from '../../../shared/model/money.ts';
import type { LibraryDb, NamedStatement } from '../open.ts';

/** Which lines count. Days are YYYY-MM-DD, both included. */
export interface LedgerFilter {
  projectId?: string | undefined;
  campaignId?: string | undefined;
  vendor?: string | undefined;
  fromDay?: string | undefined;
  toDay?: string | undefined;
}

/** One call as its lines tell it. */
export interface LedgerCallRow {
  /** Number of its last reservation: the place in the list. */
  entryId: number;
  callId: string;
  projectId: string | null;
  projectName: string | null;
  campaignId: string | null;
  campaignName: string | null;
  vendor: string;
  model: string;
  day: string;
  atMs: number;
  /** Of its last line. */
  settledAtMs: number;
  priceDate: string;
  state: CallMoneyState;
  estimateMicroUsd: number;
  /** Null until it is charged. */
  chargedMicroUsd: number | null;
}

/** Sums of one day, week, project and so on. */
export interface SpendingRow extends Balance {
  /** The day, the Monday of the week, `2026-11`, or an id; '' where a line has none. */
  key: string;
  /** Name of the project or campaign; null for the others and for what is gone. */
  name: string | null;
  calls: number;
  /** What the charged calls were estimated at. */
  estimateMicroUsd: number;
}

const WHERE: Readonly<Record<keyof LedgerFilter, string>> = {
  projectId: 'e.project_id = @projectId',
  campaignId: 'e.campaign_id = @campaignId',
  vendor: 'e.vendor = @vendor',
  fromDay: 'e.day >= @fromDay',
  toDay: 'e.day <= @toDay',
};

const GROUPS: Readonly<Record<SpendingGroup, { key: string; table?: 'project' | 'campaign' }>> = {
  day: { key: 'e.day' },
  // Six days before the Sunday that ends the week.
  week: { key: "date(e.day, 'weekday 0', '-6 days')" },
  month: { key: 'substr(e.day, 1, 7)' },
  campaign: { key: "coalesce(e.campaign_id, '')", table: 'campaign' },
  project: { key: "coalesce(e.project_id, '')", table: 'project' },
  vendor: { key: 'e.vendor' },
  model: { key: 'e.model' },
};

const conditions = (filter: LedgerFilter): string[] =>
  (Object.keys(WHERE) as (keyof LedgerFilter)[])
    .filter((name) => filter[name] !== undefined)
    .map((name) => WHERE[name]);

const LAST_ESTIMATE = `(SELECT r.amount_micro_usd FROM ledger_entry r WHERE r.call_id = e.call_id AND r.kind = 'reserved'
  ORDER BY r.id DESC LIMIT 1)`;

function callsSql(filter: LedgerFilter, hasCursor: boolean): string {
  const where = [
    "e.kind = 'reserved'",
    "NOT EXISTS (SELECT 1 FROM ledger_entry l WHERE l.call_id = e.call_id AND l.kind = 'reserved' AND l.id > e.id)",
    ...conditions(filter),
    ...(hasCursor ? ['e.id < @beforeId'] : []),
  ];
  const last = (column: string): string =>
    `(SELECT l.${column} FROM ledger_entry l WHERE l.call_id = e.call_id ORDER BY l.id DESC LIMIT 1)`;
  return `SELECT e.id AS entryId, e.call_id AS callId, e.project_id AS projectId, project.name AS projectName,
      e.campaign_id AS campaignId, campaign.name AS campaignName, e.vendor, e.model, e.day, e.at_ms AS atMs,
      ${last('at_ms')} AS settledAtMs, e.price_date AS priceDate, ${last('kind')} AS state,
      e.amount_micro_usd AS estimateMicroUsd,
      (SELECT sum(l.amount_micro_usd) FROM ledger_entry l WHERE l.call_id = e.call_id AND l.kind = 'charged')
        AS chargedMicroUsd
    FROM ledger_entry e LEFT JOIN project ON project.id = e.project_id LEFT JOIN campaign ON campaign.id = e.campaign_id
    WHERE ${where.join(' AND ')} ORDER BY e.id DESC LIMIT @limit`;
}

function spendingSql(by: SpendingGroup, filter: LedgerFilter): string {
  const { key, table } = GROUPS[by];
  const where = conditions(filter);
  const held = (of: string): string => `sum(CASE WHEN e.kind = '${of}' THEN e.amount_micro_usd
    WHEN e.kind = 'released' AND e.of = '${of}' THEN -e.amount_micro_usd ELSE 0 END)`;
  const charged = "sum(CASE WHEN e.kind = 'charged' THEN e.amount_micro_usd ELSE 0 END)";
  return `SELECT ${key} AS key, ${table === undefined ? 'NULL' : `max(${table}.name)`} AS name,
      count(DISTINCT e.call_id) AS calls, ${held('reserved')} AS reservedMicroUsd, ${charged} AS chargedMicroUsd,
      ${held('uncertain')} AS uncertainMicroUsd,
      sum(CASE WHEN e.kind = 'charged' THEN ${LAST_ESTIMATE} ELSE 0 END) AS estimateMicroUsd
    FROM ledger_entry e ${table === undefined ? '' : `LEFT JOIN ${table} ON ${table}.id = e.${table}_id`}
    ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} GROUP BY 1 ORDER BY 1 DESC LIMIT @limit`;
}

/** better-sqlite3 refuses undefined even where no place takes it. */
const bound = (params: object): object =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));

/** Lists and sums over the ledger. */
export function createLedgerReportRepository(db: LibraryDb) {
  const statements = new Map<string, NamedStatement<[object], never>>();
  // Few combinations are ever asked for; each is prepared when it first is.
  const statementOf = <R>(name: string, sql: string): NamedStatement<[object], R> => {
    const known = statements.get(sql) ?? db.prepare<[object], never>(name, sql);
    statements.set(sql, known);
    return known as unknown as NamedStatement<[object], R>;
  };
  return {
    /** Newest first; `beforeId` is the `entryId` after which the next page begins. */
    calls: (filter: LedgerFilter, limit: number, beforeId?: number): LedgerCallRow[] =>
      statementOf<LedgerCallRow>('ledger.calls', callsSql(filter, beforeId !== undefined)).all(
        bound({ ...filter, limit, beforeId }),
      ),
    /** Latest key first for days, weeks and months; by key for the others. */
    spending: (by: SpendingGroup, filter: LedgerFilter, limit: number): SpendingRow[] =>
      statementOf<Omit<SpendingRow, 'totalMicroUsd'>>('ledger.spending', spendingSql(by, filter))
        .all(bound({ ...filter, limit }))
        .map((row) => ({
          ...row,
          totalMicroUsd: row.reservedMicroUsd + row.chargedMicroUsd + row.uncertainMicroUsd,
        })),
  };
}

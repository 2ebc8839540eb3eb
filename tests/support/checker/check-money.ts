import type BetterSqlite3 from 'better-sqlite3';

/** One line of the provider's own ledger, as far as the checks need it. */
export interface ProviderCharge {
  predictionId: string;
  model: string;
  /** The same for two creates with the same input: the attempt's own seed is in it. */
  nonce: string;
  seed: number | null;
  state: 'open' | 'charged' | 'partial' | 'released';
  amountMicroUsd: number;
  finalMicroUsd: number | null;
}

/** Sums that the checks found, micro-dollars. */
export interface MoneySums {
  providerMicroUsd: number;
  ourMicroUsd: number;
  /** Set aside for calls that have ended and of which nobody can say what they cost. */
  uncertainMicroUsd: number;
  /** Booked although the provider took nothing: it had run and nobody can prove that it was free. */
  cautiousMicroUsd: number;
}

interface CallLine {
  id: string;
  orderKey: string;
  vendor: string;
  model: string;
  state: string;
  remoteId: string | null;
  estimate: number;
  charged: number | null;
  sentAtMs: number | null;
  matchJson: string | null;
  errorJson: string | null;
  choice: string | null;
  countersJson: string;
}

interface LedgerLine {
  id: number;
  callId: string;
  kind: 'reserved' | 'charged' | 'released' | 'uncertain';
  of: 'reserved' | 'uncertain' | null;
  amount: number;
  project: string | null;
  campaign: string | null;
  day: string;
}

const FINAL = new Set(['DONE', 'DONE_FLAGGED', 'REJECTED', 'FAILED', 'CANCELED']);
/** Where the id of a started prediction may be missing: nobody has looked yet, or only a person can say. */
const WITHOUT_ID = new Set(['SUBMITTING', 'UNCERTAIN', 'NEEDS_USER']);
const WISHED = new Set(['pay-again', 'other-model']);
const DEFAULT_DAY_HARD_MICRO_USD = 150_000_000;

const readCalls = (db: BetterSqlite3.Database): CallLine[] =>
  db
    .prepare(
      `SELECT id, order_key AS orderKey, vendor, model, state, remote_id AS remoteId, estimate_micro_usd AS estimate,
         charged_micro_usd AS charged, sent_at_ms AS sentAtMs, match_json AS matchJson, error_json AS errorJson, choice,
         counters_json AS countersJson
       FROM paid_call ORDER BY order_key, attempt`,
    )
    .all() as CallLine[];

const readLedger = (db: BetterSqlite3.Database): LedgerLine[] =>
  db
    .prepare(
      `SELECT id, call_id AS callId, kind, of, amount_micro_usd AS amount, project_id AS project,
         campaign_id AS campaign, day FROM ledger_entry ORDER BY id`,
    )
    .all() as LedgerLine[];

const chargedWord = ({ errorJson }: CallLine): string | undefined =>
  errorJson === null ? undefined : (JSON.parse(errorJson) as Trouble).details?.charged;

/** Ended, and nobody can say what it cost: its whole price stays set aside. */
const isUncertainEnd = (call: CallLine): boolean =>
  FINAL.has(call.state) && call.charged === null && chargedWord(call) === 'unknown';

/** What one line adds to reserved + charged + uncertain. */
const weight = ({ kind, amount }: LedgerLine): number => (kind === 'released' ? -amount : amount);

function seedOf(call: CallLine): number | null {
  if (call.matchJson === null) return null;
  const { input } = JSON.parse(call.matchJson) as { input?: Record<string, unknown> };
  const seed = input?.['seed'];
  return typeof seed === 'number' ? seed : null;
}

/** Provider against library: every charge has its row, no attempt and no order is charged twice, amounts agree. */
export function checkCharges(
  db: BetterSqlite3.Database,
  charges: readonly ProviderCharge[],
): { problems: string[]; sums: MoneySums } {
  const problems: string[] = [];
  const calls = readCalls(db);
  const sums: MoneySums = { providerMicroUsd: 0, ourMicroUsd: 0, uncertainMicroUsd: 0, cautiousMicroUsd: 0 };
  for (const call of calls) {
    sums.ourMicroUsd += call.charged ?? 0;
    if (isUncertainEnd(call)) sums.uncertainMicroUsd += call.estimate;
  }
  const byRemoteId = new Map<string, CallLine>();
  for (const call of calls) {
    if (call.remoteId === null) continue;
    if (byRemoteId.has(call.remoteId)) problems.push(`two calls have the remote id ${call.remoteId}`);
    byRemoteId.set(call.remoteId, call);
  }
  const seen = new Set<string>();
  const costly = new Map<string, number>();
  for (const charge of charges) {
    const { predictionId, nonce, state, finalMicroUsd } = charge;
    if (seen.has(nonce)) problems.push(`charged twice: the create of ${predictionId} came in before`);
    seen.add(nonce);
    sums.providerMicroUsd += finalMicroUsd ?? 0;
    const call = byRemoteId.get(predictionId) ?? withoutId(calls, charge);
    if (call === undefined) {
      problems.push(`no call knows the prediction ${predictionId} (${state})`);
      continue;
    }
    if (`${call.vendor}/${charge.model}` !== call.model) problems.push(`${predictionId} is of another model`);
    if (state !== 'released') costly.set(call.orderKey, (costly.get(call.orderKey) ?? 0) + 1);
    problems.push(...amountProblems(call, charge, sums));
  }
  const wishes = new Map<string, number>();
  for (const { orderKey, choice } of calls)
    if (choice !== null && WISHED.has(choice)) wishes.set(orderKey, (wishes.get(orderKey) ?? 0) + 1);
  for (const [orderKey, count] of costly) {
    const allowed = 1 + (wishes.get(orderKey) ?? 0);
    if (count > allowed) problems.push(`order ${orderKey} was charged ${count} times, ${allowed} approved`);
  }
  const known = new Set(charges.map(({ predictionId }) => predictionId));
  for (const [remoteId, { id }] of byRemoteId)
    if (!known.has(remoteId)) problems.push(`call ${id} names the prediction ${remoteId}, which the provider has not`);
  return { problems, sums };
}

/** The call of a prediction whose id was never stored: the same seed, and a state that says so. */
function withoutId(calls: readonly CallLine[], charge: ProviderCharge): CallLine | undefined {
  return calls.find((call) => {
    const isOpen = WITHOUT_ID.has(call.state) || (call.state === 'FAILED' && call.choice !== null);
    return call.remoteId === null && call.sentAtMs !== null && isOpen && seedOf(call) === charge.seed;
  });
}

function amountProblems(call: CallLine, charge: ProviderCharge, sums: MoneySums): string[] {
  const { state, finalMicroUsd } = charge;
  if (!FINAL.has(call.state) || finalMicroUsd === null || call.remoteId === null) return [];
  if (isUncertainEnd(call)) {
    // Stopped or failed while it ran: no public page says what that costs, so the whole price stays set aside.
    if (call.estimate < finalMicroUsd)
      return [`call ${call.id} sets ${call.estimate} aside, less than the provider's ${finalMicroUsd}`];
    sums.cautiousMicroUsd += call.estimate - finalMicroUsd;
    return [];
  }
  const booked = call.charged ?? 0;
  if (booked === finalMicroUsd) return [];
  if (call.choice !== null && chargedWord(call) === 'unknown' && booked === call.estimate && booked > finalMicroUsd) {
    // A person gave it up: what may have been paid counts as paid.
    sums.cautiousMicroUsd += booked - finalMicroUsd;
    return [];
  }
  if (state === 'charged' && call.countersJson === '{}' && booked === call.estimate && booked > finalMicroUsd) {
    // The answer had lost its counters: nobody but the provider knows that it took less than the price.
    sums.cautiousMicroUsd += booked - finalMicroUsd;
    return [];
  }
  if (state === 'released') return [`call ${call.id} books ${booked} for a run that the provider released`];
  return [`call ${call.id} books ${booked}, the provider took ${finalMicroUsd}`];
}
interface Trouble {
  details?: { charged?: string };
}

/** The ledger within itself: lines that close what they name, nothing held for a finished call, rows and sums agree. */
export function checkLedger(db: BetterSqlite3.Database): string[] {
  const problems: string[] = [];
  const calls = new Map(readCalls(db).map((call) => [call.id, call]));
  const lines = readLedger(db);
  const held = new Map<string, { reserved: number; uncertain: number; charged: number }>();
  for (const { id, callId, kind, of, amount } of lines) {
    const state = held.get(callId) ?? { reserved: 0, uncertain: 0, charged: 0 };
    held.set(callId, state);
    if (!calls.has(callId)) problems.push(`line ${id} belongs to no call`);
    if (!Number.isSafeInteger(amount) || amount < 0) problems.push(`line ${id} has the amount ${amount}`);
    if (kind === 'released') {
      if (of === null || state[of] !== amount) problems.push(`line ${id} releases ${amount} of ${of ?? 'nothing'}`);
      if (of !== null) state[of] -= amount;
    } else {
      if (state.reserved + state.uncertain + state.charged > 0)
        problems.push(`line ${id} adds to a call that holds an amount`);
      state[kind] += amount;
    }
  }
  let charged = 0;
  for (const call of calls.values()) {
    const money = held.get(call.id);
    if (money === undefined) {
      problems.push(`call ${call.id} has no line in the ledger`);
      continue;
    }
    charged += call.charged ?? 0;
    if (isUncertainEnd(call)) {
      if (money.uncertain !== call.estimate || money.reserved > 0)
        problems.push(`call ${call.id} is uncertain by ${call.estimate}, its ledger by ${money.uncertain}`);
    } else if (FINAL.has(call.state) && money.reserved + money.uncertain > 0)
      problems.push(`call ${call.id} is ${call.state} and ${money.reserved + money.uncertain} is still held for it`);
    if (money.charged !== (call.charged ?? 0))
      problems.push(`call ${call.id} says ${call.charged ?? 0}, its ledger ${money.charged}`);
    if (!FINAL.has(call.state) && call.state !== 'NEEDS_USER' && money.reserved + money.uncertain + money.charged === 0)
      problems.push(`call ${call.id} is ${call.state} and nothing is held for it`);
  }
  const sum = lines.filter(({ kind }) => kind === 'charged').reduce((total, { amount }) => total + amount, 0);
  if (sum !== charged) problems.push(`the ledger charges ${sum}, the calls ${charged}`);
  return [...problems, ...budgetProblems(db, lines)];
}

/** reserved + charged + uncertain was within every hard limit after every line. */
function budgetProblems(db: BetterSqlite3.Database, lines: readonly LedgerLine[]): string[] {
  const limits = new Map<string, number>();
  const rows = db.prepare('SELECT scope, scope_id AS id, hard_micro_usd AS hard FROM budget').all() as {
    scope: string;
    id: string;
    hard: number | null;
  }[];
  let dayHard: number | null = DEFAULT_DAY_HARD_MICRO_USD;
  for (const { scope, id, hard } of rows) {
    if (scope === 'day') dayHard = hard;
    else if (hard !== null) limits.set(`${scope} ${id}`, hard);
  }
  const used = new Map<string, number>();
  const broken = new Set<string>();
  for (const line of lines) {
    const scopes = [`project ${line.project ?? ''}`, `campaign ${line.campaign ?? ''}`, `day ${line.day}`];
    for (const scope of scopes) {
      const sum = (used.get(scope) ?? 0) + weight(line);
      used.set(scope, sum);
      const limit = scope.startsWith('day ') ? dayHard : limits.get(scope);
      if (limit !== null && limit !== undefined && sum > limit)
        broken.add(`the budget of ${scope} is ${limit}; line ${line.id} makes it ${sum}`);
    }
  }
  return [...broken].slice(0, 5);
}

import { AppError } from '../../shared/contract/errors.ts';
import type { Balance } from '../../shared/model/money.ts';
import type { LibraryDb } from '../db/open.ts';
import type { Repositories } from '../db/repositories.ts';
import type { BalanceScope, LedgerEntryRow } from '../db/repositories/ledger-repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { BudgetWarning, Budgets } from './budgets.ts';
import { callMoneyOf } from './ledger-state.ts';
import type { CallMoney } from './ledger-state.ts';
import { localDayOf } from './local-day.ts';

/** Whose money a line is. The id is that of a row in `paid_call`, which must be there. */
export interface LedgerCall {
  id: string;
  projectId: string | null;
  campaignId: string | null;
  vendor: string;
  /** Full id, `vendor/owner/name`. */
  model: string;
  /** YYYY-MM-DD of the rate. */
  priceDate: string;
}

/** A reservation that stands. */
export interface Reserved {
  /** False: the call already holds one; nothing was written. */
  isNew: boolean;
  /** Soft limits that are passed with it. */
  warnings: BudgetWarning[];
}

/** Where the money of a call is to stand. */
export interface LedgerTarget {
  state: CallMoney['state'];
  /** What was charged; else what is held. */
  amountMicroUsd: number;
  estimateMicroUsd: number;
  /** When it was reserved: the day whose budget it counts for. */
  atMs: number;
}

/** Free words and numbers for a line: a reason, the counter that decided. No secrets. */
export type LedgerNote = Readonly<Record<string, string | number | boolean | null>>;

export interface LedgerDeps {
  db: Pick<LibraryDb, 'write'>;
  repos: Pick<Repositories, 'ledger'>;
  budgets: Pick<Budgets, 'check'>;
  clock: Clock;
  dayOf?: (atMs: number) => string;
  /** A reservation has passed a soft limit; told once, after its transaction. */
  onSoftPassed?: (warning: BudgetWarning) => void;
}

function assertAmount(amountMicroUsd: number): void {
  if (!Number.isSafeInteger(amountMicroUsd) || amountMicroUsd < 0) {
    throw new AppError('internal', 'an amount is whole micro-dollars, not below zero', { amountMicroUsd });
  }
}

/**
 * The append-only ledger. Every function is synchronous and meant for the transaction that changes the call's state; called
 * alone it is a transaction of its own. All lines of a reservation carry its day, so that what closes it after midnight
 * leaves that day's sum right. Writing throws what the database throws; nothing is half written then.
 */
export function createLedger(deps: LedgerDeps) {
  const { db, repos, budgets, clock, dayOf = localDayOf } = deps;

  const stateOf = (callId: string): CallMoney | undefined => {
    const found = callMoneyOf(repos.ledger.listOfCall(callId));
    if (found === null) throw new AppError('library-corrupt', `the ledger of call ${callId} does not balance`);
    return found;
  };
  const write = (
    call: LedgerCall,
    line: Pick<LedgerEntryRow, 'kind' | 'of' | 'amountMicroUsd' | 'day'>,
    note: LedgerNote = {},
  ): void => {
    const { id: callId, projectId, campaignId, vendor, model, priceDate } = call;
    const atMs = clock.nowMs();
    repos.ledger.insert({ callId, projectId, campaignId, vendor, model, priceDate, atMs, ...line, note });
  };
  /** Closes what is held. False when nothing is. */
  const close = (call: LedgerCall, money: CallMoney | undefined, note?: LedgerNote): money is CallMoney => {
    if (money?.state !== 'reserved' && money?.state !== 'uncertain') return false;
    const { amountMicroUsd, day, state: of } = money;
    write(call, { kind: 'released', of, amountMicroUsd, day }, note);
    return true;
  };

  return {
    /**
     * Holds an amount for a call, if the hard budgets of its project, its campaign and the day cover it. A call that holds
     * one keeps it; one that was released may reserve again. Throws AppError `budget-exceeded` (details: scope, budget,
     * used, wanted) and `conflict` for a call that was charged.
     */
    reserve(call: LedgerCall, amountMicroUsd: number, note?: LedgerNote): Reserved {
      assertAmount(amountMicroUsd);
      return db.write(() => {
        const before = stateOf(call.id)?.state;
        if (before === 'charged') throw new AppError('conflict', `call ${call.id} was charged`, { id: call.id });
        if (before === 'reserved' || before === 'uncertain') return { isNew: false, warnings: [] };
        const day = dayOf(clock.nowMs());
        const warnings = budgets.check({ ...call, day }, amountMicroUsd);
        write(call, { kind: 'reserved', of: null, amountMicroUsd, day }, note);
        const first = warnings.filter(({ isFirst }) => isFirst);
        // Whoever listens must see the committed rows.
        if (first.length > 0) queueMicrotask(() => first.forEach((warning) => deps.onSoftPassed?.(warning)));
        return { isNew: true, warnings };
      }, 'ledger.reserve');
    },

    /**
     * Books what was really paid and closes the reservation or the uncertain amount. False when the call is settled already
     * or never held anything: then nothing is written.
     */
    charge(call: LedgerCall, amountMicroUsd: number, note?: LedgerNote): boolean {
      assertAmount(amountMicroUsd);
      return db.write(() => {
        const money = stateOf(call.id);
        if (!close(call, money)) return false;
        write(call, { kind: 'charged', of: null, amountMicroUsd, day: money.day }, note);
        return true;
      }, 'ledger.charge');
    },

    /**
     * Books a payment that turns up after the amount was given back (a call marked as lost that the provider did make). It
     * asks no budget, since the money is gone, and counts against today's. False when nothing was given back.
     */
    chargeLate(call: LedgerCall, amountMicroUsd: number, note?: LedgerNote): boolean {
      assertAmount(amountMicroUsd);
      return db.write(() => {
        if (stateOf(call.id)?.state !== 'released') return false;
        const day = dayOf(clock.nowMs());
        write(call, { kind: 'charged', of: null, amountMicroUsd, day }, { ...note, late: true });
        return true;
      }, 'ledger.charge-late');
    },

    /** Gives back what is held: nothing was paid. False when nothing is held. */
    release: (call: LedgerCall, note?: LedgerNote): boolean =>
      db.write(() => close(call, stateOf(call.id), note), 'ledger.release'),

    /** What was reserved may have been paid. False unless a reservation is held. */
    markUncertain: (call: LedgerCall, note?: LedgerNote): boolean =>
      db.write(() => {
        const money = stateOf(call.id);
        if (money?.state !== 'reserved') return false;
        close(call, money);
        write(call, { kind: 'uncertain', of: null, amountMicroUsd: money.amountMicroUsd, day: money.day }, note);
        return true;
      }, 'ledger.uncertain'),

    /**
     * Brings a call to where it stood before its library was put back to an older one. Asks no budget: what was held or paid
     * then is so now. What is charged already stays as it is.
     */
    restore: (call: LedgerCall, to: LedgerTarget, note?: LedgerNote): void =>
      db.write(() => {
        assertAmount(to.amountMicroUsd);
        assertAmount(to.estimateMicroUsd);
        const before = stateOf(call.id);
        if (before?.state === 'charged') return;
        if (before === undefined || (before.state === 'released' && to.state !== 'released')) {
          const day = dayOf(to.atMs);
          write(call, { kind: 'reserved', of: null, amountMicroUsd: to.estimateMicroUsd, day }, note);
        }
        const money = stateOf(call.id);
        if (to.state === 'reserved' || to.state === money?.state || !close(call, money, note)) return;
        if (to.state === 'released') return;
        const { amountMicroUsd } = to.state === 'uncertain' ? money : to;
        write(call, { kind: to.state, of: null, amountMicroUsd, day: money.day }, note);
      }, 'ledger.restore'),

    /** Where a call stands; undefined before its first reservation. Throws AppError `library-corrupt`. */
    ofCall: stateOf,

    /** Sums of a project, a campaign, a day (YYYY-MM-DD) or, with `{}`, of everything. */
    balance: (scope: BalanceScope): Balance => repos.ledger.balance(scope),
  };
}
export type Ledger = ReturnType<typeof createLedger>;

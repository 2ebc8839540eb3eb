import type { CallMoneyState } from '../../shared/model/money.ts';
import type { LedgerEntryRow } from '../db/repositories/ledger-repository.ts';

/** Where one call stands, read from its lines alone. */
export interface CallMoney {
  state: CallMoneyState;
  /** What is held or was charged; 0 when released. Micro-dollars. */
  amountMicroUsd: number;
  /** What was reserved last: the estimate that the charge is compared with. */
  estimateMicroUsd: number;
  /** The day whose budget decided. */
  day: string;
}

type Line = Pick<LedgerEntryRow, 'kind' | 'of' | 'amountMicroUsd' | 'day'>;

/**
 * Folds the lines of one call, oldest first. Undefined when there are none. Lines that no sequence of reserve, charge,
 * release and uncertain can have written give `null`: the ledger does not balance.
 */
export function callMoneyOf(lines: readonly Line[]): CallMoney | undefined | null {
  let held: { of: 'reserved' | 'uncertain'; amountMicroUsd: number } | null = null;
  let now: CallMoney | undefined;
  for (const { kind, of, amountMicroUsd, day } of lines) {
    if (kind === 'reserved') {
      if (held !== null || now?.state === 'charged') return null;
      held = { of: 'reserved', amountMicroUsd };
      now = { state: 'reserved', amountMicroUsd, estimateMicroUsd: amountMicroUsd, day };
    } else if (now === undefined) {
      return null;
    } else if (kind === 'released') {
      if (held === null || held.of !== of || held.amountMicroUsd !== amountMicroUsd) return null;
      held = null;
      now = { ...now, state: 'released', amountMicroUsd: 0 };
    } else {
      // Both follow the line that closed what was held before.
      if (held !== null || now.state !== 'released') return null;
      if (kind === 'uncertain') held = { of: 'uncertain', amountMicroUsd };
      now = { ...now, state: kind, amountMicroUsd };
    }
  }
  return now;
}

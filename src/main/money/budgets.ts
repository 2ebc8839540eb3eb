import { AppError } from '../../shared/contract/errors.ts';
import { DEFAULT_DAY_BUDGET, usdDigits } from '../../shared/model/money.ts';
import type { Balance, BudgetScope } from '../../shared/model/money.ts';
import type { Repositories } from '../db/repositories.ts';
import type { BudgetRow } from '../db/repositories/budget-repository.ts';
import type { BalanceScope } from '../db/repositories/ledger-repository.ts';
import type { Clock } from '../platform/clock.ts';
import { localDayOf } from './local-day.ts';

/** Limits of one scope as they apply now. */
export interface Budget extends BudgetRow {
  /** No person has set it. */
  isDefault: boolean;
}

/** Limits and what counts against them. */
export interface BudgetState extends Budget, Balance {
  /** The soft limit is passed: a warning, nothing stops. */
  isSoftPassed: boolean;
  /** Today's purchases passed it. */
  isSoftPassedToday: boolean;
  /** Nothing more can be reserved. */
  isHardReached: boolean;
  /** Micro-dollars until the hard limit; null without one. */
  leftMicroUsd: number | null;
}

/** A soft limit that a reservation passed, or that was passed before. */
export interface BudgetWarning {
  scope: BudgetScope;
  scopeId: string;
  softMicroUsd: number;
  /** With the new reservation. */
  usedMicroUsd: number;
  /** This reservation is the one that passed it: tell the person once. */
  isFirst: boolean;
}

export interface BudgetsDeps {
  repos: Pick<Repositories, 'budgets' | 'ledger'>;
  clock: Clock;
  dayOf?: (atMs: number) => string;
}

/** Soft and hard limits of projects, campaigns and the day. */
export function createBudgets({ repos, clock, dayOf = localDayOf }: BudgetsDeps) {
  const limits = (scope: BudgetScope, scopeId: string): Budget => {
    const row = repos.budgets.find(scope, scopeId);
    if (row) return { ...row, isDefault: false };
    if (scope === 'day') return { scope, scopeId, ...DEFAULT_DAY_BUDGET, isDefault: true };
    // What a brief allows for its film stops it, until a person sets limits for the project itself.
    const hardMicroUsd = scope === 'project' ? repos.budgets.findOfBrief(scopeId) : null;
    return { scope, scopeId, softMicroUsd: null, hardMicroUsd, isDefault: true };
  };
  const balanceScope = (scope: BudgetScope, scopeId: string, day: string): BalanceScope => {
    if (scope === 'day') return { day };
    return scope === 'project' ? { projectId: scopeId } : { campaignId: scopeId };
  };

  return {
    /** Where a scope stands. For the day `scopeId` is '', and `day` names another one than today. */
    state(scope: BudgetScope, scopeId: string, day = dayOf(clock.nowMs())): BudgetState {
      const budget = limits(scope, scopeId);
      const balance = repos.ledger.balance(balanceScope(scope, scopeId, day));
      const { softMicroUsd, hardMicroUsd } = budget;
      const isSoftPassed = softMicroUsd !== null && balance.totalMicroUsd > softMicroUsd;
      const wasPassed = isSoftPassed && scope !== 'day' && repos.ledger.totalBefore(scope, scopeId, day) > softMicroUsd;
      return {
        ...budget,
        ...balance,
        isSoftPassed,
        isSoftPassedToday: isSoftPassed && !wasPassed,
        isHardReached: hardMicroUsd !== null && balance.totalMicroUsd >= hardMicroUsd,
        leftMicroUsd: hardMicroUsd === null ? null : Math.max(0, hardMicroUsd - balance.totalMicroUsd),
      };
    },
    /** Every budget that a person has set, and the day's. */
    list(): Budget[] {
      const set = repos.budgets.list().map((row) => ({ ...row, isDefault: false }));
      return set.some(({ scope }) => scope === 'day') ? set : [limits('day', ''), ...set];
    },
    /**
     * Other limits; null is "none". They bind the next reservation, not what is already out. Throws AppError
     * `invalid-input` when the warning would come after the stop.
     */
    set({ scope, scopeId, softMicroUsd, hardMicroUsd }: BudgetRow): void {
      if (softMicroUsd !== null && hardMicroUsd !== null && softMicroUsd > hardMicroUsd) {
        throw new AppError('invalid-input', 'the soft limit is above the hard one', {
          issues: [{ path: 'softMicroUsd', code: 'too-large', params: { limit: hardMicroUsd } }],
        });
      }
      repos.budgets.put({ scope, scopeId, softMicroUsd, hardMicroUsd });
    },
    /** Back to what applies without a person's word. */
    reset: (scope: BudgetScope, scopeId: string): void => void repos.budgets.remove(scope, scopeId),
    /**
     * Whether `amountMicroUsd` more may be reserved on `day`. Gives the soft limits that are passed with it; throws AppError
     * `budget-exceeded` for the first hard one that would be. What costs nothing always may.
     */
    check(
      whose: { projectId: string | null; campaignId: string | null; day: string },
      amountMicroUsd: number,
    ): BudgetWarning[] {
      if (amountMicroUsd === 0) return [];
      const warnings: BudgetWarning[] = [];
      const scopes: [BudgetScope, string | null][] = [
        ['project', whose.projectId],
        ['campaign', whose.campaignId],
        ['day', ''],
      ];
      for (const [scope, scopeId] of scopes) {
        if (scopeId === null) continue;
        const { softMicroUsd, hardMicroUsd } = limits(scope, scopeId);
        if (softMicroUsd === null && hardMicroUsd === null) continue;
        const before = repos.ledger.balance(balanceScope(scope, scopeId, whose.day)).totalMicroUsd;
        const usedMicroUsd = before + amountMicroUsd;
        if (hardMicroUsd !== null && usedMicroUsd > hardMicroUsd) {
          throw new AppError('budget-exceeded', `the hard limit of the ${scope} does not cover a reservation`, {
            ...{ scope, scopeId },
            ...{ budget: usdDigits(hardMicroUsd), used: usdDigits(before), wanted: usdDigits(amountMicroUsd) },
            // The sentence for people has this word for what is wanted.
            estimate: usdDigits(amountMicroUsd),
            ...{ budgetMicroUsd: hardMicroUsd, usedMicroUsd: before, wantedMicroUsd: amountMicroUsd },
          });
        }
        if (softMicroUsd !== null && usedMicroUsd > softMicroUsd) {
          warnings.push({ scope, scopeId, softMicroUsd, usedMicroUsd, isFirst: before <= softMicroUsd });
        }
      }
      return warnings;
    },
  };
}
export type Budgets = ReturnType<typeof createBudgets>;

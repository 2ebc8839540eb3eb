import type { BudgetStateView } from '../../../shared/contract/money.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { usd } from './call-words.ts';

/** How urgent the budgets are: a stop of the day, a warning that was passed, or nothing. */
export type BudgetLevel = 'none' | 'soft' | 'hard';

type Budget = Pick<
  BudgetStateView,
  | 'scope'
  | 'name'
  | 'softMicroUsd'
  | 'hardMicroUsd'
  | 'totalMicroUsd'
  | 'isSoftPassed'
  | 'isSoftPassedToday'
  | 'isHardReached'
>;

/** What today cost, and whose warning it passed: the day's first, else those of projects and campaigns. Pure. */
export function budgetsInWords(t: Translate, budgets: readonly Budget[]): { level: BudgetLevel; text: string } {
  const day = budgets.find(({ scope }) => scope === 'day');
  const spent = usd(day?.totalMicroUsd ?? 0);
  const limit = day?.hardMicroUsd ?? day?.softMicroUsd ?? null;
  if (day?.isHardReached === true) return { level: 'hard', text: t('budget.pill-hard', { spent }) };
  if (day?.isSoftPassed === true && limit !== null)
    return { level: 'soft', text: t('budget.pill-soft', { spent, limit: usd(limit) }) };
  const passed = budgets.filter(({ scope, isSoftPassedToday }) => scope !== 'day' && isSoftPassedToday);
  const [first] = passed;
  if (first !== undefined) {
    const name = first.name ?? t(`needs.scope.${first.scope}`);
    return {
      level: 'soft',
      text:
        passed.length === 1
          ? t('budget.pill-other', { spent, name })
          : t('budget.pill-others', { spent, count: passed.length }),
    };
  }
  return {
    level: 'none',
    text: limit === null ? t('budget.pill-plain', { spent }) : t('budget.pill', { spent, limit: usd(limit) }),
  };
}

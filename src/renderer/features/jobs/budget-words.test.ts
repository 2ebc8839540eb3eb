import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { budgetsInWords } from './budget-words.ts';

const t = createTranslate('en');
type Budget = Parameters<typeof budgetsInWords>[1][number];
const budget = (more: Partial<Budget>): Budget => ({
  ...{ scope: 'day', name: null, softMicroUsd: 100_000_000, hardMicroUsd: 150_000_000, totalMicroUsd: 2_500_000 },
  ...{ isSoftPassed: false, isSoftPassedToday: false, isHardReached: false },
  ...more,
});
const project = (name: string | null, isSoftPassedToday = true): Budget =>
  budget({ scope: 'project', name, isSoftPassed: true, isSoftPassedToday });

describe('what today cost', () => {
  it.each([
    ['nothing special', [budget({})], 'none', '$2.50 of $150.00 today'],
    ['no limit', [budget({ softMicroUsd: null, hardMicroUsd: null })], 'none', '$2.50 today'],
    ['the day’s warning', [budget({ isSoftPassed: true })], 'soft', '$2.50 of $150.00 today: over the warning'],
    [
      'the day’s stop, before anything else',
      [budget({ isSoftPassed: true, isHardReached: true }), project('Harbour')],
      'hard',
      'Day’s budget used: $2.50',
    ],
    ['a project’s warning', [budget({}), project('Harbour')], 'soft', '$2.50 today; over the warning: Harbour'],
    ['one without a name', [budget({}), project(null)], 'soft', '$2.50 today; over the warning: project'],
    [
      'more than one',
      [budget({}), project('Harbour'), project('Dawn')],
      'soft',
      '$2.50 today; 2 budgets over the warning',
    ],
    ['one that was passed on another day', [budget({}), project('Harbour', false)], 'none', '$2.50 of $150.00 today'],
  ] as const)('%s', (_name, budgets, level, text) => expect(budgetsInWords(t, budgets)).toEqual({ level, text }));
});

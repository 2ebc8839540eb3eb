import type { TakeSummary } from '../../../shared/model/document.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { usdDigits } from '../../../shared/model/money.ts';
import type { CallFlag } from '../../../shared/model/paid-call.ts';

/** Who made a take, in a word that fits under a picture: the last part of a model's id. */
export function makerOf(provider: string, t: Translate): string {
  if (provider === 'own/image') return t('board.maker-own');
  if (provider === 'local/sketch') return t('board.maker-sketch');
  if (provider === 'local/animatic') return t('board.maker-animatic');
  return provider.slice(provider.lastIndexOf('/') + 1);
}

/** What is wrong with a file that came all the same, one sentence each; empty where nothing is. */
export const flagsInWords = (flags: readonly CallFlag[], t: Translate): string =>
  flags.map((flag) => t(`calls.flag.${flag}`)).join(' ');

/** What a take cost: exact dollars, free on this machine, or found among what was bought before. Nothing for own pictures. */
export function costOf(
  { provider, costMicroUsd }: Pick<TakeSummary, 'provider' | 'costMicroUsd'>,
  t: Translate,
): string {
  if (costMicroUsd > 0) return `$${usdDigits(costMicroUsd)}`;
  if (provider.startsWith('own/')) return '';
  return t(provider.startsWith('local/') ? 'board.price-free' : 'board.from-cache');
}

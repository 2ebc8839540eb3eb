import { isMessageKey } from '../../shared/i18n/translate.ts';
import type { MessageParams, Translate } from '../../shared/i18n/translate.ts';

/** The word of a code that comes from data; the code itself where the table has none. */
export function wordOf(t: Translate, prefix: string, code: string, params: MessageParams = {}): string {
  const key = `${prefix}.${code}`;
  return isMessageKey(key) ? t(key, params) : code;
}

/** Remaining time as a person says it. */
export function leftInWords(t: Translate, etaMs: number): string {
  const seconds = Math.round(etaMs / 1_000);
  if (seconds < 8) return t('ui.left-soon');
  if (seconds < 90) return t('ui.left-seconds', { count: Math.ceil(seconds / 5) * 5 });
  return t('ui.left-minutes', { count: Math.round(seconds / 60) });
}

import type { Translate } from '../../../shared/i18n/translate.ts';
import { POLICY_BOUNDS } from '../../../shared/model/call-policies.ts';

/** How numbers of the table of policies are shown, typed and bounded. Pure. */

export type Bound = keyof typeof POLICY_BOUNDS;

/** Shown numbers are kept ones divided by this: seconds for most times, minutes for long ones, hundredths for shares. */
export const SECONDS = 1_000;
export const MINUTES = 60_000;
export const PERCENT = 0.01;

const TEN_THOUSANDTHS = 10_000;
/** A kept number as it is typed. */
export const shownOf = (kept: number, scale: number): string =>
  String(Math.round((kept / scale) * TEN_THOUSANDTHS) / TEN_THOUSANDTHS);

const WHOLE = /^\d{1,9}$/;
const WITH_TENTHS = /^\d{1,7}(?:[.,]\d)?$/;
const numberOf = (text: string): number => Number(text.replace(',', '.'));

/** A typed number as it is kept; NaN where it is none. */
export const keptOf = (text: string, scale: number): number =>
  (scale === 1 ? WHOLE : WITH_TENTHS).test(text)
    ? Math.round(numberOf(text) * scale * (scale < 1 ? TEN_THOUSANDTHS : 1)) / (scale < 1 ? TEN_THOUSANDTHS : 1)
    : Number.NaN;

/** Why a typed number cannot be kept: no number, or outside what the table allows. */
export function faultOfNumber(text: string, bound: Bound, scale: number, t: Translate): string | undefined {
  const { min, max } = POLICY_BOUNDS[bound];
  const kept = keptOf(text, scale);
  if (Number.isNaN(kept) && scale === 1) return t('providers.not-whole');
  return kept >= min && kept <= max
    ? undefined
    : t('providers.out-of-range', { min: shownOf(min, scale), max: shownOf(max, scale) });
}

const WAITS_MAX = 8;

/** Typed waits in seconds as milliseconds; undefined where they are not between one and eight good ones. */
export function waitsOf(text: string): number[] | undefined {
  const waits = text.split(/[\s,;]+/).filter((part) => part !== '');
  const kept = waits.map((part) => (/^\d{1,4}(?:\.\d)?$/.test(part) ? Math.round(Number(part) * SECONDS) : Number.NaN));
  const { min, max } = POLICY_BOUNDS.waitMs;
  const isGood = kept.length >= 1 && kept.length <= WAITS_MAX && kept.every((ms) => ms >= min && ms <= max);
  return isGood ? kept : undefined;
}

/** Waits as they are typed: `5, 15, 45`. */
export const waitsText = (waitsMs: readonly number[]): string => waitsMs.map((ms) => String(ms / SECONDS)).join(', ');

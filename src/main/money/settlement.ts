import type { Charge } from './purchases.ts';

/** What an ending means for the money of a call, micro-dollars. */
export type Settlement =
  | { kind: 'charged'; amountMicroUsd: number; counter: string | null }
  /** Nothing was paid. */
  | { kind: 'released'; counter: string | null }
  /** Nobody can say: at most this much may have been paid. */
  | { kind: 'uncertain'; amountMicroUsd: number };

/**
 * How a call that gave nothing is booked. What the adapter proves to be free is free; otherwise the provider's own counter
 * for what is billed decides, to the micro-dollar, also when it says 0. Without that counter a charge that is certain is
 * what was ordered, and one that is not stays uncertain. Pure. Throws what `charge` throws.
 */
export function settlementOf(
  charged: 'yes' | 'no' | 'unknown',
  charge: () => Pick<Charge, 'amountMicroUsd' | 'counter'>,
  estimateMicroUsd: number,
): Settlement {
  if (charged === 'no') return { kind: 'released', counter: null };
  const { amountMicroUsd, counter } = charge();
  if (counter === null && charged === 'unknown')
    return estimateMicroUsd === 0
      ? { kind: 'released', counter }
      : { kind: 'uncertain', amountMicroUsd: estimateMicroUsd };
  return amountMicroUsd === 0 ? { kind: 'released', counter } : { kind: 'charged', amountMicroUsd, counter };
}

/** The same as the word that a person's sentence has for it. */
export function chargedWord({ kind }: Settlement): 'yes' | 'no' | 'unknown' {
  return kind === 'charged' ? 'yes' : kind === 'released' ? 'no' : 'unknown';
}

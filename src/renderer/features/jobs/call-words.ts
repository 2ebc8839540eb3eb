import type { CallView, Need, WaitView } from '../../../shared/contract/calls.ts';
import { isMessageKey } from '../../../shared/i18n/translate.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { usdDigits } from '../../../shared/model/money.ts';
import { FINAL_CALL_STATES } from '../../../shared/model/paid-call.ts';
import type { CallState } from '../../../shared/model/paid-call.ts';
import { shotName } from '../../../shared/model/shot-name.ts';
import type { BadgeShape, BadgeTone } from '../../ui/badge.tsx';

/** Paid calls in a person's words. Pure. */

/** An amount to the micro-dollar: what a ledger shows must add up. */
export const usd = (microUsd: number): string => `$${usdDigits(microUsd)}`;

const NAMES: Readonly<Record<string, string>> = { replicate: 'Replicate' };
/** A vendor as it writes itself. */
export const vendorName = (vendor: string | null): string => (vendor === null ? '' : (NAMES[vendor] ?? vendor));

/** `owner/name` of `vendor/owner/name`. */
export const modelName = (model: string): string => model.split('/').slice(1).join('/') || model;

/** Colour and shape of a call's state. */
export function toneOfCall({ state, isLate }: Pick<CallView, 'state' | 'isLate'>): {
  tone: BadgeTone;
  shape?: BadgeShape;
} {
  if (isLate) return { tone: 'warn', shape: 'clock' };
  const tones: Partial<Record<CallState, { tone: BadgeTone; shape?: BadgeShape }>> = {
    DONE: { tone: 'ok' },
    DONE_FLAGGED: { tone: 'warn' },
    NEEDS_USER: { tone: 'warn' },
    UNCERTAIN: { tone: 'warn', shape: 'loop' },
    REJECTED: { tone: 'err' },
    FAILED: { tone: 'err' },
    CANCELED: { tone: 'draft', shape: 'cross' },
    QUEUED: { tone: 'draft', shape: 'clock' },
    RESERVED: { tone: 'draft', shape: 'clock' },
    WAITING: { tone: 'draft', shape: 'clock' },
  };
  return tones[state] ?? { tone: 'info' };
}

/** The state in words. */
export function stateOfCall(t: Translate, { state, isLate }: Pick<CallView, 'state' | 'isLate'>): string {
  return isLate ? t('calls.late') : t(`calls.state.${state}`);
}

/** `Shot 2A`, or that there is none any more. */
export function shotOfCall(t: Translate, { scene, shot }: Pick<CallView, 'scene' | 'shot'>): string {
  return scene === null || shot === null ? t('calls.no-shot') : t('jobs.shot', { name: shotName({ scene, shot }) });
}

/** What is waited for and for how long still. `duration` formats milliseconds. */
export function waitInWords(
  t: Translate,
  wait: WaitView,
  nowMs: number,
  duration: (milliseconds: number) => string,
): string {
  const key = `calls.wait.${wait.reason}`;
  const why = isMessageKey(key) ? t(key) : t('calls.wait.other');
  const leftMs = Math.ceil((wait.untilMs - nowMs) / 1_000) * 1_000;
  return leftMs <= 0 ? t('calls.wait-soon', { why }) : t('calls.wait-left', { why, time: duration(leftMs) });
}

/** What it costs: a guess before, both after. */
export function costOfCall(
  t: Translate,
  call: Pick<CallView, 'state' | 'estimateMicroUsd' | 'chargedMicroUsd' | 'error'>,
): string {
  const { state, estimateMicroUsd, chargedMicroUsd } = call;
  const estimate = usd(estimateMicroUsd);
  if (chargedMicroUsd !== null) return t('calls.cost', { estimate, actual: usd(chargedMicroUsd) });
  if (state === 'UNCERTAIN' || state === 'NEEDS_USER') return t('calls.cost-uncertain', { estimate });
  // Ended, and nobody can say whether it was charged.
  if (isUnsettled(call)) return t('calls.cost-uncertain', { estimate });
  // Ended, and nothing was taken for it.
  if (FINAL_CALL_STATES.has(state)) return t('calls.cost', { estimate, actual: usd(0) });
  return t('calls.cost-estimate', { estimate });
}

/** It has ended, and nobody can say whether it was charged: a person may know. */
export function isUnsettled({
  state,
  chargedMicroUsd,
  error,
}: Pick<CallView, 'state' | 'chargedMicroUsd' | 'error'>): boolean {
  return FINAL_CALL_STATES.has(state) && chargedMicroUsd === null && error?.details['charged'] === 'unknown';
}

/** How far an actual amount lies over its estimate, as a whole number of per cent. */
export function percentOver(estimateMicroUsd: number, chargedMicroUsd: number): number {
  return estimateMicroUsd === 0 ? 100 : Math.round((chargedMicroUsd / estimateMicroUsd - 1) * 100);
}

/** How long it has been at the provider and how long that usually takes; null while nobody waits for the provider. */
export function timesOfCall(
  t: Translate,
  call: Pick<CallView, 'state' | 'submittedAtMs' | 'sentAtMs' | 'usualMs'>,
  nowMs: number,
  duration: (milliseconds: number) => string,
): string | null {
  const sinceMs = call.submittedAtMs ?? call.sentAtMs;
  if (sinceMs === null || FINAL_CALL_STATES.has(call.state) || call.state === 'NEEDS_USER') return null;
  const elapsedMs = Math.max(0, Math.round((nowMs - sinceMs) / 1_000) * 1_000);
  const elapsed = t('calls.elapsed', { time: duration(elapsedMs) });
  if (call.usualMs === null) return elapsed;
  return `${elapsed}, ${t('calls.usual', { time: duration(Math.max(1_000, Math.round(call.usualMs / 1_000) * 1_000)) })}`;
}

/** Details of a failure as parameters of a sentence: money words are said, not shown as codes. */
export function failureParams(
  t: Translate,
  details: Readonly<Record<string, unknown>>,
): Record<string, string | number> {
  const texts = Object.fromEntries(
    Object.entries(details).filter(
      (pair): pair is [string, string | number] => typeof pair[1] === 'string' || typeof pair[1] === 'number',
    ),
  );
  for (const name of ['amount', 'approved', 'now']) {
    const amount = texts[name];
    if (typeof amount === 'string') texts[name] = amount.replace(/(\.\d\d\d*?)0+$/, '$1');
  }
  const charged = `charged.${String(texts.charged)}`;
  if (isMessageKey(charged)) texts.charged = t(charged, { amount: texts.amount ?? '' });
  return texts;
}

/** Heading and text of what waits for a person. */
export function needInWords(t: Translate, need: Need): { title: string; text: string } {
  const { code, details, shotsDone: done, shotsTotal: total } = need;
  const scope = `needs.scope.${String(details['scope'])}`;
  const params = {
    ...failureParams(t, details),
    vendor: vendorName(need.vendor),
    model: need.model === null ? '' : modelName(need.model),
    replacement: need.replacement === null ? '' : modelName(need.replacement),
    scope: isMessageKey(scope) ? t(scope) : '',
    done,
    total,
  };
  const titleKey = code === 'budget-exceeded' && total === 0 ? `needs.title.${code}-plain` : `needs.title.${code}`;
  const textKey =
    code === 'model-retired' && need.replacement !== null ? `needs.text.${code}-with` : `needs.text.${code}`;
  return {
    title: isMessageKey(titleKey) ? t(titleKey, params) : t('needs.title.other'),
    text: isMessageKey(textKey) ? t(textKey, params) : '',
  };
}

/** What a step of the time line tells beyond its state; '' for nothing. */
export function eventInWords(t: Translate, detail: Readonly<Record<string, unknown>>): string {
  const { reason, unknown, fault, choice } = detail;
  if (typeof unknown === 'string') return t('calls.event.unknown', { word: unknown });
  if (typeof choice === 'string' && isMessageKey(`needs.${choice}`)) return t(`needs.${choice}` as 'needs.lost');
  const key = `calls.event.${String(reason)}`;
  if (typeof reason === 'string' && isMessageKey(key)) return t(key);
  const parts = [fault, reason].filter((part): part is string => typeof part === 'string' && part !== '');
  return [...new Set(parts)].join(': ');
}

/** The newest attempt of each order, oldest order first. */
export function newestAttempts(calls: readonly CallView[]): CallView[] {
  const newest = new Map<string, CallView>();
  for (const call of calls) {
    const known = newest.get(call.orderKey);
    if (known === undefined || known.attempt < call.attempt) newest.set(call.orderKey, call);
  }
  return [...newest.values()];
}

/** Where a prediction stands at a moment, what it costs then, and how it looks on the wire. Pure. */
import { flawed } from './media-plan.ts';
import { shareOf } from './price-list.ts';
import type { Charge, Prediction, PredictionState } from './server-types.ts';
import { forLedger, nonceOf } from './ids-and-hashes.ts';

const HOUR_MS = 3_600_000;

export interface Standing {
  state: PredictionState;
  startedAtMs: number | null;
  endedAtMs: number | null;
}

function endOf(one: Prediction): { atMs: number; state: PredictionState } {
  const ends: { atMs: number; state: PredictionState }[] = [{ atMs: one.endsAtMs, state: one.outcome.end }];
  if (one.stopped !== null) ends.push(one.stopped);
  const { deadlineMs } = one;
  if (deadlineMs !== null)
    ends.push({ atMs: deadlineMs, state: deadlineMs <= one.startsAtMs ? 'aborted' : 'canceled' });
  return ends.reduce((first, other) => (other.atMs < first.atMs ? other : first));
}

/** The state at that moment. A stop before the start leaves `startedAtMs` null. */
export function standingOf(one: Prediction, nowMs: number): Standing {
  const end = endOf(one);
  const started = one.startsAtMs <= Math.min(nowMs, end.atMs) && end.state !== 'aborted';
  const startedAtMs = started ? one.startsAtMs : null;
  if (nowMs >= end.atMs) return { state: end.state, startedAtMs, endedAtMs: end.atMs };
  return { state: started ? 'processing' : 'starting', startedAtMs, endedAtMs: null };
}

/** True from one hour after its end, or at once where its outcome says so. */
export function isRemoved(one: Prediction, nowMs: number): boolean {
  const { endedAtMs } = standingOf(one, nowMs);
  return endedAtMs !== null && (one.outcome.dataRemoved || nowMs >= endedAtMs + HOUR_MS);
}

function finalCost(one: Prediction, standing: Standing): Pick<Charge, 'state' | 'finalMicroUsd'> {
  if (standing.endedAtMs === null) return { state: 'open', finalMicroUsd: null };
  if (standing.state === 'succeeded' || (standing.state === 'failed' && one.outcome.chargedAnyway)) {
    return { state: 'charged', finalMicroUsd: one.amountMicroUsd };
  }
  if (standing.state !== 'canceled' || standing.startedAtMs === null) return { state: 'released', finalMicroUsd: 0 };
  const ranMs = standing.endedAtMs - standing.startedAtMs;
  const share = shareOf(one.amountMicroUsd, ranMs, one.endsAtMs - one.startsAtMs);
  return { state: share === 0 ? 'released' : 'partial', finalMicroUsd: share };
}

/** The ledger's line without its fixed part. */
export function costOf(one: Prediction, nowMs: number): Pick<Charge, 'state' | 'finalMicroUsd'> {
  return finalCost(one, standingOf(one, nowMs));
}

/** The fixed part of the ledger's line, written when the prediction is accepted. */
export function openCharge(one: Prediction): Omit<Charge, 'state' | 'finalMicroUsd'> {
  const seed = one.input['seed'];
  return {
    predictionId: one.id,
    model: one.model,
    nonce: nonceOf(one.input),
    seed: typeof seed === 'number' ? seed : null,
    input: forLedger(one.input),
    amountMicroUsd: one.amountMicroUsd,
    atMs: one.createdAtMs,
  };
}

const iso = (atMs: number): string => new Date(atMs).toISOString();

function metricsOf(one: Prediction, standing: Standing): Record<string, unknown> | undefined {
  if (standing.endedAtMs === null) return undefined;
  const ranMs = standing.startedAtMs === null ? 0 : standing.endedAtMs - standing.startedAtMs;
  const times = { predict_time: ranMs / 1_000, total_time: (standing.endedAtMs - one.createdAtMs) / 1_000 };
  return standing.state === 'succeeded' ? { ...times, ...flawed(one.plan, one.outcome.flaw).counters } : times;
}

/** `outputs`: the addresses of its files, used once it has succeeded. */
export function wirePrediction(
  one: Prediction,
  nowMs: number,
  base: string,
  outputs: { shape: 'string' | 'array'; urls: readonly string[] },
): Record<string, unknown> {
  const standing = standingOf(one, nowMs);
  const removed = isRemoved(one, nowMs);
  const done = standing.state === 'succeeded' && !removed;
  const output = outputs.shape === 'array' ? outputs.urls : (outputs.urls[0] ?? null);
  const metrics = metricsOf(one, standing);
  return {
    id: one.id,
    model: one.model,
    version: one.version,
    input: removed ? {} : one.input,
    logs: removed || standing.startedAtMs === null ? '' : 'running\n',
    output: done ? output : null,
    data_removed: removed,
    error: standing.state === 'failed' ? (one.outcome.error ?? 'Prediction failed') : null,
    source: 'api',
    status: standing.state,
    created_at: iso(one.createdAtMs),
    ...(standing.startedAtMs === null ? {} : { started_at: iso(standing.startedAtMs) }),
    ...(standing.endedAtMs === null ? {} : { completed_at: iso(standing.endedAtMs) }),
    ...(one.deadlineMs === null ? {} : { deadline: iso(one.deadlineMs) }),
    ...(metrics === undefined ? {} : { metrics }),
    urls: {
      web: `https://replicate.com/p/${one.id}`,
      get: `${base}/predictions/${one.id}`,
      cancel: `${base}/predictions/${one.id}/cancel`,
    },
  };
}

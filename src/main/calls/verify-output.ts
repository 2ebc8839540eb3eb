import type { CallFlag } from '../../shared/model/paid-call.ts';
import { ProviderError } from '../providers/remote-port.ts';
import type { RemoteOrder } from '../providers/remote-port.ts';

/** What a look into a fetched file found. `flags`: usable, but not what was asked for (F45, F46). */
export interface VerifiedOutput {
  flags: readonly CallFlag[];
  widthPx: number;
  heightPx: number;
  /** Null for a still. */
  durationSeconds: number | null;
}

/** The part of an order that its result is measured by. */
export interface WantedOutput {
  kind: RemoteOrder['kind'];
  widthPx: number;
  heightPx: number;
  seconds: number | null;
}

export const wantedOf = (order: RemoteOrder): WantedOutput => ({
  kind: order.kind,
  widthPx: order.widthPx,
  heightPx: order.heightPx,
  seconds: order.kind === 'video' ? order.seconds : null,
});

/** The facts of a probe that verifying needs. */
export interface ProbedFile {
  widthPx: number;
  heightPx: number;
  durationSeconds: number | null;
  hasVideo: boolean;
}

/** Decision 5: a clip within half a second of the wanted length is as ordered. */
const DURATION_SLACK_SECONDS = 0.5;
/** Short side, px: under it the technical gate refuses a segment anyway. */
const LEAST_SHORT_SIDE_PX: Readonly<Record<RemoteOrder['kind'], number>> = { image: 256, video: 480 };
const RATIO_SLACK = 0.12;

function broken(message: string): ProviderError {
  return new ProviderError({ code: 'bad-output', message, status: null, retryAfterMs: null, fields: [] });
}

/**
 * Compares a probe with the order. A longer clip is as good: models make fixed lengths, and it is trimmed.
 * Throws ProviderError `bad-output` for what cannot be used at all.
 */
export function checkOutput(probed: ProbedFile, order: WantedOutput): VerifiedOutput {
  if (probed.widthPx < 16 || probed.heightPx < 16) throw broken('the file has no picture');
  const flags: CallFlag[] = [];
  const shortSide = Math.min(probed.widthPx, probed.heightPx);
  const ratioError = Math.abs(probed.widthPx / probed.heightPx / (order.widthPx / order.heightPx) - 1);
  if (shortSide < LEAST_SHORT_SIDE_PX[order.kind] || ratioError > RATIO_SLACK) flags.push('size');
  if (order.kind === 'image') {
    return { flags, widthPx: probed.widthPx, heightPx: probed.heightPx, durationSeconds: null };
  }
  const { durationSeconds } = probed;
  if (!probed.hasVideo || durationSeconds === null || durationSeconds <= 0)
    throw broken('the file has no moving picture');
  if (durationSeconds < (order.seconds ?? 0) - DURATION_SLACK_SECONDS) flags.push('duration');
  return { flags, widthPx: probed.widthPx, heightPx: probed.heightPx, durationSeconds };
}

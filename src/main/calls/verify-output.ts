import { AppError } from '../../shared/contract/errors.ts';
import type { CallFlag } from '../../shared/model/paid-call.ts';
import { readArrivalFacts } from '../media/arrival-facts.ts';
import type { ArrivalFacts } from '../media/arrival-facts.ts';
import type { MediaTools } from '../media/media-types.ts';
import { plainFault } from '../providers/http/network-fault.ts';
import { ProviderError } from '../providers/remote-port.ts';
import type { RemoteModel, RemoteOrder } from '../providers/remote-port.ts';

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
  /** Pictures a second that the request names; absent: the model's own rate. */
  fps?: number;
  /** Sound was ordered with the clip; absent: not. */
  sound?: true;
}

/** What of an order its result is held against. The row keeps it, and shows what is there. */
export function wantedOf(order: RemoteOrder, model: Pick<RemoteModel, 'fps'> | undefined): WantedOutput {
  const { kind, widthPx, heightPx } = order;
  if (order.kind === 'image') return { kind, widthPx, heightPx, seconds: null };
  const fps = model?.fps?.(order);
  return {
    ...{ kind, widthPx, heightPx, seconds: order.seconds },
    ...(fps === undefined ? {} : { fps }),
    ...(order.sound === true ? { sound: true } : {}),
  };
}

/** What a probe and a look at the pictures say of a file. */
export interface ProbedFile {
  widthPx: number;
  heightPx: number;
  durationSeconds: number | null;
  /** 0: nobody knows. */
  fps: number;
  hasVideo: boolean;
  seen: ArrivalFacts;
}

/** Decision 5: a clip within half a second of the wanted length is as ordered. */
const DURATION_SLACK_SECONDS = 0.5;
/** Short side, px: under it the technical gate refuses a segment anyway. */
const LEAST_SHORT_SIDE_PX: Readonly<Record<RemoteOrder['kind'], number>> = { image: 256, video: 480 };
const RATIO_SLACK = 0.12;
/**
 * Half the ordered size has a quarter of its pixels. Models of one megapixel give 0.37 of a wide picture at 1080p
 * (flux at 21:9), and 720p is 0.44 of 1080p: both are what such a model makes.
 */
const LEAST_PIXEL_SHARE = 0.3;
/** Rates of R6.1, that films are made at. */
const FILM_RATES = [24, 25, 30, 60];
/** Lets the 1000/1001 rates through, as the technical gate does. */
const RATE_SLACK = 0.0015;
/** A clip that wakes up for a tenth of its length, or begins in the dark, is no fault. */
const WHOLE = 0.9;
/** Peak, dBFS. 16 bits end at -96, FFmpeg calls -60 silence, and the quietest room of a film is above it. */
const SILENT_DB = -60;

function broken(message: string): ProviderError {
  return new ProviderError(plainFault('bad-output', message));
}

const isRateAsOrdered = (fps: number, wanted: WantedOutput): boolean =>
  [...FILM_RATES, wanted.fps ?? 0].some((rate) => Math.abs(fps - rate) <= rate * RATE_SLACK);

function sizeFlags(probed: ProbedFile, order: WantedOutput): CallFlag[] {
  const shortSide = Math.min(probed.widthPx, probed.heightPx);
  const ratioError = Math.abs(probed.widthPx / probed.heightPx / (order.widthPx / order.heightPx) - 1);
  const share = (probed.widthPx * probed.heightPx) / (order.widthPx * order.heightPx);
  const isOff = shortSide < LEAST_SHORT_SIDE_PX[order.kind] || ratioError > RATIO_SLACK || share < LEAST_PIXEL_SHARE;
  return isOff ? ['size'] : [];
}

/**
 * Compares a file with the order. A longer clip is as good: models make fixed lengths, and it is trimmed. What is black
 * does not move either, and is called black alone. Throws ProviderError `bad-output` for what cannot be used at all.
 */
export function checkOutput(probed: ProbedFile, order: WantedOutput): VerifiedOutput {
  if (probed.widthPx < 16 || probed.heightPx < 16) throw broken('the file has no picture');
  const { widthPx, heightPx, durationSeconds, seen } = probed;
  const flags = sizeFlags(probed, order);
  const isBlack = seen.blackShare >= WHOLE;
  if (isBlack) flags.push('black');
  if (order.kind === 'image') return { flags, widthPx, heightPx, durationSeconds: null };
  if (!probed.hasVideo || durationSeconds === null || durationSeconds <= 0)
    throw broken('the file has no moving picture');
  if (durationSeconds < (order.seconds ?? 0) - DURATION_SLACK_SECONDS) flags.push('duration');
  if (probed.fps > 0 && !isRateAsOrdered(probed.fps, order)) flags.push('frame-rate');
  if (!isBlack && seen.frozenShare >= WHOLE) flags.push('frozen');
  if (order.sound === true && (seen.peakDb ?? -Infinity) < SILENT_DB) flags.push('no-audio');
  return { flags, widthPx, heightPx, durationSeconds };
}

/** Looks into a fetched file with the walls for foreign media. Throws ProviderError `bad-output` and what FFmpeg's walls throw. */
export function createVerify(tools: Pick<MediaTools, 'probe' | 'runToPipe'>) {
  return async (path: string, wanted: WantedOutput): Promise<VerifiedOutput> => {
    const { kind } = wanted;
    try {
      const info = await tools.probe(path, 'foreign');
      const { video } = info;
      if (video === undefined) throw broken('the file has no picture');
      const { widthPx, heightPx, fps } = video;
      const durationSeconds = kind === 'video' ? (video.durationSeconds ?? info.durationSeconds) : null;
      const seen = await readArrivalFacts(tools, {
        ...{ path, kind, info, seconds: durationSeconds ?? 0, listens: wanted.sound === true },
      });
      return checkOutput({ widthPx, heightPx, durationSeconds, fps, hasVideo: true, seen }, wanted);
    } catch (error) {
      if (error instanceof AppError && (error.code === 'broken-media' || error.code === 'unsupported-media'))
        throw broken('the file cannot be read');
      throw error;
    }
  };
}

/** What can be wrong with a bought file although it can be read: no light, no movement, no sound. One decoding pass. */
import { AppError } from '../../shared/contract/errors.ts';
import type { StockArgs } from './args/stock-args.ts';
import type { MediaInfo, MediaTools } from './media-types.ts';
import { freezesIn, secondsOfBlack } from './quality-facts.ts';

export interface ArrivalFacts {
  /** Part of the length in which there is nothing but black, 0–1; 0 or 1 for a still. */
  blackShare: number;
  /** Part of the length in which the picture stands, 0–1; 0 for a still. */
  frozenShare: number;
  /** Loudest sample, dBFS; undefined without sound, or where nobody listened. */
  peakDb: number | undefined;
}

/** Pictures a second that are looked at: a clip that moves at all moves within a quarter of a second. */
const LOOKS_PER_SECOND = 4;
const WIDTH_PX = 320;
/** How often a still is shown to the detector, which wants 0.1 s of black: at the 25 a second of FFmpeg's stills. */
const STILL_REPEATS = 9;

/**
 * blackdetect calls a picture black where this share of its pixels is below the limit. Its own 0.98 and 0.10 take a night
 * shot with a candle for black; here one pixel in a thousand that a viewer could see is light. A black of a codec lies
 * within 3 levels of 16, 0.06 is 13 levels.
 */
const BLACK = 'blackdetect=d=0.1:pix_th=0.06:pic_th=0.999';
/**
 * Two witnesses that a picture stands, since each alone is fooled. freezedetect (FFmpeg's own limit) compares the mean with
 * the picture at which the freeze began: a slow drift adds up, a candle in the dark does not. The difference to the look
 * before shows the candle (85 levels and more) and hides the drift (8). Stills that were encoded at 0.8 to 5 Mbit/s differ
 * by up to 9 levels at key frames.
 */
const FREEZE = 'freezedetect=n=0.001:d=0.5';
const NO_CHANGE = 'tblend=all_mode=difference,blackframe=amount=100:threshold=16';

/** One pass over picture and, where somebody wants to hear, sound; the findings come as log lines. Pure. */
export function arrivalArgs(of: { kind: 'image' | 'video'; listens: boolean }): StockArgs {
  const size = `scale=w=${WIDTH_PX}:h=-2`;
  // One pixel format for all, so that limits mean the same and the difference is one of light.
  const picture =
    of.kind === 'image'
      ? `${size},loop=loop=${STILL_REPEATS}:size=1:start=0,${BLACK}[picture]`
      : `fps=${LOOKS_PER_SECOND},${size},format=yuv420p,split[seen][next];` +
        `[seen]${BLACK},${FREEZE}[picture];[next]${NO_CHANGE}[change]`;
  const sound = of.listens ? ';[0:a:0]volumedetect[sound]' : '';
  return {
    inputArgs: [],
    filterGraph: `[0:v:0]${picture}${sound}`,
    outputArgs: ['picture', ...(of.kind === 'video' ? ['change'] : []), ...(of.listens ? ['sound'] : [])].flatMap(
      (pad) => ['-map', `[${pad}]`],
    ),
    outputFormat: 'null',
  };
}

/** Reads the log of `arrivalArgs`. `durationSeconds` of a clip; ignored for a still. Pure. */
export function parseArrivalFacts(log: string, kind: 'image' | 'video', durationSeconds: number): ArrivalFacts {
  const black = secondsOfBlack(log);
  const peak = /max_volume: (-?[\d.]+) dB/.exec(log)?.[1];
  const peakDb = peak === undefined ? undefined : Number(peak);
  if (kind === 'image') return { blackShare: black > 0 ? 1 : 0, frozenShare: 0, peakDb };
  // The last look lies up to a whole one before the end.
  const looks = Math.max(2, Math.floor(durationSeconds * LOOKS_PER_SECOND));
  const share = (seconds: number): number => Math.min(1, (seconds * LOOKS_PER_SECOND) / (looks - 1));
  const frozen = freezesIn(log, durationSeconds).reduce((sum, seconds) => sum + seconds, 0);
  const unchanged = [...log.matchAll(/\bpblack:100\b/g)].length;
  return {
    blackShare: share(black),
    frozenShare: Math.min(1, frozen / Math.max(durationSeconds, 1 / LOOKS_PER_SECOND), unchanged / (looks - 1)),
    peakDb,
  };
}

/**
 * Looks at a fetched file once, small. Throws `broken-media` for one that cannot be decoded, and what `MediaTools.run`
 * throws.
 */
export async function readArrivalFacts(
  tools: Pick<MediaTools, 'runToPipe'>,
  file: {
    path: string;
    kind: 'image' | 'video';
    info: Pick<MediaInfo, 'video' | 'audio'>;
    seconds: number;
    listens: boolean;
  },
): Promise<ArrivalFacts> {
  const { path, kind, info, seconds } = file;
  const args = arrivalArgs({ kind, listens: file.listens && info.audio !== undefined });
  try {
    const { stdout, done } = tools.runToPipe({
      inputs: [{ path, trust: 'foreign', args: args.inputArgs }],
      ...(args.filterGraph === undefined ? {} : { filterGraph: args.filterGraph }),
      ...{ outputArgs: args.outputArgs, outputFormat: args.outputFormat },
      workload: {
        pixels: Math.max(1920 * 1080, (info.video?.widthPx ?? 0) * (info.video?.heightPx ?? 0)),
        seconds: Math.max(1, seconds),
      },
    });
    stdout.resume();
    return parseArrivalFacts((await done).stderrTail, kind, seconds);
  } catch (error) {
    if (error instanceof AppError && error.code === 'ffmpeg-failed' && error.details['reason'] !== 'wall')
      throw new AppError('broken-media', 'The file cannot be decoded', { reason: 'decode' }, { cause: error });
    throw error;
  }
}

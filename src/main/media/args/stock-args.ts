/** Arguments of the stock operations: still, strip, wave, cut, convert, sound. Pure; seconds come in, tokens go out. */
import { AppError } from '../../../shared/contract/errors.ts';
import type { MediaInfo } from '../media-types.ts';

export type StillFormat = 'jpeg' | 'png';
export type ConvertFormat = 'mp4' | 'mov' | 'webm' | 'wav' | 'mp3' | 'flac' | 'm4a';

/** The tokens before `-i`, the graph and the tokens before the target. */
export interface StockArgs {
  inputArgs: string[];
  filterGraph?: string;
  outputArgs: string[];
  outputFormat: string;
}

/** A finite number in a range, else `invalid-input`: numbers reach graphs only through here (M6). */
export function finite(name: string, value: number, low: number, high: number): number {
  if (Number.isFinite(value) && value >= low && value <= high) return value;
  throw new AppError('invalid-input', `${name} is out of range`, { name, value: String(value), low, high });
}

function decimal(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}

/** Seeking drops frames before the wanted time: half a millisecond early keeps the frame whose time was rounded down. */
const SEEK_EARLY_SECONDS = 0.0005;

function seekArgs(seconds: number): string[] {
  return seconds <= 0 ? [] : ['-ss', decimal(Math.max(0, seconds - SEEK_EARLY_SECONDS))];
}

/** Square pixels, then the longer side at most so long; never enlarged. */
function fitGraph(longSidePx: number): string {
  const side = Math.round(finite('longSidePx', longSidePx, 16, 8192));
  return `scale=w='trunc(iw*max(sar,1/1000))':h=ih,setsar=1,scale=w='min(iw,${side})':h='min(ih,${side})':force_original_aspect_ratio=decrease:flags=lanczos`;
}

function stillEncoder(format: StillFormat): string[] {
  return format === 'png' ? ['-c:v', 'png'] : ['-c:v', 'mjpeg', '-q:v', '3'];
}

function stillPixels(format: StillFormat): string {
  return format === 'png' ? 'format=rgb24' : 'format=yuvj420p';
}

/** One frame as a picture: the frame shown at `atSeconds`, fitted into a square of `longSidePx`. */
export function stillArgs(still: { atSeconds: number; longSidePx: number; format: StillFormat }): StockArgs {
  const atSeconds = finite('atSeconds', still.atSeconds, 0, 1e6);
  return {
    inputArgs: seekArgs(atSeconds),
    filterGraph: `[0:v:0]${fitGraph(still.longSidePx)},${stillPixels(still.format)}[still]`,
    outputArgs: [['-map', '[still]'], ['-frames:v', '1'], stillEncoder(still.format)].flat(),
    outputFormat: 'image2',
  };
}

export interface FilmstripPlan {
  /** Frame numbers of the tiles, rising; of the key frames only where `gopFrames` is above 1. */
  frames: number[];
  columns: number;
  rows: number;
  timesSeconds: number[];
}

/** Spreads tiles evenly. With a known distance of key frames only those are used, which decodes a twelfth of the film. */
export function planFilmstrip(film: {
  frames: number;
  fps: number;
  tiles: number;
  columns: number;
  gopFrames: number;
}): FilmstripPlan {
  const gopFrames = Math.round(finite('gopFrames', film.gopFrames, 1, 10_000));
  const candidates = Math.max(1, Math.ceil(film.frames / gopFrames));
  const tiles = Math.min(candidates, Math.round(finite('tiles', film.tiles, 1, 400)));
  const frames = Array.from(
    { length: tiles },
    (_, tile) => Math.floor(((tile + 0.5) * candidates) / tiles) * gopFrames,
  );
  const columns = Math.min(tiles, Math.round(finite('columns', film.columns, 1, 400)));
  return { frames, columns, rows: Math.ceil(tiles / columns), timesSeconds: frames.map((frame) => frame / film.fps) };
}

/** One sheet of tiles. */
export function filmstripArgs(
  plan: FilmstripPlan,
  sheet: { tileHeightPx: number; gopFrames: number; format: StillFormat },
): StockArgs {
  const height = Math.round(finite('tileHeightPx', sheet.tileHeightPx, 16, 1080));
  const onlyKeys = sheet.gopFrames > 1;
  const wanted = plan.frames.map((frame) => `eq(n,${onlyKeys ? frame / sheet.gopFrames : frame})`).join('+');
  return {
    inputArgs: onlyKeys ? ['-discard', 'nokey', '-skip_frame', 'nokey'] : [],
    filterGraph: `[0:v:0]select='${wanted}',scale=w=-2:h=${height},setsar=1,tile=${plan.columns}x${plan.rows}:nb_frames=${plan.frames.length},${stillPixels(sheet.format)}[sheet]`,
    outputArgs: [
      ['-map', '[sheet]'],
      ['-fps_mode', 'passthrough'],
      ['-frames:v', '1'],
      stillEncoder(sheet.format),
    ].flat(),
    outputFormat: 'image2',
  };
}

export const WAVEFORM_RATE = 8_000;

/** The first sound stream as mono 16-bit samples at 8 kHz. */
export function waveformArgs(): StockArgs {
  return {
    inputArgs: [],
    outputArgs: ['-map', '0:a:0', '-ac', '1', '-ar', String(WAVEFORM_RATE), '-c:a', 'pcm_s16le'],
    outputFormat: 's16le',
  };
}

const STREAMS = ['-map', '0:v:0?', '-map', '0:a:0?'];

/** How each container is written. H.264 at crf 17 keeps a re-encoded cut at the mezzanine's quality (media.md). */
const CONTAINERS: Readonly<Record<ConvertFormat, { format: string; args: readonly string[]; hasVideo: boolean }>> = {
  mp4: { format: 'mp4', args: h264Args(), hasVideo: true },
  mov: { format: 'mov', args: h264Args(), hasVideo: true },
  webm: {
    format: 'webm',
    args: [
      ['-c:v', 'libvpx-vp9', '-b:v', '0', '-crf', '32', '-deadline', 'realtime', '-cpu-used', '6', '-row-mt', '1'],
      ['-pix_fmt', 'yuv420p', '-c:a', 'libopus', '-b:a', '128k', '-ar', '48000'],
    ].flat(),
    hasVideo: true,
  },
  wav: { format: 'wav', args: ['-c:a', 'pcm_s16le'], hasVideo: false },
  mp3: { format: 'mp3', args: ['-c:a', 'libmp3lame', '-b:a', '192k'], hasVideo: false },
  flac: { format: 'flac', args: ['-c:a', 'flac'], hasVideo: false },
  m4a: { format: 'ipod', args: ['-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart'], hasVideo: false },
};

function h264Args(): string[] {
  return [
    ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '17', '-pix_fmt', 'yuv420p'],
    ['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-movflags', '+faststart'],
  ].flat();
}

/** A whole file in another container; picture fitted to `shortSidePx` when given, sides made even. */
export function convertArgs(target: { format: ConvertFormat; shortSidePx?: number }): StockArgs {
  const container = CONTAINERS[target.format];
  if (!container.hasVideo) {
    return { inputArgs: [], outputArgs: ['-map', '0:a:0', ...container.args], outputFormat: container.format };
  }
  const side =
    target.shortSidePx === undefined ? undefined : Math.round(finite('shortSidePx', target.shortSidePx, 64, 4320));
  const fit =
    side === undefined
      ? 'scale=trunc(iw/2)*2:trunc(ih/2)*2'
      : `scale=w='if(gt(iw,ih),-2,min(iw,${side}))':h='if(gt(iw,ih),min(ih,${side}),-2)':flags=lanczos`;
  return {
    inputArgs: [],
    // A plain -vf: a graph file would need the stream to be there, and a file of sound alone has none.
    outputArgs: [...STREAMS, '-vf', fit, ...container.args],
    outputFormat: container.format,
  };
}

/** A cut by copy: starts on the key frame at or before `startSeconds`, loses nothing, costs no time. */
export function copyTrimArgs(cut: { startSeconds: number; endSeconds: number; format: ConvertFormat }): StockArgs {
  const { seconds } = span(cut);
  // Here the seek picks a key frame: half a millisecond late, or a start on a key frame would take the one before.
  const start = cut.startSeconds;
  return {
    inputArgs: start <= 0 ? [] : ['-ss', decimal(start + SEEK_EARLY_SECONDS)],
    outputArgs: [
      STREAMS,
      ['-t', decimal(seconds)],
      ['-c', 'copy', '-avoid_negative_ts', 'make_zero'],
      fastStart(cut.format),
    ].flat(),
    outputFormat: CONTAINERS[cut.format].format,
  };
}

/** A cut on the frame, encoded again. `fps` undefined: sound only. */
export function exactTrimArgs(cut: {
  startSeconds: number;
  endSeconds: number;
  format: ConvertFormat;
  fps: number | undefined;
}): StockArgs {
  const { seconds } = span(cut);
  const container = CONTAINERS[cut.format];
  if (cut.fps === undefined || cut.fps <= 0 || !container.hasVideo) {
    return {
      inputArgs: seekArgs(cut.startSeconds),
      outputArgs: ['-map', '0:a:0', '-t', decimal(seconds), ...container.args],
      outputFormat: container.format,
    };
  }
  const firstFrame = Math.round(cut.startSeconds * cut.fps);
  const frames = Math.max(1, Math.round(cut.endSeconds * cut.fps) - firstFrame);
  return {
    inputArgs: seekArgs(firstFrame / cut.fps),
    outputArgs: [
      STREAMS,
      ['-frames:v', String(frames), '-t', decimal(frames / cut.fps + SEEK_EARLY_SECONDS)],
      ['-vf', 'scale=trunc(iw/2)*2:trunc(ih/2)*2'],
      container.args,
    ].flat(),
    outputFormat: container.format,
  };
}

function span(cut: { startSeconds: number; endSeconds: number }): { seconds: number } {
  const start = finite('startSeconds', cut.startSeconds, 0, 1e6);
  const end = finite('endSeconds', cut.endSeconds, 0, 1e6);
  if (end <= start)
    throw new AppError('invalid-input', 'The end must come after the start', { startSeconds: start, endSeconds: end });
  return { seconds: end - start };
}

function fastStart(format: ConvertFormat): string[] {
  return format === 'mp4' || format === 'mov' ? ['-movflags', '+faststart'] : [];
}

/** Detectors over picture and sound; nothing is written, the findings come as log lines (`quality-facts.ts`). */
export function qualityFactsArgs(info: Pick<MediaInfo, 'video' | 'audio'>): StockArgs {
  const picture = '[0:v:0]scale=w=-2:h=360,blackdetect=d=0.1:pix_th=0.10,freezedetect=n=0.001:d=0.5[picture]';
  const sound = '[0:a:0]silencedetect=n=-50dB:d=0.5,ebur128=framelog=verbose:peak=true[sound]';
  const graphs = [info.video === undefined ? '' : picture, info.audio === undefined ? '' : sound].filter(
    (part) => part !== '',
  );
  const maps = [
    info.video === undefined ? [] : ['-map', '[picture]'],
    info.audio === undefined ? [] : ['-map', '[sound]'],
  ].flat();
  return { inputArgs: [], filterGraph: graphs.join(';'), outputArgs: maps, outputFormat: 'null' };
}

/** The files of a film in the cache: the stitched film, each format made from it, its still. Each is checked before it counts. */
import { join } from 'node:path';
import { AppError, toAppError } from '../../shared/contract/errors.ts';
import { filmFrames } from '../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import { seekSecondsOfFrame } from '../../shared/model/frame-time.ts';
import type { ExportFormat } from '../../shared/model/shot-terms.ts';
import type { FilmTools } from './conform.ts';
import { encodeFormat, GIF_FPS } from './encode-format.ts';
import { fileHash } from './film-audio.ts';
import { bothOf } from './in-parallel.ts';
import { drawFilmOverlays } from './overlays/film-overlays.ts';
import { partKey } from './part-cache.ts';
import { stitchFilm } from './stitch-film.ts';

const EXPORT_VERSION = 1;
/** A finished file in the cache. */
export interface ReadyFile {
  path: string;
  sha256: string;
  key: string;
  fromCache: boolean;
}

/** Codes after which another try would end the same way. */
const FINAL_CODES = new Set([
  'cancelled',
  'media-missing',
  'broken-media',
  'unsupported-media',
  'invalid-input',
  'not-writable',
  'disk-full',
  'not-possible-now',
]);

/** A failure that another try may mend gets one. */
export async function twice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (FINAL_CODES.has(toAppError(error).code)) throw error;
    return work();
  }
}

/** What a person may wish of a film's files. */
export interface FilmWishes {
  burnCaptions?: boolean;
  /** Largest size of each film file. */
  targetBytes?: number;
  signal?: AbortSignal;
}

export interface FilmMaking {
  request: FilmWishes;
  plan: FilmPlan;
  identity: unknown;
  onProgress: (fraction: number) => void;
  /** Work on a new stitched film that goes on while it is hashed. Must not throw. */
  alongside?: (path: string) => Promise<void>;
}

/** Key of the stitched film: equal identities (`planIdentity`) are the same film. */
export function masterKey(identity: unknown): string {
  return partKey({ part: 'film', version: EXPORT_VERSION, identity });
}

/** Key of one format made from it. */
export function formatKey(identity: unknown, format: ExportFormat, targetBytes: number | undefined): string {
  return partKey({ part: 'export', version: EXPORT_VERSION, identity, format, targetBytes: targetBytes ?? null });
}

/** The stitched film at one size, with its overlays: the MP4, and what the other formats are made from. */
export async function makeMaster(
  tools: FilmTools,
  { request, plan, identity, onProgress, alongside }: FilmMaking,
): Promise<ReadyFile> {
  const { signal } = request;
  const key = masterKey(identity);
  const make = async (outputPath: string): Promise<void> => {
    const stop = signal ? { signal } : {};
    const overlays = await drawFilmOverlays(tools.media, plan, {
      burnCaptions: request.burnCaptions === true,
      ...stop,
    });
    // The cache makes durable what it takes over.
    await stitchFilm(tools, plan, { outputPath, overlays, durable: false, ...stop, onProgress });
    await checkFile(tools, outputPath, plan, 'mp4');
  };
  return cachedOrMade(tools, key, 'mp4', make, alongside);
}

/** One format of a stitched film; the MP4 without a wished size is the stitched film itself. */
export async function makeFormat(
  tools: FilmTools,
  making: FilmMaking & { format: ExportFormat; needMaster: () => Promise<ReadyFile> },
): Promise<ReadyFile> {
  const { request, plan, identity, format, needMaster, onProgress } = making;
  const targetBytes = request.targetBytes;
  if (format === 'mp4' && targetBytes === undefined) return needMaster();
  const key = formatKey(identity, format, targetBytes);
  return cachedOrMade(tools, key, format, async (outputPath) => {
    const master = await needMaster();
    await encodeFormat(tools, {
      masterPath: master.path,
      plan,
      durationSeconds: filmFrames(plan) / plan.fps,
      format,
      targetBytes,
      outputPath,
      signal: request.signal,
      onProgress,
    });
    await checkFile(tools, outputPath, plan, format);
  });
}

async function cachedOrMade(
  tools: FilmTools,
  key: string,
  extension: string,
  make: (outputPath: string) => Promise<void>,
  alongside?: (path: string) => Promise<void>,
): Promise<ReadyFile> {
  const cached = await tools.cache.find(key);
  if (cached && typeof cached.facts.sha256 === 'string')
    return { path: cached.path, sha256: cached.facts.sha256, key, fromCache: true };
  const output = join(await tools.media.tempDir('export'), `film.${extension}`);
  await make(output);
  const [sha256] = await bothOf(fileHash(output), alongside?.(output) ?? Promise.resolve());
  const { path } = await tools.cache.put(key, output, extension, { sha256 });
  return { path, sha256, key, fromCache: false };
}

/** F65: done means that ffprobe agrees on length, streams and size. */
async function checkFile(tools: FilmTools, path: string, plan: FilmPlan, format: ExportFormat): Promise<void> {
  const info = await tools.media.probe(path, 'own');
  const expected = filmFrames(plan) / plan.fps;
  const frame = 1 / (format === 'gif' ? GIF_FPS : plan.fps);
  const isSound = format === 'gif' || info.audio !== undefined;
  if (!info.video || !isSound || info.bytes === 0 || Math.abs(info.durationSeconds - expected) > frame + 0.002) {
    throw new AppError('ffmpeg-failed', 'A finished file is not what was asked for', {
      format,
      durationSeconds: info.durationSeconds,
      expectedSeconds: expected,
      hasSound: isSound,
    });
  }
}

/** A still from the middle of the first shot. */
export function makeStill(
  tools: FilmTools,
  request: Pick<FilmWishes, 'signal'>,
  film: { path: string; key: string; plan: FilmPlan },
): Promise<ReadyFile> {
  const key = partKey({ part: 'thumbnail', version: EXPORT_VERSION, film: film.key });
  const frame = Math.floor((film.plan.clips[0]?.cutFrames ?? 1) / 2);
  const seekSeconds = seekSecondsOfFrame(Math.max(0, frame - 1), film.plan.fps);
  return cachedOrMade(tools, key, 'jpg', async (outputPath) => {
    await tools.media.run({
      inputs: [{ path: film.path, args: ['-ss', seekSeconds.toFixed(6)], trust: 'own' }],
      outputArgs: [
        ...['-map', '0:v:0', '-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3'],
        ...['-pix_fmt', 'yuvj420p', '-strict', 'unofficial'],
      ],
      outputPath,
      outputFormat: 'image2',
      durable: false,
      ...(request.signal ? { signal: request.signal } : {}),
    });
  });
}

/** A film plan to finished files: several formats and sizes in one go, each checked before it counts. */
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, toAppError } from '../../shared/contract/errors.ts';
import { filmFrames } from '../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import { seekSecondsOfFrame } from '../../shared/model/frame-time.ts';
import type { ExportFormat, Quality } from '../../shared/model/shot-terms.ts';
import type { FilmTools } from './conform.ts';
import { encodeFormat, GIF_FPS } from './encode-format.ts';
import { deliverCopy, exportName, stageCopy } from './export-names.ts';
import type { StagedCopy } from './export-names.ts';
import { fileHash } from './film-audio.ts';
import { bothOf } from './in-parallel.ts';
import { drawFilmOverlays } from './overlays/film-overlays.ts';
import { partKey } from './part-cache.ts';
import { planAtQuality, planIdentity } from './plan-size.ts';
import { stitchFilm } from './stitch-film.ts';
import { captionCues, srtText } from './subtitles.ts';

export interface ExportRequest {
  plan: FilmPlan;
  formats: readonly ExportFormat[];
  qualities: readonly Quality[];
  /** GIF at a size of its own, made from the first quality's film. Left out: GIF at every quality like the others. */
  gifQuality?: Quality;
  folder: string;
  /** First part of the names. Default `final`. */
  base?: string;
  /** From 1; later ones are named `-v2`, `-v3`. */
  variation?: number;
  burnCaptions?: boolean;
  /** Largest size of each film file. */
  targetBytes?: number;
  /** Replace files of the same name; otherwise a name in use gets "-2". */
  overwrite?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: { fraction: number; etaMs: number | undefined }) => void;
}

export interface ExportedFile {
  path: string;
  kind: 'film' | 'thumbnail' | 'captions';
  /** `mp4`, `mov`, `webm`, `gif`, `jpg`, `srt`. */
  format: string;
  quality: string;
  bytes: number;
  durationSeconds: number | null;
  sha256: string;
  key: string;
  fromCache: boolean;
}

export interface ExportResult {
  files: ExportedFile[];
  failed: { format: string; quality: string; reason: string; error: AppError }[];
}

const EXPORT_VERSION = 1;
/** Rough shares of the time, for the progress: stitching against each format. */
const WEIGHT = { stitch: 6, mp4: 1, mov: 1, webm: 8, gif: 5 } as const;

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

/**
 * Makes every format at every quality, captions as SRT and a thumbnail. A format that fails is tried once more, then
 * reported; the others go on. Same inputs and settings come from the cache at once. Throws AppError when nothing could
 * be made, and `cancelled`.
 */
export async function exportFilm(tools: FilmTools, request: ExportRequest): Promise<ExportResult> {
  const { formats, qualities } = request;
  if (formats.length === 0 || qualities.length === 0)
    throw new AppError('invalid-input', 'An export needs a format and a quality');
  const result: ExportResult = { files: [], failed: [] };
  const total = qualities.length * (WEIGHT.stitch + formats.reduce((sum, format) => sum + WEIGHT[format], 0));
  const startedMs = tools.clock.monotonicMs();
  let done = 0;
  const report = (weight: number, fraction: number): void => {
    const share = Math.min(1, (done + weight * fraction) / total);
    const spent = tools.clock.monotonicMs() - startedMs;
    request.onProgress?.({
      fraction: share,
      etaMs: share > 0.02 ? Math.round((spent * (1 - share)) / share) : undefined,
    });
  };
  let thumbnailFrom: { ready: ReadyFile; plan: FilmPlan; still: Promise<ReadyFile> | undefined } | undefined;
  for (const quality of qualities) {
    const plan = planAtQuality(request.plan, quality);
    const identity = await planIdentity(plan, request.burnCaptions === true);
    // Stitched when the first format needs it, then shared by all.
    let master: Promise<ReadyFile> | undefined;
    let still: Promise<ReadyFile> | undefined;
    let staged: StagedCopy | undefined;
    const copiesMaster = formats.includes('mp4') && request.targetBytes === undefined;
    /** While the stitched film is being hashed it is copied and its still is made: a large film takes as long for each. */
    const alongside = async (path: string): Promise<void> => {
      if (!thumbnailFrom) still = makeStill(tools, request, { path, key: masterKey(identity), plan });
      await staged?.discard();
      // What goes wrong here goes wrong again where it is told.
      staged = copiesMaster ? await stageCopy(path, request.folder).catch(() => undefined) : undefined;
      await still?.catch(() => (still = undefined));
    };
    const needMaster = (): Promise<ReadyFile> =>
      (master ??= twice(() =>
        makeMaster(tools, {
          request,
          plan,
          identity,
          onProgress: (fraction) => report(WEIGHT.stitch, fraction),
          alongside,
        }),
      ));
    for (const format of formats) {
      const own = format === 'gif' ? request.gifQuality : undefined;
      if (own !== undefined && quality !== qualities[0]) continue;
      const formatPlan = own === undefined ? plan : planAtQuality(request.plan, own);
      try {
        const ready = await twice(async () =>
          makeFormat(tools, {
            request,
            plan: formatPlan,
            identity: own === undefined ? identity : { from: identity, size: own },
            format,
            needMaster,
            onProgress: (fraction) => report(WEIGHT[format], fraction),
          }),
        );
        const name = exportName({
          base: request.base ?? 'final',
          variation: request.variation ?? 1,
          quality: qualities.length > 1 && own === undefined ? quality : undefined,
          extension: format,
        });
        const copy = format === 'mp4' && staged ? staged : await stageCopy(ready.path, request.folder);
        const path = await copy.place(name, request.overwrite === true);
        const { size: bytes } = await stat(path);
        result.files.push({
          path,
          kind: 'film',
          format,
          quality: own ?? quality,
          bytes,
          durationSeconds: filmFrames(plan) / plan.fps,
          sha256: ready.sha256,
          key: ready.key,
          fromCache: ready.fromCache,
        });
      } catch (error) {
        const problem = toAppError(error);
        if (problem.code === 'cancelled' || request.signal?.aborted === true) throw problem;
        result.failed.push({ format, quality: own ?? quality, reason: problem.code, error: problem });
      }
      done += WEIGHT[format];
      report(0, 0);
    }
    done += WEIGHT.stitch;
    const ready = await master?.catch(() => undefined);
    if (ready) thumbnailFrom ??= { ready, plan, still };
    else if (result.files.length > 0 && !thumbnailFrom) {
      const again = await needMaster().catch(() => undefined);
      if (again) thumbnailFrom = { ready: again, plan, still };
    }
    await staged?.discard();
  }
  if (result.files.length === 0) throw result.failed[0]?.error ?? new AppError('internal', 'Nothing was exported');
  if (thumbnailFrom) result.files.push(await deliverThumbnail(tools, request, thumbnailFrom));
  const captions = await writeCaptions(tools, request);
  if (captions) result.files.push(captions);
  request.onProgress?.({ fraction: 1, etaMs: 0 });
  return result;
}

export interface FilmMaking {
  request: Pick<ExportRequest, 'burnCaptions' | 'targetBytes' | 'signal'>;
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
function makeStill(
  tools: FilmTools,
  request: ExportRequest,
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

async function deliverThumbnail(
  tools: FilmTools,
  request: ExportRequest,
  from: { ready: ReadyFile; plan: FilmPlan; still: Promise<ReadyFile> | undefined },
): Promise<ExportedFile> {
  const { ready, plan } = from;
  const still = await (from.still ?? makeStill(tools, request, { path: ready.path, key: ready.key, plan }));
  const name = exportName({
    base: 'thumbnail',
    variation: request.variation ?? 1,
    quality: undefined,
    extension: 'jpg',
  });
  const path = await deliverCopy(still.path, request.folder, name, request.overwrite === true);
  return {
    path,
    kind: 'thumbnail',
    format: 'jpg',
    quality: '',
    bytes: (await stat(path)).size,
    durationSeconds: null,
    sha256: still.sha256,
    key: still.key,
    fromCache: still.fromCache,
  };
}

/** Captions beside the film, always as text, whether burnt in or not. */
async function writeCaptions(tools: FilmTools, request: ExportRequest): Promise<ExportedFile | undefined> {
  const cues = captionCues(request.plan);
  if (cues.length === 0) return undefined;
  const temp = join(await tools.media.tempDir('captions'), 'film.srt');
  await writeFile(temp, srtText(cues, request.plan.fps));
  const sha256 = await fileHash(temp);
  const name = exportName({
    base: request.base ?? 'final',
    variation: request.variation ?? 1,
    quality: undefined,
    extension: 'srt',
  });
  const path = await deliverCopy(temp, request.folder, name, request.overwrite === true);
  return {
    path,
    kind: 'captions',
    format: 'srt',
    quality: '',
    bytes: (await stat(path)).size,
    durationSeconds: null,
    sha256,
    key: sha256,
    fromCache: false,
  };
}

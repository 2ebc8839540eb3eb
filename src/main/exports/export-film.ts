/** A film plan to finished files: several formats and sizes in one go, each checked before it counts. */
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, toAppError } from '../../shared/contract/errors.ts';
import { filmFrames } from '../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import type { ExportFormat, Quality } from '../../shared/model/shot-terms.ts';
import type { FilmTools } from './conform.ts';
import { deliverCopy, exportName, stageCopy } from './export-names.ts';
import type { StagedCopy } from './export-names.ts';
import { fileHash } from './film-audio.ts';
import { makeFormat, makeMaster, makeStill, masterKey, twice } from './film-files.ts';
import type { ReadyFile } from './film-files.ts';
import { planAtQuality, planIdentity } from './plan-size.ts';
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

/** Rough shares of the time, for the progress: stitching against each format. */
const WEIGHT = { stitch: 6, mp4: 1, mov: 1, webm: 8, gif: 5 } as const;

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
  let thumbnailFrom: { ready: ReadyFile; plan: FilmPlan; still: ReadyFile | undefined } | undefined;
  for (const quality of qualities) {
    const plan = planAtQuality(request.plan, quality);
    const identity = await planIdentity(plan, request.burnCaptions === true);
    // Stitched when the first format needs it, then shared by all.
    let master: Promise<ReadyFile> | undefined;
    let still: ReadyFile | undefined;
    let staged: StagedCopy | undefined;
    const copiesMaster = formats.includes('mp4') && request.targetBytes === undefined;
    /** While the stitched film is being hashed it is copied and its still is made: a large film takes as long for each. */
    const alongside = async (path: string): Promise<void> => {
      // What goes wrong here goes wrong again where it is told.
      const drawing = thumbnailFrom
        ? undefined
        : makeStill(tools, request, { path, key: masterKey(identity), plan }).catch(() => undefined);
      await staged?.discard();
      staged = copiesMaster ? await stageCopy(path, request.folder).catch(() => undefined) : undefined;
      still = await drawing;
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
    try {
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
    } finally {
      await staged?.discard();
    }
  }
  if (result.files.length === 0) throw result.failed[0]?.error ?? new AppError('internal', 'Nothing was exported');
  if (thumbnailFrom) result.files.push(await deliverThumbnail(tools, request, thumbnailFrom));
  const captions = await writeCaptions(tools, request);
  if (captions) result.files.push(captions);
  request.onProgress?.({ fraction: 1, etaMs: 0 });
  return result;
}

async function deliverThumbnail(
  tools: FilmTools,
  request: ExportRequest,
  from: { ready: ReadyFile; plan: FilmPlan; still: ReadyFile | undefined },
): Promise<ExportedFile> {
  const { ready, plan } = from;
  const still = from.still ?? (await makeStill(tools, request, { path: ready.path, key: ready.key, plan }));
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

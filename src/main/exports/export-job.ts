/** The job that makes the files of an export, one step for each: a crash or a cancel keeps what is finished. */
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, toAppError } from '../../shared/contract/errors.ts';
import {
  captionsName,
  exportFilmName,
  exportSettingsSchema,
  plannedFilms,
} from '../../shared/model/export-settings.ts';
import type { PlannedFilm } from '../../shared/model/export-settings.ts';
import { filmPlanSchema } from '../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import type { Repositories } from '../db/repositories.ts';
import type { JobContext, JobFailure, JobHandler } from '../jobs/job-types.ts';
import { sweepParts } from '../media/sweep.ts';
import type { NewId } from '../platform/ids.ts';
import { checkDelivered, hasContent } from './check-delivered.ts';
import type { FilmTools } from './conform.ts';
import { workMs, workOfFormat } from './export-costs.ts';
import type { WorkSpeedMemory } from './export-costs.ts';
import { deliverCopy } from './export-names.ts';
import { fileHash } from './film-audio.ts';
import type { LiveExport, LiveExports } from './live-exports.ts';
import { findFilmFile, makeFilmFile, sizeOfFilm } from './make-film-file.ts';
import type { FilmFileOrder } from './make-film-file.ts';
import { filmPlanOfProject } from './project-film.ts';
import type { ProjectFilmDeps } from './project-film.ts';
import { captionCues, srtText } from './subtitles.ts';

export const EXPORT_JOB = 'export-film';

export const exportInputSchema = z.strictObject({
  projectId: z.string(),
  settings: exportSettingsSchema,
  folder: z.string(),
  /** First part of the names. */
  base: z.string(),
});
export type ExportInput = z.infer<typeof exportInputSchema>;

/** What a step remembers of a finished file. */
export const exportedFilmSchema = z.strictObject({
  fileId: z.string(),
  path: z.string(),
  sha256: z.string(),
  key: z.string(),
  bytes: z.int(),
  durationMs: z.int(),
  widthPx: z.int(),
  heightPx: z.int(),
  codec: z.string(),
  hasSound: z.boolean(),
  fromCache: z.boolean(),
});
export type ExportedFilm = z.infer<typeof exportedFilmSchema>;
export const exportedCaptionsSchema = z.strictObject({ path: z.string().nullable(), bytes: z.int() });

/** Names of the steps of a variation's plan and captions; a film's step is named by its key. */
export const planStep = (variation: number): string => `plan-v${variation}`;
export const captionsStep = (variation: number): string => `captions-v${variation}`;

export interface ExportJobDeps extends ProjectFilmDeps {
  repos: Repositories;
  tools: FilmTools;
  live: LiveExports;
  speeds: WorkSpeedMemory;
  newId: NewId;
}

/** Nothing else of the export can succeed after one of these. */
const HOPELESS = new Set(['disk-full', 'not-writable', 'media-missing', 'ffmpeg-missing', 'library-readonly']);

/** A failed file as the job's error carries it. */
export interface FailedFile {
  key: string;
  code: string;
  details: Record<string, unknown>;
}

/** Films and captions of a project into a folder. */
export function createExportJob(deps: ExportJobDeps): JobHandler<ExportInput, { files: number }> {
  return {
    kind: EXPORT_JOB,
    version: 1,
    input: exportInputSchema,
    lane: () => 'encode',
    // Each file has had a second try by itself; a third is a person's decision.
    retry: { maxAttempts: 1, delaysMs: [2_000] },
    recovery: 'resume',
    async run(context, input) {
      const live = deps.live.open(context.jobId);
      try {
        return await runExport(deps, context, input, live);
      } finally {
        deps.live.close(context.jobId);
      }
    },
  };
}

async function runExport(
  deps: ExportJobDeps,
  context: JobContext,
  { projectId, settings, folder, base }: ExportInput,
  live: LiveExport,
): Promise<{ files: number }> {
  await sweepParts(folder, deps.tools.clock.nowMs());
  const plans = new Map<number, FilmPlan>();
  for (const variation of settings.variations) {
    // Kept: an edit while the export runs must not make two different films of it.
    const plan = await context.step(planStep(variation), filmPlanSchema, () =>
      Promise.resolve().then(() => filmPlanOfProject(deps, projectId, variation)),
    );
    plans.set(variation, plan);
    await context.step(captionsStep(variation), exportedCaptionsSchema, () =>
      deliverCaptions(deps, plan, folder, captionsName(base, variation)),
    );
  }
  const films = plannedFilms(settings);
  const orders = films.flatMap((film) => {
    const plan = plans.get(film.variation);
    return plan === undefined
      ? []
      : [{ plan, film, burnCaptions: settings.captions === 'burn', targetBytes: settings.targetBytes }];
  });
  const costs = await Promise.all(orders.map((order) => costOf(deps, order)));
  const stitched = new Set<string>();
  // Films of one size share their stitched film: it is paid for once.
  for (const [index, { film }] of orders.entries()) {
    const cost = costs[index];
    const master = `${film.variation}:${film.masterQuality}`;
    if (cost === undefined) continue;
    if (stitched.has(master)) cost.stitchMs = 0;
    if (cost.stitchMs > 0) stitched.add(master);
  }
  const totalMs = costs.reduce((sum, { stitchMs, encodeMs }) => sum + stitchMs + encodeMs, 0);
  let doneMs = 0;
  const files: ExportedFilm[] = [];
  for (const [index, order] of orders.entries()) {
    const { stitchMs = 0, encodeMs = 0 } = costs[index] ?? {};
    const later = costs.slice(index + 1).reduce((sum, cost) => sum + cost.stitchMs + cost.encodeMs, 0);
    try {
      const file = await context.step(
        order.film.key,
        exportedFilmSchema,
        ({ signal, report }) =>
          makeOne(deps, live, { order, folder, base, stitchMs, encodeMs, laterMs: later, signal }, (fileMs) =>
            report(totalMs <= 0 ? 0 : (doneMs + fileMs) / totalMs),
          ),
        (made) => keepRecord(deps, projectId, order.film, made),
      );
      files.push(file);
    } catch (error) {
      if (context.signal.aborted) throw error;
      const { code, message, details } = toAppError(error);
      if (code === 'cancelled' || code === 'step-mismatch') throw error;
      live.failures.set(order.film.key, { code, message, details });
      if (HOPELESS.has(code)) break;
    }
    doneMs += stitchMs + encodeMs;
    context.report(totalMs <= 0 ? (index + 1) / orders.length : doneMs / totalMs);
  }
  throwFailures(live.failures);
  return { files: files.length };
}

/** One error for the job that names every file that failed; the first one's code leads. */
function throwFailures(failures: ReadonlyMap<string, JobFailure>): void {
  const [first] = failures.values();
  if (first === undefined) return;
  const failedFiles: FailedFile[] = [...failures].map(([key, { code, details }]) => ({ key, code, details }));
  throw new AppError(first.code, first.message, { ...first.details, failedFiles });
}

async function costOf(deps: ExportJobDeps, order: FilmFileOrder): Promise<{ stitchMs: number; encodeMs: number }> {
  const { bytes, isStitched } = await findFilmFile(deps.tools, order);
  const speeds = deps.speeds.read();
  const { plan, film, targetBytes } = order;
  const kind = workOfFormat(film.format, targetBytes);
  return {
    stitchMs:
      isStitched || bytes !== null ? 0 : workMs('stitch', sizeOfFilm(plan, { quality: film.masterQuality }), speeds),
    encodeMs: bytes === null ? workMs(kind, sizeOfFilm(plan, film), speeds) + CHECK_MS : CHECK_MS,
  };
}

/** Copying, probing and decoding the end of a delivered file. */
const CHECK_MS = 300;

interface OneFile {
  order: FilmFileOrder;
  folder: string;
  base: string;
  stitchMs: number;
  encodeMs: number;
  laterMs: number;
  signal: AbortSignal;
}

/** @param report gets the milliseconds of this file's work that are done */
async function makeOne(
  deps: ExportJobDeps,
  live: LiveExport,
  wish: OneFile,
  report: (fileMs: number) => void,
): Promise<ExportedFilm> {
  const { order, folder, base, stitchMs, encodeMs, signal } = wish;
  const { plan, film } = order;
  const { clock } = deps.tools;
  const begin = (phase: LiveExport['phase'], expectedMs: number, nextPhaseMs: number): void => {
    Object.assign(live, { phase, fraction: 0, phaseStartedMs: clock.monotonicMs(), expectedMs, nextPhaseMs });
  };
  const learn = (): void => {
    const tookMs = clock.monotonicMs() - live.phaseStartedMs;
    if (live.phase === 'checking' || live.fraction < 0.5) return;
    const isStitch = live.phase === 'stitching';
    const quality = isStitch ? film.masterQuality : film.quality;
    const kind = isStitch ? 'stitch' : workOfFormat(film.format, order.targetBytes);
    deps.speeds.learn(kind, sizeOfFilm(plan, { quality }), tookMs / Math.max(live.fraction, 0.01));
  };
  Object.assign(live, { plan, film, laterMs: wish.laterMs });
  begin(stitchMs > 0 ? 'stitching' : 'encoding', stitchMs > 0 ? stitchMs : encodeMs, stitchMs > 0 ? encodeMs : 0);
  const ready = await makeFilmFile(deps.tools, order, {
    signal,
    onPhase(phase, fraction) {
      if (phase !== live.phase) {
        learn();
        begin(phase, phase === 'stitching' ? stitchMs : encodeMs, phase === 'stitching' ? encodeMs : 0);
      }
      live.fraction = fraction;
      report(phase === 'stitching' ? stitchMs * fraction : stitchMs + Math.max(0, encodeMs - CHECK_MS) * fraction);
    },
  });
  if (!ready.fromCache) learn();
  begin('checking', CHECK_MS, 0);
  report(stitchMs + Math.max(0, encodeMs - CHECK_MS));
  const { size: bytes } = await stat(ready.path);
  // A file of a killed try, or of an earlier export of the same film, counts as delivered: no "-2" for equal bytes.
  const path = await deliverCopy(ready.path, folder, exportFilmName(base, film), false, (target) =>
    hasContent(target, ready.sha256, bytes),
  );
  const facts = await checkDelivered(deps.tools.media, { path, plan, format: film.format, bytes, signal });
  const { sha256, key, fromCache } = ready;
  return { fileId: deps.newId(), path, sha256, key, bytes, ...facts, fromCache };
}

/** Inside the transaction that remembers the step: a file is never there without its record, nor twice. */
function keepRecord(deps: ExportJobDeps, projectId: string, film: PlannedFilm, made: ExportedFilm): void {
  deps.repos.exports.insert({
    id: made.fileId,
    projectId,
    runId: null,
    variation: film.variation,
    format: film.format,
    quality: film.quality,
    path: made.path,
    sha256: made.sha256,
    key: made.key,
    bytes: made.bytes,
    durationMs: made.durationMs,
    createdAtMs: deps.tools.clock.nowMs(),
  });
}

/** Captions as text beside the films, whether burnt in or not; a film without captions has none. */
async function deliverCaptions(
  deps: ExportJobDeps,
  plan: FilmPlan,
  folder: string,
  name: string,
): Promise<z.infer<typeof exportedCaptionsSchema>> {
  const cues = captionCues(plan);
  if (cues.length === 0) return { path: null, bytes: 0 };
  const text = srtText(cues, plan.fps);
  const temp = join(await deps.tools.media.tempDir('captions'), 'film.srt');
  await writeFile(temp, text);
  const sha256 = await fileHash(temp);
  const bytes = Buffer.byteLength(text);
  return { path: await deliverCopy(temp, folder, name, false, (target) => hasContent(target, sha256, bytes)), bytes };
}

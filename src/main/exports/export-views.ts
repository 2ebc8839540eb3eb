/** A row of the engine as the export that a person sees. */
import type { ExportFileView, ExportState, ExportView } from '../../shared/contract/exports.ts';
import { captionsName, exportFilmName, plannedFilms } from '../../shared/model/export-settings.ts';
import type { PlannedFilm } from '../../shared/model/export-settings.ts';
import { basename } from 'node:path';
import { filmFrames, filmPlanSchema } from '../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import type { FinishedStep } from '../db/repositories/export-job-repository.ts';
import type { JobRow } from '../jobs/job-types.ts';
import { captionsStep, exportedCaptionsSchema, exportedFilmSchema, exportInputSchema, planStep } from './export-job.ts';
import type { ExportedFilm, FailedFile } from './export-job.ts';
import { paceOf } from './live-exports.ts';
import type { LiveExport } from './live-exports.ts';

export interface ExportFacts {
  job: JobRow;
  steps: readonly FinishedStep[];
  live: LiveExport | undefined;
  isPaused: boolean;
  projectName: string;
  /** Monotonic, as the live entry's times. */
  nowMs: number;
}

type Failure = NonNullable<ExportView['error']>;

/** The state word of an export. Pure. */
export function exportStateOf(
  job: Pick<JobRow, 'status' | 'cancelRequested' | 'attempts'>,
  context: { isPaused: boolean; hasFiles: boolean },
): ExportState {
  switch (job.status) {
    case 'queued':
    case 'waiting':
      if (context.isPaused) return 'paused';
      return job.attempts > 0 ? 'retrying' : 'queued';
    case 'running':
      return job.cancelRequested ? 'cancelling' : 'running';
    case 'needs-attention':
      return 'interrupted';
    case 'succeeded':
      return 'done';
    case 'failed':
      return context.hasFiles ? 'partly-done' : 'failed';
    case 'cancelled':
      return 'cancelled';
  }
}

function outputOf(steps: readonly Pick<FinishedStep, 'name' | 'output_json'>[], name: string): unknown {
  const step = steps.find((entry) => entry.name === name);
  return step === undefined ? undefined : (JSON.parse(step.output_json) as unknown);
}

function finishedAtOf(steps: readonly FinishedStep[], name: string): number | null {
  return steps.find((entry) => entry.name === name)?.finished_at_ms ?? null;
}

/** The film as the export began with it; undefined before its first step. */
export function planOfExport(
  steps: readonly Pick<FinishedStep, 'name' | 'output_json'>[],
  variation: number,
): FilmPlan | undefined {
  return filmPlanSchema.safeParse(outputOf(steps, planStep(variation))).data;
}

/** Failures by file, of this attempt while it runs and of the last one after it. */
function failuresOf({ job, live }: ExportFacts): Map<string, Failure> {
  if (live !== undefined) {
    return new Map([...live.failures].map(([key, { code, details }]) => [key, { code, details: { ...details } }]));
  }
  const listed = job.error?.details.failedFiles;
  if (!Array.isArray(listed)) return new Map();
  return new Map((listed as FailedFile[]).map(({ key, code, details }) => [key, { code, details }]));
}

function filmView(facts: ExportFacts, film: PlannedFilm, base: string, failure: Failure | undefined): ExportFileView {
  const { job, steps, live } = facts;
  const made: ExportedFilm | undefined = exportedFilmSchema.safeParse(outputOf(steps, film.key)).data;
  const isCurrent = live?.film?.key === film.key && job.status === 'running';
  const state: ExportFileView['state'] =
    made !== undefined
      ? 'done'
      : failure !== undefined
        ? 'failed'
        : isCurrent && live !== undefined
          ? live.phase
          : job.status === 'cancelled'
            ? 'cancelled'
            : job.status === 'failed'
              ? 'failed'
              : 'waiting';
  return {
    key: film.key,
    kind: 'film',
    name: made === undefined ? exportFilmName(base, film) : basename(made.path),
    format: film.format,
    quality: film.quality,
    variation: film.variation,
    state,
    fraction: made !== undefined ? 1 : isCurrent && live !== undefined ? fractionOf(live) : 0,
    bytes: made?.bytes ?? null,
    facts:
      made === undefined
        ? null
        : {
            durationMs: made.durationMs,
            widthPx: made.widthPx,
            heightPx: made.heightPx,
            codec: made.codec,
            hasSound: made.hasSound,
          },
    fileId: made?.fileId ?? null,
    isFromCache: made?.fromCache ?? false,
    finishedAtMs: finishedAtOf(steps, film.key),
    failure: failure ?? null,
  };
}

/** How far the file under work is, over its phases by their expected times. */
function fractionOf(live: LiveExport): number {
  if (live.phase === 'checking') return 0.99;
  const all = live.phase === 'stitching' ? live.expectedMs + live.nextPhaseMs : live.expectedMs;
  if (live.phase === 'stitching' && all > 0) return Math.min(0.98, (live.expectedMs * live.fraction) / all);
  return Math.min(0.98, live.fraction);
}

/** Pure but for nothing: rows and the live entry in, the view out. */
export function exportViewOf(facts: ExportFacts): ExportView {
  const { job, steps, live } = facts;
  const { projectId, settings, folder, base } = exportInputSchema.parse(job.input);
  const failures = failuresOf(facts);
  const films = plannedFilms(settings).map((film) => filmView(facts, film, base, failures.get(film.key)));
  const captions = settings.variations.flatMap((variation): ExportFileView[] => {
    const made = exportedCaptionsSchema.safeParse(outputOf(steps, captionsStep(variation))).data;
    // Known to be none only once the plan was read.
    if (made?.path === null) return [];
    return made === undefined
      ? []
      : [
          {
            key: captionsStep(variation),
            kind: 'captions',
            name: made.path === null ? captionsName(base, variation) : basename(made.path),
            format: 'srt',
            quality: null,
            variation,
            state: 'done',
            fraction: 1,
            bytes: made.bytes,
            facts: null,
            fileId: null,
            isFromCache: false,
            finishedAtMs: finishedAtOf(steps, captionsStep(variation)),
            failure: null,
          },
        ];
  });
  const madeMs = films.find(({ facts: found }) => found !== null)?.facts?.durationMs;
  const hasFiles = films.some(({ state }) => state === 'done');
  const isRunning = job.status === 'running' && live !== undefined;
  const pace = isRunning ? paceOf(live, facts.nowMs) : { etaMs: null, speed: null };
  return {
    exportId: job.id,
    projectId,
    projectName: facts.projectName,
    state: exportStateOf(job, { isPaused: facts.isPaused, hasFiles }),
    settings,
    files: [...films, ...captions],
    fraction: job.status === 'succeeded' ? 1 : job.progress,
    ...pace,
    filmDurationMs: live?.plan != null ? Math.round((filmFrames(live.plan) / live.plan.fps) * 1_000) : (madeMs ?? null),
    attempts: job.attempts,
    folder,
    error: job.error === null ? null : { code: job.error.code, details: { ...job.error.details } },
    createdAtMs: job.createdAtMs,
    startedAtMs: job.startedAtMs,
    finishedAtMs: job.finishedAtMs,
  };
}

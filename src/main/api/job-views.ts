import type { z } from 'zod';
import { describeError } from '../../shared/i18n/describe-error.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { publicDetails } from '../../shared/contract/public-details.ts';
import type { AssetView, Job, jobEventSchema, metadataSchema } from '../../shared/contract/v2-shapes.ts';
import { ratioOfBrief } from '../../shared/model/brief.ts';
import type { RunView } from '../generation/run-view.ts';
import { shotsInOrder } from '../generation/situation.ts';
import type { ApiDeps } from './api-deps.ts';

/** Views of R11.2: a run as `job`, snake_case, seconds, dollars, ISO times. */

const english = createTranslate('en');
const usd = (microUsd: number): number => microUsd / 1_000_000;
const iso = (ms: number): string => new Date(ms).toISOString();
const base = '/api/v2';

type Deps = Pick<ApiDeps, 'library' | 'runs'>;

function progressOf(view: RunView): Job['progress'] {
  return {
    stage: view.stage,
    percentage: Math.round(view.fraction * 1_000) / 10,
    currentScene: view.currentScene,
    estimatedTimeRemaining: view.etaMs === null ? null : Math.round(view.etaMs / 100) / 10,
    cost: usd(view.actualMicroUsd),
  };
}

function errorOf(view: RunView): Job['error'] {
  if (view.error === null) return null;
  const details = publicDetails(view.error.details);
  return { code: view.error.code, message: describeError(view.error, english), details };
}

/** What an event of a job says. */
export function jobEventOf(view: RunView): z.infer<typeof jobEventSchema> {
  return { job_id: view.runId, status: view.state, progress: progressOf(view), error: errorOf(view) };
}

/** Exports of one run, the newest of each kind. */
function filesOfRun(deps: Deps, view: RunView) {
  const seen = new Set<string>();
  return deps.library.repos.exports.list(view.projectId).filter((file) => {
    const key = `${file.variation}:${file.format}:${file.quality}`;
    if (file.runId !== view.runId || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const exportUrl = (jobId: string, file: { format: string; quality: string; variation: number }): string =>
  `${base}/jobs/${jobId}/export?format=${file.format}&quality=${file.quality}&variation=${file.variation}`;

function resultsOf(deps: Deps, view: RunView): Job['results'] {
  const files = filesOfRun(deps, view);
  const videos = files.filter(({ format }) => format !== 'gif');
  const variations = [...new Set(videos.map(({ variation }) => variation))].sort((a, b) => a - b);
  return {
    videoUrl: videos.length === 0 ? null : `${base}/jobs/${view.runId}/video`,
    variations: variations.map((variation) => ({
      variation,
      videoUrl: `${base}/jobs/${view.runId}/video?variation=${variation}`,
    })),
    exports: Object.fromEntries(
      files.map((file) => [
        `${file.variation === 1 ? '' : `v${file.variation}-`}${file.format}-${file.quality}`,
        exportUrl(view.runId, file),
      ]),
    ),
  };
}

/** A run as the job JSON of R11.2. Throws AppError `not-found`, also when its project is in the trash. */
export function jobOf(deps: Deps, runId: string): Job {
  const { repos } = deps.library;
  const view = deps.runs.view(runId);
  const starts = new Map(
    repos.takes
      .listChosen(view.projectId)
      .filter(({ slot, variation }) => slot === 'start' && variation === 1)
      .map((take) => [take.shotId, take]),
  );
  const shots = shotsInOrder({ repos }, view.projectId);
  const scenes = [...new Set(shots.map(({ sceneId }) => sceneId))];
  return {
    job_id: runId,
    project_id: view.projectId,
    status: view.state,
    progress: progressOf(view),
    storyboard: shots.map((shot) => {
      const take = starts.get(shot.id);
      return {
        sceneNumber: scenes.indexOf(shot.sceneId) + 1,
        imageUrl: take === undefined ? null : `/media/${take.assetId}`,
        description: shot.description,
        timestamp: take === undefined ? null : iso(take.createdAtMs),
      };
    }),
    results: resultsOf(deps, view),
    error: errorOf(view),
    estimatedCost: usd(view.estimateMicroUsd),
    actualCost: usd(view.actualMicroUsd),
  };
}

/** Facts about a job and its files. */
export function metadataOf(deps: Deps, runId: string): z.infer<typeof metadataSchema> {
  const view = deps.runs.view(runId);
  const project = deps.library.repos.projects.get(view.projectId);
  return {
    job_id: runId,
    project_id: project.id,
    name: project.name,
    status: view.state,
    aspectRatio: project.plan?.ratio ?? ratioOfBrief(project.brief),
    fps: project.fps,
    duration: project.plan === null ? null : project.plan.durationFrames / project.plan.fps,
    language: project.language,
    createdAt: iso(view.createdAtMs),
    finishedAt: view.finishedAtMs === null ? null : iso(view.finishedAtMs),
    files: filesOfRun(deps, view).map((file) => ({
      url: exportUrl(runId, file),
      format: file.format,
      quality: file.quality,
      variation: file.variation,
      bytes: file.bytes,
      duration: file.durationMs / 1_000,
      sha256: file.sha256,
      createdAt: iso(file.createdAtMs),
    })),
  };
}

/** A file of the library as the HTTP API shows it. */
export function assetViewOf(row: ReturnType<ApiDeps['assets']['get']>): AssetView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    mime: row.mime,
    bytes: row.bytes,
    width: row.widthPx,
    height: row.heightPx,
    duration: row.durationMs === null ? null : row.durationMs / 1_000,
    source: row.source,
    url: `/media/${row.id}`,
    createdAt: iso(row.createdAtMs),
  };
}

import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { implement } from '@orpc/server';
import type { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import type { generateSchema } from '../../shared/contract/v2-shapes.ts';
import { v2Contract } from '../../shared/contract/v2.ts';
import { TERMINAL_STATES } from '../../shared/model/run-terms.ts';
import { inheritBrief } from '../../shared/model/inheritance.ts';
import { MICRO_PER_USD } from '../../shared/model/money.ts';
import { buildReport } from '../generation/build-report.ts';
import { assertStartAgreed } from '../generation/start-price.ts';
import { parseBriefInput } from '../planning/brief-input.ts';
import { inheritanceOf } from '../projects/effective-brief.ts';
import type { ApiDeps } from './api-deps.ts';
import { createFromBrief } from './create-from-brief.ts';
import { assetViewOf, jobEventOf, jobOf, metadataOf } from './job-views.ts';
import { runOptionsOf } from '../generation/start-options.ts';

type Generate = z.infer<typeof generateSchema>;

/** R11.2's names of the fields of a brief, for faults that name one. */
const FIELD: Readonly<Record<string, string>> = {
  name: 'videoName',
  prompt: 'creativePrompt',
  variations: 'numberOfVariations',
  audio: 'audioControls',
};

function briefOf(input: Generate): Record<string, unknown> {
  const { audioControls: audio, assets } = input;
  const brief = {
    name: input.videoName,
    prompt: input.creativePrompt,
    duration: input.duration,
    platform: input.platform,
    aspectRatio: input.aspectRatio,
    variations: input.numberOfVariations,
    keywords: input.keywords,
    stylePresets: input.stylePresets,
    assets: assets?.map((asset) =>
      typeof asset === 'string' ? { path: asset } : { path: asset.id, role: asset.role },
    ),
    audio:
      audio === undefined
        ? undefined
        : definedOnly({
            music: audio.music,
            musicStyle: audio.musicStyle,
            musicVolume: audio.musicVolume,
            voiceOver: audio.voiceOverAsset === undefined ? audio.voiceOver : `file: ${audio.voiceOverAsset}`,
          }),
    exportFormats: input.exportFormats,
    language: input.language,
  };
  return definedOnly(brief);
}

const definedOnly = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

function withFieldsOfV2(error: unknown): unknown {
  if (!(error instanceof AppError) || !Array.isArray(error.details.issues)) return error;
  const issues = (error.details.issues as { path: string }[]).map((issue) => {
    const [first = '', ...rest] = issue.path.split('.');
    return { ...issue, path: [FIELD[first] ?? first, ...rest].join('.') };
  });
  return new AppError(error.code, error.message, { ...error.details, issues }, { cause: error });
}

const STOP_WAIT_MS = 5_000;

/** `v2`: the HTTP API of R11.2. */
export function createV2Api(deps: ApiDeps) {
  const { runs, library, assets, projects, hub } = deps;
  const { repos } = library;
  const os = implement(v2Contract).$context<CallContext>();

  /** A job whose project lies in the trash is deleted, as far as this API goes. */
  const live = (id: string) => {
    const run = repos.runs.get(id);
    if (repos.projects.get(run.projectId).trashedAtMs !== null)
      throw new AppError('not-found', 'the job is deleted', { what: 'job', id });
    return run;
  };

  const generate = async (input: Generate, signal: AbortSignal): Promise<{ job_id: string; estimatedCost: number }> => {
    try {
      const { clientId, campaignId } = input;
      // Asked for before a project exists, so that a wrong id leaves nothing behind.
      const client = clientId == null ? undefined : repos.clients.get(clientId).id;
      const campaign = campaignId == null ? undefined : repos.campaigns.get(campaignId).id;
      const written = briefOf(input);
      const { brief } = parseBriefInput(written);
      const options = runOptionsOf(deps, brief, { qualities: input.exportQualities });
      const owners = { clientId: client ?? null, campaignId: campaign ?? null };
      await assertStartAgreed(deps, {
        ...{ brief: inheritBrief(brief, inheritanceOf(repos, owners)), wish: {}, options, signal },
        agreedMicroUsd: input.approvedCost === undefined ? null : Math.round(input.approvedCost * MICRO_PER_USD),
        flag: 'approvedCost',
      });
      const projectId = createFromBrief(deps, written, {
        ...(client === undefined ? {} : { clientId: client }),
        ...(campaign === undefined ? {} : { campaignId: campaign }),
      });
      const runId = runs.start(projectId, options);
      hub.changed('project', projectId);
      return { job_id: runId, estimatedCost: runs.view(runId).estimateMicroUsd / MICRO_PER_USD };
    } catch (error) {
      throw withFieldsOfV2(error);
    }
  };

  const render = (id: string): void => {
    const run = live(id);
    if (run.state === 'storyboard_complete')
      throw new AppError('approval-needed', 'the storyboard is not approved', { id });
    if (run.state === 'generating_video' || run.state === 'exporting') return;
    const isApproved = repos.approvals.list(run.projectId).some(({ runId }) => runId === id);
    if (!isApproved || run.finishedAtMs === null)
      throw new AppError('not-possible-now', 'there is nothing to render', { what: 'render', state: run.state });
    runs.retry(id);
  };

  const deleteJob = async (id: string): Promise<void> => {
    const { projectId } = live(id);
    runs.cancel(id);
    // A cancelled FFmpeg is gone within a second; the trash wants no work under way.
    for (let waitedMs = 0; waitedMs < STOP_WAIT_MS; waitedMs += 50) {
      if (repos.projectPurge.countOpenJobs(projectId) === 0) break;
      await sleep(50);
    }
    projects.trash(projectId);
    hub.changed('project', projectId);
  };

  return os.router({
    generate: os.generate.handler(({ input, signal }) => generate(input, signal ?? new AbortController().signal)),
    listJobs: os.listJobs.handler(({ input: { limit = 20, after } = {} }) => {
      const rows = repos.runs.page(limit + 1, after);
      const shown = rows.slice(0, limit);
      return {
        jobs: shown
          .filter(({ projectId }) => repos.projects.get(projectId).trashedAtMs === null)
          .map(({ id }) => jobOf(deps, id)),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      };
    }),
    getJob: os.getJob.handler(({ input }) => jobOf(deps, live(input.id).id)),
    deleteJob: os.deleteJob.handler(async ({ input }) => {
      await deleteJob(input.id);
      return { job_id: input.id, deleted: true as const };
    }),
    approve: os.approve.handler(({ input }) => {
      runs.approve(live(input.id).id);
      return jobOf(deps, input.id);
    }),
    render: os.render.handler(({ input }) => {
      render(input.id);
      return jobOf(deps, input.id);
    }),
    cancel: os.cancel.handler(({ input }) => {
      runs.cancel(live(input.id).id);
      return jobOf(deps, input.id);
    }),
    retry: os.retry.handler(({ input }) => {
      runs.retry(live(input.id).id);
      return jobOf(deps, input.id);
    }),
    data: os.data.handler(({ input }) => {
      const { projectId } = live(input.id);
      const files = repos.exports.list(projectId).filter(({ runId }) => runId === input.id);
      const films = [...new Set(files.map(({ variation }) => variation))].map((variation) => ({
        variation,
        failed: [],
        files: files
          .filter((file) => file.variation === variation)
          .map(({ path, format, quality, bytes, durationMs, sha256, key }) => ({
            path,
            kind: 'film' as const,
            format,
            quality,
            bytes,
            durationSeconds: durationMs / 1_000,
            sha256,
            key,
            fromCache: false,
          })),
      }));
      return buildReport(deps.delivery, input.id, films, { relative: (path) => basename(path) });
    }),
    metadata: os.metadata.handler(({ input }) => metadataOf(deps, live(input.id).id)),
    jobEvents: os.jobEvents.handler(async function* ({ input, signal }) {
      const { id } = live(input.id);
      const events = hub.subscribe(signal);
      for await (const event of events) {
        if (event.topic !== 'ready' && event.id !== id) continue;
        const view = runs.view(id);
        yield jobEventOf(view);
        if (TERMINAL_STATES.has(view.state)) return;
      }
    }),
    listAssets: os.listAssets.handler(({ input: { limit = 50, after, kind } = {} }) => {
      const rows = assets.list({
        limit: limit + 1,
        ...(after === undefined ? {} : { afterId: after }),
        ...(kind === undefined ? {} : { kind }),
      });
      const shown = rows.slice(0, limit);
      return { assets: shown.map(assetViewOf), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
    }),
    getAsset: os.getAsset.handler(({ input }) => assetViewOf(assets.get(input.id))),
    deleteAsset: os.deleteAsset.handler(async ({ input }) => {
      await assets.remove(input.id);
      hub.changed('asset', input.id);
      return { id: input.id, deleted: true as const };
    }),
    cacheStats: os.cacheStats.handler(() => {
      const { count, bytes } = repos.renderParts.total();
      return { entries: count, bytes };
    }),
  });
}

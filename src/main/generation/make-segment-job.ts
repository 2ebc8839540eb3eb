import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { SEGMENT_SECONDS, segmentFrames } from '../../shared/model/frame-time.ts';
import { techGateReportSchema } from '../../shared/model/gate-report.ts';
import type { TechGateReport } from '../../shared/model/gate-report.ts';
import { pixelSize } from '../../shared/model/picture-size.ts';
import type { JobHandler } from '../jobs/job-types.ts';
import type { VideoRequest } from '../providers/port.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import { readApproval } from '../projects/approval-hash.ts';
import { filesOfPicture } from '../projects/picture-files.ts';
import { conformBought } from './conform-bought.ts';
import { findMadeFile, insertMadeAsset, madeFileSchema } from './made-file.ts';
import { segmentQuality } from './board-size.ts';
import { assetFacts, makeFile } from './make-file.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { laneOf } from './lane-of.ts';
import { makerOfSegment } from './other-model.ts';
import { isDrawnFrom } from './keyframe-request.ts';
import { picturesOfProject } from './picture-assets.ts';
import { segmentHash } from './segment-hash.ts';
import { optionsOf } from './situation.ts';
import { varyPicture } from './vary-picture.ts';

const inputSchema = z.strictObject({
  runId: z.string(),
  projectId: z.string(),
  part: z.string(),
  shotId: z.string(),
  variation: z.int().min(1).max(3),
  /** 1 first; 2 after a failed gate. */
  round: z.int().min(1),
});
type Input = z.infer<typeof inputSchema>;

export interface SegmentGate {
  /** Probes a segment and compares it with what was ordered. */
  check(path: string, expected: { durationSeconds: number; fps: number; paid: boolean }): Promise<TechGateReport>;
}

/** One 8-second segment: render, keep, check. The gate's report lies with the take; only a passed take is chosen. */
export function createMakeSegmentJob(
  deps: GenerationDeps & { gate: SegmentGate; slateText(language: 'en' | 'th'): string },
): JobHandler<Input, { assetId: string; passed: boolean }> {
  return {
    kind: 'make-segment',
    version: 1,
    input: inputSchema,
    lane: (input) => laneOf('video', optionsOf(deps.repos.runs.get(input.runId)).videoProvider),
    retry: { maxAttempts: 2, delaysMs: [1_000] },
    recovery: 'resume',
    onRetry: (jobId) => deps.wishAgain(jobId),
    onSettled: ({ jobId }) => deps.abandonCalls(jobId),
    async run(context, input) {
      const run = deps.repos.runs.get(input.runId);
      const options = optionsOf(run);
      const { id: videoProvider, provider, approvedMicroUsd } = makerOfSegment(deps, run, context.jobId);
      const project = deps.repos.projects.get(input.projectId);
      const shot = deps.repos.shots.get(input.shotId);
      const keyframe = (slot: 'start' | 'end'): TakeRow => {
        const take = deps.repos.takes.findChosen(shot.id, slot, input.variation);
        if (take === undefined)
          throw new AppError('not-possible-now', `shot ${shot.id} has no ${slot} keyframe`, {
            what: 'render',
            state: project.status,
          });
        return take;
      };
      const start = keyframe('start');
      const end = keyframe('end');
      const { assetPaths, assetHashes } = picturesOfProject(deps, input.projectId);
      const imageOf = (take: TakeRow) => deps.repos.assets.get(take.assetId);
      const frames = { start: imageOf(start), end: imageOf(end) };
      const picture = varyPicture(shot.picture, input.variation);
      const files = filesOfPicture(deps.repos, input.projectId, picture);
      const wanted = {
        kind: 'video' as const,
        prompt: shot.motionPrompt,
        picture,
        drawnByUs: isDrawnFrom(start, picture, files) && isDrawnFrom(end, picture, files),
        durationFrames: segmentFrames(project.fps),
        cutFrames: shot.sourceInFrames + shot.cutFrames,
        fps: project.fps,
        ...pixelSize(project.ratio, segmentQuality(options.qualities)),
        slate: project.brief.slate ? { text: deps.slateText(project.language) } : null,
        seed: picture.seed,
      };
      const { round } = input;
      const hashes = { start: frames.start.sha256, end: frames.end.sha256, assetHashes };
      const requestHash = segmentHash({ provider: videoProvider, wanted, ...hashes, round }, provider.remote);

      const made = await context.step(
        'render',
        madeFileSchema,
        async ({ signal, report }) => {
          // A yes binds what it saw: a shot that was changed while this waited in its lane is not made from it.
          if (readApproval(deps.repos, input.projectId)?.standing([shot.id]).has(shot.id) !== true)
            throw new AppError('approval-needed', `shot ${shot.id} is not as it was approved`, { id: project.id });
          const ids = { assetId: deps.newId() };
          const known = await findMadeFile(deps, requestHash);
          if (known !== undefined) return { ...ids, ...known };
          const request: VideoRequest = {
            ...wanted,
            startImagePath: deps.store.pathOf(frames.start.sha256),
            endImagePath: deps.store.pathOf(frames.end.sha256),
            assetPaths,
            outputPath: join(await deps.tools.tempDir('segment'), `${ids.assetId}.mp4`),
          };
          const meta = {
            ...{ jobId: context.jobId, part: 'render', runId: run.id, projectId: project.id, shotId: shot.id },
            ...{ requestHash, approvedMicroUsd, frames },
          };
          const making = { signal, onProgress: (fraction: number) => report(fraction * 0.9) };
          const source = await makeFile(deps, provider, request, meta, making);
          const isBought = provider.remote !== undefined;
          return { ...ids, ...(isBought ? await conformBought(deps, source, wanted, signal) : source) };
        },
        (made) => insertMadeAsset(deps, made, assetFacts(made, `${shot.description.slice(0, 80)} (segment)`)),
      );
      const report = await context.step('check', techGateReportSchema, () =>
        deps.gate.check(deps.store.pathOf(made.sha256), {
          durationSeconds: SEGMENT_SECONDS,
          fps: project.fps,
          // What was bought was brought into the project's form; its own bit rate is the provider's affair (decision 5).
          paid: false,
        }),
      );
      await context.step(
        'attach',
        z.strictObject({ assetId: z.string() }),
        () => Promise.resolve({ assetId: made.assetId }),
        () => {
          deps.addTake(
            {
              shotId: shot.id,
              slot: 'segment',
              variation: input.variation,
              assetId: made.assetId,
              provider: videoProvider,
              requestHash,
              request: {
                prompt: wanted.prompt,
                seed: wanted.seed,
                cutFrames: wanted.cutFrames,
                fps: wanted.fps,
                round,
              },
              costMicroUsd: made.costMicroUsd,
              runId: run.id,
              jobId: context.jobId,
              scores: made.flags.length === 0 ? { technical: report } : { technical: report, flags: made.flags },
              personId: null,
            },
            { isChosen: report.passed },
          );
        },
      );
      return { assetId: made.assetId, passed: report.passed };
    },
  };
}

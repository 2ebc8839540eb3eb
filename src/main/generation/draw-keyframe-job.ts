import { join } from 'node:path';
import { z } from 'zod';
import type { JobHandler } from '../jobs/job-types.ts';
import type { ImageRequest } from '../providers/port.ts';
import { keepKeyframe } from './keep-keyframe.ts';
import { findMadeFile, madeFileSchema } from './made-file.ts';
import { makeFile } from './make-file.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { laneOf } from './lane-of.ts';
import { makerOfKeyframe } from './other-model.ts';
import { keyframeOrder } from './keyframe-request.ts';
import { mayFill } from './redraw-place.ts';
import { optionsOf } from './situation.ts';

const inputSchema = z.strictObject({
  runId: z.string(),
  projectId: z.string(),
  part: z.string(),
  shotId: z.string(),
  slot: z.enum(['start', 'end']),
  variation: z.int().min(1).max(3),
});
type Input = z.infer<typeof inputSchema>;

/**
 * One keyframe of one shot: ask the provider, keep the file, put it in its slot unless somebody else has filled that
 * meanwhile. An equal request is not made twice.
 */
export function createDrawKeyframeJob(deps: GenerationDeps): JobHandler<Input, { assetId: string }> {
  return {
    kind: 'draw-keyframe',
    version: 1,
    input: inputSchema,
    lane: (input) => laneOf('image', optionsOf(deps.repos.runs.get(input.runId)).imageProvider),
    retry: { maxAttempts: 3, delaysMs: [500, 2_000] },
    recovery: 'resume',
    onRetry: (jobId) => deps.wishAgain(jobId),
    onSettled: ({ jobId }) => deps.abandonCalls(jobId),
    async run(context, input) {
      const run = deps.repos.runs.get(input.runId);
      const maker = makerOfKeyframe(run, context.jobId);
      const shot = deps.repos.shots.get(input.shotId);
      const order = keyframeOrder(deps, shot, input, maker.id);
      const { provider, wanted, assetPaths, requestHash } = order;
      const { slot, variation } = input;
      const { assetId } = await context.step(
        'draw',
        madeFileSchema,
        async ({ signal, report }) => {
          const ids = { assetId: deps.newId() };
          const known = await findMadeFile(deps, requestHash);
          if (known !== undefined) return { ...ids, ...known };
          const outputPath = join(await deps.tools.tempDir('keyframe'), `${ids.assetId}.png`);
          const meta = {
            ...{ jobId: context.jobId, part: 'draw', runId: run.id, projectId: input.projectId, shotId: shot.id },
            ...{ requestHash, approvedMicroUsd: maker.approvedMicroUsd },
          };
          const request: ImageRequest = { ...wanted, assetPaths, outputPath };
          return { ...ids, ...(await makeFile(deps, provider, request, meta, { signal, onProgress: report })) };
        },
        (made) =>
          keepKeyframe(deps, made, { shot, slot, variation }, order, {
            ...{ runId: run.id, jobId: context.jobId, isChosen: mayFill(deps, input) },
          }),
      );
      return { assetId };
    },
  };
}

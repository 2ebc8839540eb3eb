import { join } from 'node:path';
import { z } from 'zod';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import type { JobHandler } from '../jobs/job-types.ts';
import { keepKeyframe } from './keep-keyframe.ts';
import { findMadeFile, madeFileSchema } from './made-file.ts';
import { makeFile } from './make-file.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { laneOf } from './lane-of.ts';
import { keyframeOrder } from './keyframe-request.ts';
import { keyframePlaceSchema, mayReplace } from './redraw-place.ts';

const inputSchema = keyframePlaceSchema.extend({
  providerId: z.string(),
  /** The price on the button that was pressed; a row from before prices has none. */
  approvedMicroUsd: z.int().nullable().default(null),
});
export type RedrawInput = z.infer<typeof inputSchema>;
export const REDRAW_KIND = 'redraw-keyframe';

/**
 * One keyframe again, outside any run, from the shot as it is when the work begins. The result is a new take; it takes its
 * slot unless a person has chosen another meanwhile. A picture that the slot has had before is not drawn twice.
 */
export function createRedrawKeyframeJob(deps: GenerationDeps): JobHandler<RedrawInput, { assetId: string }> {
  return {
    kind: REDRAW_KIND,
    version: 1,
    input: inputSchema,
    lane: ({ providerId }) => laneOf('image', providerId),
    // Paid work is never sent twice by itself: whether it was charged has to be asked first.
    retry: {
      maxAttempts: 2,
      delaysMs: [500],
      shouldRetry: ({ code }) => code === 'internal' || code === 'disk-full' || code === 'library-busy',
    },
    recovery: 'resume',
    onRetry: (jobId) => deps.wishAgain(jobId),
    onSettled: ({ jobId }) => deps.abandonCalls(jobId),
    async run(context, input) {
      const shot = deps.repos.shots.get(input.shotId);
      const order = keyframeOrder(deps, shot, input, input.providerId);
      const { provider, wanted, assetPaths, requestHash } = order;
      const known = (): TakeRow | undefined =>
        deps.repos.takes
          .listOfShot(shot.id)
          .findLast(
            (take) =>
              take.slot === input.slot && take.variation === input.variation && take.requestHash === requestHash,
          );
      const { assetId } = await context.step(
        'draw',
        madeFileSchema,
        async ({ signal, report }) => {
          const made = await findMadeFile(deps, requestHash);
          // The same picture in the same slot stays one file on the shelf of takes.
          if (made !== undefined) return { assetId: known()?.assetId ?? deps.newId(), ...made };
          const assetId = deps.newId();
          const outputPath = join(await deps.tools.tempDir('redraw'), `${assetId}.png`);
          const meta = {
            ...{ jobId: context.jobId, part: 'draw', runId: null, projectId: shot.projectId, shotId: shot.id },
            ...{ requestHash, approvedMicroUsd: input.approvedMicroUsd },
          };
          const request = { ...wanted, assetPaths, outputPath };
          return { assetId, ...(await makeFile(deps, provider, request, meta, { signal, onProgress: report })) };
        },
        (made) =>
          keepKeyframe(deps, made, { shot, slot: input.slot, variation: input.variation }, order, {
            ...{ runId: null, jobId: context.jobId, isChosen: mayReplace(deps, input, context.jobId) },
          }),
      );
      return { assetId };
    },
  };
}

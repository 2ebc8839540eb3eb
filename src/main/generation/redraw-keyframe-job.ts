import { join } from 'node:path';
import { z } from 'zod';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import type { JobHandler } from '../jobs/job-types.ts';
import { findMadeFile, insertMadeAsset, keepOutput, madeFileSchema } from './made-file.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { imageProviderOf, keyframeOrder } from './keyframe-request.ts';
import { keyframePlaceSchema, mayReplace } from './redraw-place.ts';

const inputSchema = keyframePlaceSchema.extend({ providerId: z.string() });
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
    lane: ({ providerId }) => `image:${providerId}`,
    // Paid work is never sent twice by itself: whether it was charged has to be asked first.
    retry: {
      maxAttempts: 2,
      delaysMs: [500],
      shouldRetry: ({ code }) => code === 'internal' || code === 'disk-full' || code === 'library-busy',
    },
    recovery: 'resume',
    async run(context, input) {
      const shot = deps.repos.shots.get(input.shotId);
      const order = keyframeOrder(deps, shot, input, input.providerId);
      const { provider, wanted, assetPaths, requestHash, pictureHash } = order;
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
          const newAssetId = deps.newId();
          const outputPath = join(await deps.tools.tempDir('redraw'), `${newAssetId}.png`);
          const answer = await provider.submit({ ...wanted, assetPaths, outputPath }, { signal, onProgress: report });
          return { assetId: newAssetId, ...(await keepOutput(deps, input.providerId, answer)) };
        },
        (made) => {
          if (deps.repos.assets.find(made.assetId) === undefined) {
            insertMadeAsset(deps, made, {
              kind: 'image',
              extension: 'png',
              widthPx: wanted.widthPx,
              heightPx: wanted.heightPx,
              durationMs: null,
              name: `${shot.description.slice(0, 80)} (${input.slot})`,
            });
          }
          deps.addTake(
            {
              shotId: shot.id,
              slot: input.slot,
              variation: input.variation,
              assetId: made.assetId,
              provider: input.providerId,
              requestHash,
              request: {
                prompt: wanted.prompt,
                seed: wanted.seed,
                widthPx: wanted.widthPx,
                heightPx: wanted.heightPx,
                pictureHash,
              },
              costMicroUsd: imageProviderOf(deps, input.providerId).model.unitMicroUsd,
              runId: null,
              jobId: context.jobId,
              scores: {},
              personId: null,
            },
            { isChosen: mayReplace(deps, input, context.jobId) },
          );
        },
      );
      return { assetId };
    },
  };
}

import { join } from 'node:path';
import { z } from 'zod';
import { AppError, toAppError } from '../../shared/contract/errors.ts';
import { pixelSize } from '../../shared/model/picture-size.ts';
import type { JobHandler } from '../jobs/job-types.ts';
import { hashOf } from '../projects/approval-hash.ts';
import { insertMadeAsset, madeFileSchema } from './made-file.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { fitOf, fitGraph } from './redraw-fit.ts';
import { keyframePlaceSchema, mayReplace } from './redraw-place.ts';

const inputSchema = keyframePlaceSchema.extend({ assetId: z.string(), personId: z.string() });
export type ImportInput = z.infer<typeof inputSchema>;
export const IMPORT_KIND = 'import-keyframe';
/** What a take of a person's own picture names as its maker. */
export const OWN_IMAGE = 'own/image';

/** A failure is about the picture by its name, not about where the library keeps it. */
async function named<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code, message, details } = toAppError(cause);
    const { path: _path, file: _file, ...rest } = details;
    throw new AppError(code, message, { ...rest, what: name }, { cause });
  }
}

/** A person's own picture as a keyframe: brought to the frame's size by FFmpeg, kept beside the original, one take more. */
export function createImportKeyframeJob(deps: GenerationDeps): JobHandler<ImportInput, { assetId: string }> {
  return {
    kind: IMPORT_KIND,
    version: 1,
    input: inputSchema,
    // Of its own: a picture is seconds of work and must not wait behind an export of minutes.
    lane: () => 'import',
    retry: { maxAttempts: 2, delaysMs: [500] },
    recovery: 'resume',
    async run(context, input) {
      const { repos, store, tools } = deps;
      const shot = repos.shots.get(input.shotId);
      const project = repos.projects.get(shot.projectId);
      const source = repos.assets.get(input.assetId);
      const size = pixelSize(project.ratio, '1080p');
      const fit = fitOf({ widthPx: source.widthPx ?? 1, heightPx: source.heightPx ?? 1 }, size);
      const { assetId } = await context.step(
        'fit',
        madeFileSchema,
        async ({ signal }) => {
          const assetId = deps.newId();
          const outputPath = join(await tools.tempDir('import'), `${assetId}.png`);
          await named(source.name, () =>
            tools.run({
              inputs: [{ path: store.pathOf(source.sha256), trust: 'foreign' }],
              filterGraph: fitGraph(fit, size),
              outputArgs: ['-map', '[frame]', '-frames:v', '1', '-c:v', 'png', '-map_metadata', '-1'],
              outputFormat: 'image2',
              outputPath,
              expectedFrames: 1,
              workload: { pixels: (source.widthPx ?? 1) * (source.heightPx ?? 1), seconds: 10 },
              signal,
            }),
          );
          const { sha256, bytes } = await store.adoptFile(outputPath);
          return {
            ...{ assetId, sha256, bytes, ...size, mime: 'image/png' },
            durationMs: null,
            costMicroUsd: 0,
            flags: [],
          };
        },
        (made) => {
          insertMadeAsset(deps, made, {
            kind: 'image',
            extension: 'png',
            ...size,
            durationMs: null,
            name: source.name,
          });
          deps.addTake(
            {
              shotId: shot.id,
              slot: input.slot,
              variation: input.variation,
              assetId: made.assetId,
              provider: OWN_IMAGE,
              requestHash: hashOf({ provider: OWN_IMAGE, source: source.sha256, fit, ...size }),
              request: { sourceAssetId: source.id, fit },
              costMicroUsd: 0,
              runId: null,
              jobId: context.jobId,
              scores: {},
              personId: input.personId,
            },
            { isChosen: mayReplace(deps, input, context.jobId) },
          );
        },
      );
      return { assetId };
    },
  };
}

import { rm } from 'node:fs/promises';
import { AppError } from '../../shared/contract/errors.ts';
import type { ProviderAdapter } from '../providers/port.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { KeyframeTask } from './draw-keyframe.ts';

/** Short side of a keyframe, px: boards are shown large and printed. */
const LEAST_SHORT_SIDE_PX = 1080;

/**
 * `local/sketch`: draws a keyframe from its scene description in a thread of the pool. Needs no network and costs
 * nothing; the same request gives the same bytes. Smaller sizes are drawn at 1080 px on the short side.
 */
export function createSketchProvider({ pool }: { pool: WorkerPool }): ProviderAdapter {
  return {
    model: { id: 'local/sketch', kind: 'image', label: 'Sketch', local: true },
    async submit(request, context) {
      if (request.kind !== 'image')
        throw new AppError('invalid-input', 'local/sketch draws still images only', { field: 'kind' });
      const { picture, moment, seed, assetPaths, outputPath } = request;
      const grow = Math.max(1, LEAST_SHORT_SIDE_PX / Math.min(request.widthPx, request.heightPx));
      const task: KeyframeTask = {
        picture,
        moment,
        widthPx: Math.round(request.widthPx * grow),
        heightPx: Math.round(request.heightPx * grow),
        seed,
        assetPaths,
        outputPath,
      };
      try {
        await pool.run(task, { signal: context.signal });
      } catch (error) {
        // A thread that was ended in the middle may have left its partial file.
        await rm(`${outputPath}.part`, { force: true }).catch(() => {});
        throw error;
      }
      context.onProgress(1);
      return { kind: 'done', outputs: [{ path: outputPath, mime: 'image/png' }] };
    },
  };
}

import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { conformRun, sourceFrames } from '../exports/conform.ts';
import { provenanceArgs } from '../media/provenance.ts';
import type { VideoRequest } from '../providers/port.ts';
import type { GenerationDeps } from './generation-deps.ts';
import type { Made } from './make-file.ts';

/**
 * A bought clip in the project's own form: frame, rate, length, our mark. A longer clip is cut to the contract; a shorter
 * one keeps its length and its flag, nothing is frozen (decision 5). Throws `broken-media` and what MediaTools throws.
 */
export async function conformBought(
  deps: Pick<GenerationDeps, 'store' | 'tools' | 'clock'>,
  source: Made,
  wanted: Pick<VideoRequest, 'widthPx' | 'heightPx' | 'fps' | 'durationFrames'>,
  signal: AbortSignal,
): Promise<Made> {
  const sourcePath = deps.store.pathOf(source.sha256);
  const info = await deps.tools.probe(sourcePath, 'foreign');
  if (info.video === undefined) throw new AppError('broken-media', 'The file has no picture', { path: sourcePath });
  const { widthPx, heightPx, fps } = wanted;
  const frames = Math.min(wanted.durationFrames, sourceFrames(info, fps));
  const outputPath = join(await deps.tools.tempDir('bought'), `${source.sha256}.mp4`);
  const run = conformRun({ sourcePath, info, format: { widthPx, heightPx, fps }, frames, outputPath, signal });
  const createdAtIso = new Date(deps.clock.nowMs()).toISOString();
  const marks = [...provenanceArgs({ animatic: false, createdAtIso }), '-movflags', '+faststart'];
  await deps.tools.run({ ...run, outputArgs: [...run.outputArgs, ...marks] });
  const { sha256, bytes } = await deps.store.adoptFile(outputPath);
  const durationMs = Math.round((frames / fps) * 1_000);
  return { ...source, ...{ sha256, bytes, mime: 'video/mp4', widthPx, heightPx, durationMs } };
}

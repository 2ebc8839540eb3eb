/** The delivered file once more, as the person will open it: no "done" without it (F65). */
import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/contract/errors.ts';
import { filmFrames } from '../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import type { ExportFormat } from '../../shared/model/shot-terms.ts';
import type { MediaTools } from '../media/media-types.ts';
import { GIF_FPS } from './encode-format.ts';

export interface DeliveredFacts {
  durationMs: number;
  widthPx: number;
  heightPx: number;
  codec: string;
  hasSound: boolean;
}

/** Decodes the last second: a file that was cut short fails here and nowhere earlier. */
async function decodeEnd(media: MediaTools, path: string, durationSeconds: number, signal: AbortSignal): Promise<void> {
  const { stdout, done } = media.runToPipe({
    inputs: [{ path, args: ['-ss', Math.max(0, durationSeconds - 1).toFixed(3)], trust: 'own' }],
    outputArgs: ['-map', '0:v:0', '-f', 'null'],
    outputFormat: 'null',
    signal,
  });
  stdout.resume();
  const { frames } = await done;
  if (frames === 0) throw new AppError('ffmpeg-failed', 'the end of a finished file cannot be played', { what: path });
}

/**
 * Probes the file at its final place: length, streams, size, and its last second decoded. Throws AppError
 * `ffmpeg-failed` when it is not the film, `media-missing` when it is gone.
 */
export async function checkDelivered(
  media: MediaTools,
  wish: { path: string; plan: FilmPlan; format: ExportFormat; bytes: number; signal: AbortSignal },
): Promise<DeliveredFacts> {
  const { path, plan, format, signal } = wish;
  const info = await media.probe(path, 'own');
  const expected = filmFrames(plan) / plan.fps;
  const tolerance = 1 / (format === 'gif' ? GIF_FPS : plan.fps) + 0.002;
  const { size } = await stat(path);
  if (
    info.video === undefined ||
    size !== wish.bytes ||
    (format !== 'gif' && info.audio === undefined) ||
    Math.abs(info.durationSeconds - expected) > tolerance
  ) {
    throw new AppError('ffmpeg-failed', 'a delivered file is not the film', {
      what: format,
      durationSeconds: info.durationSeconds,
      expectedSeconds: expected,
      bytes: size,
    });
  }
  if (format !== 'gif') await decodeEnd(media, path, info.durationSeconds, signal);
  return {
    durationMs: Math.round(info.durationSeconds * 1_000),
    widthPx: info.video.widthPx,
    heightPx: info.video.heightPx,
    codec: info.video.codec,
    hasSound: info.audio !== undefined,
  };
}

/** Whether the file at `path` has this content. False where there is none. */
export async function hasContent(path: string, sha256: string, bytes: number): Promise<boolean> {
  try {
    if ((await stat(path)).size !== bytes) return false;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex') === sha256;
  } catch {
    return false;
  }
}

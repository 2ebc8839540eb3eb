/** A film to a GIF: palette from its key frames, frames by pipe to worker threads (docs/media.md). */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/contract/errors.ts';
import { filterGraphText } from '../media/graph/filter-graph.ts';
import type { Filter } from '../media/graph/filter-graph.ts';
import { frameDelays, frameSizeBytes, GIF_TRAILER, gifHeader } from '../media/gif/gif-frame.ts';
import { buildLookup, choosePalette, chromaRange } from '../media/gif/palette.ts';
import type { MediaTools } from '../media/media-types.ts';
import type { GifBatch, GifBatchDone, GifWorkerSetup } from '../workers/gif-worker.ts';
import { workerUrl } from '../workers/worker-url.ts';

export interface GifRequest {
  /** A mezzanine or film of ours: its key frames are the palette's sample. */
  sourcePath: string;
  outputPath: string;
  durationSeconds: number;
  widthPx: number;
  heightPx: number;
  fps: number;
  signal?: AbortSignal;
  /** 0…1 */
  onProgress?: (fraction: number) => void;
}

const BATCH_BYTES = 4 * 1024 * 1024;
/** So much is decoded ahead while the palette is still being chosen. */
const LEAST_WAITING_BATCHES = 6;
/** A quarter of the distance between neighbouring palette colours of ordinary pictures: hides bands; more is only noise. */
const DITHER_AMPLITUDE = 3;
const PALETTE_WIDTH_PX = 160;

/** Writes the GIF. Throws what FFmpeg throws; cancel and failure leave nothing at `outputPath`. */
export async function makeGif(media: MediaTools, request: GifRequest): Promise<{ frames: number }> {
  const { widthPx, heightPx, fps, signal } = request;
  const frames = Math.max(1, Math.round(request.durationSeconds * fps));
  const delays = frameDelays(frames, fps, request.durationSeconds);
  const { stdout, done } = media.runToPipe({
    inputs: [{ path: request.sourcePath, trust: 'own' }],
    filterGraph: filterGraphText([
      {
        from: ['0:v:0'],
        filters: [
          { name: 'fps', options: { fps, round: 'near', start_time: 0 } },
          { name: 'tpad', options: { stop: 2, stop_mode: 'clone' } },
          { name: 'trim', options: { end_frame: frames } },
          {
            name: 'scale',
            options: { w: widthPx, h: heightPx, flags: 'bicubic', out_color_matrix: 'bt709', out_range: 'tv' },
          },
          { name: 'format', options: { pix_fmts: 'yuv420p' } },
        ],
        to: ['v'],
      },
    ]),
    outputArgs: ['-map', '[v]', '-c:v', 'rawvideo'],
    outputFormat: 'rawvideo',
    workload: { pixels: widthPx * heightPx, seconds: request.durationSeconds },
    ...(signal ? { signal } : {}),
  });
  const temp = `${request.outputPath}.part`;
  const file = createWriteStream(temp);
  // Frames are decoded while the palette is still being chosen; the pipe holds them back when they come too early.
  const palette = choosePaletteOf(media, request);
  palette.catch(() => undefined);
  const pool = createGifPool(palette.then(({ setup }) => setup));
  try {
    const write = async (): Promise<number> => {
      file.write(gifHeader(request, (await palette).colours));
      let written = 0;
      for await (const encoded of encodeInOrder(stdout, {
        frameBytes: frameSizeBytes(widthPx, heightPx),
        delays,
        pool,
      })) {
        for (const frame of encoded) if (!file.write(frame)) await once(file, 'drain');
        written += encoded.length;
        request.onProgress?.(written / frames);
      }
      return written;
    };
    const [written] = await Promise.all([write(), done]);
    if (written !== frames)
      throw new AppError('ffmpeg-failed', 'The GIF has the wrong number of frames', { written, expected: frames });
    file.end(Buffer.from([GIF_TRAILER]));
    await once(file, 'close');
    await rename(temp, request.outputPath);
    return { frames };
  } catch (error) {
    stdout.destroy();
    file.destroy();
    await done.catch(() => undefined);
    await rm(temp, { force: true });
    throw signal?.aborted === true ? new AppError('cancelled', 'The GIF was cancelled', {}, { cause: error }) : error;
  } finally {
    await pool.dispose();
  }
}

interface ChosenPalette {
  colours: Uint8Array;
  setup: GifWorkerSetup;
}

async function choosePaletteOf(media: MediaTools, request: GifRequest): Promise<ChosenPalette> {
  const { widthPx, heightPx } = request;
  const sample = await keyFramePixels(media, request);
  const { colours, count } = choosePalette(sample);
  const chroma = chromaRange(sample);
  const lookup = buildLookup(colours, count, chroma);
  return { colours, setup: { widthPx, heightPx, lookup, chroma, ditherAmplitude: DITHER_AMPLITUDE } };
}

/** Every key frame, small: what a palette needs to know of a film. */
async function keyFramePixels(media: MediaTools, request: GifRequest): Promise<Buffer> {
  const small: Filter = { name: 'scale', options: { w: PALETTE_WIDTH_PX, h: -2, flags: 'bicubic' } };
  const { stdout, done } = media.runToPipe({
    inputs: [{ path: request.sourcePath, args: ['-skip_frame', 'nokey'], trust: 'own' }],
    filterGraph: filterGraphText([
      { from: ['0:v:0'], filters: [small, { name: 'format', options: { pix_fmts: 'rgb24' } }], to: ['v'] },
    ]),
    outputArgs: ['-map', '[v]', '-fps_mode', 'passthrough', '-c:v', 'rawvideo'],
    outputFormat: 'rawvideo',
    ...(request.signal ? { signal: request.signal } : {}),
  });
  const chunks: Buffer[] = [];
  const read = async (): Promise<void> => {
    for await (const chunk of stdout) chunks.push(chunk as Buffer);
  };
  await Promise.all([read(), done]);
  return Buffer.concat(chunks);
}

interface GifPool {
  readonly size: number;
  encode(batch: Omit<GifBatch, 'id' | 'setup'>): Promise<Uint8Array[]>;
  dispose(): Promise<void>;
}

/**
 * Threads that start at once and work as soon as the palette is there. Half the cores: decoding costs about twice what
 * the threads do, and each thread more has to be started and warmed up again.
 */
function createGifPool(setup: Promise<GifWorkerSetup>): GifPool {
  const size = Math.max(1, Math.min(8, Math.ceil(availableParallelism() / 2)));
  const waiting = new Map<number, { resolve: (frames: Uint8Array[]) => void; reject: (error: unknown) => void }>();
  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(workerUrl('gif-worker'));
    worker.on('message', ({ id, frames }: GifBatchDone) => {
      waiting.get(id)?.resolve(frames);
      waiting.delete(id);
    });
    worker.on('error', (error) => {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    });
    return worker;
  });
  let next = 0;
  return {
    size,
    async encode(batch) {
      const ready = await setup;
      const id = next;
      next += 1;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        workers[id % size]?.postMessage({ id, setup: ready, ...batch } satisfies GifBatch, [batch.yuv.buffer]);
      });
    },
    async dispose() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Cuts the pipe into batches, keeps two per worker on their way, and yields their frames in order. */
async function* encodeInOrder(
  stdout: Readable,
  film: { frameBytes: number; delays: readonly number[]; pool: GifPool },
): AsyncGenerator<Uint8Array[]> {
  const { frameBytes, delays, pool } = film;
  const perBatch = Math.max(2, Math.floor(BATCH_BYTES / frameBytes));
  const pending: Promise<Uint8Array[]>[] = [];
  let batch = new Uint8Array((perBatch + 1) * frameBytes);
  let filled = 0;
  let sent = 0;
  const send = (): void => {
    const hasBefore = sent > 0;
    const count = Math.floor(filled / frameBytes) - (hasBefore ? 1 : 0);
    if (count <= 0) return;
    const next = new Uint8Array((perBatch + 1) * frameBytes);
    next.set(batch.subarray(filled - frameBytes, filled));
    // A full batch is handed over whole; only the last, shorter one is copied.
    const yuv = filled === batch.length ? batch : batch.slice(0, filled);
    const job = pool.encode({ yuv, hasBefore, delaysCentiseconds: delays.slice(sent, sent + count) });
    // Awaited in order below; a failure before that must not count as unhandled.
    job.catch(() => undefined);
    pending.push(job);
    sent += count;
    batch = next;
    filled = frameBytes;
  };
  for await (const chunk of stdout as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + batch.length - filled);
      batch.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < batch.length) continue;
      send();
      if (pending.length >= Math.max(LEAST_WAITING_BATCHES, pool.size * 2)) yield (await pending.shift()) ?? [];
    }
  }
  if (filled % frameBytes === 0) send();
  for (const job of pending) yield await job;
}

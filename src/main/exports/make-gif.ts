/** A film to a GIF: FFmpeg decodes and scales, worker threads choose the palette and pack the frames (docs/media.md). */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../../shared/contract/errors.ts';
import { fileError } from '../media/ffmpeg-error.ts';
import { filterGraphText } from '../media/graph/filter-graph.ts';
import type { Filter, FilterChain } from '../media/graph/filter-graph.ts';
import { frameDelays, frameSizeBytes, GIF_TRAILER, gifHeader } from '../media/gif/gif-frame.ts';
import type { FfmpegRun, MediaTools } from '../media/media-types.ts';
import { openGifSource } from './gif-source.ts';
import { startGifThreads } from './gif-threads.ts';
import type { GifThreads } from './gif-threads.ts';

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

/** Work for one thread. Small where there is one: the last of it is packed when nothing is decoded any more. */
const BATCH_BYTES = { oneThread: 1024 * 1024, more: 4 * 1024 * 1024 };
/** So many batches are decoded ahead of the threads, and while the palette is being chosen. */
const LEAST_WAITING_BATCHES = 12;
/** Palette frames of a film whose index is not read here: one per 1.5 s, up to this many. */
const UNREAD_SAMPLES = 16;

/** Writes the GIF. Throws what FFmpeg throws; cancel and failure leave nothing at `outputPath`. */
export async function makeGif(media: MediaTools, request: GifRequest): Promise<{ frames: number }> {
  const { widthPx, heightPx, fps, signal } = request;
  const frames = Math.max(1, Math.round(request.durationSeconds * fps));
  const threads = startGifThreads({ widthPx, heightPx });
  const temp = `${request.outputPath}.part`;
  let stop = async (): Promise<void> => undefined;
  try {
    const { run, sampleFrames } = await pictureRun(request, frames);
    const { stdout, done } = media.runToPipe(run);
    const file = createWriteStream(temp);
    // A full disk says so between two writes too, while nobody waits for the file.
    const failure = new Promise<never>((_resolve, reject) => {
      file.on('error', (error) => reject(fileError(error, dirname(temp))));
    });
    failure.catch(() => undefined);
    stop = async () => {
      stdout.destroy();
      file.destroy();
      await done.catch(() => undefined);
      await rm(temp, { force: true });
    };
    const write = async (): Promise<void> => {
      const delays = frameDelays(frames, fps, request.durationSeconds);
      const film = { frameBytes: frameSizeBytes(widthPx, heightPx), sampleFrames, delays };
      let written = 0;
      for await (const part of encodeInOrder(stdout, film, threads)) {
        if (part.palette) file.write(gifHeader(request, part.palette));
        for (const frame of part.frames) if (!file.write(frame)) await once(file, 'drain');
        written += part.frames.length;
        request.onProgress?.(written / frames);
      }
      if (written !== frames)
        throw new AppError('ffmpeg-failed', 'The GIF has the wrong number of frames', { written, expected: frames });
    };
    await Promise.race([Promise.all([write(), done]), failure]);
    file.end(Buffer.from([GIF_TRAILER]));
    await Promise.race([once(file, 'close'), failure]);
    await rename(temp, request.outputPath);
    return { frames };
  } catch (error) {
    await stop();
    throw signal?.aborted === true ? new AppError('cancelled', 'The GIF was cancelled', {}, { cause: error }) : error;
  } finally {
    await threads.dispose();
  }
}

/** FFmpeg's part: `sampleFrames` pictures for the palette, then `frames` of the film, all yuv420p of the GIF's size. */
async function pictureRun(
  request: GifRequest,
  frames: number,
): Promise<{ run: Omit<FfmpegRun, 'outputPath'>; sampleFrames: number }> {
  const { widthPx, heightPx, fps, signal, sourcePath } = request;
  const source = await openGifSource(sourcePath, { fps, frames });
  const sampleFrames = source?.sampleFrames ?? UNREAD_SAMPLES;
  const rate: Filter = { name: 'fps', options: { fps, round: 'near', start_time: 0 } };
  const scale: Filter = {
    name: 'scale',
    options: { w: widthPx, h: heightPx, flags: 'bicubic', out_color_matrix: 'bt709', out_range: 'tv' },
  };
  const exactly = (count: number): Filter[] => [
    { name: 'tpad', options: { stop: count, stop_mode: 'clone' } },
    { name: 'trim', options: { end_frame: count } },
  ];
  const format: Filter = { name: 'format', options: { pix_fmts: 'yuv420p' } };
  const fromZero: Filter = { name: 'setpts', options: { expr: 'PTS-STARTPTS' } };
  const chains: FilterChain[] = source
    ? [{ from: ['0:v:0'], filters: [fromZero, rate, ...exactly(sampleFrames + frames), scale, format], to: ['v'] }]
    : [
        { from: ['0:v:0'], filters: [{ name: 'fps', options: { fps: '2/3' } }, ...exactly(sampleFrames)], to: ['a'] },
        { from: ['1:v:0'], filters: [rate, ...exactly(frames)], to: ['b'] },
        { from: ['a', 'b'], filters: [{ name: 'concat', options: { n: 2, v: 1, a: 0 } }, scale, format], to: ['v'] },
      ];
  const own = { path: sourcePath, trust: 'own' } as const;
  return {
    sampleFrames,
    run: {
      inputs: source
        ? [{ stdin: source.stream, args: ['-f', 'mov'], trust: 'own' }]
        : [{ ...own, args: ['-skip_frame', 'nokey'] }, own],
      filterGraph: filterGraphText(chains),
      outputArgs: ['-map', '[v]', '-fps_mode', 'passthrough', '-c:v', 'rawvideo'],
      outputFormat: 'rawvideo',
      workload: { pixels: widthPx * heightPx, seconds: request.durationSeconds },
      ...(signal ? { signal } : {}),
    },
  };
}

interface EncodedPart {
  /** The colours of the palette, before the first frame. */
  palette?: Uint8Array;
  frames: readonly Uint8Array[];
}

/** Cuts the pipe into samples and batches, keeps some of them on their way, and yields what comes back in order. */
async function* encodeInOrder(
  stdout: Readable,
  film: { frameBytes: number; sampleFrames: number; delays: readonly number[] },
  threads: GifThreads,
): AsyncGenerator<EncodedPart> {
  const { frameBytes, delays } = film;
  const isShared = threads.size > 1;
  const perBatch = Math.max(1, Math.floor((isShared ? BATCH_BYTES.more : BATCH_BYTES.oneThread) / frameBytes));
  const waiting: Promise<EncodedPart>[] = [];
  let samplesLeft = film.sampleFrames;
  let sent = 0;
  let memory = threads.memory(frameBytes);
  let filled = 0;

  const put = (part: Promise<EncodedPart>): void => {
    // Awaited in order below; a failure before that must not count as unhandled.
    part.catch(() => undefined);
    waiting.push(part);
  };
  const sendSample = (): void => {
    put(threads.sample(memory).then(() => ({ frames: [] })));
    samplesLeft -= 1;
    if (samplesLeft === 0) put(threads.choosePalette().then(({ colours }) => ({ palette: colours, frames: [] })));
    memory = threads.memory(samplesLeft > 0 ? frameBytes : perBatch * frameBytes);
    filled = 0;
  };
  /** Where threads share the film, each batch but the first begins with the frame that its own first stands on. */
  const sendBatch = (): void => {
    const hasBefore = isShared && sent > 0;
    const count = Math.floor(filled / frameBytes) - (hasBefore ? 1 : 0);
    if (count <= 0) return;
    const next = threads.memory((perBatch + (isShared ? 1 : 0)) * frameBytes);
    if (isShared) next.set(memory.subarray(filled - frameBytes, filled));
    const frames = threads.encode({ yuv: memory, hasBefore, delaysCentiseconds: delays.slice(sent, sent + count) });
    put(frames.then((encoded) => ({ frames: encoded })));
    sent += count;
    memory = next;
    filled = isShared ? frameBytes : 0;
  };

  for await (const chunk of stdout as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + memory.length - filled);
      memory.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < memory.length) continue;
      if (samplesLeft > 0) sendSample();
      else sendBatch();
      if (waiting.length >= Math.max(LEAST_WAITING_BATCHES, threads.size * 2))
        yield (await waiting.shift()) ?? { frames: [] };
    }
  }
  if (samplesLeft === 0 && filled % frameBytes === 0) sendBatch();
  for (const part of waiting) yield await part;
}

/**
 * A film's sound encoded in stretches of four seconds, each kept by what is heard in it: after one clip has changed only
 * its stretches are encoded again, and a long film is encoded on all cores. The packets are laid end to end as one encoder
 * would have written them: each encoder hears a little before and after its stretch, and what it says of that is dropped.
 */
import { createHash } from 'node:crypto';
import { open, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '../../shared/contract/errors.ts';
import { aacArgs } from '../media/args/film-encode.ts';
import { filterGraphText } from '../media/graph/filter-graph.ts';
import { AAC_PACKET_SAMPLES, splitAdts } from './aac-packets.ts';
import type { FilmTools } from './conform.ts';
import { inParallel } from './in-parallel.ts';
import { partKey } from './part-cache.ts';

/** The mix as raw floats, 48 kHz stereo: every stretch of it is found by its sample number alone. */
export const RAW_MIX_ARGS: readonly string[] = ['-f', 'f32le', '-ar', '48000', '-ac', '2'];
const SAMPLE_BYTES = 8;

/** 4 s: a segment of 8 s that changes lies in three of them. */
const CHUNK_PACKETS = 188;
/** Half of that, so that segments laid end to end do not begin where a stretch does and so touch one more by their edge. */
const FIRST_PACKETS = 94;
/** Stretches side by side go through one encoder, up to so many where there is work for several. */
const CHUNKS_AT_ONCE = 3;
/** Until an encoder's choice of windows no longer depends on where it began. */
const LEAD_PACKETS = 8;
/** An encoder looks ahead by one packet, and the last one overlaps with the next. */
const TAIL_PACKETS = 2;
/** Bump when the encoder's settings change. */
const CHUNK_VERSION = 1;
const ENCODERS_AT_ONCE = Math.max(1, Math.min(4, availableParallelism()));

export interface SoundChunksRequest {
  /** Raw mix (`RAW_MIX_ARGS`). */
  mixPath: string;
  totalSamples: number;
  gainDb: number;
  signal: AbortSignal | undefined;
}

/** Packets of a film's sound, priming included; never longer than the picture. */
export function soundPackets(totalSamples: number): number {
  return 1 + Math.floor(totalSamples / AAC_PACKET_SAMPLES);
}

async function readSpan(path: string, from: number, to: number): Promise<Buffer> {
  const span = Buffer.alloc((to - from) * SAMPLE_BYTES);
  const file = await open(path, 'r');
  try {
    // What the mix is short of stays silence.
    await file.read(span, 0, span.length, from * SAMPLE_BYTES);
  } finally {
    await file.close();
  }
  return span;
}

/** A stretch of the film's sound, in packets. */
interface Chunk {
  first: number;
  last: number;
  key: string;
  /** ADTS, once it is known. */
  bytes: Buffer | undefined;
}

/** The mix as an ADTS stream whose first packet is priming: give it a start of −1,024 samples. Throws what FFmpeg throws. */
export async function encodeInChunks(tools: FilmTools, request: SoundChunksRequest): Promise<Buffer> {
  const packets = soundPackets(request.totalSamples);
  const ends: number[] = [];
  for (let end = FIRST_PACKETS; end < packets; end += CHUNK_PACKETS) ends.push(end);
  ends.push(packets);
  const chunks = await inParallel(ends, 4, (last, index) => findChunk(tools, request, ends[index - 1] ?? 0, last));
  await inParallel(missingRuns(chunks), ENCODERS_AT_ONCE, (run) => encodeRun(tools, request, run));
  return Buffer.concat(chunks.flatMap(({ bytes }) => bytes ?? []));
}

/** First and last sample that the encoder of these packets hears, and how many packets of its own come before them. */
function heardBy(totalSamples: number, first: number, last: number): { from: number; to: number; lead: number } {
  const lead = Math.min(first, LEAD_PACKETS);
  return {
    lead,
    from: (first - lead) * AAC_PACKET_SAMPLES,
    to: Math.min(totalSamples, (last + TAIL_PACKETS) * AAC_PACKET_SAMPLES),
  };
}

async function findChunk(tools: FilmTools, request: SoundChunksRequest, first: number, last: number): Promise<Chunk> {
  const { from, to, lead } = heardBy(request.totalSamples, first, last);
  const heard = createHash('sha256')
    .update(await readSpan(request.mixPath, from, to))
    .digest('hex');
  const { gainDb } = request;
  const key = partKey({ part: 'sound-chunk', version: CHUNK_VERSION, heard, gainDb, lead, packets: last - first });
  const cached = await tools.cache.find(key);
  return { first, last, key, bytes: cached && (await readFile(cached.path)) };
}

/** Neighbours that are missing together. */
function missingRuns(chunks: readonly Chunk[]): Chunk[][] {
  const runs: Chunk[][] = [];
  for (const chunk of chunks) {
    if (chunk.bytes) continue;
    const run = runs.at(-1);
    if (run?.at(-1)?.last === chunk.first && run.length < CHUNKS_AT_ONCE) run.push(chunk);
    else runs.push([chunk]);
  }
  return runs;
}

async function encodeRun(tools: FilmTools, request: SoundChunksRequest, run: readonly Chunk[]): Promise<void> {
  const { mixPath, totalSamples, gainDb, signal } = request;
  const [first, last] = [run[0]?.first ?? 0, run.at(-1)?.last ?? 0];
  const { from, to, lead } = heardBy(totalSamples, first, last);
  const folder = await tools.media.tempDir('sound');
  const output = join(folder, 'run.aac');
  await tools.media.run({
    inputs: [{ stdin: Readable.from([await readSpan(mixPath, from, to)]), args: RAW_MIX_ARGS, trust: 'own' }],
    filterGraph: filterGraphText([
      {
        from: ['0:a:0'],
        filters: [{ name: 'volume', options: { volume: `${gainDb}dB`, precision: 'float' } }],
        to: ['a'],
      },
    ]),
    outputArgs: ['-map', '[a]', ...aacArgs(192)],
    outputPath: output,
    outputFormat: 'adts',
    durable: false,
    workload: { pixels: 10_000, seconds: (to - from) / 48_000 },
    ...(signal ? { signal } : {}),
  });
  const made = splitAdts(await readFile(output)).slice(lead, lead + last - first);
  if (made.length !== last - first)
    throw new AppError('ffmpeg-failed', 'A stretch of sound is too short', { packets: made.length });
  for (const chunk of run) {
    const packets = made.slice(chunk.first - first, chunk.last - first);
    chunk.bytes = Buffer.concat(packets);
    const path = join(folder, `${chunk.key}.aac`);
    await writeFile(path, chunk.bytes);
    await tools.cache.put(chunk.key, path, 'aac', { packets: packets.length });
  }
}

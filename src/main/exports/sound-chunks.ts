/**
 * A film's sound encoded in stretches of eight seconds, each kept by what is heard in it: after one clip has changed only
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

/** 8.000 s, the length of a segment: a film of whole segments has a stretch for each. */
const CHUNK_PACKETS = 375;
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

/** The mix as an ADTS stream whose first packet is priming: give it a start of −1,024 samples. Throws what FFmpeg throws. */
export async function encodeInChunks(tools: FilmTools, request: SoundChunksRequest): Promise<Buffer> {
  const packets = soundPackets(request.totalSamples);
  const firsts = Array.from({ length: Math.ceil(packets / CHUNK_PACKETS) }, (_, index) => index * CHUNK_PACKETS);
  const folder = await tools.media.tempDir('sound');
  const chunks = await inParallel(firsts, ENCODERS_AT_ONCE, (first) =>
    encodeChunk(tools, request, { first, last: Math.min(first + CHUNK_PACKETS, packets), folder }),
  );
  return Buffer.concat(chunks);
}

async function encodeChunk(
  tools: FilmTools,
  { mixPath, totalSamples, gainDb, signal }: SoundChunksRequest,
  { first, last, folder }: { first: number; last: number; folder: string },
): Promise<Buffer> {
  const lead = Math.min(first, LEAD_PACKETS);
  const from = (first - lead) * AAC_PACKET_SAMPLES;
  const to = Math.min(totalSamples, (last + TAIL_PACKETS) * AAC_PACKET_SAMPLES);
  const heard = await readSpan(mixPath, from, to);
  const key = partKey({
    part: 'sound-chunk',
    version: CHUNK_VERSION,
    heard: createHash('sha256').update(heard).digest('hex'),
    gainDb,
    lead,
    packets: last - first,
  });
  const cached = await tools.cache.find(key);
  if (cached) return readFile(cached.path);
  const output = join(folder, `${key}.aac`);
  await tools.media.run({
    inputs: [{ stdin: Readable.from([heard]), args: RAW_MIX_ARGS, trust: 'own' }],
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
    workload: { pixels: 10_000, seconds: heard.length / SAMPLE_BYTES / 48_000 },
    ...(signal ? { signal } : {}),
  });
  const made = splitAdts(await readFile(output)).slice(lead, lead + last - first);
  if (made.length !== last - first)
    throw new AppError('ffmpeg-failed', 'A stretch of sound is too short', { packets: made.length });
  const kept = Buffer.concat(made);
  await writeFile(output, kept);
  await tools.cache.put(key, output, 'aac', { packets: made.length });
  return kept;
}

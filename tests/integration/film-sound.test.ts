import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AAC_PACKET_SAMPLES, splitAdts } from '../../src/main/exports/aac-packets.ts';
import type { FilmTools } from '../../src/main/exports/conform.ts';
import { encodeInChunks, soundPackets } from '../../src/main/exports/sound-chunks.ts';
import { openFilmRoom } from './film-fixtures.ts';
import type { FilmRoom } from './film-fixtures.ts';

const RATE = 48_000;
/** Where two encoders meet: after three stretches. */
const JOIN_PACKETS = [94 + 2 * 188];
const totalSamples = 20 * RATE + 517;

/** Two voices under hard clicks, some of them where two stretches meet: what an encoder finds hardest. */
function mixOf(change: (sample: number) => number = () => 0): Float32Array {
  const mix = new Float32Array(totalSamples * 2);
  for (let sample = 0; sample < totalSamples; sample += 1) {
    const near = JOIN_PACKETS.some((packet) => Math.abs(sample - packet * AAC_PACKET_SAMPLES) < 6_000);
    const sinceClick = sample % (near ? 1_400 : 24_000);
    const click = sinceClick < 60 ? 0.5 * (1 - sinceClick / 60) * (sinceClick % 2 === 0 ? 1 : -1) : 0;
    mix[sample * 2] = 0.2 * Math.sin((sample * 2 * Math.PI * 330) / RATE) + click + change(sample);
    mix[sample * 2 + 1] = 0.2 * Math.sin((sample * 2 * Math.PI * 523) / RATE) + click;
  }
  return mix;
}

/** `window_sequence` of a stereo packet whose channels share their window: 0 long, 1 start, 2 short, 3 stop. */
function windowOf(packet: Buffer): number | undefined {
  const bits = ((packet[7] ?? 0) << 16) | ((packet[8] ?? 0) << 8) | (packet[9] ?? 0);
  const isPair = bits >> 21 === 1;
  const isShared = ((bits >> 16) & 1) === 1;
  return isPair && isShared ? (bits >> 13) & 3 : undefined;
}

/** Short windows begin after a start and end with a stop, else their halves do not cancel out. */
function isLegal(before: number | undefined, next: number | undefined): boolean {
  if (before === undefined || next === undefined) return true;
  return before === 1 || before === 2 ? next >= 2 : next <= 1;
}

describe("a film's sound in stretches", () => {
  let room: FilmRoom;
  const folderOf = (name: string): string => join(room.folder, name);
  beforeAll(async () => {
    room = await openFilmRoom();
  });
  afterAll(() => room.close());

  const rawOf = async (name: string, mix: Float32Array): Promise<string> => {
    const path = folderOf(name);
    await writeFile(path, Buffer.from(mix.buffer));
    return path;
  };
  const encoded = async (tools: FilmTools, mixPath: string, gainDb = 0): Promise<Buffer> =>
    encodeInChunks(tools, { mixPath, totalSamples, gainDb, signal: undefined });
  /** Samples as heard, without the priming. */
  const decoded = async (adts: Buffer): Promise<Float32Array> => {
    const [from, to] = [folderOf('heard.aac'), folderOf('heard.f32')];
    await writeFile(from, adts);
    await room.ffmpeg(['-f', 'aac', '-i', from, '-f', 'f32le', '-c:a', 'pcm_f32le', to]);
    const bytes = await readFile(to);
    return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).subarray(AAC_PACKET_SAMPLES * 2);
  };
  const wholeEncode = async (mixPath: string): Promise<Buffer> => {
    const path = folderOf('whole.aac');
    const raw = ['-f', 'f32le', '-ar', '48000', '-ac', '2', '-i', mixPath];
    await room.ffmpeg([...raw, '-c:a', 'aac', '-b:a', '192k', '-f', 'adts', path]);
    return readFile(path);
  };
  /** Energy of what differs from the mix, packet by packet. */
  const noiseOf = (mix: Float32Array, heard: Float32Array): number[] => {
    const noise: number[] = [];
    const span = AAC_PACKET_SAMPLES * 2;
    for (let at = 0; at + span <= Math.min(mix.length, heard.length); at += span) {
      let sum = 0;
      for (let index = at; index < at + span; index += 1) sum += ((mix[index] ?? 0) - (heard[index] ?? 0)) ** 2;
      noise.push(sum);
    }
    return noise;
  };

  it('is what one encoder makes of it: as many packets, windows that follow each other and no more noise where stretches meet', async () => {
    const mix = mixOf();
    const path = await rawOf('mix.f32', mix);
    const whole = await wholeEncode(path);
    const chunks = await encoded(room.tools, path);
    const packets = splitAdts(chunks);
    expect(packets).toHaveLength(soundPackets(totalSamples));
    const windows = packets.map(windowOf);
    expect(new Set(windows).size).toBeGreaterThan(2);
    const broken = windows.flatMap((next, index) => (isLegal(windows[index - 1], next) ? [] : [index]));
    expect(broken).toEqual([]);
    const [ours, theirs] = [noiseOf(mix, await decoded(chunks)), noiseOf(mix, await decoded(whole))];
    const around = (noise: readonly number[], packet: number): number =>
      noise.slice(packet - 3, packet + 3).reduce((sum, one) => sum + one, 0);
    for (const packet of JOIN_PACKETS) expect(around(ours, packet)).toBeLessThan(1.3 * around(theirs, packet) + 1e-6);
  });

  it('encodes again only the stretches in which something changed, and all of them for another gain', async () => {
    const made: string[] = [];
    const tools: FilmTools = {
      ...room.tools,
      cache: {
        find: (key) => room.tools.cache.find(key),
        put: (key, ...rest) => {
          made.push(key);
          return room.tools.cache.put(key, ...rest);
        },
      },
    };
    const first = splitAdts(
      await encoded(
        tools,
        await rawOf(
          'once.f32',
          mixOf(() => 1e-4),
        ),
      ),
    );
    expect(made).toHaveLength(6);
    const inTheMiddle = (sample: number): number => (sample > 8 * RATE && sample < 9 * RATE ? 0.1 : 1e-4);
    const second = splitAdts(await encoded(tools, await rawOf('twice.f32', mixOf(inTheMiddle))));
    expect(made).toHaveLength(7);
    expect(second.slice(0, 282)).toEqual(first.slice(0, 282));
    expect(second.slice(470)).toEqual(first.slice(470));
    expect(second.slice(282, 470)).not.toEqual(first.slice(282, 470));
    await encoded(tools, folderOf('twice.f32'), -3);
    expect(made).toHaveLength(13);
  });

  it('plays at the wished gain', async () => {
    const path = await rawOf('gain.f32', mixOf());
    const energy = (samples: Float32Array): number => samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
    const [plain, softer] = [
      await decoded(await encoded(room.tools, path)),
      await decoded(await encoded(room.tools, path, -6)),
    ];
    expect(10 * Math.log10(energy(plain) / energy(softer))).toBeCloseTo(6, 1);
  });
});

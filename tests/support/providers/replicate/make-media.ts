/** Real pictures and clips, made once per look and length and marked so that no two files are the same. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import { findBinaries } from '../../../../src/main/media/binaries.ts';
import type { MediaFlaw, MediaPlan } from './server-types.ts';

const execute = promisify(execFile);
const KEPT_PICTURES = 64;
const BANDS = 24;

export interface MediaMaker {
  /** The bytes of one output. `mark` makes them unlike every other file. Throws when FFmpeg fails. */
  make(plan: MediaPlan, flaw: MediaFlaw | null, text: string, mark: string): Promise<Buffer>;
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), out.length - 4);
  return out;
}

/** Writes a comment into the file where its format has a place for one; every decoder passes over it. */
export function markFile(bytes: Buffer, format: MediaPlan['format'], mark: string): Buffer {
  const text = Buffer.from(`mark\0${mark}`, 'latin1');
  if (format === 'png') return Buffer.concat([bytes.subarray(0, -12), pngChunk('tEXt', text), bytes.subarray(-12)]);
  if (format === 'jpg') {
    const head = Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 0xff]);
    return Buffer.concat([bytes.subarray(0, 2), head, text, bytes.subarray(2)]);
  }
  if (format === 'webp') {
    const padded = text.length % 2 === 0 ? text : Buffer.concat([text, Buffer.from([0])]);
    const head = Buffer.from('MARK\0\0\0\0', 'latin1');
    head.writeUInt32LE(text.length, 4);
    const out = Buffer.concat([bytes, head, padded]);
    out.writeUInt32LE(out.length - 8, 4);
    return out;
  }
  const box = Buffer.from('\0\0\0\0free', 'latin1');
  box.writeUInt32BE(text.length + 8, 0);
  return Buffer.concat([bytes, box, text]);
}

/** Colours and blocks out of the hash of the text: equal prompts look equal, others do not. */
async function drawPicture(plan: MediaPlan, flaw: MediaFlaw | null, text: string): Promise<Buffer> {
  const { widthPx, heightPx } = plan;
  const canvas = createCanvas(widthPx, heightPx);
  const context = canvas.getContext('2d');
  if (flaw === 'black') {
    context.fillStyle = '#000000';
    context.fillRect(0, 0, widthPx, heightPx);
  } else {
    const hash = createHash('sha256').update(text).digest();
    const byte = (at: number): number => hash[at % hash.length] ?? 0;
    // Even bands: a gradient of this size takes 150 ms to pack, bands take 20.
    for (let band = 0; band < BANDS; band += 1) {
      const share = band / BANDS;
      context.fillStyle = `hsl(${(byte(0) + share * (byte(1) - byte(0))) * 1.4}, 65%, ${40 + 25 * share}%)`;
      context.fillRect(0, Math.floor(share * heightPx), widthPx, Math.ceil(heightPx / BANDS));
    }
    for (let n = 0; n < 8; n += 1) {
      context.fillStyle = `hsla(${byte(n + 2) * 1.4}, 80%, 55%, 0.7)`;
      const radiusPx = (0.05 + byte(n + 10) / 1_500) * Math.min(widthPx, heightPx);
      context.beginPath();
      context.arc((byte(n + 18) / 255) * widthPx, (byte(n + 24) / 255) * heightPx, radiusPx, 0, 2 * Math.PI);
      context.fill();
    }
    context.fillStyle = '#ffffff';
    context.font = `${Math.round(heightPx / 16)}px sans-serif`;
    context.fillText(hash.toString('hex').slice(0, 12), widthPx / 20, heightPx - heightPx / 20);
  }
  if (plan.format === 'png') return canvas.encode('png');
  return plan.format === 'jpg' ? canvas.encode('jpeg', 85) : canvas.encode('webp', 85);
}

function videoSource(plan: MediaPlan, flaw: MediaFlaw | null): string {
  const size = `${plan.widthPx}x${plan.heightPx}`;
  if (flaw === 'black') return `color=c=black:s=${size}:r=${plan.fps}`;
  const moving = `testsrc2=s=${size}:r=${plan.fps}`;
  return flaw === 'frozen' ? `${moving},loop=loop=-1:size=1:start=0,setpts=N/(${plan.fps}*TB)` : moving;
}

/** Between the floor and the ceiling of the application's technical gate at every size. */
function bitsPerSecond(plan: MediaPlan): number {
  return Math.round(4_000_000 * Math.sqrt(Math.max(0.4, (plan.widthPx * plan.heightPx) / 921_600)));
}

function videoArguments(plan: MediaPlan, flaw: MediaFlaw | null, path: string): string[] {
  const rate = String(bitsPerSecond(plan));
  const frames = Math.round(plan.seconds * plan.fps);
  const sound = plan.counters['with_audio'] === true;
  const quiet = ['-hide_banner', '-loglevel', 'error', '-y', '-threads', '1'];
  const heard = flaw === 'silent' ? 'anullsrc=r=48000:cl=mono' : 'sine=frequency=330:sample_rate=48000';
  const tone = ['-f', 'lavfi', '-t', String(plan.seconds), '-i', heard];
  return [
    ...quiet,
    ...['-f', 'lavfi', '-i', videoSource(plan, flaw)],
    ...(sound ? tone : []),
    ...['-frames:v', String(frames), '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    // Constant rate with filler, so that even a still picture weighs what a paid clip weighs.
    ...['-b:v', rate, '-minrate', rate, '-maxrate', rate, '-bufsize', rate, '-x264-params', 'nal-hrd=cbr'],
    ...(sound ? ['-c:a', 'aac', '-shortest'] : []),
    ...['-metadata', 'creation_time=2026-11-20T00:00:00Z', '-movflags', '+faststart', '-f', 'mp4', path],
  ];
}

/** Keeps clips in `folder` (by size, length, rate and flaw) and the last pictures in memory. */
export function createMediaMaker(folder: string, env: Readonly<Record<string, string | undefined>>): MediaMaker {
  const pictures = new Map<string, Promise<Buffer>>();
  const clips = new Map<string, Promise<Buffer>>();
  let encoders: Promise<unknown> = Promise.resolve();

  const encode = async (plan: MediaPlan, flaw: MediaFlaw | null, path: string): Promise<void> => {
    await mkdir(folder, { recursive: true });
    const part = `${path}.${process.pid}.part`;
    const { ffmpeg } = await findBinaries(env);
    try {
      await execute(ffmpeg.path, videoArguments(plan, flaw, part), { timeout: 300_000, windowsHide: true });
      await rename(part, path);
    } finally {
      await rm(part, { force: true });
    }
  };
  const clip = async (plan: MediaPlan, flaw: MediaFlaw | null, key: string): Promise<Buffer> => {
    const path = join(folder, `${key}.mp4`);
    if (!existsSync(path)) {
      // One encoder at a time: the machine has other work.
      const turn = encoders.then(() => (existsSync(path) ? undefined : encode(plan, flaw, path)));
      encoders = turn.catch(() => undefined);
      await turn;
    }
    return readFile(path);
  };
  const kept = (map: Map<string, Promise<Buffer>>, key: string, make: () => Promise<Buffer>): Promise<Buffer> => {
    const known = map.get(key);
    if (known !== undefined) return known;
    const made = make();
    map.set(key, made);
    made.catch(() => map.delete(key));
    const oldest = map.keys().next().value;
    if (map.size > KEPT_PICTURES && oldest !== undefined) map.delete(oldest);
    return made;
  };

  return {
    make: async (plan, flaw, text, mark) => {
      const look = [plan.widthPx, plan.heightPx, plan.seconds.toFixed(3), plan.fps, flaw ?? 'good'].join('-');
      if (plan.kind === 'video') {
        const key = `v1-${look}-${plan.counters['with_audio'] === true ? 'sound' : 'silent'}`;
        return markFile(await kept(clips, key, () => clip(plan, flaw, key)), 'mp4', mark);
      }
      if (plan.kind === 'other') return Buffer.from(mark);
      const made = await kept(pictures, `${look}-${plan.format}-${text}`, () => drawPicture(plan, flaw, text));
      return markFile(made, plan.format, mark);
    },
  };
}

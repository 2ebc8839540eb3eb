import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleScene } from '../../bench/sketch-samples.ts';
import { conformSegment } from '../../src/main/exports/conform.ts';
import { createFolderPartCache } from '../../src/main/exports/part-cache.ts';
import { createAnimaticProvider } from '../../src/main/local-render/animatic/animatic-provider.ts';
import { openFrameStream } from '../../src/main/local-render/animatic/frame-stream.ts';
import { composeFrame } from '../../src/main/local-render/compose-frame.ts';
import { prepareScene } from '../../src/main/local-render/prepare-scene.ts';
import { readProvenance } from '../../src/main/media/provenance.ts';
import { createSystemClock } from '../../src/main/platform/clock.ts';
import type { ProviderAdapter, VideoRequest } from '../../src/main/providers/port.ts';
import { runTechnicalGate } from '../../src/main/quality/run-technical-gate.ts';
import { createMediaLab, decodeFrame, meanDifference } from '../support/media/fixtures.ts';
import type { MediaLab } from '../support/media/fixtures.ts';

let lab: MediaLab;
let provider: ProviderAdapter;
const clock = createSystemClock();
const quiet = () => ({ signal: new AbortController().signal, onProgress: () => {} });
const street = sampleScene({ ratio: '9:16' }, {}, { move: 'push-in' });

beforeAll(async () => {
  lab = await createMediaLab('animatic');
  provider = createAnimaticProvider({ tools: lab.tools, clock });
});
afterAll(() => lab.dispose());

function request(name: string, over: Partial<VideoRequest> = {}): VideoRequest {
  return {
    kind: 'video',
    prompt: '',
    picture: street,
    startImagePath: '',
    endImagePath: '',
    drawnByUs: true,
    durationFrames: 192,
    cutFrames: 72,
    fps: 24,
    widthPx: 270,
    heightPx: 480,
    slate: null,
    seed: 1,
    assetPaths: {},
    outputPath: lab.path(name),
    ...over,
  };
}

function probe(path: string): Record<string, string> {
  const entries = 'stream=codec_type,r_frame_rate,avg_frame_rate,nb_read_frames,duration,channels,sample_rate';
  const args = ['-v', 'error', '-count_frames', '-show_entries', entries, '-of', 'json', path];
  const { streams } = JSON.parse(execFileSync(lab.binaries.ffprobe.path, args, { encoding: 'utf8' })) as {
    streams: Record<string, string>[];
  };
  const video = streams.find((stream) => stream['codec_type'] === 'video') ?? {};
  const audio = streams.find((stream) => stream['codec_type'] === 'audio') ?? {};
  return {
    ...video,
    audioSeconds: audio['duration'] ?? '',
    channels: String(audio['channels']),
    sampleRate: audio['sample_rate'] ?? '',
  };
}

/** The keyframe's picture without arrows, paper and caption, as RGB. */
function keyframe(t: number, widthPx: number, heightPx: number): Buffer {
  const canvas = createCanvas(widthPx, heightPx);
  composeFrame(prepareScene(street, { widthPx, heightPx, caption: false }), canvas.getContext('2d'), t, {
    grain: false,
  });
  const rgba = canvas.data();
  const rgb = Buffer.alloc((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) rgba.copy(rgb, to, from, from + 3);
  return rgb;
}

function psnr(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += ((a[at] ?? 0) - (b[at] ?? 0)) ** 2;
  return 10 * Math.log10((255 * 255) / (sum / a.length));
}

describe('animatic clips', () => {
  it.each([24, 25, 30, 60] as const)('has every frame of eight seconds at %i fps, evenly', async (fps) => {
    const made = request(`rate-${fps}.mp4`, {
      fps,
      durationFrames: fps * 8,
      cutFrames: fps * 3,
      widthPx: 144,
      heightPx: 256,
    });
    await provider.submit(made, quiet());
    expect(probe(made.outputPath)).toMatchObject({
      nb_read_frames: String(fps * 8),
      r_frame_rate: `${fps}/1`,
      avg_frame_rate: `${fps}/1`,
      duration: '8.000000',
      channels: '2',
      sampleRate: '48000',
    });
    expect(Number(probe(made.outputPath)['audioSeconds'])).toBeCloseTo(8, 1);
  });

  it('shows the start keyframe first, the end keyframe where the cut ends, and never stands still after it', async () => {
    const made = request('ends.mp4');
    await provider.submit(made, quiet());
    const frame = (n: number): Buffer => decodeFrame(lab.binaries, made.outputPath, n);
    const start = keyframe(0, 270, 480);
    const end = keyframe(1, 270, 480);
    expect(psnr(frame(0), start)).toBeGreaterThan(30);
    expect(psnr(frame(71), end)).toBeGreaterThan(30);
    expect(psnr(frame(36), start)).toBeLessThan(25);
    expect(psnr(frame(0), end)).toBeLessThan(25);
    expect(meanDifference(frame(110), frame(191))).toBeGreaterThan(0.3);
  });

  it('passes the technical gate, is marked as an animatic, and the film takes it as it is', async () => {
    const made = request('gate.mp4', { widthPx: 720, heightPx: 1280 });
    const seen: number[] = [];
    await provider.submit(made, { ...quiet(), onProgress: (fraction) => seen.push(fraction) });
    expect(seen.at(-1)).toBe(1);
    expect(seen.filter((fraction) => fraction > 0 && fraction < 1).length).toBeGreaterThan(0);
    const wanted = { durationSeconds: 8, fps: 24, paid: false, provenanceTag: 'framewright' };
    const report = await runTechnicalGate(lab.tools, { path: made.outputPath, trust: 'own' }, wanted);
    expect(report.checks.filter((check) => check.outcome === 'failed')).toEqual([]);
    expect(report.passed).toBe(true);
    const info = await lab.tools.probe(made.outputPath, 'own');
    expect(readProvenance(info.tags)).toMatchObject({ animatic: true });
    const film = { media: lab.tools, cache: createFolderPartCache(lab.path('parts')), clock };
    const format = { widthPx: 720, heightPx: 1280, fps: 24 as const };
    const conformed = await conformSegment(film, { sourcePath: made.outputPath, sourceHash: 'clip', format });
    expect(conformed).toMatchObject({ isSource: true, frames: 192 });
  });

  it('writes the slate into its corner and nowhere else', async () => {
    const frames = async (slate: VideoRequest['slate']): Promise<Buffer> => {
      const { stream, close } = openFrameStream(
        { ...request('never.mp4', { slate }), stills: null, durationFrames: 1, cutFrames: 1 },
        1,
      );
      const [first] = (await stream.toArray()) as Buffer[];
      await close();
      return first ?? Buffer.alloc(0);
    };
    const without = await frames(null);
    for (const text of ['ANIMATIC', 'แอนิเมติก']) {
      const marked = await frames({ text });
      const changed: { x: number; y: number }[] = [];
      // Brightness is the first plane of a frame.
      for (let at = 0; at < 270 * 480; at += 1) {
        if (without[at] !== marked[at]) changed.push({ x: at % 270, y: Math.floor(at / 270) });
      }
      expect(changed.length).toBeGreaterThan(200);
      expect(Math.max(...changed.map(({ x }) => x))).toBeLessThan(270 / 2);
      expect(Math.max(...changed.map(({ y }) => y))).toBeLessThan(480 / 5);
    }
  });

  it('gives the same raw frames twice, with one thread or two', async () => {
    const hash = async (threads: number): Promise<string> => {
      const { stream, close } = openFrameStream(
        {
          ...request('never.mp4', {
            picture: sampleScene({ ratio: '9:16', weather: 'snow' }, {}, { move: 'handheld' }),
          }),
          stills: null,
          durationFrames: 30,
          cutFrames: 20,
        },
        threads,
      );
      const digest = createHash('sha256');
      for await (const chunk of stream) digest.update(chunk as Buffer);
      await close();
      return digest.digest('hex');
    };
    const one = await hash(1);
    expect(await hash(2)).toBe(one);
    expect(await hash(2)).toBe(one);
  });
});

describe('clips from stills', () => {
  const still = (name: string, colour: string): string => {
    const canvas = createCanvas(540, 960);
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = colour;
    ctx.fillRect(0, 0, 540, 960);
    writeFileSync(lab.path(name), canvas.toBuffer('image/png'));
    return lab.path(name);
  };

  it('dissolves from the first into the second by the cut', async () => {
    const made = request('stills.mp4', {
      drawnByUs: false,
      startImagePath: still('a.png', '#d02020'),
      endImagePath: still('b.png', '#2020d0'),
      durationFrames: 48,
      cutFrames: 36,
    });
    await provider.submit(made, quiet());
    const red = (n: number): number => decodeFrame(lab.binaries, made.outputPath, n)[3 * (135 + 240 * 270)] ?? -1;
    expect(red(0)).toBeGreaterThan(200);
    expect(red(17)).toBeGreaterThan(60);
    expect(red(17)).toBeLessThan(190);
    expect(red(35)).toBeLessThan(45);
  });

  it('says which still cannot be read, and leaves nothing', async () => {
    writeFileSync(lab.path('no.png'), 'this is no picture');
    const made = request('broken.mp4', {
      drawnByUs: false,
      startImagePath: lab.path('no.png'),
      endImagePath: lab.path('no.png'),
    });
    await expect(provider.submit(made, quiet())).rejects.toMatchObject({ code: 'broken-media' });
    expect(existsSync(made.outputPath)).toBe(false);
  });
});

describe('an animatic that is stopped', () => {
  it('ends threads and FFmpeg at once and leaves no file', async () => {
    const made = request('stopped.mp4', { widthPx: 1080, heightPx: 1920 });
    const stop = new AbortController();
    let abortedAtMs = 0;
    const running = provider.submit(made, {
      signal: stop.signal,
      onProgress: () => {
        abortedAtMs ||= performance.now();
        stop.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(abortedAtMs).toBeGreaterThan(0);
    expect(readdirSync(lab.folder).filter((name) => name.includes('stopped'))).toEqual([]);
  });

  it('does not begin when it was stopped before', async () => {
    const made = request('early.mp4');
    await expect(provider.submit(made, { ...quiet(), signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('reports a thread that dies', async () => {
    const { stream, close } = openFrameStream({ ...request('never.mp4', { widthPx: 0 }), stills: null }, 1);
    await expect(stream.toArray()).rejects.toMatchObject({ code: 'internal' });
    await close();
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sceneDescriptionSchema } from '../../shared/model/scene-description.ts';
import type { ImageRequest } from '../providers/port.ts';
import { createWorkerPool } from '../workers/worker-pool.ts';
import { workerUrl } from '../workers/worker-url.ts';
import { breakLines } from './caption.ts';
import { createSketchProvider } from './sketch-provider.ts';

const folder = mkdtempSync(join(tmpdir(), 'sketch-'));
const pool = createWorkerPool({ url: workerUrl('sketch-worker'), size: 1 });
const provider = createSketchProvider({ pool });
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

function request(name: string): ImageRequest {
  return {
    kind: 'image',
    prompt: '',
    picture: sceneDescriptionSchema.parse({
      version: 1,
      seed: 1,
      ratio: '1:1',
      set: { kind: 'plain', variant: 0 },
      timeOfDay: 'day',
      weather: 'clear',
      light: { style: 'soft', from: 'left' },
      mood: 'neutral',
      camera: { size: 'WS', angle: 'eye-level', move: 'static', lens: 'normal', amount: 0 },
      subjects: [],
      props: [],
      foreground: 'none',
      palette: [],
      look: 'pencil',
    }),
    moment: 'start',
    widthPx: 540,
    heightPx: 540,
    seed: 1,
    assetPaths: {},
    outputPath: join(folder, name),
  };
}

describe('local/sketch', () => {
  it('writes a PNG of at least 1080 px and nothing else', async () => {
    const seen: number[] = [];
    const done = await provider.submit(request('a.png'), {
      signal: new AbortController().signal,
      onProgress: (f) => seen.push(f),
    });
    expect(done).toEqual({ kind: 'done', outputs: [{ path: join(folder, 'a.png'), mime: 'image/png' }] });
    const png = readFileSync(join(folder, 'a.png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 1080]);
    expect(readdirSync(folder)).toEqual(['a.png']);
    expect(seen.at(-1)).toBe(1);
  });

  it('stops when told and leaves no file', async () => {
    const stop = new AbortController();
    const running = provider.submit(request('b.png'), { signal: stop.signal, onProgress: () => {} });
    stop.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder)).toEqual(['a.png']);
  });

  it('says when the folder cannot be written', async () => {
    const bad = { ...request('c.png'), outputPath: join(folder, 'a.png', 'c.png') };
    await expect(
      provider.submit(bad, { signal: new AbortController().signal, onProgress: () => {} }),
    ).rejects.toMatchObject({ code: 'not-writable' });
  });
});

describe('caption lines', () => {
  it('breaks Thai between words only, and loses nothing', () => {
    const text = 'เช้านี้เธอออกไปตลาดเพื่อซื้อกาแฟแก้วโปรดของเธอ';
    const words = new Set(
      [...new Intl.Segmenter('th', { granularity: 'word' }).segment(text)].map((part) => part.index),
    );
    const lines = breakLines(text, 'th', (line) => line.length, 14);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join('')).toBe(text);
    let at = 0;
    for (const line of lines) {
      expect(words.has(at)).toBe(true);
      expect(line.length).toBeLessThanOrEqual(14);
      at += line.length;
    }
  });
});

import { createHash } from 'node:crypto';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTechnicalGate } from '../../../src/main/quality/run-technical-gate.ts';
import { createMediaLab } from '../../support/media/fixtures.ts';
import type { MediaLab } from '../../support/media/fixtures.ts';
import type { ControlState } from '../../support/providers/replicate/control.ts';
import type { FaultKind } from '../../support/providers/replicate/fault-kinds.ts';
import { call, createRun, objectOf, outputOf, startCall } from '../../support/providers/replicate/raw-client.ts';
import { startReplicateServer } from '../../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../../support/providers/replicate/replicate-server.ts';

const KLING = 'kwaivgi/kling-v2.5-turbo-pro';
const WAN_FAST = 'wan-video/wan-2.2-i2v-fast';
const SCHNELL = 'black-forest-labs/flux-schnell';

let lab: MediaLab;
let server: ReplicateServer;
let files = 0;

beforeAll(async () => {
  lab = await createMediaLab('fake-replicate');
  server = await startReplicateServer({
    ...{ latency: { startMs: 0, runMs: 0 }, mediaCache: lab.path('clips') },
  });
});
afterAll(async () => {
  await server.close();
  await lab.dispose();
});

/** A picture of our own as a data URI. */
function picture(widthPx: number, heightPx: number): string {
  return `data:image/png;base64,${createCanvas(widthPx, heightPx).toBuffer('image/png').toString('base64')}`;
}

/** Runs it, downloads its first output and leaves it in a file. */
async function made(model: string, input: Record<string, unknown>, kind?: FaultKind) {
  if (kind !== undefined) server.script({ kind });
  const prediction = objectOf(await createRun(server, model, input));
  const { body } = await startCall(outputOf(prediction), { token: null }).ended;
  files += 1;
  const path = lab.path(`output-${files}.${model === SCHNELL || model.includes('flux') ? 'img' : 'mp4'}`);
  writeFileSync(path, body);
  const charge = server.charges().at(-1);
  return { prediction, body, path, charge };
}

describe('pictures', () => {
  it.each([
    ['webp', '16:9', 'RIFF'],
    ['jpg', '9:16', '\u00ff\u00d8\u00ff'],
    ['png', '1:1', '\u0089PNG'],
    ['png', '4:5', '\u0089PNG'],
  ])('are real: %s at %s', async (output_format, aspect_ratio, magic) => {
    const { body } = await made(SCHNELL, { prompt: 'a boat', output_format, aspect_ratio });
    expect(body.subarray(0, magic.length).toString('latin1')).toBe(magic);
    const image = await loadImage(body);
    const [across = 1, down = 1] = aspect_ratio.split(':').map(Number);
    expect(Math.abs(image.width / image.height - across / down)).toBeLessThan(0.03);
    expect(image.width * image.height).toBeGreaterThan(900_000);
  });

  it('look like their prompt, and no two files are the same', async () => {
    const input = { prompt: 'a boat', output_format: 'png', num_outputs: 2 };
    const pixels = async (bytes: Buffer): Promise<string> => {
      const image = await loadImage(bytes);
      const canvas = createCanvas(image.width, image.height);
      canvas.getContext('2d').drawImage(image, 0, 0);
      return createHash('sha256').update(canvas.data()).digest('hex');
    };
    const [one, two] = [await made(SCHNELL, input), await made(SCHNELL, input)];
    const other = await made(SCHNELL, { ...input, prompt: 'a train' });
    expect(one.body.equals(two.body)).toBe(false);
    expect(await pixels(one.body)).toBe(await pixels(two.body));
    expect(await pixels(one.body)).not.toBe(await pixels(other.body));
    const second = String((one.prediction['output'] as string[])[1]);
    expect((await startCall(second, { token: null }).ended).body.equals(one.body)).toBe(false);
  });

  it('are drawn from a few looks only, where a long run asks for that', async () => {
    const own = await startReplicateServer({ latency: { startMs: 0, runMs: 0 }, looks: 2 });
    const pictures = new Set<string>();
    for (let n = 0; n < 12; n += 1) {
      const address = outputOf(objectOf(await createRun(own, SCHNELL, { prompt: String(n), megapixels: '0.25' })));
      const { body } = await startCall(address, { token: null }).ended;
      // Without the mark at the end of the file.
      pictures.add(createHash('sha256').update(body.subarray(12, 1_000)).digest('hex'));
    }
    await own.close();
    expect(pictures.size).toBe(2);
  });

  it('take the shape of the picture that comes along', async () => {
    const input = { prompt: 'x', input_image: picture(900, 1_600), output_format: 'png' };
    const image = await loadImage((await made('black-forest-labs/flux-kontext-pro', input)).body);
    expect(image.width / image.height).toBeCloseTo(9 / 16, 1);
  });

  it('can be black or of a wrong size', async () => {
    const black = await loadImage((await made(SCHNELL, { prompt: 'x' }, 'media-black')).body);
    const canvas = createCanvas(black.width, black.height);
    canvas.getContext('2d').drawImage(black, 0, 0);
    const colours = canvas.data().filter((_, index) => index % 4 !== 3);
    expect(Math.max(...colours.subarray(0, 100_000))).toBeLessThan(4);
    const wrong = await loadImage((await made(SCHNELL, { prompt: 'x' }, 'media-wrong-size')).body);
    expect([wrong.width, wrong.height]).toEqual([640, 368]);
  });
});

describe('clips', () => {
  it.each([
    [KLING, { duration: 5 }, 1_280, 720, 5, 24, 350_000],
    [KLING, { duration: 10, aspect_ratio: '9:16' }, 720, 1_280, 10, 24, 700_000],
    [KLING, { duration: 5, start_image: picture(800, 800), aspect_ratio: '16:9' }, 720, 720, 5, 24, 350_000],
    ['kwaivgi/kling-v3-video', { duration: 8, mode: 'standard' }, 1_280, 720, 8, 24, 1_344_000],
    ['kwaivgi/kling-v3-video', { duration: 3 }, 1_920, 1_080, 3, 24, 672_000],
    ['wan-video/wan-2.5-i2v', { image: picture(64, 36), duration: 5 }, 1_280, 720, 5, 24, 300_000],
    [WAN_FAST, { image: picture(36, 64), resolution: '720p', frames_per_second: 24 }, 720, 1_280, 3.375, 24, 110_000],
  ])('%s %o', async (model, input, widthPx, heightPx, seconds, fps, microUsd) => {
    const { path, charge, prediction } = await made(model, { prompt: 'x', ...input });
    const info = await lab.tools.probe(path, 'foreign');
    expect(info.video).toMatchObject({ widthPx, heightPx, fps, codec: 'h264', pixelFormat: 'yuv420p' });
    expect(info.durationSeconds).toBeCloseTo(seconds, 2);
    expect(charge).toMatchObject({ finalMicroUsd: microUsd, amountMicroUsd: microUsd });
    expect(prediction).toHaveProperty('metrics.video_output_duration_seconds', seconds);
    const wanted = { durationSeconds: seconds, fps, paid: true, provenanceTag: '' };
    const report = await runTechnicalGate(lab.tools, { path, trust: 'foreign' }, wanted);
    expect(report.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });

  it('cost by variant', async () => {
    const price = async (model: string, input: Record<string, unknown>) => {
      const id = objectOf(await createRun(server, model, { prompt: 'x', ...input }))['id'];
      return server.charges().find(({ predictionId }) => predictionId === id)?.finalMicroUsd;
    };
    const image = picture(64, 36);
    expect(await price(WAN_FAST, { image })).toBe(50_000);
    expect(await price(WAN_FAST, { image, resolution: '720p', interpolate_output: true })).toBe(145_000);
    expect(await price('kwaivgi/kling-v3-video', { duration: 3, generate_audio: true })).toBe(1_008_000);
    expect(await price('black-forest-labs/flux-1.1-pro', {})).toBe(40_000);
    expect(await price(SCHNELL, { num_outputs: 4 })).toBe(12_000);
  });

  it.each([
    ['video-7.2s', { durationSeconds: 7.2 }],
    ['video-8.9s', { durationSeconds: 8.9 }],
    ['media-wrong-size', { widthPx: 640, heightPx: 368 }],
    ['video-wrong-rate', { fps: 15 }],
  ] as const)('%s is in the file', async (kind, facts) => {
    const { path } = await made(KLING, { prompt: 'x', duration: 10 }, kind);
    const info = await lab.tools.probe(path, 'foreign');
    const seen = { ...info.video, durationSeconds: Number(info.durationSeconds.toFixed(1)) };
    expect(seen).toMatchObject(facts);
  });

  it.each([
    ['media-black', 'blackdetect=d=1:pix_th=0.1', /black_start:0/],
    ['video-frozen', 'freezedetect=n=0.003:d=1', /freeze_start: 0/],
  ] as const)('%s is in the file, and not in a good one', async (kind, filter, found) => {
    const detect = (path: string): string => {
      const args = ['-hide_banner', '-i', path, '-vf', filter, '-an', '-f', 'null', '-'];
      return execFileSync('sh', ['-c', '"$0" "$@" 2>&1', lab.binaries.ffmpeg.path, ...args], { encoding: 'utf8' });
    };
    const bad = await made(KLING, { prompt: 'x', duration: 5 }, kind);
    const good = await made(KLING, { prompt: 'x', duration: 5 });
    expect(detect(bad.path)).toMatch(found);
    expect(detect(good.path)).not.toMatch(found);
  });
});

describe('alone, and from outside', () => {
  it('starts by its command, obeys the control door and leaves its ledger behind', async () => {
    const script = join(import.meta.dirname, '..', '..', '..', 'scripts', 'fake-replicate.mjs');
    const args = [script, '--port', '0', '--seed', '5', '--run-ms', '0'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    while (!text.includes('control: ')) await once(child.stdout, 'data');
    const url = /^REPLICATE_BASE_URL=(.+)$/m.exec(text)?.[1] ?? '';
    const token = /^REPLICATE_API_TOKEN=(.+)$/m.exec(text)?.[1] ?? '';
    const origin = url.replace(/\/v1$/, '');
    const order = (body: unknown) =>
      startCall(`${origin}/__control`, { method: 'POST', token: null, body: JSON.stringify(body) }).ended;
    const state = async () =>
      objectOf(await startCall(`${origin}/__control`, { token: null }).ended) as unknown as ControlState;
    const create = (prompt: string) =>
      startCall(`${url}/models/${SCHNELL}/predictions`, {
        method: 'POST',
        token,
        body: JSON.stringify({ input: { prompt } }),
      }).ended;

    expect((await order({ script: [{ kind: 'reset-after-charge' }] })).status).toBe(200);
    expect((await create('a')).kind).toBe('broken');
    expect((await create('b')).status).toBe(201);
    expect(await state()).toMatchObject({
      posts: [
        { accepted: true, fault: 'reset-after-charge' },
        { accepted: true, status: 201 },
      ],
      charges: [{ state: 'charged' }, { state: 'charged' }],
      faults: [{ kind: 'reset-after-charge' }],
      tokenHits: [],
      violations: [],
    });
    expect((await order({ script: [{ kind: 'gremlin' }] })).status).toBe(400);
    await order({ retire: [SCHNELL] });
    expect((await create('c')).status).toBe(404);
    await order({ revoke: [token] });
    expect((await create('d')).status).toBe(401);
    expect((await startCall(`${origin}/__elsewhere`, { token: null }).ended).status).toBe(404);
    const ledger = JSON.parse(
      (await startCall(`${origin}/__ledger`, { token: null }).ended).body.toString(),
    ) as unknown;

    const before = text.length;
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    expect(JSON.parse(text.slice(before))).toEqual(ledger);
  });

  it('says how it is used when a word is wrong', () => {
    const script = join(import.meta.dirname, '..', '..', '..', 'scripts', 'fake-replicate.mjs');
    const run = (args: string[]): string => {
      try {
        execFileSync(process.execPath, [script, ...args], { stdio: 'pipe' });
        return 'started';
      } catch (error) {
        return String((error as { stderr: Buffer }).stderr);
      }
    };
    expect(run(['--faults', '2'])).toContain('--faults is not a number between 0 and 1');
    expect(run(['--kinds', 'gremlin'])).toContain('There is no fault gremlin');
    expect(run(['--speed', '1'])).toContain('Usage:');
  });

  it('has told the account nothing that the document does not know', async () => {
    await call(server, '/account');
    expect([server.violations(), server.tokenHits(), server.canaryHits()]).toEqual([[], [], 0]);
  });
});

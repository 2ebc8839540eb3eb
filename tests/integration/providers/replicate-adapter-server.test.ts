import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { createRemoteProviders } from '../../../src/main/providers/provider-registry.ts';
import { ProviderError } from '../../../src/main/providers/remote-port.ts';
import type {
  MediaInput,
  PreparedCall,
  RemoteAdapter,
  RemoteImageOrder,
  RemoteStatus,
  RemoteVideoOrder,
} from '../../../src/main/providers/remote-port.ts';
import { REPLICATE_MODELS } from '../../../src/main/providers/replicate/models.ts';
import { createSecret } from '../../../src/main/providers/secret.ts';
import { FAULTS } from '../../support/providers/replicate/fault-kinds.ts';
import { startReplicateServer, TEST_TOKEN } from '../../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../../support/providers/replicate/replicate-server.ts';

const SCHNELL = 'replicate/black-forest-labs/flux-schnell';
const KLING = 'replicate/kwaivgi/kling-v2.5-turbo-pro';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const context = { signal: new AbortController().signal };

let server: ReplicateServer;
let adapter: RemoteAdapter;
let folder: string;
let closeProviders: () => Promise<void>;
let token = TEST_TOKEN;

beforeEach(async () => {
  token = TEST_TOKEN;
  folder = await mkdtemp(join(tmpdir(), 'fw-replicate-'));
  server = await startReplicateServer({ latency: { startMs: 20, runMs: 40 } });
  const providers = createRemoteProviders({
    keys: { find: () => Promise.resolve(createSecret(token)) },
    clock: createSystemClock(),
    env: { REPLICATE_BASE_URL: server.url },
    limits: { connectMs: 1_000, firstByteMs: 500, idleMs: 500, totalMs: 2_000 },
  });
  closeProviders = () => providers.close();
  const found = providers.find(SCHNELL);
  if (found === undefined) throw new Error('no adapter');
  adapter = found;
});
afterEach(async () => {
  await closeProviders();
  await server.close();
  await rm(folder, { recursive: true, force: true });
  if (server.canaryHits() > 0) throw new Error('an address inside was asked');
});

async function picture(name: string, extra = 0): Promise<MediaInput> {
  const bytes = Buffer.concat([PNG, Buffer.alloc(extra)]);
  const path = join(folder, name);
  await writeFile(path, bytes);
  return { path, mime: 'image/png', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
const image = (seed: number | null = null, references: MediaInput[] = []): RemoteImageOrder => ({
  kind: 'image',
  prompt: 'a paper boat',
  widthPx: 1920,
  heightPx: 1080,
  seed,
  references,
});
async function video(seconds = 8, hasEnd = true, extra = 0): Promise<RemoteVideoOrder> {
  const start = await picture(`start-${extra}.png`, extra);
  const end = hasEnd ? await picture('end.png') : null;
  return { kind: 'video', prompt: 'it drifts', start, end, seconds, widthPx: 1280, heightPx: 720, seed: null };
}
async function settled(remoteId: string): Promise<RemoteStatus> {
  for (let tries = 0; tries < 200; tries += 1) {
    const status = await adapter.poll(remoteId, context);
    if (status.state !== 'pending' && status.state !== 'running') return status;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it never ends');
}
async function accepted(call: PreparedCall): Promise<string> {
  const answer = await adapter.create(call, context);
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
  return answer.remoteId;
}
const lost = (call: PreparedCall, knownIds: Iterable<string> = [], sentAtMs = Date.now()) => ({
  model: call.model,
  match: call.match,
  sentAtMs,
  knownIds: new Set(knownIds),
});

describe('every model that is offered', () => {
  test.each(REPLICATE_MODELS.map(({ id }) => id))('%s: its input is taken by the published schema', async (id) => {
    const model = REPLICATE_MODELS.find((one) => one.id === id);
    if (model === undefined) throw new Error(id);
    const references = model.references > 0 ? [await picture('reference.png')] : [];
    const order = model.kind === 'image' ? image(null, references) : await video(5, model.endFrame);
    const remoteId = await accepted(await adapter.prepare(id, order, 'nonce', context));
    const status = await settled(remoteId);
    if (status.state !== 'succeeded') throw new Error(JSON.stringify(status));
    const output = status.outputs[0];
    if (output === undefined) throw new Error('no output');
    const path = join(folder, 'out');
    const done = await adapter.download(output, { path, kind: model.kind, maxBytes: 100_000_000 }, context);
    expect(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ).toBe(done.sha256);
    // What was announced is what the server bills.
    const { unit, quantity } = model.purchase(order);
    const [charge] = server.charges();
    expect(charge?.state).toBe('charged');
    if (unit === 'second') expect(status.counters['video_output_duration_seconds']).toBeCloseTo(quantity, 0);
    expect(server.tokenHits()).toEqual([]);
  });
});

describe('a create whose answer was lost', () => {
  const afterCharge = [
    'reset-after-charge',
    'error-500-after-charge',
    'error-503-after-charge',
    'hang-after-charge',
  ] as const;
  test.each(afterCharge)('%s: it is found in the list, and was sent once', async (kind) => {
    const call = await adapter.prepare(KLING, await video(), 'nonce-1', context);
    server.script({ kind, at: 'create' });
    expect(await adapter.create(call, context)).toMatchObject({ kind: 'unknown' });
    expect(server.posts()).toHaveLength(1);
    const found = await adapter.reconcile?.(lost(call), context);
    expect(found?.remoteId).toBe(server.charges()[0]?.predictionId);
    expect(server.charges()).toHaveLength(1);
  });

  test.each(['reset-after-read', 'error-500', 'hang'] as const)(
    '%s: nothing was started, and nothing is found',
    async (kind) => {
      const call = await adapter.prepare(KLING, await video(), 'nonce-1', context);
      server.script({ kind, at: 'create' });
      expect(await adapter.create(call, context)).toMatchObject({ kind: 'unknown' });
      expect(await adapter.reconcile?.(lost(call), context)).toBeUndefined();
      expect(server.charges()).toHaveLength(0);
    },
  );

  test('attempts at the same order are told apart by their nonce: picture by data, by upload, and seed', async () => {
    for (const [model, order] of [
      [KLING, await video()],
      [KLING, await video(8, true, 300_000)],
      [SCHNELL, image()],
    ] as const) {
      const calls = await Promise.all(['n1', 'n2'].map((nonce) => adapter.prepare(model, order, nonce, context)));
      const [first, second] = calls;
      if (first === undefined || second === undefined) throw new Error('no calls');
      const [firstId, secondId] = [await accepted(first), await accepted(second)];
      expect(await adapter.reconcile?.(lost(first), context)).toEqual({ remoteId: firstId });
      expect(await adapter.reconcile?.(lost(second), context)).toEqual({ remoteId: secondId });
      expect(await adapter.reconcile?.(lost(first, [firstId]), context)).toBeUndefined();
    }
  });

  test('with a fixed seed equal attempts are matched by count', async () => {
    const call = await adapter.prepare(SCHNELL, image(7), 'n1', context);
    const again = await adapter.prepare(SCHNELL, image(7), 'n2', context);
    expect(again.body).toBe(call.body);
    const known = await accepted(call);
    expect(await adapter.reconcile?.(lost(call, [known]), context)).toBeUndefined();
    const second = await accepted(again);
    expect(await adapter.reconcile?.(lost(again, [known]), context)).toEqual({ remoteId: second });
  });

  test('it is found behind a hundred others', async () => {
    const call = await adapter.prepare(SCHNELL, image(), 'wanted', context);
    const wanted = await accepted(call);
    const other = await adapter.prepare(SCHNELL, image(), 'other', context);
    for (let sent = 0; sent < 120; sent += 1) await accepted(other);
    expect(await adapter.reconcile?.(lost(call), context)).toEqual({ remoteId: wanted });
  });

  test('a list that cannot be read is no proof that nothing is there', async () => {
    const call = await adapter.prepare(SCHNELL, image(), 'n', context);
    for (const kind of ['captive-portal', 'not-json', 'error-500', 'truncated-length', 'deep-json'] as const) {
      server.script({ kind, at: 'list' });
      await expect(adapter.reconcile?.(lost(call), context), kind).rejects.toBeInstanceOf(ProviderError);
    }
  });

  test('a clock that runs ahead by hours finds it too', async () => {
    const call = await adapter.prepare(SCHNELL, image(), 'n', context);
    const remoteId = await accepted(call);
    const aheadMs = 3 * 3_600_000;
    const real = createSystemClock();
    const providers = createRemoteProviders({
      keys: { find: () => Promise.resolve(createSecret(TEST_TOKEN)) },
      clock: { nowMs: () => real.nowMs() + aheadMs, monotonicMs: () => real.monotonicMs() },
      env: { REPLICATE_BASE_URL: server.url },
    });
    const found = await providers.adapters[0]?.reconcile?.(lost(call, [], Date.now() + aheadMs), context);
    await providers.close();
    expect(found).toEqual({ remoteId });
  });
});

describe('what the server says', () => {
  test('the key is proved by a free call', async () => {
    expect((await adapter.checkKey(context)).account).not.toBe('');
    token = 'r8_wrongWRONGwrongWRONGwrongWRONGwrong000';
    await expect(adapter.checkKey(context)).rejects.toMatchObject({ fault: { code: 'auth', status: 401 } });
    const call = await adapter.prepare(SCHNELL, image(), 'n', context).catch((error: unknown) => error);
    expect(call).toMatchObject({ fault: { code: 'auth' } });
    expect(server.posts()).toHaveLength(0);
  });

  test('a retired model is told before anything is sent', async () => {
    server.retire('black-forest-labs/flux-schnell');
    await expect(adapter.prepare(SCHNELL, image(), 'n', context)).rejects.toMatchObject({
      fault: { code: 'not-found' },
    });
  });

  test('retired between preparing and sending: refused', async () => {
    const call = await adapter.prepare(SCHNELL, image(), 'n', context);
    server.retire('black-forest-labs/flux-schnell');
    expect(await adapter.create(call, context)).toMatchObject({ kind: 'refused', fault: { code: 'not-found' } });
  });

  test.each(['no-credit', 'spend-limit'] as const)('%s: quota', async (kind) => {
    const call = await adapter.prepare(SCHNELL, image(), 'n', context);
    server.script({ kind, at: 'create' });
    expect(await adapter.create(call, context)).toMatchObject({ kind: 'refused', fault: { code: 'quota' } });
  });

  test.each([
    ['content-refused', { state: 'failed', fault: { code: 'content-policy' } }],
    ['run-failed', { state: 'failed', fault: { code: 'unavailable' } }],
    ['aborted-in-queue', { state: 'cancelled', charged: 'no' }],
    ['cancelled-outside', { state: 'cancelled', charged: 'unknown' }],
    ['data-removed', { state: 'expired' }],
  ] as const)('%s', async (kind, expected) => {
    const call = await adapter.prepare(SCHNELL, image(), 'n', context);
    server.script({ kind, at: 'create' });
    expect(await settled(await accepted(call))).toMatchObject(expected);
  });

  test('a failure is called free only where the server does not charge it', async () => {
    for (const kind of ['run-failed-charged', 'content-refused-charged'] as const) {
      const call = await adapter.prepare(SCHNELL, image(), kind, context);
      server.script({ kind, at: 'create' });
      const status = await settled(await accepted(call));
      expect(status).toMatchObject({ state: 'failed' });
      expect('charged' in status && status.charged).not.toBe('no');
    }
  });

  test('cancel', async () => {
    const call = await adapter.prepare(SCHNELL, image(), 'n', context);
    const remoteId = await accepted(call);
    expect(await adapter.cancel?.(remoteId, context)).toMatchObject({ state: 'cancelled' });
    expect(await settled(remoteId)).toMatchObject({ state: 'cancelled' });
  });
});

describe('no fault at any point gets past the port', () => {
  const kinds = Object.keys(FAULTS) as (keyof typeof FAULTS)[];
  const slow = new Set(['hold-answer']);
  test.each(kinds.filter((kind) => !slow.has(kind)))('%s', async (kind) => {
    const call = await adapter.prepare(SCHNELL, image(), 'n', context);
    const points: readonly string[] = FAULTS[kind].points;
    if (points.includes('create')) {
      server.script({ kind, at: 'create', ...(kind.includes('slow') ? { delayMs: 200 } : {}) });
      const answer = await adapter.create(call, context);
      expect(server.posts().length).toBeLessThanOrEqual(1);
      const charged = server.charges().length;
      // Never "refused" or "not sent" where the server has begun to work.
      if (answer.kind === 'refused' || answer.kind === 'not-sent') expect(charged).toBe(0);
      expect(JSON.stringify(answer)).not.toContain(TEST_TOKEN);
      server.clearFaults();
    }
    if (points.includes('poll')) {
      const remoteId = await accepted(call);
      server.script({ kind, at: 'poll' });
      const polled = await adapter.poll(remoteId, context).catch((error: unknown) => error);
      if (polled instanceof Error) expect(polled).toBeInstanceOf(ProviderError);
      else expect(polled).toHaveProperty('state');
      server.clearFaults();
    }
    if (points.includes('download')) {
      const status = await settled(await accepted(call));
      if (status.state !== 'succeeded' || status.outputs[0] === undefined) throw new Error(status.state);
      server.script({ kind, at: 'download' });
      const path = join(folder, 'out.png');
      const target = { path, kind: 'image', maxBytes: 50_000_000 } as const;
      const got = await adapter.download(status.outputs[0], target, context).catch((error: unknown) => error);
      if (got instanceof Error) expect(got).toBeInstanceOf(ProviderError);
      else expect((await readFile(path)).subarray(1, 4).toString()).toBe('PNG');
      server.clearFaults();
    }
  });
});

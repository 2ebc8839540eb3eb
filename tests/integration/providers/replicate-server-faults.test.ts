import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAULT_KINDS, faultRow } from '../../support/providers/replicate/fault-kinds.ts';
import type { FaultKind, ScriptedFault } from '../../support/providers/replicate/fault-kinds.ts';
import {
  call,
  createRun,
  objectOf,
  outputOf,
  startCall,
  uploadBody,
} from '../../support/providers/replicate/raw-client.ts';
import type { Ended, RawCall } from '../../support/providers/replicate/raw-client.ts';
import { startReplicateServer } from '../../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../../support/providers/replicate/replicate-server.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';
const KLING = 'kwaivgi/kling-v2.5-turbo-pro';
const START_MS = Date.parse('2026-11-20T10:00:00Z');

let server: ReplicateServer;
let now = START_MS;
const tested = new Set<FaultKind>();

beforeEach(async () => {
  now = START_MS;
  server = await startReplicateServer({ clock: { nowMs: () => now }, latency: { startMs: 10_000, runMs: 100_000 } });
});
afterEach(() => server.close());

/** Scripts the fault and books it as tested. */
function script(kind: FaultKind, rest: Omit<ScriptedFault, 'kind'> = {}): void {
  tested.add(kind);
  server.script({ kind, ...rest });
}

const create = (input: Record<string, unknown> = { prompt: 'x' }, model = SCHNELL) => createRun(server, model, input);
const account = () => call(server, '/account');
const read = (id: unknown) => call(server, `/predictions/${String(id)}`);
const lastFault = () => server.faults().at(-1);

async function idOf(ended: Promise<Ended>): Promise<string> {
  return String(objectOf(await ended)['id']);
}

/** Waits until the server says so, then proves by another call that it still answers. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await account();
}

/** A finished prediction of that model. */
async function finished(model = SCHNELL, input: Record<string, unknown> = { prompt: 'x', output_format: 'png' }) {
  const id = await idOf(create(input, model));
  now += 110_000;
  const prediction = objectOf(await read(id));
  return { id, prediction, address: outputOf(prediction) };
}
const fetchFile = (address: string): Promise<Ended> => startCall(address, { token: null }).ended;

describe('rate limits', () => {
  it.each([
    ['rate-limit-header', { 'retry-after': '120' }, {}],
    ['rate-limit-date', { 'retry-after': 'Fri, 20 Nov 2026 10:02:00 GMT' }, {}],
    ['rate-limit-body', {}, { retry_after: 120, detail: expect.stringContaining('resets in ~120s') }],
    ['rate-limit-text', {}, { detail: 'Request was throttled. Your rate limit resets in ~120s.' }],
    ['rate-limit-bare', {}, { detail: 'Request was throttled.', status: 429 }],
  ] as const)('%s says the wait in its own way and charges nothing', async (kind, headers, body) => {
    script(kind, { retryAfterSeconds: 120 });
    const ended = await create();
    expect([ended.status, objectOf(ended)]).toEqual([429, expect.objectContaining(body)]);
    expect(ended.headers).toMatchObject(headers);
    if (!('retry-after' in headers)) expect(ended.headers).not.toHaveProperty('retry-after');
    if (!('retry_after' in body)) expect(objectOf(ended)).not.toHaveProperty('retry_after');
    expect(server.charges()).toEqual([]);
    expect(server.posts()).toMatchObject([{ accepted: false, status: 429, fault: kind }]);
    expect((await create()).status).toBe(201);
  });
});

describe('answers of a service in trouble', () => {
  it.each([500, 502, 503, 504] as const)('%i comes before or after the charge, and on reads', async (status) => {
    script(`error-${status}`);
    expect((await create()).status).toBe(status);
    expect(server.charges()).toEqual([]);
    script(`error-${status}-after-charge`);
    expect((await create()).status).toBe(status);
    expect(server.charges()).toHaveLength(1);
    expect(server.posts()).toMatchObject([
      { accepted: false, status },
      { accepted: true, status, predictionId: server.charges()[0]?.predictionId },
    ]);
    script(`error-${status}`, { at: 'account', times: 2 });
    const statuses = [await account(), await account(), await account()].map((ended) => ended.status);
    expect(statuses).toEqual([status, status, 200]);
  });

  it.each([
    ['unauthorized', 401, 'Unauthenticated'],
    ['forbidden', 403, 'Forbidden'],
    ['no-credit', 402, 'Insufficient credit'],
    ['spend-limit', 402, 'Spend limit reached'],
    ['model-retired', 404, 'Not found'],
  ] as const)('%s refuses a create with %i', async (kind, status, title) => {
    script(kind, { times: 2 });
    for (const _ of [1, 2]) {
      const ended = await create();
      expect([ended.status, objectOf(ended)['title']]).toEqual([status, title]);
    }
    expect(server.charges()).toEqual([]);
  });

  it('a login page stands in the way: 200 and HTML', async () => {
    script('captive-portal', { at: 'account' });
    const ended = await account();
    expect([ended.status, ended.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(ended.body.toString()).toMatch(/^<!doctype html>/);
  });

  it.each([
    ['redirect-loopback', /^http:\/\/127\.0\.0\.1:\d+\/canary/],
    ['redirect-link-local', /^http:\/\/169\.254\.169\.254\//],
    ['redirect-metadata', /^http:\/\/metadata\.google\.internal\//],
  ] as const)('%s leads off, and who follows to this machine is seen', async (kind, location) => {
    const { address } = await finished();
    script(kind, { at: 'download' });
    const ended = await fetchFile(address);
    expect([ended.status, ended.headers.location]).toEqual([307, expect.stringMatching(location)]);
    expect(server.canaryHits()).toBe(0);
    if (kind !== 'redirect-loopback') return;
    await fetchFile(String(ended.headers.location));
    expect(server.canaryHits()).toBe(1);
  });

  it('an upload is too large by decree', async () => {
    script('upload-too-large');
    const { headers, body } = uploadBody('a.png', 'image/png', Buffer.from('x'));
    expect((await call(server, '/files', { method: 'POST', headers, body })).status).toBe(413);
  });
});

describe('the connection breaks', () => {
  it.each([
    ['reset-before-read', 0],
    ['reset-after-read', 0],
    ['reset-after-charge', 1],
  ] as const)('%s: a reset, and %i charges', async (kind, charges) => {
    script(kind);
    expect(await create()).toMatchObject({ kind: 'broken', code: 'ECONNRESET' });
    expect(server.charges()).toHaveLength(charges);
    expect(server.posts()).toMatchObject([{ accepted: charges === 1, status: null, fault: kind }]);
    expect(lastFault()).toMatchObject({ kind, point: 'create', source: 'script' });
  });

  it('in the middle of an answer', async () => {
    script('reset-mid-answer', { bytes: 40 });
    const ended = await create();
    expect(ended).toMatchObject({ kind: 'short', status: 201, code: 'ECONNRESET' });
    expect(ended.body).toHaveLength(40);
    expect(server.charges()).toHaveLength(1);
  });

  it.each([1_000, 200_000])('while an upload is at byte %i', async (bytes) => {
    script('upload-reset', { bytes });
    const { headers, body } = uploadBody('a.png', 'image/png', Buffer.alloc(900_000));
    expect(await call(server, '/files', { method: 'POST', headers, body })).toMatchObject({ kind: 'broken' });
    script('upload-reset', { at: 'create', bytes });
    expect(await create({ prompt: 'x'.repeat(400_000) })).toMatchObject({ kind: 'broken' });
    expect(server.charges()).toEqual([]);
    expect(server.posts()).toMatchObject([{ accepted: false, nonce: null }]);
  });

  it('or is refused outright for a while', async () => {
    await server.stopListening();
    expect(await account()).toMatchObject({ kind: 'broken', code: 'ECONNREFUSED' });
    await server.listenAgain();
    expect((await account()).status).toBe(200);
    const control = server.url.replace(/\/v1$/, '/__control');
    await startCall(control, { method: 'POST', body: JSON.stringify({ refuseForMs: 50 }) }).ended;
    const codes = new Set<string | undefined>();
    while (!codes.has('ECONNREFUSED')) codes.add((await account()).code);
    while ((await account()).kind !== 'answered') codes.add('again');
  });
});

describe('nothing comes, or too slowly, or too much', () => {
  const startCreate = (): RawCall =>
    startCall(`${server.url}/models/${SCHNELL}/predictions`, {
      method: 'POST',
      body: JSON.stringify({ input: { prompt: 'x' } }),
    });

  it.each([
    ['hang', 0],
    ['hang-after-charge', 1],
  ] as const)('%s: not a byte, and %i charges', async (kind, charges) => {
    script(kind);
    const waiting = startCreate();
    await until(() => lastFault()?.kind === kind);
    expect([waiting.hasHead(), server.charges().length]).toEqual([false, charges]);
    waiting.abort();
    expect(await waiting.ended).toMatchObject({ kind: 'broken' });
  });

  it('a create is answered only when the test lets go of it', async () => {
    script('hold-answer');
    const waiting = startCreate();
    await until(() => lastFault()?.kind === 'hold-answer');
    expect([waiting.hasHead(), server.charges().length]).toEqual([false, 1]);
    server.release();
    expect(await waiting.ended).toMatchObject({ kind: 'answered', status: 201 });
  });

  it('a body drips byte by byte', async () => {
    const { address } = await finished();
    script('slow-loris', { at: 'download', delayMs: 1 });
    const dripping = startCall(address, { token: null });
    await until(() => dripping.receivedBytes() >= 3);
    // Far fewer than the file has, after several other calls have come and gone whole.
    expect(dripping.receivedBytes()).toBeLessThan(10_000);
    dripping.abort();
    expect(await dripping.ended).toMatchObject({ kind: 'short' });
  });

  it.each(['truncated-length', 'truncated-chunked'] as const)('%s: the file breaks off', async (kind) => {
    const { address } = await finished();
    const whole = await fetchFile(address);
    script(kind, { at: 'download', bytes: 500 });
    const ended = await fetchFile(address);
    expect(ended).toMatchObject({ kind: 'short', status: 200 });
    expect(ended.body).toEqual(whole.body.subarray(0, 500));
    const isChunked = kind === 'truncated-chunked';
    expect(ended.headers['content-length']).toBe(isChunked ? undefined : String(whole.body.length));
    const rest = await startCall(address, { token: null, headers: { range: 'bytes=500-' } }).ended;
    expect(Buffer.concat([ended.body, rest.body])).toEqual(whole.body);
  });

  it('a body has no end', async () => {
    script('endless-body', { at: 'account' });
    const flood = startCall(`${server.url}/account`);
    await until(() => flood.receivedBytes() > 5_000_000);
    flood.abort();
    expect(await flood.ended).toMatchObject({ kind: 'short', status: 200 });
  });

  it('a small body unpacks to a gigabyte', async () => {
    script('gzip-bomb', { at: 'account' });
    const ended = await account();
    expect([ended.kind, ended.headers['content-encoding']]).toEqual(['answered', 'gzip']);
    expect(ended.body.length).toBeLessThan(2_000_000);
    expect(() => gunzipSync(ended.body, { maxOutputLength: 1_000_000_000 })).toThrow(RangeError);
  });
});

describe('the answer to a read is not what it should be', () => {
  it('cut JSON, and JSON sixty levels deep', async () => {
    script('not-json', { at: 'account' });
    const cut = await account();
    expect(() => objectOf(cut)).toThrow(SyntaxError);
    script('deep-json', { at: 'account' });
    const deep = await account();
    expect(deep.body.toString().match(/\{/g)).toHaveLength(60);
    expect(typeof objectOf(deep)['a']).toBe('object');
  });

  it('a status that nobody knows, fields under other names, nulls where none belong', async () => {
    const id = await idOf(create());
    const whole = objectOf(await read(id));
    script('unknown-status');
    expect(objectOf(await read(id))).toEqual({ ...whole, status: 'hibernating' });
    script('renamed-field');
    const renamed = objectOf(await read(id));
    expect(renamed).toMatchObject({ state: 'starting', result: null });
    expect(renamed).not.toHaveProperty('status');
    expect(renamed).not.toHaveProperty('output');
    script('extra-null');
    expect(objectOf(await read(id))).toMatchObject({ id, status: 'starting', shot_id: null, metrics: null });
    expect(objectOf(await read(id))).toEqual(whole);
  });
});

describe('downloads', () => {
  it.each([
    ['bytes-html', /^<!doctype html>/],
    ['bytes-png', /^.PNG/],
    ['bytes-zero', /^$/],
  ] as const)('%s with 200, once', async (kind, start) => {
    const { address } = await finished(KLING, { prompt: 'x' });
    script(kind);
    const ended = await fetchFile(address);
    expect([ended.kind, ended.status]).toEqual(['answered', 200]);
    expect(ended.body.toString('latin1').slice(0, 20)).toMatch(start);
    expect((await fetchFile(address)).body.subarray(4, 8).toString()).toBe('ftyp');
  });

  it.each([403, 404, 410] as const)('an address expires with %i: a read gives a fresh one', async (status) => {
    const { id, address } = await finished();
    script(`url-expired-${status}`);
    expect((await fetchFile(address)).status).toBe(status);
    expect((await fetchFile(address)).status).toBe(status);
    const fresh = outputOf(objectOf(await read(id)));
    expect(fresh).not.toBe(address);
    expect((await fetchFile(fresh)).status).toBe(200);
  });

  it('an address expires and its file is gone for good', async () => {
    const { id, address } = await finished();
    script('url-expired-404', { gone: true });
    expect((await fetchFile(address)).status).toBe(404);
    expect(objectOf(await read(id))).toMatchObject({ status: 'succeeded', output: null, data_removed: true });
    expect(server.charges()).toMatchObject([{ state: 'charged' }]);
  });
});

describe('runs that end otherwise', () => {
  it.each([
    ['content-refused', 'released', /flagged as sensitive.*\(E005\)/],
    ['content-refused-charged', 'charged', /\(E005\)/],
    ['run-failed', 'released', /\(E1000\)/],
    ['run-failed-charged', 'charged', /\(E1000\)/],
  ] as const)('%s: the money is %s', async (kind, state, error) => {
    script(kind);
    const id = await idOf(create());
    expect(server.charges()).toMatchObject([{ state: 'open' }]);
    now += 110_000;
    expect(objectOf(await read(id))).toMatchObject({
      status: 'failed',
      output: null,
      error: expect.stringMatching(error),
    });
    expect(server.charges()).toMatchObject([{ state, finalMicroUsd: state === 'charged' ? 3_000 : 0 }]);
    expect(lastFault()).toMatchObject({ kind, predictionId: id });
  });

  it.each([
    ['cancelled-outside', 'canceled', 'partial', 1_500, false],
    ['deadline-while-running', 'canceled', 'partial', 1_500, true],
    ['aborted-in-queue', 'aborted', 'released', 0, true],
  ] as const)('%s: %s, %s', async (kind, status, state, finalMicroUsd, hasDeadline) => {
    script(kind);
    const id = await idOf(create());
    now += 110_000;
    const prediction = objectOf(await read(id));
    expect(prediction).toMatchObject({ status, output: null });
    expect('deadline' in prediction).toBe(hasDeadline);
    expect(server.charges()).toMatchObject([{ state, finalMicroUsd }]);
  });

  it('some of the pictures are missing, and not paid', async () => {
    script('partial-output');
    const { prediction } = await finished(SCHNELL, { prompt: 'x', num_outputs: 4 });
    expect(prediction).toMatchObject({ status: 'succeeded', metrics: { image_output_count: 3 } });
    expect(prediction['output']).toHaveLength(3);
    expect(server.charges()).toMatchObject([{ finalMicroUsd: 9_000 }]);
  });

  it('input and output are gone at once', async () => {
    script('data-removed');
    const id = await idOf(create());
    now += 110_000;
    expect(objectOf(await read(id))).toMatchObject({
      status: 'succeeded',
      output: null,
      input: {},
      data_removed: true,
    });
    expect(server.charges()).toMatchObject([{ state: 'charged' }]);
  });

  it.each([
    ['output-loopback', /^http:\/\/127\.0\.0\.1:\d+\/canary/],
    ['output-link-local', /^http:\/\/169\.254\.169\.254\//],
    ['output-file-url', /^file:\/\//],
  ] as const)('%s: the output names a place where nothing should be fetched', async (kind, address) => {
    script(kind);
    expect((await finished()).address).toMatch(address);
  });

  it('a list shows it only after a while', async () => {
    script('late-listing', { delayMs: 4_000 });
    const id = await idOf(create());
    const listed = async () =>
      (objectOf(await call(server, '/predictions'))['results'] as { id: string }[]).map((one) => one.id);
    now += 3_999;
    expect(await listed()).toEqual([]);
    expect((await read(id)).status).toBe(200);
    now += 1;
    expect(await listed()).toEqual([id]);
  });

  it.each([
    'video-7.2s',
    'video-8.9s',
    'video-wrong-rate',
    'video-frozen',
    'video-silent',
    'media-wrong-size',
    'media-black',
  ] as const)('%s strikes a video (its file is looked at in the media test)', async (kind) => {
    script(kind);
    // A picture has no length: the fault waits for the first run that can have it.
    if (faultRow(kind).media === 'video') await create();
    const { prediction } = await finished(KLING, { prompt: 'x', duration: 10 });
    const seconds = kind === 'video-7.2s' ? 7.2 : kind === 'video-8.9s' ? 8.9 : 10;
    expect(prediction).toMatchObject({ status: 'succeeded', metrics: { video_output_duration_seconds: seconds } });
    expect(lastFault()).toMatchObject({ kind, predictionId: prediction['id'] });
    expect(server.charges().at(-1)).toMatchObject({ finalMicroUsd: Math.round(seconds * 70_000) });
  });
});

describe('where and when', () => {
  it('strikes the request that was counted, so often, on that path only', async () => {
    script('error-500', { at: 'account', nth: 2, times: 2 });
    script('error-503', { at: 'model', path: 'kling' });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await account()).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect((await call(server, `/models/${SCHNELL}`)).status).toBe(200);
    expect((await call(server, `/models/${KLING}`)).status).toBe(503);
    expect(server.faults().map(({ kind }) => kind)).toEqual(['error-500', 'error-500', 'error-503']);
  });

  it('keeps two faults of one point apart: one request, one fault', async () => {
    script('error-500');
    script('error-502');
    expect([(await create()).status, (await create()).status, (await create()).status]).toEqual([500, 502, 201]);
    script('error-500', { times: 1_000_000 });
    server.clearFaults();
    expect((await create()).status).toBe(201);
  });

  it('does not charge for a fault whose create was refused', async () => {
    script('reset-after-charge');
    expect((await create({ prompt: 1 })).status).toBe(422);
    expect([server.charges(), server.faults()]).toEqual([[], []]);
  });

  it('refuses kinds and rates that do not exist', async () => {
    expect(() => server.script({ kind: 'gremlin' as FaultKind })).toThrow('There is no fault gremlin');
    await expect(startReplicateServer({ faultRate: 1.5 })).rejects.toThrow('between 0 and 1');
  });
});

describe('by seed', () => {
  async function drawn(seed: number): Promise<string[]> {
    const own = await startReplicateServer({
      ...{ seed, faultRate: 0.4, latency: { startMs: 0, runMs: 0 } },
      faultKinds: ['error-500', 'error-502-after-charge', 'rate-limit-body', 'reset-after-charge', 'not-json'],
    });
    for (let n = 0; n < 60; n += 1) {
      await createRun(own, SCHNELL, { prompt: String(n) });
      // An extra read must not shift what the creates get.
      if (seed === 7 || n % 2 === 0) await call(own, '/account');
    }
    const list = own.faults().filter(({ point }) => point === 'create');
    await own.close();
    return list.map(({ kind, path, source }) => `${kind} ${path} ${source}`);
  }

  it('the same seed gives the same faults, another one others', async () => {
    const first = await drawn(7);
    expect(first.length).toBeGreaterThan(12);
    expect(new Set(first).size).toBe(4);
    expect(await drawn(7)).toEqual(first);
    expect(await drawn(8)).not.toEqual(first);
  });
});

describe('all of the above', () => {
  it('leaves no kind of fault out', () => {
    expect(FAULT_KINDS.filter((kind) => !tested.has(kind))).toEqual([]);
  });
});

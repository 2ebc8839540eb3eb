import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createAnswerCheck } from '../../support/providers/replicate/check-answer.ts';
import { nonceOf } from '../../support/providers/replicate/ids-and-hashes.ts';
import {
  call,
  createRun,
  objectOf,
  outputOf,
  startCall,
  uploadBody,
} from '../../support/providers/replicate/raw-client.ts';
import type { Ended } from '../../support/providers/replicate/raw-client.ts';
import { startReplicateServer, TEST_TOKEN } from '../../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../../support/providers/replicate/replicate-server.ts';
import type { ReplicateServerOptions } from '../../support/providers/replicate/server-types.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';
const KLING = 'kwaivgi/kling-v2.5-turbo-pro';
const WAN = 'wan-video/wan-2.5-i2v';
const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-11-20T10:00:00Z');
const check = createAnswerCheck();
let server: ReplicateServer;
let now = START_MS;

async function open(options: ReplicateServerOptions = {}): Promise<ReplicateServer> {
  now = START_MS;
  const latency = { startMs: 10_000, runMs: 100_000 };
  server = await startReplicateServer({ clock: { nowMs: () => now }, latency, ...options });
  return server;
}
afterEach(() => server.close());

/** The answer as the document has it, or the test fails. */
function published(method: string, path: string, ended: Ended): Record<string, unknown> {
  const headers = { 'content-type': String(ended.headers['content-type'] ?? '') };
  expect(check.answer(method, path, { status: ended.status, headers, body: ended.body })).toEqual([]);
  return objectOf(ended);
}

async function created(model: string, input: Record<string, unknown>, headers: Record<string, string> = {}) {
  const ended = await createRun(server, model, input, headers);
  expect([ended.status, ended.body.toString()]).toEqual([201, expect.stringContaining('"id"')]);
  return published('POST', `/models/${model}/predictions`, ended);
}

async function read(id: unknown) {
  const path = `/predictions/${String(id)}`;
  return published('GET', path, await call(server, path));
}

describe('keys and models', () => {
  it('tells the account to a known key only, under the new scheme and the old', async () => {
    await open();
    const account = published('GET', '/account', await call(server, '/account'));
    expect(account).toMatchObject({ type: 'user', username: 'test-studio' });
    const old = await call(server, '/account', { token: null, headers: { authorization: `Token ${TEST_TOKEN}` } });
    expect(old.status).toBe(200);
    for (const token of ['r8_other', null]) {
      const refused = await call(server, '/account', { token });
      expect([refused.status, objectOf(refused)['title']]).toEqual([401, 'Unauthenticated']);
    }
    server.revoke(TEST_TOKEN);
    expect((await call(server, '/account')).status).toBe(401);
    server.admit(TEST_TOKEN);
    expect((await call(server, '/account')).status).toBe(200);
  });

  it('shows the input schema of a model and does not know others', async () => {
    await open({ retired: [WAN] });
    const model = published('GET', `/models/${KLING}`, await call(server, `/models/${KLING}`));
    expect(model).toMatchObject({ is_official: true, owner: 'kwaivgi', visibility: 'public' });
    expect(model).toHaveProperty('latest_version.openapi_schema.components.schemas.Input.required', ['prompt']);
    expect(model).toHaveProperty(
      'latest_version.openapi_schema.components.schemas.Input.properties.duration.enum',
      [5, 10],
    );
    expect(objectOf(await call(server, '/models/meta/musicgen'))).toMatchObject({ is_official: false });
    for (const name of ['nobody/nothing', WAN]) {
      expect((await call(server, `/models/${name}`)).status).toBe(404);
      expect((await createRun(server, name, { prompt: 'x' })).status).toBe(404);
    }
    expect(server.charges()).toEqual([]);
  });

  it('runs community models by version only, official ones by both routes', async () => {
    await open();
    const byVersion = (version: string, input: Record<string, unknown>) =>
      call(server, '/predictions', { method: 'POST', body: JSON.stringify({ version, input }) });
    const esrgan = 'lucataco/real-esrgan-video';
    const version = '3e56ce4b57863bd03048b42bc09bdd4db20d427cca5fde9d8ae4dc60e1bb4775';
    const input = { video_path: 'https://example.com/a.mp4' };
    expect((await createRun(server, esrgan, input)).status).toBe(404);
    for (const named of [version, `${esrgan}:${version}`]) {
      const made = published('POST', '/predictions', await byVersion(named, input));
      expect(made).toMatchObject({ model: esrgan, version, status: 'starting' });
    }
    expect(published('POST', '/predictions', await byVersion(SCHNELL, { prompt: 'x' }))).toMatchObject({
      version: 'hidden',
    });
    for (const bad of [esrgan, 'f'.repeat(64), `${SCHNELL}:${version}`]) {
      const refused = await byVersion(bad, input);
      expect([refused.status, objectOf(refused)['title']]).toEqual([422, 'Invalid version or not permitted']);
    }
    expect(server.charges()).toHaveLength(3);
  });
});

describe('what a create refuses', () => {
  it.each([
    ['an unknown key', { prompt: 'x', zoom: 1 }, 'additional_property_not_allowed', 'input.zoom'],
    ['an inherited name', { prompt: 'x', constructor: 1 }, 'additional_property_not_allowed', 'input.constructor'],
    ['a missing key', {}, 'required', 'input'],
    ['a value outside the list', { prompt: 'x', output_format: 'gif' }, 'enum', 'input.output_format'],
    ['too much', { prompt: 'x', num_outputs: 5 }, 'number_lte', 'input.num_outputs'],
    ['too little', { prompt: 'x', num_outputs: 0 }, 'number_gte', 'input.num_outputs'],
    ['another type', { prompt: 7 }, 'invalid_type', 'input.prompt'],
  ])('%s, with the field named and nothing charged', async (_name, input, type, field) => {
    await open();
    const refused = await createRun(server, SCHNELL, input);
    expect(refused.status).toBe(422);
    expect(objectOf(refused)).toMatchObject({ title: 'Input validation failed', invalid_fields: [{ type, field }] });
    expect(server.charges()).toEqual([]);
    expect(server.posts()).toMatchObject([{ accepted: false, predictionId: null, status: 422 }]);
  });

  it('unknown body keys, bodies that are no JSON, and deadlines under five seconds', async () => {
    await open();
    const path = `/models/${SCHNELL}/predictions`;
    const post = (body: string, headers: Record<string, string> = {}) =>
      call(server, path, { method: 'POST', body, headers });
    const good = { input: { prompt: 'x' } };
    expect((await post(JSON.stringify({ ...good, wait: 60 }))).status).toBe(422);
    expect((await post('{')).status).toBe(400);
    expect((await post(JSON.stringify(good), { 'cancel-after': '4s' })).status).toBe(422);
    expect((await post(JSON.stringify(good), { 'cancel-after': 'soon' })).status).toBe(422);
    expect((await createRun(server, KLING, { prompt: 'x', start_image: 'file:///etc/hostname' })).status).toBe(422);
    expect(server.charges()).toEqual([]);
  });

  it('more than the account can pay, and more than the limit per minute', async () => {
    await open({ creditMicroUsd: 6_000, rateLimits: { createsPerMinute: 6, createBurst: 3, othersPerMinute: 3_000 } });
    expect((await createRun(server, SCHNELL, { prompt: 'a' })).status).toBe(201);
    expect((await createRun(server, SCHNELL, { prompt: 'b' })).status).toBe(201);
    expect((await createRun(server, SCHNELL, { prompt: 'c' })).status).toBe(402);
    const throttled = await createRun(server, SCHNELL, { prompt: 'd' });
    expect([throttled.status, objectOf(throttled)['retry_after']]).toEqual([429, 10]);
    now += 10_000;
    expect((await createRun(server, SCHNELL, { prompt: 'e' })).status).toBe(402);
    expect(server.charges()).toHaveLength(2);
  });
});

describe('the life of a prediction', () => {
  it('waits, runs, succeeds with counters, and loses input, output and files after an hour', async () => {
    await open();
    const input = { prompt: 'a paper boat', duration: 10 };
    const first = await created(KLING, input);
    expect(first).toMatchObject({ status: 'starting', output: null, version: 'hidden', source: 'api', error: null });
    expect(first).not.toHaveProperty('deadline');
    now += 10_000;
    expect(await read(first['id'])).toMatchObject({ status: 'processing', started_at: '2026-11-20T10:00:10.000Z' });
    now += 99_999;
    expect(await read(first['id'])).toMatchObject({ status: 'processing', output: null });
    expect(server.charges()).toMatchObject([{ state: 'open', finalMicroUsd: null, amountMicroUsd: 700_000 }]);
    now += 1;
    const done = await read(first['id']);
    const metrics = { predict_time: 100, total_time: 110, video_output_count: 1, video_output_duration_seconds: 10 };
    expect(done).toMatchObject({ status: 'succeeded', input, metrics, data_removed: false });
    expect(server.charges()).toMatchObject([{ state: 'charged', finalMicroUsd: 700_000, nonce: nonceOf(input) }]);
    const address = outputOf(done);
    now += HOUR_MS - 1;
    expect(await read(first['id'])).toMatchObject({ output: address });
    now += 1;
    expect(await read(first['id'])).toMatchObject({ output: null, input: {}, logs: '', data_removed: true });
    expect((await startCall(address, { token: null }).ended).status).toBe(404);
  });

  it('gives an array where the model makes several pictures, a string elsewhere', async () => {
    await open({ latency: { startMs: 0, runMs: 0 } });
    expect(await created(SCHNELL, { prompt: 'x', num_outputs: 3 })).toMatchObject({
      status: 'succeeded',
      output: [expect.any(String), expect.any(String), expect.any(String)],
      metrics: { image_output_count: 3 },
    });
    expect(await created('black-forest-labs/flux-1.1-pro', { prompt: 'x' })).toMatchObject({
      output: expect.stringMatching(/^http/),
    });
  });

  it('costs nothing when cancelled in the queue, a share while it runs, everything once it is done', async () => {
    await open();
    const ids: unknown[] = [];
    for (const prompt of ['queue', 'run', 'done']) ids.push((await created(KLING, { prompt }))['id']);
    const cancel = async (id: unknown) => {
      const path = `/predictions/${String(id)}/cancel`;
      return published('POST', path, await call(server, path, { method: 'POST' }));
    };
    now += 9_000;
    expect(await cancel(ids[0])).toMatchObject({ status: 'canceled', metrics: { predict_time: 0 } });
    now += 26_000;
    expect(await cancel(ids[1])).toMatchObject({ status: 'canceled', metrics: { predict_time: 25 } });
    now += 1_000_000;
    expect(await cancel(ids[2])).toMatchObject({ status: 'succeeded' });
    expect(await read(ids[1])).toMatchObject({ status: 'canceled', output: null });
    expect(server.charges()).toMatchObject([
      { state: 'released', finalMicroUsd: 0 },
      { state: 'partial', finalMicroUsd: 87_500 },
      { state: 'charged', finalMicroUsd: 350_000 },
    ]);
  });

  it('ends at its deadline: aborted in the queue, canceled while running', async () => {
    await open();
    const early = await created(KLING, { prompt: 'early' }, { 'cancel-after': '5' });
    const late = await created(KLING, { prompt: 'late' }, { 'cancel-after': '1m' });
    const never = await created(KLING, { prompt: 'never' }, { 'cancel-after': '1h30m45s' });
    expect(early['deadline']).toBe('2026-11-20T10:00:05.000Z');
    expect(never['deadline']).toBe('2026-11-20T11:30:45.000Z');
    now += 5_000;
    expect(await read(early['id'])).toMatchObject({ status: 'aborted' });
    now += 55_000;
    expect(await read(late['id'])).toMatchObject({ status: 'canceled' });
    now += 60_000;
    expect(await read(never['id'])).toMatchObject({ status: 'succeeded' });
    expect(server.charges().map(({ finalMicroUsd }) => finalMicroUsd)).toEqual([0, 175_000, 350_000]);
  });

  it('keeps a create open while the caller wishes to wait', async () => {
    server = await startReplicateServer({ latency: { startMs: 20, runMs: 60 } });
    const done = await createRun(server, SCHNELL, { prompt: 'x' }, { prefer: 'wait=60' });
    expect([done.status, objectOf(done)['status']]).toEqual([201, 'succeeded']);
    await server.close();
    server = await startReplicateServer({ latency: { startMs: 0, runMs: 600_000 } });
    const open202 = await createRun(server, SCHNELL, { prompt: 'x' }, { prefer: 'wait=1' });
    expect([open202.status, objectOf(open202)['status']]).toEqual([202, 'processing']);
  });

  it('fails without a charge when an uploaded input is gone', async () => {
    await open();
    const { headers, body } = uploadBody('a.png', 'image/png', Buffer.from('png'));
    const file = objectOf(await call(server, '/files', { method: 'POST', headers, body }));
    const image = String((file['urls'] as Record<string, unknown>)['get']);
    const before = await created(WAN, { prompt: 'x', image });
    now += HOUR_MS;
    const after = await created(WAN, { prompt: 'y', image });
    now += 110_000;
    expect(await read(before['id'])).toMatchObject({ status: 'succeeded' });
    expect(await read(after['id'])).toMatchObject({ status: 'failed', error: expect.stringContaining('input file') });
    expect(server.charges().map(({ finalMicroUsd }) => finalMicroUsd)).toEqual([300_000, 0]);
  });
});

describe('the list', () => {
  it('is newest first, a hundred per page, and keeps its window over the pages', async () => {
    await open();
    for (let n = 0; n < 250; n += 1) {
      await created(SCHNELL, { prompt: String(n) });
      now += 1_000;
    }
    const window = new URLSearchParams({
      created_after: new Date(START_MS + 5_000).toISOString(),
      created_before: new Date(START_MS + 245_000).toISOString(),
    });
    const prompts: number[] = [];
    const sizes: number[] = [];
    let address: string | null = `${server.url}/predictions?${window.toString()}`;
    let previous: unknown;
    while (address !== null) {
      const page = published('GET', '/predictions', await startCall(address).ended);
      const results = page['results'] as { input: { prompt: string } }[];
      prompts.push(...results.map(({ input }) => Number(input.prompt)));
      sizes.push(results.length);
      address = page['next'] as string | null;
      previous = page['previous'];
    }
    expect(sizes).toEqual([100, 100, 40]);
    expect(prompts).toEqual(Array.from({ length: 240 }, (_, n) => 244 - n));
    const back = published('GET', '/predictions', await startCall(String(previous)).ended);
    expect(back['results']).toHaveLength(100);
  });

  it('shows a key its own predictions only and refuses nonsense', async () => {
    await open({ tokens: [TEST_TOKEN, 'r8_second'] });
    const mine = await created(SCHNELL, { prompt: 'x' });
    const theirs = await call(server, '/predictions', { token: 'r8_second' });
    expect(objectOf(theirs)['results']).toEqual([]);
    expect((await call(server, `/predictions/${String(mine['id'])}`, { token: 'r8_second' })).status).toBe(404);
    expect((await call(server, '/predictions?created_after=yesterday')).status).toBe(422);
    expect((await call(server, '/predictions?cursor=zzz')).status).toBe(400);
    expect(objectOf(await call(server, '/predictions?source=web'))['results']).toEqual([]);
  });
});

describe('files', () => {
  it('takes an upload, shows it, gives it out by signature and forgets it after an hour', async () => {
    await open();
    const bytes = Buffer.from('some bytes');
    const { headers, body } = uploadBody('start.png', 'image/png', bytes);
    const file = published('POST', '/files', await call(server, '/files', { method: 'POST', headers, body }));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(file).toMatchObject({
      content_type: 'image/png',
      size: 10,
      checksums: { sha256 },
      metadata: { reference: 7 },
    });
    expect(Date.parse(String(file['expires_at'])) - Date.parse(String(file['created_at']))).toBe(HOUR_MS);
    const path = `/files/${String(file['id'])}`;
    expect(published('GET', path, await call(server, path))).toEqual(file);
    expect(published('GET', '/files', await call(server, '/files'))['results']).toEqual([file]);
    const link = server.signedDownload(String(file['id']));
    expect((await startCall(link, { token: null }).ended).body).toEqual(bytes);
    expect((await startCall(link.replace(/signature=./, 'signature=_'), { token: null }).ended).status).toBe(404);
    now += HOUR_MS;
    for (const address of [link, `${server.url}${path}`]) expect((await startCall(address).ended).status).toBe(404);
  });

  it('deletes, and refuses a body without the part', async () => {
    await open();
    const { headers, body } = uploadBody('a.bin', 'application/octet-stream', Buffer.from('x'));
    const path = `/files/${String(objectOf(await call(server, '/files', { method: 'POST', headers, body }))['id'])}`;
    expect((await call(server, path, { method: 'DELETE' })).status).toBe(204);
    expect((await call(server, path)).status).toBe(404);
    expect((await call(server, '/files', { method: 'POST', headers, body: 'nothing' })).status).toBe(400);
  });

  it('takes 100 MB and not a byte more', async () => {
    await open();
    for (const [bytes, status] of [
      [100_000_000, 201],
      [100_000_001, 413],
      [101_000_000, 413],
    ] as const) {
      const { headers, body } = uploadBody('big.bin', 'application/octet-stream', Buffer.alloc(bytes));
      const ended = await call(server, '/files', { method: 'POST', headers, body });
      expect(ended.status).toBe(status);
      published('POST', '/files', ended);
    }
  });
});

describe('the file host', () => {
  it('serves parts of a file under one tag', async () => {
    await open({ latency: { startMs: 0, runMs: 0 } });
    const address = outputOf(await created(SCHNELL, { prompt: 'x', output_format: 'png' }));
    const get = (headers: Record<string, string> = {}) => startCall(address, { token: null, headers }).ended;
    const whole = await get();
    const etag = String(whole.headers.etag);
    expect([whole.status, whole.headers['content-type'], whole.headers['accept-ranges']]).toEqual([
      200,
      'image/png',
      'bytes',
    ]);
    const size = whole.body.length;
    const middle = await get({ range: 'bytes=100-199' });
    expect([middle.status, middle.headers['content-range']]).toEqual([206, `bytes 100-199/${size}`]);
    expect(middle.body).toEqual(whole.body.subarray(100, 200));
    expect((await get({ range: 'bytes=100-', 'if-range': etag })).body).toEqual(whole.body.subarray(100));
    expect((await get({ range: 'bytes=-10' })).body).toEqual(whole.body.subarray(-10));
    expect((await get({ range: 'bytes=100-', 'if-range': '"other"' })).status).toBe(200);
    expect((await get({ range: `bytes=${size}-` })).status).toBe(416);
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
    expect((await startCall(address.replace(/delivery\/..../, 'delivery/aaaa'), { token: null }).ended).status).toBe(
      404,
    );
  });

  it('notices a key, and then refuses to close quietly', async () => {
    await open({ latency: { startMs: 0, runMs: 0 } });
    const address = outputOf(await created(SCHNELL, { prompt: 'x' }));
    await startCall(address, { token: null }).ended;
    expect(server.tokenHits()).toEqual([]);
    await startCall(address).ended;
    await startCall(`${address}?key=${TEST_TOKEN}`, { token: null }).ended;
    expect(server.tokenHits()).toHaveLength(2);
    await expect(server.close()).rejects.toThrow('The key reached the file host 2 times');
    await open();
  });

  it('excuses a key only where it had answered 403 for that address', async () => {
    await open({ latency: { startMs: 0, runMs: 0 } });
    const address = outputOf(await created(SCHNELL, { prompt: 'x' }));
    server.script({ kind: 'url-expired-403' });
    expect((await startCall(address, { token: null }).ended).status).toBe(403);
    await startCall(address).ended;
    expect(server.tokenHits()).toMatchObject([{ refusedBefore: true }]);
  });
});

describe('every answer against the document', () => {
  it('names what is wrong: the check can fail', () => {
    const json = (status: number, value: unknown) => ({
      status,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(value)),
    });
    expect(check.answer('GET', '/account', json(200, { type: 'robot' })).length).toBeGreaterThan(0);
    expect(check.answer('GET', '/predictions/abc', json(200, { id: 'abc' })).length).toBeGreaterThan(0);
    expect(check.answer('GET', '/account', json(201, {}))).toEqual(['GET /account does not answer 201']);
    expect(check.answer('GET', '/elsewhere', json(200, {}))).toEqual(['GET /elsewhere is not in the document']);
    expect(check.answer('GET', '/hardware', json(200, [{ name: 1 }]))).toEqual(['/0/name must be string']);
  });

  it('has the hardware list as published', async () => {
    await open();
    published('GET', '/hardware', await call(server, '/hardware'));
    expect(server.violations()).toEqual([]);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { createRemoteProviders } from '../../../src/main/providers/provider-registry.ts';
import { createSecret } from '../../../src/main/providers/secret.ts';
import type { MediaInput, RemoteAdapter, RemoteVideoOrder } from '../../../src/main/providers/remote-port.ts';
import { sendJson, startScriptServer } from './conformance-server.ts';
import type { Exchange, ScriptServer } from './conformance-server.ts';

const KEY = 'FW-CANARY-4711-abcdef';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const KLING = 'replicate/kwaivgi/kling-v2.5-turbo-pro';
const SCHNELL = 'replicate/black-forest-labs/flux-schnell';

let folder: string;
let server: ScriptServer | undefined;
const closers: (() => Promise<void>)[] = [];
const context = { signal: new AbortController().signal };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-replicate-'));
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function open(answer: (exchange: Exchange) => void): Promise<RemoteAdapter> {
  server = await startScriptServer(answer);
  const providers = createRemoteProviders({
    keys: { find: () => Promise.resolve(createSecret(KEY)) },
    clock: createSystemClock(),
    env: { REPLICATE_BASE_URL: `${server.origin}/v1` },
  });
  closers.push(() => providers.close());
  const adapter = providers.find(KLING);
  if (adapter === undefined) throw new Error('no adapter');
  return adapter;
}

async function picture(name: string, bytes: Buffer = PNG): Promise<MediaInput> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return { path, mime: 'image/png', bytes: bytes.length, sha256: 'unused' };
}

const schemaOf = (...keys: string[]) => ({
  latest_version: {
    openapi_schema: {
      components: {
        schemas: { Input: { properties: Object.fromEntries(keys.map((key) => [key, { type: 'string' }])) } },
      },
    },
  },
});
const KLING_SCHEMA = schemaOf('prompt', 'start_image', 'end_image', 'duration', 'aspect_ratio');

async function videoOrder(start: MediaInput): Promise<RemoteVideoOrder> {
  const end = await picture('end.png');
  return { kind: 'video', prompt: 'a boat', start, end, seconds: 8, widthPx: 1920, heightPx: 1080, seed: null };
}

describe('the main path', () => {
  test('prepares, creates, polls and downloads; the key goes to the API only', async () => {
    const created: Record<string, unknown>[] = [];
    const adapter = await open(({ method, path, body, response, headers }) => {
      if (path === '/v1/models/kwaivgi/kling-v2.5-turbo-pro') return sendJson(response, 200, KLING_SCHEMA);
      if (method === 'POST') {
        created.push({ ...(JSON.parse(body.toString()) as object), cancelAfter: headers['cancel-after'] });
        return sendJson(response, 201, { id: 'abc123', status: 'starting', model: 'x', urls: {} });
      }
      if (path === '/v1/predictions/abc123') {
        const output = `${server?.origin}/out/video.mp4`;
        return sendJson(response, 200, {
          id: 'abc123',
          status: 'succeeded',
          output,
          metrics: { video_output_count: 1 },
        });
      }
      response.writeHead(200, { 'content-type': 'video/mp4' });
      return response.end(Buffer.from('\u0000\u0000\u0000\u0018ftypisom....', 'latin1'));
    });
    const order = await videoOrder(await picture('start.png'));
    const call = await adapter.prepare(KLING, order, 'nonce-1', context);
    const answer = await adapter.create(call, context);
    expect(answer).toEqual({ kind: 'accepted', remoteId: 'abc123', status: { state: 'pending', progress: null } });
    expect(created).toHaveLength(1);
    expect(created[0]).toMatchObject({ cancelAfter: '35m', input: { prompt: 'a boat', duration: 10 } });
    expect(JSON.stringify(call.match)).not.toContain('base64');
    const status = await adapter.poll('abc123', context);
    if (status.state !== 'succeeded' || status.outputs[0] === undefined) throw new Error(status.state);
    expect(status.counters).toEqual({ video_output_count: 1 });
    const path = join(folder, 'clip.mp4');
    const got = await adapter.download(status.outputs[0], { path, kind: 'video', maxBytes: 1_000 }, context);
    expect(got).toMatchObject({ bytes: 16, mime: 'video/mp4' });
    expect((await readFile(path)).length).toBe(16);
    const authorized = server?.seen
      .filter(({ headers }) => headers.authorization !== undefined)
      .map(({ path: at }) => at);
    expect(authorized).not.toContain('/out/video.mp4');
    expect(authorized).toHaveLength(3);
  });

  test('two attempts at one order differ in what is sent, not in the picture', async () => {
    const adapter = await open(({ response }) => sendJson(response, 200, KLING_SCHEMA));
    const order = await videoOrder(await picture('start.png'));
    const first = await adapter.prepare(KLING, order, 'nonce-1', context);
    const second = await adapter.prepare(KLING, order, 'nonce-2', context);
    expect(first.body).not.toBe(second.body);
    expect(first.match).not.toEqual(second.match);
    // The schema is read once an hour.
    expect(server?.seen).toHaveLength(1);
  });

  test('keys that the live schema does not list are left out', async () => {
    const adapter = await open(({ response }) => sendJson(response, 200, schemaOf('prompt', 'seed')));
    const order = { kind: 'image', prompt: 'x', widthPx: 16, heightPx: 9, seed: 7, references: [] } as const;
    const call = await adapter.prepare(SCHNELL, order, 'n', context);
    expect(JSON.parse(call.body)).toEqual({ input: { prompt: 'x', seed: 7 } });
  });

  test('a picture over 256 KB is uploaded, and its address goes along', async () => {
    const adapter = await open(({ method, response }) =>
      method === 'POST'
        ? sendJson(response, 201, { id: 'f1', urls: { get: 'https://api.replicate.com/v1/files/f1' } })
        : sendJson(response, 200, KLING_SCHEMA),
    );
    const order = await videoOrder(await picture('start.png', Buffer.concat([PNG, Buffer.alloc(300_000)])));
    const call = await adapter.prepare(KLING, order, 'n', context);
    expect(JSON.parse(call.body)).toMatchObject({ input: { start_image: 'https://api.replicate.com/v1/files/f1' } });
    const upload = server?.seen.find(({ method }) => method === 'POST');
    expect(upload?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(upload?.body.includes(Buffer.from('name="metadata"'))).toBe(true);
  });
});

import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createRateLimiter } from '../../src/main/transport/rate-limiter.ts';
import { openTestDoors, START_TOKEN } from '../support/doors/test-doors.ts';
import type { TestDoors } from '../support/doors/test-doors.ts';

/** W1 to W6 as a table: who asks, from where, with what, and what they get. Raw requests, since clients mend headers. */

let doors: TestDoors;
let port = 0;
let cookie = '';
let reviewer = '';
let revoked = '';
const NOBODY = '01900000-0000-7000-8000-000000000000';

interface Asked {
  method?: string;
  path: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

function ask({ method = 'GET', path, headers = {}, body }: Asked) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((done, fail) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port, method, path, headers: { host: `127.0.0.1:${port}`, ...headers }, setHost: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          done({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
        );
        answer.on('error', fail);
      },
    );
    sent.on('error', fail);
    sent.end(body);
  });
}

beforeAll(async () => {
  doors = await openTestDoors();
  port = doors.server.port;
  const opened = await ask({
    method: 'POST',
    path: '/session',
    headers: { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token: START_TOKEN }),
  });
  cookie = String((opened.headers['set-cookie'] as string[])[0]).split(';')[0] ?? '';
  reviewer = (await doors.doors.desk.issue({ subject: 'r', role: 'reviewer', expiresInDays: 1 })).token;
  const gone = await doors.doors.desk.issue({ subject: 'g', role: 'owner', expiresInDays: 1 });
  doors.doors.desk.revoke(gone.id);
  revoked = gone.token;
});
afterAll(() => doors.close());

type Words = Record<string, string>;
/** `{port}`, `{bearer}`… are filled in when the server has said what they are. */
const fill = (text: string): string =>
  text
    .replaceAll('{port}', String(port))
    .replaceAll('{other}', String(port + 1))
    .replaceAll('{bearer}', `Bearer ${START_TOKEN}`)
    .replaceAll('{reviewer}', `Bearer ${reviewer}`)
    .replaceAll('{revoked}', `Bearer ${revoked}`)
    .replaceAll('{cookie}', cookie);

const A = { authorization: '{bearer}' };
const C = { cookie: '{cookie}' };
const OWN = { origin: 'http://127.0.0.1:{port}' };
const JSON_TYPE = { 'content-type': 'application/json' };
const JOBS = '/api/v2/jobs';
const NEW = '/api/v2/projects';
const BRIEF = '{"brief":{"prompt":"A bell rings."}}';

const TABLE: [name: string, status: number, method: string, path: string, headers: Words, body?: string][] = [
  // Host (W2)
  ['our address', 200, 'GET', JOBS, A],
  ['localhost', 200, 'GET', JOBS, { ...A, host: 'localhost:{port}' }],
  ['LOCALHOST in capitals', 200, 'GET', JOBS, { ...A, host: 'LOCALHOST:{port}' }],
  ['[::1]', 200, 'GET', JOBS, { ...A, host: '[::1]:{port}' }],
  ['rebinding: a foreign name', 421, 'GET', JOBS, { ...A, host: 'attacker.example:{port}' }],
  ['rebinding on the page', 421, 'GET', '/', { host: 'attacker.example:{port}' }],
  ['rebinding on health', 421, 'GET', '/health', { host: 'attacker.example:{port}' }],
  ['0.0.0.0', 421, 'GET', JOBS, { ...A, host: '0.0.0.0:{port}' }],
  ['a name that begins like ours', 421, 'GET', JOBS, { ...A, host: '127.0.0.1.attacker.example:{port}' }],
  ['127.attacker.example', 421, 'GET', JOBS, { ...A, host: '127.attacker.example:{port}' }],
  ['a name that ends like ours', 421, 'GET', JOBS, { ...A, host: 'x.localhost:{port}' }],
  ['a dot at the end', 421, 'GET', JOBS, { ...A, host: 'localhost.:{port}' }],
  ['another port', 421, 'GET', JOBS, { ...A, host: '127.0.0.1:{other}' }],
  ['no port', 421, 'GET', JOBS, { ...A, host: '127.0.0.1' }],
  ['an empty host', 421, 'GET', JOBS, { ...A, host: '' }],
  ['a user before the host', 421, 'GET', JOBS, { ...A, host: 'x@127.0.0.1:{port}' }],
  ['the address as one number', 421, 'GET', JOBS, { ...A, host: '2130706433:{port}' }],
  ['[::ffff:127.0.0.1]', 421, 'GET', JOBS, { ...A, host: '[::ffff:127.0.0.1]:{port}' }],
  // Origin and fetch site (W3)
  ['own origin', 200, 'GET', JOBS, { ...A, ...OWN }],
  [
    'own origin of localhost under localhost',
    200,
    'GET',
    JOBS,
    { ...A, host: 'localhost:{port}', origin: 'http://localhost:{port}' },
  ],
  ['origin of localhost under 127.0.0.1', 403, 'GET', JOBS, { ...A, origin: 'http://localhost:{port}' }],
  ['origin on another port', 403, 'GET', JOBS, { ...A, origin: 'http://127.0.0.1:{other}' }],
  ['origin by https', 403, 'GET', JOBS, { ...A, origin: 'https://127.0.0.1:{port}' }],
  ['null origin', 403, 'GET', JOBS, { ...A, origin: 'null' }],
  ['null origin with the cookie', 403, 'POST', NEW, { ...C, ...JSON_TYPE, origin: 'null' }, BRIEF],
  ['foreign origin with Bearer', 403, 'POST', NEW, { ...A, ...JSON_TYPE, origin: 'https://app.evil' }, BRIEF],
  ['foreign origin on the page', 403, 'GET', '/', { origin: 'https://app.evil' }],
  ['cross-site by fetch metadata', 403, 'GET', JOBS, { ...A, 'sec-fetch-site': 'cross-site' }],
  ['same-site by fetch metadata', 403, 'GET', JOBS, { ...C, 'sec-fetch-site': 'same-site' }],
  ['same-origin by fetch metadata', 200, 'GET', JOBS, { ...C, 'sec-fetch-site': 'same-origin' }],
  ['typed into the address bar', 200, 'GET', JOBS, { ...C, 'sec-fetch-site': 'none' }],
  ['nonsense as fetch site', 403, 'GET', JOBS, { ...C, 'sec-fetch-site': 'nowhere' }],
  // Cookie and Bearer (W3, W4)
  ['no token', 401, 'GET', JOBS, {}],
  ['cookie, reading, no origin', 200, 'GET', JOBS, C],
  ['cookie, writing, no origin', 403, 'POST', NEW, { ...C, ...JSON_TYPE }, BRIEF],
  ['cookie, writing, own origin', 200, 'POST', NEW, { ...C, ...JSON_TYPE, ...OWN }, BRIEF],
  ['cookie, deleting, no origin', 403, 'DELETE', `/api/v2/projects/${NOBODY}`, C],
  ['cookie, deleting, own origin', 404, 'DELETE', `/api/v2/projects/${NOBODY}`, { ...C, ...OWN }],
  ['Bearer, writing, no origin', 200, 'POST', NEW, { ...A, ...JSON_TYPE }, BRIEF],
  ['wrong Bearer', 401, 'GET', JOBS, { authorization: 'Bearer nonsense' }],
  ['wrong Bearer beside a good cookie', 401, 'GET', JOBS, { ...C, authorization: 'Bearer nonsense' }],
  ['Basic', 401, 'GET', JOBS, { authorization: 'Basic eDp5' }],
  ['empty Bearer', 401, 'GET', JOBS, { authorization: 'Bearer ' }],
  ['half the token', 401, 'GET', JOBS, { authorization: `Bearer ${START_TOKEN.slice(0, 16)}` }],
  ['the start token as a cookie', 401, 'GET', JOBS, { cookie: `framewright-{port}=${START_TOKEN}` }],
  ['the cookie of another port', 401, 'GET', JOBS, { cookie: 'framewright-{other}=x' }],
  ['a revoked token', 401, 'GET', JOBS, { authorization: '{revoked}' }],
  ['an unsigned JWT', 401, 'GET', JOBS, { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoib3duZXIifQ.' }],
  ['token in the query', 400, 'GET', `${JOBS}?token=${START_TOKEN}`, {}],
  ['t in the query', 400, 'GET', `${JOBS}?t=${START_TOKEN}`, {}],
  ['access_token in the query beside a good Bearer', 400, 'GET', `${JOBS}?access_token=x`, A],
  ['TOKEN in capitals in the query', 400, 'GET', `${JOBS}?ToKeN=x`, A],
  ['token in the query of media', 400, 'GET', `/media/${NOBODY}?t=x`, C],
  // Roles (W5)
  ['reviewer reads', 200, 'GET', JOBS, { authorization: '{reviewer}' }],
  ['reviewer writes', 403, 'POST', NEW, { authorization: '{reviewer}', ...JSON_TYPE }, BRIEF],
  ['reviewer uploads', 403, 'POST', '/api/v2/upload-asset', { authorization: '{reviewer}' }, 'x'],
  [
    'reviewer makes tokens',
    403,
    'POST',
    '/api/v2/tokens',
    { authorization: '{reviewer}', ...JSON_TYPE },
    '{"subject":"x","role":"owner"}',
  ],
  // Methods, types, paths
  ['health without a token', 200, 'GET', '/health', {}],
  ['health of the API without a token', 200, 'GET', '/api/v2/health', {}],
  ['the document without a token', 200, 'GET', '/openapi.json', {}],
  ['the document of the API without a token', 200, 'GET', '/api/v2/openapi.json', {}],
  ['a route that is none, without a token', 401, 'GET', '/api/v2/nothing', {}],
  ['a route that is none', 404, 'GET', '/api/v2/nothing', A],
  ['what belongs to later', 404, 'POST', `${JOBS}/${NOBODY}/refine`, { ...A, ...JSON_TYPE }, '{}'],
  ['a GET that would change something', 404, 'GET', `${JOBS}/${NOBODY}/approve`, A],
  ['TRACE', 404, 'TRACE', JOBS, A],
  [
    'OPTIONS from another page',
    403,
    'OPTIONS',
    JOBS,
    { origin: 'https://app.evil', 'access-control-request-method': 'POST' },
  ],
  [
    'a form instead of JSON',
    415,
    'POST',
    NEW,
    { ...A, 'content-type': 'application/x-www-form-urlencoded' },
    'brief=1',
  ],
  ['text/plain with JSON in it', 415, 'POST', NEW, { ...A, 'content-type': 'text/plain' }, BRIEF],
  ['broken JSON', 400, 'POST', NEW, { ...A, ...JSON_TYPE }, '{"brief":'],
  [
    'a body of 2 MB',
    413,
    'POST',
    NEW,
    { ...A, ...JSON_TYPE },
    JSON.stringify({ brief: { prompt: 'x'.repeat(2_000_000) } }),
  ],
  ['media without a token', 401, 'GET', `/media/${NOBODY}`, {}],
  ['media that is not there', 404, 'GET', `/media/${NOBODY}`, C],
  ['media by a path', 404, 'GET', '/media/../library.db', C],
  ['media by an encoded path', 404, 'GET', '/media/%2e%2e%2flibrary.db', C],
  ['media by a twice encoded path', 404, 'GET', '/media/%252e%252e%252flibrary.db', C],
  ['media by a back-slash', 400, 'GET', '/media/..\\library.db', C],
  ['media by an absolute path', 404, 'GET', '/media//etc/passwd', C],
  ['page by a path that climbs', 404, 'GET', '/assets/..%2f..%2ftoken-key', C],
  ['page by a path with NUL', 404, 'GET', '/assets/%00', C],
  ['an absolute target', 400, 'GET', 'http://attacker.example/api/v2/jobs', A],
  ['video of a job that is not there', 404, 'GET', `${JOBS}/${NOBODY}/video`, A],
  ['a variation that is none', 400, 'GET', `${JOBS}/${NOBODY}/video?variation=9`, A],
  ['session without an origin', 403, 'POST', '/session', JSON_TYPE, `{"token":"${START_TOKEN}"}`],
  ['session with a wrong token', 401, 'POST', '/session', { ...JSON_TYPE, ...OWN }, '{"token":"wrong"}'],
  ['session by GET', 404, 'GET', '/session', OWN],
];

it('the table has at least 60 rows', () => expect(TABLE.length).toBeGreaterThanOrEqual(60));

it.each(TABLE)('%s → %i', async (_name, status, method, path, headers, body) => {
  const answer = await ask({
    method,
    path: fill(path),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)])),
    ...(body === undefined ? {} : { body }),
  });
  expect(answer.status, answer.text).toBe(status);
  // No CORS for anybody, the wall on everything, and nothing of the machine in a refusal.
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.text).not.toContain(doors.home);
  if (status >= 400) {
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(Object.keys(JSON.parse(answer.text) as object)).toEqual(
      expect.arrayContaining(['code', 'message', 'details', 'status']),
    );
  }
});

it('sets the session cookie for scripts out of reach and for this site alone', async () => {
  const answer = await ask({
    method: 'POST',
    path: '/session',
    headers: { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token: START_TOKEN }),
  });
  expect(answer.headers['set-cookie']).toEqual([
    expect.stringMatching(
      new RegExp(`^framewright-${port}=[\\w-]{43}\\.[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    ),
  ]);
});

const socketCode = (headers: Record<string, string>, path = '/rpc', first?: string): Promise<number> =>
  new Promise((done) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('unexpected-response', (_request, answer) => done(answer.statusCode ?? 0));
    socket.on('error', () => undefined);
    socket.on('open', () => {
      if (first !== undefined) socket.send(first);
      else {
        done(101);
        socket.close();
      }
    });
    socket.on('message', (data: Buffer) => {
      done(String(data) === '{"ok":true}' ? 101 : 0);
      socket.close();
    });
    socket.on('close', (code) => done(code));
  });

it.each<[string, number, Words, string?, string?]>([
  ['Bearer without an origin', 101, A],
  ['cookie with our origin', 101, { ...C, ...OWN }],
  ['cookie without an origin', 403, C],
  ['cookie with a foreign origin', 403, { ...C, origin: 'https://app.evil' }],
  ['cookie with our origin on another port', 403, { ...C, origin: 'http://127.0.0.1:{other}' }],
  ['a rebound host', 421, { ...A, host: 'attacker.example:{port}' }],
  ['a wrong Bearer', 401, { authorization: 'Bearer nonsense' }],
  ['the token in the query', 400, {}, `/rpc?token=${START_TOKEN}`],
  ['another path', 404, A, '/other'],
  ['the token in the first message', 101, {}, '/rpc', JSON.stringify({ token: START_TOKEN })],
  ['a wrong token in the first message', 4401, {}, '/rpc', '{"token":"x"}'],
  ['a call instead of the token', 4401, {}, '/rpc', '["1",1,{"url":"/runs/list"}]'],
])('a socket with %s → %i', async (_name, wanted, headers, path, first) => {
  const filled = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]));
  expect(await socketCode(filled, path, first)).toBe(wanted);
});

it('closes a socket that sends too much at once', async () => {
  expect(
    await socketCode(Object.fromEntries([['authorization', fill('{bearer}')]]), '/rpc', 'x'.repeat(5_000_000)),
  ).toBe(1009);
});

it('listens on the loopback only', () => {
  const own = new Set<string>();
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  for (const file of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [, local = '', , state] = line.trim().split(/\s+/);
      if (state === '0A' && local.endsWith(`:${hex}`)) own.add(local.split(':')[0] ?? '');
    }
  }
  expect(own.size).toBeGreaterThan(0);
  for (const address of own) expect(['0100007F', '00000000000000000000000001000000']).toContain(address);
  for (const address of doors.server.addresses) expect(['127.0.0.1', '::1']).toContain(address);
});

it('answers ranges, HEAD and the wrong range of a picture, and takes uploads both ways', async () => {
  const png = readFileSync('tests/contract/dot.png');
  const bearer = { authorization: fill('{bearer}') };
  const raw = await ask({
    method: 'POST',
    path: '/api/v2/upload-asset',
    headers: { ...bearer, 'x-file-name': encodeURIComponent('จุด "1".png') },
    body: png,
  });
  expect(raw.status, raw.text).toBe(200);
  const { id, name, kind } = JSON.parse(raw.text) as { id: string; name: string; kind: string };
  expect([name, kind]).toEqual(['จุด "1".png', 'image']);
  const form = new FormData();
  form.append('file', new Blob([png]), 'dot.png');
  const sent = await fetch(`${doors.url}/api/v2/upload-asset`, { method: 'POST', headers: bearer, body: form });
  expect(sent.status).toBe(200);

  const path = `/media/${id}`;
  const part = await ask({ path, headers: { ...bearer, range: 'bytes=0-7' } });
  expect([part.status, part.headers['content-range'], part.headers['content-length']]).toEqual([
    206,
    `bytes 0-7/${png.length}`,
    '8',
  ]);
  expect((await ask({ path, headers: { ...bearer, range: `bytes=${png.length}-` } })).status).toBe(416);
  const head = await ask({ method: 'HEAD', path, headers: bearer });
  expect([head.status, head.headers['content-length'], head.text]).toEqual([200, String(png.length), '']);
  expect(head.headers['content-disposition']).toMatch(/^inline; filename="[\x20-\x7e]*"; filename\*=UTF-8''%E0/);

  for (const [body, status, code] of [
    [Buffer.from('just text'), 415, 'unsupported-media'],
    [Buffer.alloc(400_000), 413, 'payload-too-large'],
  ] as const) {
    const refused = await ask({ method: 'POST', path: '/api/v2/upload-asset', headers: bearer, body });
    expect([refused.status, (JSON.parse(refused.text) as { code: string }).code]).toEqual([status, code]);
  }
});

it('binds the rates of R11.2 and says when to come again', async () => {
  const clock = { nowMs: () => 0, at: 0, monotonicMs: () => clock.at };
  const limited = await openTestDoors({ rates: createRateLimiter(clock) });
  try {
    const call = () =>
      fetch(`${limited.url}/api/v2/generate`, {
        method: 'POST',
        headers: { authorization: `Bearer ${START_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ creativePrompt: 'A bell rings.' }),
      });
    for (let times = 0; times < 5; times += 1) expect((await call()).status).toBe(200);
    const refused = await call();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    // The window's own door is not bound.
    const window = await limited.socket();
    for (let times = 0; times < 7; times += 1)
      expect((await window.v2.generate({ creativePrompt: 'A bell rings.' })).estimatedCost).toBe(0);
    clock.at = 60_001;
    expect((await call()).status).toBe(200);
  } finally {
    await limited.close();
  }
});

it('2,000 requests of garbage end no server', async () => {
  const noise = (seed: number): string => {
    const kinds = [
      `GET /${'%'.repeat(seed % 7)}${String.fromCharCode(33 + (seed % 90))} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
      `\u0000\u0001${seed}\r\n\r\n`,
      `POST /api/v2/generate HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: -${seed}\r\n\r\n`,
      `GET / HTTP/9.9\r\n\r\n`,
      `POST /api/v2/upload-asset HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${START_TOKEN}\r\nContent-Type: multipart/form-data; boundary=${seed}\r\nContent-Length: 4\r\n\r\nabcd`,
      `GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${START_TOKEN}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
      `GET ${'/a'.repeat(seed % 9_000)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
      `PUT /api/v2/jobs HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    ];
    return kinds[seed % kinds.length] ?? '';
  };
  const send = (seed: number): Promise<void> =>
    new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => socket.end(noise(seed)));
      socket.on('data', () => undefined);
      socket.on('error', () => done());
      socket.on('close', () => done());
      socket.setTimeout(2_000, () => socket.destroy());
    });
  for (let start = 0; start < 2_000; start += 50)
    await Promise.all(Array.from({ length: 50 }, (_, index) => send(start + index)));
  expect((await ask({ path: '/health' })).status).toBe(200);
});

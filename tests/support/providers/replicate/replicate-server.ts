/**
 * A stand-in for Replicate that speaks its published API over a real socket, keeps a charge ledger, makes real media
 * and breaks on command (decision 15). Nothing in it is shared with the adapter under test.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer } from './answers.ts';
import { faultAnswer, spoil, throttled } from './answers.ts';
import { createApiRoutes, pointOf } from './api-routes.ts';
import { loadCatalogue } from './catalogue.ts';
import { createAnswerCheck } from './check-answer.ts';
import { createControl } from './control.ts';
import { createFaultPlan } from './fault-plan.ts';
import { faultRow } from './fault-kinds.ts';
import type { FaultPoint, FaultRecord, ScriptedFault } from './fault-kinds.ts';
import { createFileHost } from './file-host.ts';
import { nonceOf } from './ids-and-hashes.ts';
import { createMediaMaker } from './make-media.ts';
import { standingOf } from './prediction-life.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { readBody } from './read-body.ts';
import { reset, send } from './send.ts';
import type {
  Charge,
  PostRecord,
  Prediction,
  ReplicateServerOptions,
  RequestRecord,
  TokenHit,
} from './server-types.ts';
import { createWorld } from './world.ts';

/** The key that is let in when no other is named. */
export const TEST_TOKEN = 'r8_testTESTtestTESTtestTESTtestTESTtest0';

const MAX_JSON_BYTES = 20_000_000;
const MAX_UPLOAD_BYTES = 100_100_000;
const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

export interface ReplicateServer {
  /** Base address ending in /v1. */
  url: string;
  port: number;
  /** The charge ledger, oldest first. */
  charges(): Charge[];
  /** Every POST that wanted to start a prediction, oldest first. */
  posts(): PostRecord[];
  /** Every request but those to the control door. */
  requests(): RequestRecord[];
  predictions(): Record<string, unknown>[];
  /** Faults that struck. */
  faults(): FaultRecord[];
  script(fault: ScriptedFault): void;
  /** No more faults, neither scripted nor drawn. */
  clearFaults(): void;
  /** Lets go of every answer that `hold-answer` holds. */
  release(): void;
  /** Moves the server's clock forward. */
  advance(ms: number): void;
  retire(model: string): void;
  revoke(token: string): void;
  admit(token: string): void;
  /** Connections are refused until `listenAgain()` (F39, F59); open ones are cut. */
  stopListening(): Promise<void>;
  listenAgain(): Promise<void>;
  signedDownload(fileId: string): string;
  /** Requests that brought a key to the file host. Must stay empty. */
  tokenHits(): TokenHit[];
  /** Requests to the address that redirects and false outputs point to. Must stay 0. */
  canaryHits(): number;
  /** Own answers that break the published document. Must stay empty. */
  violations(): string[];
  /** Throws when a key was seen on the file host (but after 401 or 403) or an answer broke the document. */
  close(): Promise<void>;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function keyOf(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^(?:Bearer|Token)\s+(\S+)$/i.exec(header)?.[1];
}

/** Listens on 127.0.0.1 only. Throws when the port is taken or the options make no sense. */
export async function startReplicateServer(options: ReplicateServerOptions = {}): Promise<ReplicateServer> {
  let offsetMs = 0;
  const { clock = { nowMs: () => Date.now() } } = options;
  const nowMs = (): number => clock.nowMs() + offsetMs;
  const tokens = new Set(options.tokens ?? [TEST_TOKEN]);
  const retired = new Set(options.retired ?? []);
  const catalogue = loadCatalogue(options.models);
  const check = createAnswerCheck();
  const limiter = createRateLimiter(options.rateLimits);
  const plan = createFaultPlan({
    seed: options.seed ?? 1,
    rate: options.faultRate ?? 0,
    kinds: options.faultKinds,
    script: options.script,
  });
  const place = { base: '', origin: '', canaryUrl: '' };
  const world = createWorld(options, nowMs, place);
  const media = createMediaMaker(options.mediaCache ?? join(REPOSITORY, '.cache', 'fake-replicate'), process.env);
  const host = createFileHost(world, media, nowMs, options.looks);
  const posts: PostRecord[] = [];
  const requests: RequestRecord[] = [];
  const faults: FaultRecord[] = [];
  const violations: string[] = [];
  const held = new Set<() => void>();
  let canaryHits = 0;

  const waitFor = async (one: Prediction, ms: number): Promise<void> => {
    const [untilMs, realUntilMs] = [nowMs() + ms, performance.now() + ms];
    while (standingOf(one, nowMs()).endedAtMs === null && nowMs() < untilMs && performance.now() < realUntilMs) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const routes = createApiRoutes({
    ...{ options, catalogue, retired, tokens, world, check, place, nowMs, waitFor },
  });

  const mediaOf = (path: string): 'image' | 'video' | 'other' | undefined => {
    const [, , owner = '', name = ''] = path.split('/');
    return path.startsWith('/models/') ? catalogue.get(`${owner}/${name}`)?.kind : undefined;
  };

  /** One request from its headers to its last byte. `path` is below /v1 for the API, whole for the file host. */
  const serve = async (req: IncomingMessage, res: ServerResponse, url: URL, path: string): Promise<void> => {
    const method = req.method ?? 'GET';
    const point: FaultPoint = pointOf(method, path);
    const whole = `${url.pathname}${url.search}`;
    const fault = plan.draw(point, whole, point === 'create' ? mediaOf(path) : undefined);
    const atMs = nowMs();
    const record: RequestRecord = {
      sequence: requests.length + 1,
      atMs,
      method,
      path: whole,
      status: null,
      fault: null,
    };
    requests.push(record);
    let post: PostRecord | undefined;
    if (point === 'create') {
      const named = path.startsWith('/models/') ? path.split('/').slice(2, 4).join('/') : null;
      const none = { nonce: null, accepted: false, predictionId: null, status: null, fault: null };
      post = { sequence: posts.length + 1, atMs, path: whole, model: named, ...none };
      posts.push(post);
    }
    const strike = (predictionId: string | null = null): void => {
      if (fault === undefined) return;
      faults.push({ kind: fault.kind, point, path: whole, atMs: nowMs(), source: fault.source, predictionId });
      record.fault = fault.kind;
      if (post !== undefined) post.fault = fault.kind;
    };
    const finish = (answer: Answer): void => {
      record.status = answer.status;
      if (post !== undefined) post.status = answer.status;
      if (point === 'download' && (answer.status === 401 || answer.status === 403)) host.refused(url.pathname);
      send(req, res, answer, fault);
    };
    const phase = fault === undefined ? undefined : faultRow(fault.kind).phase;

    if (phase === 'arrival' && fault?.kind === 'reset-before-read') {
      strike();
      reset(req);
      return;
    }
    let onBytes: ((total: number) => void) | undefined;
    if (fault?.kind === 'upload-reset') {
      const declared = Number(req.headers['content-length'] ?? Number.MAX_SAFE_INTEGER);
      const limit = Math.max(1, Math.min(fault.bytes ?? 4_096, declared - 1));
      strike();
      onBytes = (total) => (total >= limit ? reset(req) : undefined);
    }
    const body = await readBody(req, point === 'upload' ? MAX_UPLOAD_BYTES : MAX_JSON_BYTES, onBytes);
    if (body === null) return;

    if (fault !== undefined && phase === 'read') {
      strike();
      if (fault.kind === 'hang') return;
      if (fault.kind === 'reset-after-read') {
        reset(req);
        return;
      }
      if (fault.kind.startsWith('url-expired')) {
        host.expire(url.pathname, Number(fault.kind.slice(-3)), fault.gone === true);
      }
      const instead = faultAnswer(fault, nowMs(), place.canaryUrl);
      if (instead !== undefined) finish(instead);
      return;
    }
    if (point === 'download') {
      host.watch(
        url.pathname,
        [...tokens].some((token) => JSON.stringify([req.headers, whole]).includes(token)),
      );
      const answer = await host.answer(url.pathname, req.headers);
      if (fault !== undefined) strike();
      finish(fault === undefined ? answer : spoil(fault, answer));
      return;
    }

    const waitSeconds = limiter(point === 'create', nowMs());
    if (waitSeconds > 0) {
      finish(throttled(waitSeconds));
      return;
    }
    const token = keyOf(req.headers.authorization);
    const reply = await routes.handle({
      ...{ method, path, query: url.searchParams, headers: req.headers, body, token },
      fault: phase === 'run' || fault?.listDelayMs !== undefined ? fault : undefined,
    });
    const { answer, created } = reply;
    if (post !== undefined && created !== undefined) {
      Object.assign(post, { accepted: true, predictionId: created.id, model: created.model });
      post.nonce = nonceOf(created.input);
      host.warm(created);
    }
    if (options.validate !== false) {
      const wrong = check.answer(method, path, answer);
      // A request for what the API does not have is answered 404 and is no fault of the answer.
      if (answer.status !== 404) violations.push(...wrong.map((one) => `${method} ${path}: ${one}`));
    }
    // A refused create starts no run and charges nothing: there is nothing that such a fault could strike.
    const applies = fault !== undefined && (point !== 'create' || created !== undefined || phase === 'wire');
    if (fault === undefined || !applies) {
      finish(answer);
      return;
    }
    strike(created?.id ?? null);
    if (fault.kind === 'reset-after-charge') reset(req);
    else if (fault.kind === 'hang-after-charge') return;
    else if (fault.kind === 'hold-answer') {
      await new Promise<void>((resolve) => {
        held.add(resolve);
        if (fault.delayMs !== undefined) setTimeout(resolve, fault.delayMs);
        res.on('close', resolve);
      });
      finish(answer);
    } else
      finish((phase === 'done' ? faultAnswer(fault, nowMs(), place.canaryUrl) : undefined) ?? spoil(fault, answer));
  };

  let server: Server;
  const handler = (req: IncomingMessage, res: ServerResponse): void => {
    const url = new URL(req.url ?? '/', 'http://127.0.0.1');
    const { pathname } = url;
    const isApi = pathname === '/v1' || pathname.startsWith('/v1/');
    const work = pathname.startsWith('/__')
      ? control(req, res, url)
      : serve(req, res, url, isApi ? pathname.slice(3) : pathname);
    work.catch((error: unknown) => {
      violations.push(`the server itself failed at ${pathname}: ${String(error)}`);
      res.destroy();
    });
  };
  const open = (): Server => {
    const made = createServer({ requestTimeout: 0 }, handler);
    // A server that closes idle connections of its own would add resets that no script asked for.
    made.keepAliveTimeout = 0;
    made.headersTimeout = 0;
    made.on('clientError', (_error, socket) => socket.destroy());
    return made;
  };

  const canary = createServer((_req, res) => {
    canaryHits += 1;
    res.end('canary');
  });
  place.canaryUrl = `http://127.0.0.1:${await listen(canary, 0)}/canary/output.mp4`;
  server = open();
  const port = await listen(server, options.port ?? 0);
  place.origin = `http://127.0.0.1:${port}`;
  place.base = `${place.origin}/v1`;

  const self: ReplicateServer = {
    url: place.base,
    port,
    charges: () => world.charges(),
    posts: () => structuredClone(posts),
    requests: () => structuredClone(requests),
    predictions: () => world.listed(Number.MAX_SAFE_INTEGER).map((one) => world.wire(one)),
    faults: () => structuredClone(faults),
    script: (fault) => plan.script(fault),
    clearFaults: () => plan.clear(),
    release: () => {
      for (const letGo of held) letGo();
      held.clear();
    },
    advance: (ms) => {
      offsetMs += ms;
    },
    retire: (model) => void retired.add(model),
    revoke: (token) => void tokens.delete(token),
    admit: (token) => void tokens.add(token),
    stopListening: () => shut(server),
    listenAgain: async () => {
      server = open();
      await listen(server, port);
    },
    signedDownload: (id) => routes.signedDownload(id),
    tokenHits: () => host.tokenHits(),
    canaryHits: () => canaryHits,
    violations: () => [...violations],
    close: async () => {
      self.release();
      await Promise.all([shut(server), shut(canary)]);
      const hits = host.tokenHits().filter((hit) => !hit.refusedBefore);
      if (hits.length > 0) throw new Error(`The key reached the file host ${hits.length} times: ${hits[0]?.path}`);
      if (violations.length > 0) throw new Error(`Answers broke the document: ${violations.slice(0, 3).join('; ')}`);
    },
  };
  const control = createControl(self);
  return self;
}

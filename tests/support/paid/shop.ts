import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { JumpTime } from './paid-time.ts';
import { noisyPng } from './start-picture.ts';
import { buildCalls } from '../../../src/main/calls/build-calls.ts';
import type { CallDesk } from '../../../src/main/calls/build-calls.ts';
import { createCloseCallJob } from '../../../src/main/generation/close-call-job.ts';
import { insertMadeAsset, madeFileSchema } from '../../../src/main/generation/made-file.ts';
import { assetFacts } from '../../../src/main/generation/make-file.ts';
import type { LibraryDb } from '../../../src/main/db/open.ts';
import { createJobEngine } from '../../../src/main/jobs/engine.ts';
import type { JobEngine } from '../../../src/main/jobs/job-types.ts';
import { noKillPoint } from '../../../src/main/jobs/kill-points.ts';
import type { KillPoint } from '../../../src/main/jobs/kill-points.ts';
import type { Timers } from '../../../src/main/jobs/timers.ts';
import { createContentUse } from '../../../src/main/library/content-use.ts';
import { openLibrary } from '../../../src/main/library/open-library.ts';
import type { OwnedLibrary } from '../../../src/main/library/open-library.ts';
import { sweepStore } from '../../../src/main/library/store-sweep.ts';
import { findBinaries } from '../../../src/main/media/binaries.ts';
import type { Binaries } from '../../../src/main/media/binaries.ts';
import { readImageSize } from '../../../src/main/media/image-header.ts';
import { createMediaTools } from '../../../src/main/media/media-tools.ts';
import type { MediaInfo, MediaTools } from '../../../src/main/media/media-types.ts';
import { createMoney } from '../../../src/main/money/money.ts';
import type { Money } from '../../../src/main/money/money.ts';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import type { Clock } from '../../../src/main/platform/clock.ts';
import { newUuid } from '../../../src/main/platform/ids.ts';
import type { NewId } from '../../../src/main/platform/ids.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';
import type { Logger } from '../../../src/main/platform/logger.ts';
import { createKeyRing } from '../../../src/main/providers/key-ring.ts';
import { createRemoteProviders } from '../../../src/main/providers/provider-registry.ts';
import type { RemoteProvidersDeps } from '../../../src/main/providers/provider-registry.ts';
import type { RemoteAdapter, RemoteOrder } from '../../../src/main/providers/remote-port.ts';

/** The paid room over a library of its own, put together as compose.ts does, without films: every job buys one thing. */
export interface Shop {
  library: OwnedLibrary;
  engine: JobEngine;
  calls: CallDesk;
  money: Money;
  /** Adds jobs for these goods; those that are there already are left alone. Gives the ids in order. */
  order(goods: readonly Goods[]): string[];
  /** As compose.ts: sweeps, starts the engine, takes up what a crash left. */
  start(): Promise<void>;
  /** Resolves when every job has ended or waits for a person. Rejects with what stopped the engine by itself. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export const goodsSchema = z.strictObject({
  /** The same name is the same job. */
  name: z.string(),
  kind: z.enum(['image', 'video']).default('image'),
  model: z.string().optional(),
  approvedMicroUsd: z.int().nullable().default(null),
  /** A clip that ends with a given picture too. */
  end: z.boolean().default(false),
  /** A clip with sound. */
  sound: z.boolean().default(false),
  /** Goods of the same request are the same thing; absent: none are. */
  request: z.string().optional(),
});
export type Goods = z.input<typeof goodsSchema>;

export interface ShopOptions {
  home: string;
  /** Base address of the test server, ending in /v1. */
  url: string;
  token: string;
  time?: Clock & Timers;
  log?: Logger;
  killPoint?: KillPoint;
  /** Puts something around the vendor's adapter: another recovery class, a watch. */
  wrap?: (adapter: RemoteAdapter) => RemoteAdapter;
  /** The same for the database, before anything else has it. */
  wrapDb?: (db: LibraryDb) => LibraryDb;
  limits?: RemoteProvidersDeps['limits'];
  maxConcurrent?: number;
  /** `header`: pictures are measured by their header alone, which spares a child process for each. */
  probe?: 'header' | 'tools';
  random?: () => number;
  /** Where the same names of files are wanted in every run. */
  newId?: NewId;
}

const IMAGE_MODEL = 'replicate/black-forest-labs/flux-schnell';
const VIDEO_MODEL = 'replicate/kwaivgi/kling-v2.5-turbo-pro';
const START_PNG = noisyPng(1_280, 720);

function orderOf(goods: z.output<typeof goodsSchema>, startPath: string): RemoteOrder {
  const size = { widthPx: 1_280, heightPx: 720, seed: null };
  const wish = goods.request ?? goods.name;
  if (goods.kind === 'image') return { kind: 'image', prompt: `A quiet street, ${wish}`, references: [], ...size };
  mkdirSync(dirname(startPath), { recursive: true });
  if (!existsSync(startPath)) writeFileSync(startPath, START_PNG);
  const sha256 = createHash('sha256').update(START_PNG).digest('hex');
  const start = { path: startPath, mime: 'image/png', bytes: START_PNG.length, sha256 };
  const { sound } = goods;
  const end = goods.end ? start : null;
  return { kind: 'video', prompt: `A slow walk, ${wish}`, start, end, seconds: 8, ...size, sound };
}

type LookingTools = Pick<MediaTools, 'probe' | 'runToPipe'>;

/** Time stands while a file is looked at. */
function standing(tools: LookingTools, during: JumpTime['during']): LookingTools {
  return {
    probe: (path, trust) => during(tools.probe(path, trust)),
    runToPipe(run) {
      const started = tools.runToPipe(run);
      return { ...started, done: during(started.done) };
    },
  };
}

function headerProbe(tools: LookingTools): LookingTools {
  return {
    runToPipe: (run) => tools.runToPipe(run),
    probe(path, trust) {
      const size = readImageSize('png', readFileSync(path).subarray(0, 64));
      if (size === undefined) return tools.probe(path, trust);
      return Promise.resolve({ durationSeconds: 0, video: { ...size, durationSeconds: undefined } } as MediaInfo);
    },
  };
}

const isJumping = (time: ShopOptions['time']): time is JumpTime => time !== undefined && 'during' in time;

/** The same object; time stands while one of the named methods is under way. */
function watched<T extends object>(object: T, during: JumpTime['during'], names: readonly (keyof T & string)[]): T {
  const kept = new Set<string | symbol>(names);
  return new Proxy(object, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (!kept.has(name) || typeof value !== 'function') return value;
      return (...given: unknown[]) => during(Promise.resolve(Reflect.apply(value, target, given) as Promise<unknown>));
    },
  });
}

/** Asked once in a process: every answer starts both programs. */
let binaries: Promise<Binaries> | undefined;

/** Opens a library and the paid room over it. Throws what opening throws. */
export async function openShop(options: ShopOptions): Promise<Shop> {
  const { home, killPoint = noKillPoint, log = silentLogger, random = Math.random, newId = newUuid } = options;
  const system = createSystemClock();
  const clock: Clock = options.time ?? system;
  const timers = options.time === undefined ? {} : { timers: options.time };
  const library = openLibrary({ home, mode: 'owner', log, clock: system, newId });
  const during = isJumping(options.time) ? options.time.during : <T>(work: Promise<T>) => work;
  const { repos, lease } = library;
  const db = watched((options.wrapDb ?? ((plain: LibraryDb) => plain))(library.db), during, ['synced']);
  const store = watched(library.store, during, ['adoptFile', 'has', 'putFile', 'putBytes']);
  const env = { REPLICATE_BASE_URL: options.url, REPLICATE_API_TOKEN: options.token };
  const remote = createRemoteProviders({
    ...{ clock, env, keys: createKeyRing({ env, home }) },
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const wrap = options.wrap ?? ((adapter: RemoteAdapter) => adapter);
  const adapters = remote.adapters.map((adapter) =>
    watched(wrap(adapter), during, ['prepare', 'create', 'poll', 'cancel', 'reconcile', 'download', 'checkKey']),
  );
  const tools = createMediaTools({
    ...{
      binaries: await (binaries ??= findBinaries(process.env)),
      log,
      tempRoot: library.paths.temp,
      clock: system,
      env: process.env,
    },
  });
  const money = createMoney({ db, repos, clock });
  let halted: { error: unknown } | undefined;
  const engine = createJobEngine({
    onHalt: (error) => (halted = { error }),
    ...{ db, clock, log, random, lease, killPoint, newId, ...timers },
    maxConcurrent: options.maxConcurrent ?? 4,
    laneLimits: {},
    recoveryLimit: 1_000,
  });
  const calls = buildCalls({
    ...{ db, repos, clock, log, engine, money, store, lease, killPoint, newId, ...timers },
    remote: { find: (name) => adapters.find(({ vendor }) => vendor === name.split('/')[0]) },
    tools: standing(options.probe === 'tools' ? tools : headerProbe(tools), during),
    fetchFolder: join(library.paths.temp, 'bought'),
    journal: { file: join(home, 'purchases.jsonl'), keepSinceMs: () => 0 },
  });
  engine.register({
    kind: 'buy',
    version: 1,
    input: goodsSchema,
    lane: () => 'buy',
    retry: { maxAttempts: 3, delaysMs: [500, 2_000] },
    recovery: 'resume',
    onRetry: (jobId) => calls.wishAgain(jobId),
    onSettled: ({ jobId }) => calls.abandon(jobId),
    run: async (context, goods) =>
      context.step(
        'buy',
        madeFileSchema,
        async ({ signal, report }) => {
          const bought = await calls.buy(
            {
              ...{ orderKey: `${context.jobId}:buy`, jobId: context.jobId, runId: null, projectId: null },
              ...{ campaignId: null, shotId: null, requestHash: goods.request ?? goods.name },
              model: goods.model ?? (goods.kind === 'image' ? IMAGE_MODEL : VIDEO_MODEL),
              order: orderOf(goods, join(library.paths.temp, 'start.png')),
              approvedMicroUsd: goods.approvedMicroUsd,
            },
            { signal, onProgress: report },
          );
          const { sha256, bytes, mime, costMicroUsd, flags } = bought;
          const size = { widthPx: null, heightPx: null, durationMs: null };
          return { sha256, bytes, mime, costMicroUsd, flags: [...flags], ...size, assetId: newId() };
        },
        (made) => insertMadeAsset({ repos, clock }, made, assetFacts(made, goods.name)),
      ),
  });
  const addTake = (): never => {
    throw new Error('goods of a shop belong to no shot');
  };
  engine.register(createCloseCallJob({ repos, clock, newId, addTake, calls, engine, store, tools }));

  const openCount = db.prepare<[], { count: number }>(
    'shop.open',
    `SELECT count(*) AS count FROM job WHERE status IN ('queued', 'running', 'waiting')`,
  );
  return {
    library,
    engine,
    calls,
    money,
    order: (goods) =>
      db.write(() => {
        const known = db.sql.prepare(
          `SELECT id FROM job WHERE kind = 'buy' AND json_extract(input_json, '$.name') = ?`,
        );
        return goods.map((each) => {
          const found = known.get(each.name) as { id: string } | undefined;
          return found?.id ?? engine.enqueue({ kind: 'buy', input: goodsSchema.parse(each) });
        });
      }, 'shop.order'),
    async start() {
      const hasCrashed = db.sql.prepare(`SELECT 1 FROM job WHERE status = 'running'`).get() !== undefined;
      const { isUsed } = createContentUse(db);
      if (hasCrashed) await sweepStore({ folder: library.paths.store, clock: system, isUsed, graceMs: 0 });
      await engine.start();
      calls.recover();
    },
    async settled() {
      for (;;) {
        if (halted !== undefined) throw halted.error;
        if (openCount.get()?.count === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      await engine.stop();
      calls.stop();
      await remote.close();
      await tools.dispose();
      library.close();
    },
  };
}

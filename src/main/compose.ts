import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { composeCalls } from './compose-calls.ts';
import { createExportService } from './exports/export-service.ts';
import type { ExportService } from './exports/export-service.ts';
import { createLibraryPartCache } from './exports/library-part-cache.ts';
import { createProjectFilmMaker } from './exports/project-film.ts';
import { checkWritable } from './generation/deliver.ts';
import type { FilmMaker } from './generation/film-maker.ts';
import { createBoardService } from './generation/board-service.ts';
import type { BoardService } from './generation/board-service.ts';
import type { DeliveryDeps } from './generation/finish-film-job.ts';
import type { GenerationDeps } from './generation/generation-deps.ts';
import { createRunService } from './generation/run-service.ts';
import type { RunService } from './generation/run-service.ts';
import { createWorkService } from './generation/work-service.ts';
import type { WorkService } from './generation/work-service.ts';
import { createJobEngine } from './jobs/engine.ts';
import type { JobEngine } from './jobs/job-types.ts';
import { createKillPoint } from './jobs/kill-points.ts';
import { createBackups } from './library/backup.ts';
import type { Backups } from './library/backup.ts';
import { createAssetService } from './library/assets.ts';
import type { AssetService } from './library/assets.ts';
import { createThumbnails } from './library/thumbnails.ts';
import type { Thumbnails } from './library/thumbnails.ts';
import { openLibrary } from './library/open-library.ts';
import type { OwnedLibrary } from './library/open-library.ts';
import { sweepAfterCrash } from './library/sweep-after-crash.ts';
import { createUiSettingsStore } from './library/ui-settings-store.ts';
import type { UiSettingsStore } from './library/ui-settings-store.ts';
import { createAnimaticProvider } from './local-render/animatic/animatic-provider.ts';
import { createSketchProvider } from './local-render/sketch-provider.ts';
import { findBinaries } from './media/binaries.ts';
import type { Binaries } from './media/binaries.ts';
import { createMediaTools } from './media/media-tools.ts';
import type { MediaRoom } from './media/media-tools.ts';
import { sniffMedia } from './media/sniff.ts';
import { localDayOf } from './money/local-day.ts';
import { createMoney } from './money/money.ts';
import type { Money } from './money/money.ts';
import { depict } from './planning/depict/depict.ts';
import type { Planner } from './planning/planner-port.ts';
import { createCastMemory } from './planning/reading/cast.ts';
import { detectLanguage } from './planning/reading/detect-language.ts';
import { readText } from './planning/reading/read-text.ts';
import { createRulesPlanner } from './planning/rules/rules-planner.ts';
import { createSystemClock } from './platform/clock.ts';
import type { Clock } from './platform/clock.ts';
import { newUuid } from './platform/ids.ts';
import type { Logger } from './platform/logger.ts';
import { createClientService } from './projects/client-service.ts';
import type { ClientService } from './projects/client-service.ts';
import { createProjectService } from './projects/project-service.ts';
import type { ProjectService } from './projects/project-service.ts';
import type { ProviderChoice } from './providers/port.ts';
import { registerJobs } from './register-jobs.ts';
import { createScrubbedLog } from './providers/scrubbed-log.ts';
import { createKeyRing } from './providers/key-ring.ts';
import type { KeyRing } from './providers/key-ring.ts';
import { createRemoteProviders } from './providers/provider-registry.ts';
import { remoteChoices } from './calls/remote-choices.ts';
import type { CallDesk } from './calls/build-calls.ts';
import type { ProviderDesk } from './calls/guards/provider-desk.ts';
import type { SecretStore } from './platform/secret-store.ts';
import { createWorkerPool } from './workers/worker-pool.ts';
import { workerUrl } from './workers/worker-url.ts';
import type { UiSettings } from '../shared/model/ui-settings.ts';

/** Everything behind the doors, built once. */
export interface App {
  library: OwnedLibrary;
  projects: ProjectService;
  clients: ClientService;
  assets: AssetService;
  thumbnails: Thumbnails;
  engine: JobEngine;
  runs: RunService;
  boards: BoardService;
  settings: UiSettingsStore;
  backups: Backups;
  tools: MediaRoom;
  films: FilmMaker;
  exports: ExportService;
  work: WorkService;
  money: Money;
  delivery: DeliveryDeps;
  binaries: Binaries;
  planners: ReadonlyMap<string, Planner>;
  imageProviders: ReadonlyMap<string, ProviderChoice>;
  videoProviders: ReadonlyMap<string, ProviderChoice>;
  keys: KeyRing;
  calls: CallDesk;
  providerDesk: ProviderDesk;
  defaults: { imageProvider: string; videoProvider: string; planner: string };
  clock: Clock;
  log: Logger;
  /** The engine stopped by itself: the library was taken over or the disk failed. */
  onHalt(listener: (error: unknown) => void): void;
  /** Recovers what a crash left and begins to work. */
  start(): Promise<void>;
  /** Stops taking work, ends children, closes the library. Work that was running goes on at the next start. */
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const DEFAULTS = { imageProvider: 'local/sketch', videoProvider: 'local/animatic', planner: 'local/rules' };

const MEGABYTE = 1_048_576;

/** Sketching is one thread each; an animatic uses all cores by itself, so by default there is one. */
function localLanes({ limits: { localRenders } }: UiSettings, cores: number): Record<string, number> {
  const [image, video] = localRenders === 'auto' ? [cores, 1] : [localRenders, localRenders];
  return { [`image:${DEFAULTS.imageProvider}`]: image, [`video:${DEFAULTS.videoProvider}`]: video };
}

const byId = (adapters: readonly ProviderChoice[]): ReadonlyMap<string, ProviderChoice> =>
  new Map(adapters.map((adapter) => [adapter.model.id, adapter]));

/**
 * Builds the object graph: the only place that knows every room. Throws what opening the library and finding FFmpeg
 * throw; nothing is left open then.
 */
export async function compose(options: {
  home: string;
  log: Logger;
  env: NodeJS.ProcessEnv;
  /** The desktop's keychain; absent in headless. */
  vault?: SecretStore;
}): Promise<App> {
  const { home, env } = options;
  const keys = createKeyRing({ env, home, vault: options.vault });
  const log = createScrubbedLog(options.log, () => keys.seen());
  const clock = createSystemClock();
  const binaries = await findBinaries(env);
  const library = openLibrary({ home, mode: 'owner', log, clock, newId: newUuid });
  const { db, repos, store } = library;
  const cores = availableParallelism();

  const tools = createMediaTools({ binaries, log, tempRoot: library.paths.temp, clock, env });
  const thumbnailPool = createWorkerPool({ url: workerUrl('thumbnail-worker'), size: Math.min(2, cores) });
  const sketchPool = createWorkerPool({ url: workerUrl('sketch-worker'), size: cores });
  const projectDeps = { db, repos, store, clock, newId: newUuid, personId: library.person.id };
  const projects = createProjectService(projectDeps);
  const clients = createClientService(projectDeps);
  const settings = createUiSettingsStore({ db, repos });
  const limitBytes = (): number => settings.get().limits.uploadMb * MEGABYTE;
  const assets = createAssetService({ db, repos, store, clock, newId: newUuid, sniff: sniffMedia, tools, limitBytes });

  const planners = new Map([
    [DEFAULTS.planner, createRulesPlanner({ readText, detectLanguage, createCastMemory, depict })],
  ]);
  const money = createMoney({ db, repos, clock });
  money.onSoftPassed((warning) => log.warn('budget.soft-passed', { ...warning }));
  const remote = createRemoteProviders({ keys, clock, env });
  const bought = (kind: 'image' | 'video') => remoteChoices(remote.adapters, money.prices, kind);
  const imageProviders = byId([createSketchProvider({ pool: sketchPool }), ...bought('image')]);
  const videoProviders = byId([createAnimaticProvider({ tools, clock }), ...bought('video')]);

  const halts = new Set<(error: unknown) => void>();
  const engine = createJobEngine({
    db,
    clock,
    newId: newUuid,
    log,
    random: Math.random,
    lease: library.lease,
    maxConcurrent: 20,
    laneLimits: { plan: 4, encode: 1, import: 1, ...localLanes(settings.get(), cores) },
    killPoint: createKillPoint(env),
    onHalt: (error) => {
      log.error('engine.halted', { error });
      for (const listener of halts) listener(error);
    },
  });

  settings.onChange((changed) => {
    for (const [lane, limit] of Object.entries(localLanes(changed, cores))) engine.setLaneLimit(lane, limit);
  });

  const { calls, providerDesk } = composeCalls({ library, remote, keys, env, clock, log, engine, money, tools });

  const generation: GenerationDeps = {
    buy: calls.buy,
    abandonCalls: calls.abandon,
    wishAgain: calls.wishAgain,
    leaveModel: calls.leaveModel,
    isStalled: calls.isStalled,
    assertBudget(projectId, amountMicroUsd) {
      const { campaignId } = repos.projects.get(projectId);
      money.budgets.check({ projectId, campaignId, day: localDayOf(clock.nowMs()) }, amountMicroUsd);
    },
    db,
    repos,
    store,
    engine,
    tools,
    planners,
    imageProviders,
    videoProviders,
    storePlan: (projectId, plan) => void projects.storePlan(projectId, plan),
    addTake: (take, wish) => void projects.addTake(take, wish),
    ownerId: library.person.id,
    clock,
    newId: newUuid,
    log,
  };
  const delivery: DeliveryDeps = {
    repos,
    store,
    clock,
    exportsFolder: (projectId) => join(library.paths.exports, projectId),
  };
  const runs = createRunService(generation);
  const boards = createBoardService(generation);
  const filmTools = { media: tools, clock, cache: createLibraryPartCache({ store, parts: repos.renderParts, clock }) };
  const films = createProjectFilmMaker({ repos, store, tools: filmTools });
  const { exportsFolder } = delivery;
  const exports = createExportService({
    ...{ db, repos, store, engine, exportsFolder, checkWritable },
    tools: filmTools,
    newId: newUuid,
  });
  const work = createWorkService({ ...generation, runs, exports });
  registerJobs({ generation, delivery, films, runs, calls });

  const backups = createBackups({ db, paths: library.paths, clock, log });
  let backing: Promise<void> = Promise.resolve();
  let cacheTimer: NodeJS.Timeout | undefined;
  const backUpDaily = async (): Promise<void> => {
    try {
      if (repos.projectList.page({}, 1).length > 0 && backups.isDue(DAY_MS)) await backups.create('daily');
    } catch (error) {
      // A full disk must not stop the work; the doctor says how old the newest backup is.
      log.warn('library.backup-failed', { error });
    }
  };

  return {
    library,
    projects,
    clients,
    assets,
    thumbnails: createThumbnails({
      assets,
      cacheFolder: library.paths.cache,
      make: (task) => thumbnailPool.run(task),
    }),
    engine,
    runs,
    boards,
    settings,
    backups,
    tools,
    films,
    exports,
    work,
    money,
    delivery,
    binaries,
    planners,
    imageProviders,
    videoProviders,
    keys,
    calls,
    providerDesk,
    defaults: DEFAULTS,
    clock,
    log,
    onHalt: (listener) => void halts.add(listener),
    async start() {
      await sweepAfterCrash(db, library.paths.store, clock);
      await engine.start();
      calls.recover();
      runs.recover();
      calls.watch();
      const sweepCache = (): void => void money.cache.sweep();
      sweepCache();
      cacheTimer = setInterval(sweepCache, HOUR_MS);
      cacheTimer.unref();
      // Beside the work, not before it: a copy of a large library takes a while.
      backing = backUpDaily();
    },
    async close() {
      await engine.stop();
      clearInterval(cacheTimer);
      calls.stop();
      await remote.close();
      await backing;
      await sketchPool.close();
      await thumbnailPool.close();
      await tools.dispose();
      library.close();
    },
  };
}

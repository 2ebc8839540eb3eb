import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { implement } from '@orpc/server';
import { diagnosticsContract } from '../../shared/contract/diagnostics.ts';
import type { BackupView } from '../../shared/contract/diagnostics.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { BACKUPS_KEPT, verifyBackup } from '../library/backup.ts';
import type { Backups } from '../library/backup.ts';
import { checkIntegrity } from '../library/integrity.ts';
import { countLibrary } from '../library/library-counts.ts';
import { measureLibrary } from '../library/storage-use.ts';
import { readLogTail } from '../platform/log-tail.ts';
import type { ApiDeps } from './api-deps.ts';
import { formatReport } from './diagnostics-report.ts';

const LINES_SHOWN = 500;
const FAULTS_SHOWN = 100;
const REPORT_LINES = 2_000;

const viewOf = (backup: ReturnType<Backups['list']>[number]): BackupView => ({
  name: basename(backup.path),
  bytes: backup.bytes,
  createdAtMs: backup.createdAtMs,
  reason: backup.reason,
});

/** `diagnostics`: what the library and this machine are like, copies of the database, and checks. */
export function createDiagnosticsApi(
  deps: Pick<
    ApiDeps,
    | 'library'
    | 'backups'
    | 'binaries'
    | 'settings'
    | 'clock'
    | 'log'
    | 'version'
    | 'imageProviders'
    | 'videoProviders'
    | 'planners'
    | 'calls'
  >,
) {
  const { library, backups, clock } = deps;
  const { paths } = library;
  const os = implement(diagnosticsContract).$context<CallContext>();
  const report = async (): Promise<string> => {
    const { freeBytes, diskBytes: _diskBytes, ...sizes } = await measureLibrary(paths);
    const { theme, density, motion, uiScale, language, limits } = deps.settings.get();
    const counts = countLibrary(library.db);
    const log = await readLogTail(paths.logs, { limit: REPORT_LINES, level: 'warn', query: '' });
    return formatReport({
      version: deps.version,
      nowMs: clock.nowMs(),
      home: paths.home,
      binaries: deps.binaries,
      providers: [...deps.planners.keys(), ...deps.imageProviders.keys(), ...deps.videoProviders.keys()],
      counts: counts.rows,
      runsByState: counts.runsByState,
      notices: library.notices,
      sizes: Object.fromEntries(Object.entries(sizes).map(([name, { bytes }]) => [name, bytes])),
      freeBytes,
      newestBackupMs: backups.list()[0]?.createdAtMs ?? null,
      settings: { theme, density, motion, uiScale, language, limits },
      log: log.entries,
    });
  };

  return os.router({
    notices: os.notices.handler(() => ({ library: [...library.notices], purchases: { ...deps.calls.replayed } })),
    report: os.report.handler(async () => ({ text: await report() })),
    log: os.log.handler(({ input }) =>
      readLogTail(paths.logs, {
        limit: input?.limit ?? LINES_SHOWN,
        level: input?.level ?? 'debug',
        query: input?.query ?? '',
      }),
    ),
    storage: os.storage.handler(async () => {
      const { freeBytes, diskBytes, ...kinds } = await measureLibrary(paths);
      return {
        home: paths.home,
        kinds: Object.entries(kinds).map(([kind, use]) => ({ kind: kind as keyof typeof kinds, ...use })),
        freeBytes,
        diskBytes,
        cores: availableParallelism(),
      };
    }),
    backups: os.backups.handler(() => ({ backups: backups.list().map(viewOf), kept: BACKUPS_KEPT })),
    backupNow: os.backupNow.handler(async () => viewOf(await backups.create('manual'))),
    checkBackup: os.checkBackup.handler(({ input: { name } }) => {
      // Only what the list holds: a name is never a path.
      const backup = backups.list().find(({ path }) => basename(path) === name);
      if (backup === undefined) throw new AppError('not-found', 'no such backup', { what: name, id: name });
      try {
        verifyBackup(backup.path, 'full', deps);
        return { name, isOk: true };
      } catch (error) {
        if (error instanceof AppError && (error.code === 'library-corrupt' || error.code === 'library-newer'))
          return { name, isOk: false };
        throw error;
      }
    }),
    integrity: os.integrity.handler(async ({ input, signal }) => {
      const found = await checkIntegrity(library, {
        database: 'quick',
        isDeep: input?.isDeep ?? false,
        ...(signal === undefined ? {} : { signal }),
      });
      return {
        isOk: found.isOk,
        checkedAtMs: clock.nowMs(),
        databaseFaults: found.databaseFaults.length,
        danglingReferences: found.danglingReferences,
        searchFaults: found.searchFaults,
        contents: found.contents,
        contentFaults: found.contentFaults.slice(0, FAULTS_SHOWN).map(({ names, fault }) => ({ names, fault })),
        litter: found.strayParts.length + found.orphans.length,
      };
    }),
  });
}

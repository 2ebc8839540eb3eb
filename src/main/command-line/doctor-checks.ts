import { restoreNewestBackup } from '../library/backup.ts';
import { checkIntegrity } from '../library/integrity.ts';
import { openLibrary } from '../library/open-library.ts';
import { findBinaries } from '../media/binaries.ts';
import { findWalls } from '../media/walls.ts';
import type { Clock } from '../platform/clock.ts';
import { newUuid } from '../platform/ids.ts';
import { silentLogger } from '../platform/logger.ts';
import { libraryPaths } from '../platform/paths.ts';
import type { DoctorChecks } from './doctor-command.ts';

/** The doctor's checks on this machine. Each looks only when it is asked, and works beside a running instance. */
export function createDoctorChecks(home: string, env: NodeJS.ProcessEnv, clock: Clock): DoctorChecks {
  return {
    home,
    nowMs: clock.nowMs(),
    async binaries() {
      const { ffmpeg, ffprobe, belowFloor } = await findBinaries(env);
      return {
        ffmpeg: { path: ffmpeg.path, version: ffmpeg.version.text },
        ffprobe: { path: ffprobe.path, version: ffprobe.version.text },
        belowFloor,
      };
    },
    async walls() {
      const walls = await findWalls(env);
      const limits = walls.prlimit === undefined ? [] : ['prlimit'];
      return {
        name: [walls.isolation, ...limits].join(' + '),
        complete: walls.isolation !== 'none' && limits.length > 0,
      };
    },
    async library() {
      const library = openLibrary({ home, mode: 'reader', log: silentLogger, clock, newId: newUuid });
      try {
        const report = await checkIntegrity(library, { database: 'full' });
        return {
          problems: report.databaseFaults.length + report.danglingReferences + report.searchFaults,
          missing: report.contentFaults.length,
          stray: report.strayParts.length + report.orphans.length,
          summary: `${home} (${report.contents})`,
        };
      } finally {
        library.close();
      }
    },
    providers: () => [
      { id: 'local/rules', local: true },
      { id: 'local/sketch', local: true },
      { id: 'local/animatic', local: true },
    ],
  };
}

/** Puts the newest whole backup in the place of the library. Gives the path of what was there. */
export function restoreLibrary(home: string, clock: Clock): string {
  return restoreNewestBackup({ paths: libraryPaths(home), clock, log: silentLogger }).replacedFile;
}

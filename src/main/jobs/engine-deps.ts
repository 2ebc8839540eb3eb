import type { LibraryDb } from '../db/open.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import type { KillPoint } from './kill-points.ts';
import type { Timers } from './timers.ts';

/** The part of the library's lease that the engine needs (F16–F19). */
export interface EngineLease {
  /** Throws when this process no longer owns the library. Called inside every write of the engine. */
  assertHeld(): void;
  /** Number of this ownership; stored on claimed rows. */
  readonly fence?: number;
}

/** What the engine is made of. Everything that varies in tests is a parameter. */
export interface JobEngineDeps {
  db: LibraryDb;
  clock: Clock;
  newId: NewId;
  log: Logger;
  /** Random number in [0, 1) for back-off jitter. */
  random: () => number;
  lease?: EngineLease;
  /** Jobs that run at the same time, over all lanes. */
  maxConcurrent: number;
  /** Jobs that run at the same time per lane; a lane that is not named has no limit of its own. */
  laneLimits: Readonly<Record<string, number>>;
  /** Crashes in a row, with no step finished between them, after which a job is put aside. Default 10. */
  recoveryLimit?: number;
  timers?: Timers;
  killPoint?: KillPoint;
  /** The engine stopped by itself: the lease is lost or the disk failed. Running work was aborted, rows are kept. */
  onHalt?: (error: unknown) => void;
}

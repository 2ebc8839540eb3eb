import type { Repositories } from '../db/repositories.ts';
import type { LibraryDb } from '../db/open.ts';
import type { JobEngine, JobRow } from '../jobs/job-types.ts';
import type { MediaTools } from '../media/media-types.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import type { NewTake } from '../projects/takes.ts';
import type { Planner } from '../planning/planner-port.ts';
import type { Buy } from '../calls/buyer.ts';
import type { ProviderChoice } from '../providers/port.ts';
import type { Plan } from '../../shared/model/plan.ts';

/** The part of the content store that this room uses. */
export interface FileStore {
  /** Takes over a file of our own by content; the source is gone afterwards. */
  adoptFile(path: string): Promise<{ sha256: string; bytes: number }>;
  has(sha256: string): Promise<boolean>;
  pathOf(sha256: string): string;
}

/** Everything a run needs, handed in by compose.ts. */
export interface GenerationDeps {
  db: LibraryDb;
  repos: Repositories;
  store: FileStore;
  engine: JobEngine;
  tools: MediaTools;
  planners: ReadonlyMap<string, Planner>;
  imageProviders: ReadonlyMap<string, ProviderChoice>;
  videoProviders: ReadonlyMap<string, ProviderChoice>;
  /** The one way to spend money. */
  buy: Buy;
  /** Throws AppError `budget-exceeded` where a hard limit does not cover this much more. */
  assertBudget(projectId: string, amountMicroUsd: number): void;
  /** Calls of a job that has ended: stopped at the provider, booked. Runs inside the caller's transaction. */
  abandonCalls(jobId: string): void;
  /** A person wants a job again: its last ended purchase may be made anew. Runs inside the caller's transaction. */
  wishAgain(jobId: string): void;
  /** Another model is to make what a job waits for: its open purchase is given up. Inside the caller's transaction. */
  leaveModel(jobId: string): void;
  /** Whether a job has shown no progress for too long (R7.2). */
  isStalled(job: JobRow): boolean;
  /** Stores a plan as scene and shot rows. Runs inside the caller's transaction. */
  storePlan(projectId: string, plan: Plan): void;
  /** Appends a take and, where it may, puts it in its slot. Runs inside the caller's transaction. */
  addTake(take: NewTake, options: { isChosen: boolean }): void;
  /** Person who acts where nobody else is named: the library's owner. */
  ownerId: string;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

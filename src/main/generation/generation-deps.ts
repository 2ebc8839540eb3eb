import type { RunRepository } from '../db/repositories/run-repository.ts';
import type { RunStageRepository } from '../db/repositories/run-stage-repository.ts';
import type { ApprovalRepository } from '../db/repositories/approval-repository.ts';
import type { AssetRepository } from '../db/repositories/asset-repository.ts';
import type { ExportRecordRepository } from '../db/repositories/export-record-repository.ts';
import type { ProjectAssetRepository } from '../db/repositories/project-asset-repository.ts';
import type { ProjectRepository } from '../db/repositories/project-repository.ts';
import type { SceneRepository } from '../db/repositories/scene-repository.ts';
import type { ShotRepository } from '../db/repositories/shot-repository.ts';
import type { TakeRepository } from '../db/repositories/take-repository.ts';
import type { LibraryDb } from '../db/open.ts';
import type { JobEngine } from '../jobs/job-types.ts';
import type { MediaTools } from '../media/media-types.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import type { Planner } from '../planning/planner-port.ts';
import type { ProviderAdapter } from '../providers/port.ts';
import type { Plan } from '../../shared/model/plan.ts';

/** The repositories that a run reads and writes; `openLibrary` has them all. */
export interface GenerationRepos {
  runs: RunRepository;
  runStages: RunStageRepository;
  approvals: ApprovalRepository;
  assets: AssetRepository;
  exportRecords: ExportRecordRepository;
  projectAssets: ProjectAssetRepository;
  projects: ProjectRepository;
  scenes: SceneRepository;
  shots: ShotRepository;
  takes: TakeRepository;
}

/** The part of the content store that this room uses. */
export interface FileStore {
  /** Takes a file in by content; the source may be moved. Gives its sha256 and size. */
  putFile(path: string): Promise<{ sha256: string; bytes: number }>;
  pathOf(sha256: string): string;
}

/** Everything a run needs, handed in by compose.ts. */
export interface GenerationDeps {
  db: LibraryDb;
  repos: GenerationRepos;
  store: FileStore;
  engine: JobEngine;
  tools: MediaTools;
  planners: ReadonlyMap<string, Planner>;
  imageProviders: ReadonlyMap<string, ProviderAdapter>;
  videoProviders: ReadonlyMap<string, ProviderAdapter>;
  /** Stores a plan as scene and shot rows. Runs inside the caller's transaction. */
  storePlan(projectId: string, plan: Plan): void;
  /** Person who acts where nobody else is named: the library's owner. */
  ownerId: string;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

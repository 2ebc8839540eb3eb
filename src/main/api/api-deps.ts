import type { TokenRole } from '../../shared/contract/procedure.ts';
import type { BoardService } from '../generation/board-service.ts';
import type { ExportService } from '../exports/export-service.ts';
import type { DeliveryDeps } from '../generation/finish-film-job.ts';
import type { RunService } from '../generation/run-service.ts';
import type { WorkService } from '../generation/work-service.ts';
import type { JobEngine } from '../jobs/job-types.ts';
import type { AssetService } from '../library/assets.ts';
import type { CallViews } from '../calls/call-views.ts';
import type { CallDesk } from '../calls/build-calls.ts';
import type { Backups } from '../library/backup.ts';
import type { OwnedLibrary } from '../library/open-library.ts';
import type { Thumbnails } from '../library/thumbnails.ts';
import type { UiSettingsStore } from '../library/ui-settings-store.ts';
import type { Binaries } from '../media/binaries.ts';
import type { Money } from '../money/money.ts';
import type { Clock } from '../platform/clock.ts';
import type { FolderGrants } from '../platform/folder-grants.ts';
import type { Logger } from '../platform/logger.ts';
import type { ShellPort } from '../platform/shell-port.ts';
import type { ClientService } from '../projects/client-service.ts';
import type { Planner } from '../planning/planner-port.ts';
import type { KeyRing } from '../providers/key-ring.ts';
import type { ProviderAdapter } from '../providers/port.ts';
import type { ProjectService } from '../projects/project-service.ts';
import type { EventHub } from './event-hub.ts';
import type { ProviderDesk } from './providers.ts';

/** Signed tokens, made elsewhere. */
export interface TokenDesk {
  issue(wish: { subject: string; role: TokenRole; expiresInDays: number }): Promise<{
    id: string;
    token: string;
    expiresAtMs: number;
  }>;
  /** False when no such token was ever given out. */
  revoke(id: string): boolean;
}

/** What the calls of the contract work with: the composed app, its event hub and the token desk. */
export interface ApiDeps {
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
  binaries: Binaries;
  delivery: DeliveryDeps;
  exports: ExportService;
  work: WorkService;
  money: Money;
  calls: Pick<CallDesk, 'decide' | 'settle' | 'resume' | 'replayed'>;
  callViews: CallViews;
  providerDesk: ProviderDesk;
  imageProviders: ReadonlyMap<string, Pick<ProviderAdapter, 'model'>>;
  videoProviders: ReadonlyMap<string, Pick<ProviderAdapter, 'model'>>;
  /** Where keys are, never what they are. */
  keys: Pick<KeyRing, 'describe'>;
  planners: ReadonlyMap<string, Planner>;
  defaults: { imageProvider: string; videoProvider: string; planner: string };
  clock: Clock;
  log: Logger;
  hub: EventHub;
  tokens: TokenDesk;
  version: string;
  /** Native dialogs and the file manager; null where there is no desktop. */
  shell: ShellPort | null;
  /** Folders that were chosen in native dialogs. */
  folders: FolderGrants;
}

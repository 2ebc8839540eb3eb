import type { TokenRole } from '../../shared/contract/procedure.ts';
import type { DeliveryDeps } from '../generation/finish-film-job.ts';
import type { RunService } from '../generation/run-service.ts';
import type { JobEngine } from '../jobs/job-types.ts';
import type { AssetService } from '../library/assets.ts';
import type { OwnedLibrary } from '../library/open-library.ts';
import type { UiSettingsStore } from '../library/ui-settings-store.ts';
import type { Clock } from '../platform/clock.ts';
import type { ProjectService } from '../projects/project-service.ts';
import type { EventHub } from './event-hub.ts';

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
  assets: AssetService;
  engine: JobEngine;
  runs: RunService;
  settings: UiSettingsStore;
  delivery: DeliveryDeps;
  imageProviders: ReadonlyMap<string, unknown>;
  videoProviders: ReadonlyMap<string, unknown>;
  planners: ReadonlyMap<string, unknown>;
  defaults: { imageProvider: string; videoProvider: string; planner: string };
  clock: Clock;
  hub: EventHub;
  tokens: TokenDesk;
  version: string;
}

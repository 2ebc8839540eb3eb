import { implement } from '@orpc/server';
import { appContract } from '../../shared/contract/app-contract.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import type { ApiDeps } from './api-deps.ts';
import { createAssetsApi } from './assets.ts';
import { createBriefsApi } from './briefs.ts';
import { createCallsApi } from './calls.ts';
import { createCampaignsApi, createClientsApi } from './clients.ts';
import { createBoardsApi } from './boards.ts';
import { createDiagnosticsApi } from './diagnostics.ts';
import { createDocumentsApi } from './documents.ts';
import { createEventsApi } from './events.ts';
import { createExportsApi } from './exports.ts';
import { createJobsApi } from './jobs.ts';
import { createMoneyApi } from './money.ts';
import { createProjectsApi } from './projects.ts';
import { createProvidersApi } from './providers.ts';
import { createRunsApi } from './runs.ts';
import { createSettingsApi } from './settings.ts';
import { createSystemApi } from './system.ts';
import { createTokensApi } from './tokens.ts';
import { createV2Api } from './v2.ts';

/** This room answers the calls of the contract: input, service, view. One router for every door. */
export function createAppRouter(deps: ApiDeps) {
  return implement(appContract)
    .$context<CallContext>()
    .router({
      v2: createV2Api(deps),
      system: createSystemApi(deps),
      projects: createProjectsApi(deps),
      clients: createClientsApi(deps),
      campaigns: createCampaignsApi(deps),
      briefs: createBriefsApi(deps),
      assets: createAssetsApi(deps),
      documents: createDocumentsApi(deps),
      runs: createRunsApi(deps),
      boards: createBoardsApi(deps),
      events: createEventsApi(deps),
      exports: createExportsApi(deps),
      jobs: createJobsApi(deps),
      calls: createCallsApi(deps),
      money: createMoneyApi(deps),
      providers: createProvidersApi(deps),
      settings: createSettingsApi(deps),
      diagnostics: createDiagnosticsApi(deps),
      tokens: createTokensApi(deps),
    });
}
export type AppRouter = ReturnType<typeof createAppRouter>;

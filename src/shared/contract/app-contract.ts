import { assetsContract } from './assets.ts';
import { briefsContract } from './briefs.ts';
import { callsContract } from './calls.ts';
import { campaignsContract } from './campaigns.ts';
import { clientsContract } from './clients.ts';
import { boardsContract } from './boards.ts';
import { diagnosticsContract } from './diagnostics.ts';
import { documentsContract } from './documents.ts';
import { eventsContract } from './events.ts';
import { exportsContract } from './exports.ts';
import { jobsContract } from './jobs.ts';
import { moneyContract } from './money.ts';
import { projectsContract } from './projects.ts';
import { providersContract } from './providers.ts';
import { runsContract } from './runs.ts';
import { settingsContract } from './settings.ts';
import { systemContract } from './system.ts';
import { tokensContract } from './tokens.ts';
import { v2Contract } from './v2.ts';

/** Every call there is. Nothing else lists methods. */
export const appContract = {
  v2: v2Contract,
  system: systemContract,
  projects: projectsContract,
  clients: clientsContract,
  campaigns: campaignsContract,
  briefs: briefsContract,
  assets: assetsContract,
  documents: documentsContract,
  runs: runsContract,
  boards: boardsContract,
  events: eventsContract,
  exports: exportsContract,
  jobs: jobsContract,
  calls: callsContract,
  money: moneyContract,
  providers: providersContract,
  settings: settingsContract,
  diagnostics: diagnosticsContract,
  tokens: tokensContract,
};
export type AppContract = typeof appContract;

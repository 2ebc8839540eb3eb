import type { LibraryDb } from './open.ts';
import { createApprovalRepository } from './repositories/approval-repository.ts';
import { createAssetRepository } from './repositories/asset-repository.ts';
import { createBudgetRepository } from './repositories/budget-repository.ts';
import { createCachedResultRepository } from './repositories/cached-result-repository.ts';
import { createCampaignRepository } from './repositories/campaign-repository.ts';
import { createClientRepository } from './repositories/client-repository.ts';
import { createExportRecordRepository } from './repositories/export-record-repository.ts';
import { createHistoryRepository } from './repositories/history-repository.ts';
import { createLedgerRepository } from './repositories/ledger-repository.ts';
import { createLedgerReportRepository } from './repositories/ledger-report-repository.ts';
import { createPaidCallRepository } from './repositories/paid-call-repository.ts';
import { createPersonRepository } from './repositories/person-repository.ts';
import { createPriceEditRepository } from './repositories/price-edit-repository.ts';
import { createProjectAssetRepository } from './repositories/project-asset-repository.ts';
import { createProjectGroupRepository } from './repositories/project-group-repository.ts';
import { createProjectListRepository } from './repositories/project-list-repository.ts';
import { createProjectPurgeRepository } from './repositories/project-purge-repository.ts';
import { createProjectRepository } from './repositories/project-repository.ts';
import { createProjectSearchRepository } from './repositories/project-search-repository.ts';
import { createRateBucketRepository } from './repositories/rate-bucket-repository.ts';
import { createRenderPartRepository } from './repositories/render-part-repository.ts';
import { createRunRepository } from './repositories/run-repository.ts';
import { createRunStageRepository } from './repositories/run-stage-repository.ts';
import { createSceneRepository } from './repositories/scene-repository.ts';
import { createSettingRepository } from './repositories/setting-repository.ts';
import { createShotRepository } from './repositories/shot-repository.ts';
import { createTakeRepository } from './repositories/take-repository.ts';
import { createVendorHealthRepository } from './repositories/vendor-health-repository.ts';

/** Every repository of a migrated library, built once when it is opened. Jobs have theirs in their own room. */
export function createRepositories(db: LibraryDb) {
  return {
    approvals: createApprovalRepository(db),
    assets: createAssetRepository(db),
    budgets: createBudgetRepository(db),
    cachedResults: createCachedResultRepository(db),
    campaigns: createCampaignRepository(db),
    clients: createClientRepository(db),
    exports: createExportRecordRepository(db),
    history: createHistoryRepository(db),
    ledger: createLedgerRepository(db),
    ledgerReports: createLedgerReportRepository(db),
    paidCalls: createPaidCallRepository(db),
    persons: createPersonRepository(db),
    priceEdits: createPriceEditRepository(db),
    projectAssets: createProjectAssetRepository(db),
    projectGroups: createProjectGroupRepository(db),
    projectList: createProjectListRepository(db),
    projectPurge: createProjectPurgeRepository(db),
    projectSearch: createProjectSearchRepository(db),
    projects: createProjectRepository(db),
    rateBuckets: createRateBucketRepository(db),
    renderParts: createRenderPartRepository(db),
    runs: createRunRepository(db),
    runStages: createRunStageRepository(db),
    scenes: createSceneRepository(db),
    settings: createSettingRepository(db),
    shots: createShotRepository(db),
    takes: createTakeRepository(db),
    vendorHealth: createVendorHealthRepository(db),
  };
}
export type Repositories = ReturnType<typeof createRepositories>;

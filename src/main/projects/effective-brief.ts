import type { Brief } from '../../shared/model/brief.ts';
import { inheritBrief } from '../../shared/model/inheritance.ts';
import type { Inheritance } from '../../shared/model/inheritance.ts';
import type { Repositories } from '../db/repositories.ts';
import type { CampaignRow } from '../db/repositories/campaign-repository.ts';
import type { ClientRow } from '../db/repositories/client-repository.ts';
import type { ProjectRow } from '../db/repositories/project-repository.ts';

type Rows = Pick<Repositories, 'clients' | 'campaigns'>;

/** The client and the campaign of a project, as far as they are not in the trash. */
export function ownersOf(
  repos: Rows,
  project: Pick<ProjectRow, 'clientId' | 'campaignId'>,
): { client: ClientRow | null; campaign: CampaignRow | null } {
  const live = (id: string | null): ClientRow | null => {
    const row = id === null ? undefined : repos.clients.find(id);
    return row === undefined || row.trashedAtMs !== null ? null : row;
  };
  const row = project.campaignId === null ? undefined : repos.campaigns.find(project.campaignId);
  const isLive =
    row !== undefined && row.trashedAtMs === null && (row.clientId === null || live(row.clientId) !== null);
  return { client: live(project.clientId), campaign: isLive ? row : null };
}

/** What a project inherits now. */
export function inheritanceOf(repos: Rows, project: Pick<ProjectRow, 'clientId' | 'campaignId'>): Inheritance {
  const { client, campaign } = ownersOf(repos, project);
  return { brand: client?.brand ?? null, campaign: campaign?.brief ?? null };
}

/** The brief that plans and films are made of: the project's own with what it inherits. Nothing is stored. */
export function effectiveBrief(repos: Rows, project: Pick<ProjectRow, 'clientId' | 'campaignId' | 'brief'>): Brief {
  return inheritBrief(project.brief, inheritanceOf(repos, project));
}

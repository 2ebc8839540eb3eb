import { AppError } from '../../shared/contract/errors.ts';
import type { ProjectDeps } from './project-deps.ts';
import { recordRevision } from './revisions.ts';

/** Where projects shall stand. A campaign brings its client; both `null`: with nobody. */
export interface MoveTarget {
  clientId: string | null;
  campaignId: string | null;
}

function resolve(deps: ProjectDeps, target: MoveTarget): MoveTarget {
  const { clients, campaigns } = deps.repos;
  const refuseTrashed = <T extends { id: string; trashedAtMs: number | null }>(row: T, what: string): T => {
    if (row.trashedAtMs !== null) throw new AppError('not-found', `the ${what} is in the trash`, { what, id: row.id });
    return row;
  };
  if (target.campaignId === null) {
    const client = target.clientId === null ? null : refuseTrashed(clients.get(target.clientId), 'client');
    return { clientId: client?.id ?? null, campaignId: null };
  }
  const campaign = refuseTrashed(campaigns.get(target.campaignId), 'campaign');
  if (campaign.clientId !== null) refuseTrashed(clients.get(campaign.clientId), 'client');
  return { clientId: campaign.clientId, campaignId: campaign.id };
}

function put(deps: ProjectDeps, projectId: string, target: MoveTarget): void {
  const { repos } = deps;
  const project = repos.projects.get(projectId);
  const { clientId, campaignId } = project;
  if (clientId === target.clientId && campaignId === target.campaignId) return;
  repos.projects.update({ ...project, ...target });
  recordRevision(deps, projectId, 'project-moved', {
    project: {
      added: {},
      updated: {
        [projectId]: {
          ...(clientId === target.clientId ? {} : { clientId: [clientId, target.clientId] }),
          ...(campaignId === target.campaignId ? {} : { campaignId: [campaignId, target.campaignId] }),
        },
      },
      removed: {},
    },
  });
}

/**
 * Gives projects to a campaign, a client or nobody: all of them or none, each a step that its history can undo. Returns
 * where each stood before, so that a caller can put them back. Throws AppError `not-found` for an unknown id and for a
 * campaign or client in the trash.
 */
export function moveProjects(
  deps: ProjectDeps,
  projectIds: readonly string[],
  target: MoveTarget,
): (MoveTarget & { projectId: string })[] {
  return deps.db.write(() => {
    const place = resolve(deps, target);
    return projectIds.map((projectId) => {
      const { clientId, campaignId } = deps.repos.projects.get(projectId);
      put(deps, projectId, place);
      return { projectId, clientId, campaignId };
    });
  }, 'project.move');
}

/** The projects of a campaign go with it to another client. Inside the caller's transaction. */
export function moveProjectsOfCampaign(deps: ProjectDeps, campaignId: string, clientId: string | null): void {
  for (const projectId of deps.repos.projectGroups.idsOfCampaign(campaignId))
    put(deps, projectId, { clientId, campaignId });
}

import type { z } from 'zod';
import type { OpenProjectView, ProjectCard, ProjectFacts, filmFileSchema } from '../../shared/contract/views.ts';
import { placesOfShots } from '../generation/board-files.ts';
import { shotsInOrder } from '../generation/situation.ts';
import { ownersOf } from '../projects/effective-brief.ts';
import type { ApiDeps } from './api-deps.ts';

type ListRow = ReturnType<ApiDeps['projects']['list']>['projects'][number];

/** One row of a list, without what only the engine needs. */
export function projectCardOf(row: ListRow): ProjectCard {
  return {
    ...row,
    clientId: row.clientName === null ? null : row.clientId,
    campaignId: row.campaignName === null ? null : row.campaignId,
  };
}

type FilmFile = z.infer<typeof filmFileSchema>;

/** Finished files of a project, newest first. */
export function filmsOf(deps: Pick<ApiDeps, 'library'>, projectId: string): FilmFile[] {
  return deps.library.repos.exports
    .list(projectId)
    .map(({ id, runId, variation, format, quality, bytes, durationMs, createdAtMs }) => ({
      id,
      runId,
      variation,
      format,
      quality,
      bytes,
      durationMs,
      createdAtMs,
    }));
}

/** Weight, films and inheritance of a project. Throws AppError `not-found`, `library-corrupt`. */
export function projectFactsView(deps: Pick<ApiDeps, 'library'>, projectId: string): ProjectFacts {
  const { repos } = deps.library;
  const project = repos.projects.get(projectId);
  const { client, campaign } = ownersOf(repos, project);
  return {
    projectId,
    ...repos.projectGroups.sizeOf(projectId),
    films: filmsOf(deps, projectId),
    brand: project.brief.brand,
    campaign: project.brief.campaign,
    client: client && { id: client.id, name: client.name, brand: client.brand },
    campaignOf: campaign && { id: campaign.id, name: campaign.name, brief: campaign.brief },
  };
}

/** A project as the window opens it: the board in the order of the film. Throws AppError `not-found`. */
export function openProjectView(deps: Pick<ApiDeps, 'projects' | 'library'>, projectId: string): OpenProjectView {
  const { repos } = deps.library;
  const { project, chosenTakes } = deps.projects.open(projectId);
  const assetOf = (shotId: string, slot: string): string | null =>
    chosenTakes.find((take) => take.shotId === shotId && take.slot === slot && take.variation === 1)?.assetId ?? null;
  return {
    id: project.id,
    name: project.name,
    status: project.status,
    revision: project.revision,
    fps: project.fps,
    ratio: project.ratio,
    language: project.language,
    prompt: project.brief.prompt,
    notes: project.plan?.notes ?? [],
    questions: project.plan?.questions ?? [],
    shots: placesOfShots(shotsInOrder({ repos }, projectId)).map(({ shot, scene, number }) => ({
      id: shot.id,
      scene,
      shot: number,
      description: shot.description,
      caption: shot.caption,
      size: shot.size,
      angle: shot.angle,
      move: shot.move,
      cutFrames: shot.cutFrames,
      startAssetId: assetOf(shot.id, 'start'),
      endAssetId: assetOf(shot.id, 'end'),
      segmentAssetId: assetOf(shot.id, 'segment'),
    })),
    films: filmsOf(deps, projectId),
    latestRunId: repos.runs.findLatest(projectId)?.id ?? null,
    trashedAtMs: project.trashedAtMs,
  };
}

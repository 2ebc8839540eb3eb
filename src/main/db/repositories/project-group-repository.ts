import type { LibraryDb } from '../open.ts';

/** How many projects share what a list can be filtered by. */
export interface ProjectGroup {
  clientId: string | null;
  campaignId: string | null;
  status: string;
  ratio: string;
  isTrashed: boolean;
  count: number;
}

/** What a project takes up on the disk, each file counted once. */
export interface ProjectSize {
  mediaBytes: number;
  filmBytes: number;
}

/** Projects counted, weighed and named by the groups they stand in. */
export function createProjectGroupRepository(db: LibraryDb) {
  const groups = db.prepare<[], Omit<ProjectGroup, 'isTrashed'> & { isTrashed: number }>(
    'project.groups',
    `SELECT client_id AS clientId, campaign_id AS campaignId, status, ratio, trashed_at_ms IS NOT NULL AS isTrashed,
       count(*) AS count FROM project GROUP BY 1, 2, 3, 4, 5`,
  );
  const size = db.prepare<[{ id: string }], ProjectSize>(
    'project.size',
    `SELECT (SELECT coalesce(sum(bytes), 0) FROM asset WHERE id IN (
         SELECT asset_id FROM project_asset WHERE project_id = @id
         UNION SELECT take.asset_id FROM shot JOIN take ON take.shot_id = shot.id WHERE shot.project_id = @id
       )) AS mediaBytes,
       (SELECT coalesce(sum(bytes), 0) FROM export_record WHERE project_id = @id) AS filmBytes`,
  );
  const ofCampaign = db.prepare<[string], { id: string }>(
    'project.of-campaign',
    'SELECT id FROM project WHERE campaign_id = ?',
  );
  const mark = db.prepare<[string], { name: string; trashedAtMs: number | null }>(
    'project.mark',
    'SELECT name, trashed_at_ms AS trashedAtMs FROM project WHERE id = ?',
  );
  const setTrashed = db.prepare<[number | null, string]>(
    'project.set-trashed',
    'UPDATE project SET trashed_at_ms = ? WHERE id = ?',
  );
  return {
    counts: (): ProjectGroup[] =>
      groups.all().map(({ isTrashed, ...group }) => ({ ...group, isTrashed: isTrashed === 1 })),
    sizeOf: (projectId: string): ProjectSize => size.get({ id: projectId }) ?? { mediaBytes: 0, filmBytes: 0 },
    idsOfCampaign: (campaignId: string): string[] => ofCampaign.all(campaignId).map(({ id }) => id),
    /** Name and trash of a project whose other columns may not be readable any more. */
    markOf: (projectId: string) => mark.get(projectId),
    setTrashed: (projectId: string, atMs: number | null): void => void setTrashed.run(atMs, projectId),
  };
}

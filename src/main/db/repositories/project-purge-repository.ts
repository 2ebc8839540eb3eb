import type { LibraryDb } from '../open.ts';

/** Work for a project: through one of its runs, or by itself. */
const PROJECT_JOBS = `SELECT id FROM job WHERE project_id = @id
  UNION SELECT job.id FROM run JOIN job ON job.run_id = run.id WHERE run.project_id = @id`;

/** Children before parents. The step log stays: it says what ran, not for whom. */
const PURGE_SQL: readonly string[] = [
  'DELETE FROM chosen_take WHERE shot_id IN (SELECT id FROM shot WHERE project_id = @id)',
  'DELETE FROM take WHERE shot_id IN (SELECT id FROM shot WHERE project_id = @id)',
  'DELETE FROM shot WHERE project_id = @id',
  'DELETE FROM scene WHERE project_id = @id',
  'DELETE FROM project_asset WHERE project_id = @id',
  'DELETE FROM run_stage WHERE run_id IN (SELECT id FROM run WHERE project_id = @id)',
  `DELETE FROM job_step WHERE job_id IN (${PROJECT_JOBS})`,
  `DELETE FROM job WHERE id IN (${PROJECT_JOBS})`,
  'DELETE FROM run WHERE project_id = @id',
  'DELETE FROM approval WHERE project_id = @id',
  'DELETE FROM history WHERE project_id = @id',
  'DELETE FROM export_record WHERE project_id = @id',
  'DELETE FROM project WHERE id = @id',
];

/** Takes a project out of the library for good, with everything that is only its own. */
export function createProjectPurgeRepository(db: LibraryDb) {
  const deletes = PURGE_SQL.map((source, index) => db.prepare<[{ id: string }]>(`project.purge-${index}`, source));
  const assets = db.prepare<[{ id: string }], { id: string }>(
    'project.own-assets',
    `SELECT asset_id AS id FROM project_asset WHERE project_id = @id
     UNION SELECT take.asset_id FROM shot JOIN take ON take.shot_id = shot.id WHERE shot.project_id = @id
     UNION SELECT poster_asset_id FROM project WHERE id = @id AND poster_asset_id IS NOT NULL`,
  );
  const openWork = db.prepare<[{ id: string }], { n: number }>(
    'project.open-work',
    `SELECT count(*) AS n FROM job WHERE id IN (${PROJECT_JOBS}) AND status IN ('queued', 'running', 'waiting')`,
  );
  return {
    /** Ids of every asset that the project names, also by takes of removed shots. */
    listAssetIds: (projectId: string): string[] => assets.all({ id: projectId }).map((row) => row.id),
    countOpenJobs: (projectId: string): number => openWork.get({ id: projectId })?.n ?? 0,
    /** Inside the caller's transaction. The search row goes with `search.remove`, before. */
    purge: (projectId: string): void => {
      for (const statement of deletes) statement.run({ id: projectId });
    },
  };
}

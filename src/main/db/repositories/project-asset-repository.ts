import type { AssetRole } from '../../../shared/model/brief.ts';
import type { LibraryDb } from '../open.ts';

/** A file that a project's brief names. */
export interface ProjectAssetRow {
  projectId: string;
  assetId: string;
  role: AssetRole;
  /** As the brief wrote it, so that the brief stays readable as it came. */
  briefPath: string | null;
}

/** Which files belong to which brief, and as what. */
export function createProjectAssetRepository(db: LibraryDb) {
  const link = db.prepare<[ProjectAssetRow]>(
    'project-asset.link',
    `INSERT INTO project_asset (project_id, asset_id, role, brief_path) VALUES (@projectId, @assetId, @role, @briefPath)
     ON CONFLICT (project_id, asset_id, role) DO UPDATE SET brief_path = excluded.brief_path`,
  );
  const unlink = db.prepare<[string, string, string]>(
    'project-asset.unlink',
    'DELETE FROM project_asset WHERE project_id = ? AND asset_id = ? AND role = ?',
  );
  const ofProject = db.prepare<[string], ProjectAssetRow>(
    'project-asset.list',
    `SELECT project_id AS projectId, asset_id AS assetId, role, brief_path AS briefPath
     FROM project_asset WHERE project_id = ? ORDER BY role, asset_id`,
  );
  return {
    link: (row: ProjectAssetRow): void => void link.run(row),
    unlink: (projectId: string, assetId: string, role: AssetRole): void => void unlink.run(projectId, assetId, role),
    list: (projectId: string): ProjectAssetRow[] => ofProject.all(projectId),
  };
}

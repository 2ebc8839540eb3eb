import type { Migration } from '../migration-types.ts';

/** Lists of exports are read newest first without walking through every other job. */
export const migration0030: Migration = {
  version: 30,
  name: 'export-jobs',
  up(db) {
    db.exec(`
CREATE INDEX job_export_idx ON job(id DESC) WHERE kind = 'export-film';
CREATE INDEX job_export_project_idx ON job(project_id, id DESC) WHERE kind = 'export-film';
`);
  },
};

import type { ExportFormat, Quality } from '../../../shared/model/shot-terms.ts';
import { required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** A finished file that was handed out. */
export interface ExportRecordRow {
  id: string;
  projectId: string;
  runId: string | null;
  variation: number;
  format: ExportFormat;
  quality: Quality;
  /** Absolute path at the time of writing; its person may have moved it since. */
  path: string;
  sha256: string;
  /** Key of everything that went into it: the same key need not be rendered again. */
  key: string;
  bytes: number;
  durationMs: number;
  createdAtMs: number;
}

const COLUMNS = `id, project_id AS projectId, run_id AS runId, variation, format, quality, path, sha256, key, bytes,
  duration_ms AS durationMs, created_at_ms AS createdAtMs`;

/** Exports of projects. */
export function createExportRecordRepository(db: LibraryDb) {
  const insert = db.prepare<[ExportRecordRow]>(
    'export.insert',
    `INSERT INTO export_record (id, project_id, run_id, variation, format, quality, path, sha256, key, bytes,
       duration_ms, created_at_ms)
     VALUES (@id, @projectId, @runId, @variation, @format, @quality, @path, @sha256, @key, @bytes,
       @durationMs, @createdAtMs)`,
  );
  const byId = db.prepare<[string], ExportRecordRow>(
    'export.find',
    `SELECT ${COLUMNS} FROM export_record WHERE id = ?`,
  );
  const ofProject = db.prepare<[string], ExportRecordRow>(
    'export.list',
    `SELECT ${COLUMNS} FROM export_record WHERE project_id = ? ORDER BY created_at_ms DESC, id DESC`,
  );
  const byKey = db.prepare<[string, string], ExportRecordRow>(
    'export.by-key',
    `SELECT ${COLUMNS} FROM export_record WHERE project_id = ? AND key = ? ORDER BY created_at_ms DESC, id DESC LIMIT 1`,
  );
  return {
    insert: (row: ExportRecordRow): void => void insert.run(row),
    get: (id: string): ExportRecordRow => required(byId.get(id), 'export', id),
    /** Newest first. */
    list: (projectId: string): ExportRecordRow[] => ofProject.all(projectId),
    findByKey: (projectId: string, key: string): ExportRecordRow | undefined => byKey.get(projectId, key),
  };
}

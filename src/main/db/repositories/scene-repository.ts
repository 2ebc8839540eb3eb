import type { NarrativeRole, TimeOfDay, Weather } from '../../../shared/model/shot-terms.ts';
import { required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

export interface SceneRow {
  id: string;
  projectId: string;
  /** Fractional key: order is a property of the record, never an array. */
  orderKey: string;
  title: string;
  /** The part of the brief that this scene tells. */
  text: string;
  role: NarrativeRole;
  place: string;
  timeOfDay: TimeOfDay;
  weather: Weather;
  removedAtMs: number | null;
}

const COLUMNS = `id, project_id AS projectId, order_key AS orderKey, title, text, role, place,
  time_of_day AS timeOfDay, weather, removed_at_ms AS removedAtMs`;

/** Scenes of projects. Removed ones stay, so that a late result never dangles (decision 23). */
export function createSceneRepository(db: LibraryDb) {
  const insert = db.prepare<[SceneRow]>(
    'scene.insert',
    `INSERT INTO scene (id, project_id, order_key, title, text, role, place, time_of_day, weather, removed_at_ms)
     VALUES (@id, @projectId, @orderKey, @title, @text, @role, @place, @timeOfDay, @weather, @removedAtMs)`,
  );
  const update = db.prepare<[SceneRow]>(
    'scene.update',
    `UPDATE scene SET order_key = @orderKey, title = @title, text = @text, role = @role, place = @place,
       time_of_day = @timeOfDay, weather = @weather, removed_at_ms = @removedAtMs WHERE id = @id`,
  );
  const byId = db.prepare<[string], SceneRow>('scene.find', `SELECT ${COLUMNS} FROM scene WHERE id = ?`);
  const ofProject = db.prepare<[string], SceneRow>(
    'scene.list',
    `SELECT ${COLUMNS} FROM scene WHERE project_id = ? AND removed_at_ms IS NULL ORDER BY order_key, id`,
  );
  const removeAll = db.prepare<[number, string]>(
    'scene.remove-all',
    'UPDATE scene SET removed_at_ms = ? WHERE project_id = ? AND removed_at_ms IS NULL',
  );
  return {
    insert: (row: SceneRow): void => void insert.run(row),
    update: (row: SceneRow): void => void update.run(row),
    find: (id: string): SceneRow | undefined => byId.get(id),
    get: (id: string): SceneRow => required(byId.get(id), 'scene', id),
    /** In the order of the film, without removed ones. */
    list: (projectId: string): SceneRow[] => ofProject.all(projectId),
    removeAll: (projectId: string, nowMs: number): void => void removeAll.run(nowMs, projectId),
  };
}

import { sceneDescriptionSchema } from '../../../shared/model/scene-description.ts';
import type { SceneDescription } from '../../../shared/model/scene-description.ts';
import type {
  CameraAngle,
  CameraMove,
  Lens,
  Lighting,
  Mood,
  NarrativeRole,
  ShotSize,
  Transition,
} from '../../../shared/model/shot-terms.ts';
import { parseJsonColumn, required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

export interface ShotRow {
  id: string;
  projectId: string;
  sceneId: string;
  /** Fractional key within the scene. */
  orderKey: string;
  description: string;
  imagePrompt: string;
  endImagePrompt: string;
  motionPrompt: string;
  /** Length used in the film; the segment itself is 8.000 s (decision 24). */
  cutFrames: number;
  sourceInFrames: number;
  size: ShotSize;
  angle: CameraAngle;
  move: CameraMove;
  lens: Lens;
  lighting: Lighting;
  mood: Mood;
  transition: Transition;
  transitionFrames: number;
  role: NarrativeRole;
  emotionalArc: string;
  caption: string;
  locked: boolean;
  removedAtMs: number | null;
  picture: SceneDescription;
}

/** Where a shot stands in the film. */
export type ShotPlace = Pick<ShotRow, 'id' | 'sceneId'>;

type Columns = Omit<ShotRow, 'picture' | 'locked'> & { locked: number; pictureJson: string };

const COLUMNS = `shot.id, shot.project_id AS projectId, shot.scene_id AS sceneId, shot.order_key AS orderKey,
  shot.description, shot.image_prompt AS imagePrompt, shot.end_image_prompt AS endImagePrompt,
  shot.motion_prompt AS motionPrompt, shot.cut_frames AS cutFrames, shot.source_in_frames AS sourceInFrames,
  shot.size, shot.angle, shot.move, shot.lens, shot.lighting, shot.mood, shot.transition,
  shot.transition_frames AS transitionFrames, shot.role, shot.emotional_arc AS emotionalArc, shot.caption,
  shot.locked, shot.removed_at_ms AS removedAtMs, shot.picture_json AS pictureJson`;

const fromColumns = ({ pictureJson, locked, ...row }: Columns): ShotRow => ({
  ...row,
  locked: locked !== 0,
  picture: parseJsonColumn(sceneDescriptionSchema, pictureJson, 'shot.picture_json'),
});

/** Shots: each owns a start keyframe, an end keyframe and a segment (decision 22). */
export function createShotRepository(db: LibraryDb) {
  const insert = db.prepare<[object]>(
    'shot.insert',
    `INSERT INTO shot (id, project_id, scene_id, order_key, description, image_prompt, end_image_prompt,
       motion_prompt, cut_frames, source_in_frames, size, angle, move, lens, lighting, mood, transition,
       transition_frames, role, emotional_arc, caption, locked, removed_at_ms, picture_json)
     VALUES (@id, @projectId, @sceneId, @orderKey, @description, @imagePrompt, @endImagePrompt,
       @motionPrompt, @cutFrames, @sourceInFrames, @size, @angle, @move, @lens, @lighting, @mood, @transition,
       @transitionFrames, @role, @emotionalArc, @caption, @lockedInt, @removedAtMs, @pictureJson)`,
  );
  const update = db.prepare<[object]>(
    'shot.update',
    `UPDATE shot SET scene_id = @sceneId, order_key = @orderKey, description = @description,
       image_prompt = @imagePrompt, end_image_prompt = @endImagePrompt, motion_prompt = @motionPrompt,
       cut_frames = @cutFrames, source_in_frames = @sourceInFrames, size = @size, angle = @angle, move = @move,
       lens = @lens, lighting = @lighting, mood = @mood, transition = @transition,
       transition_frames = @transitionFrames, role = @role, emotional_arc = @emotionalArc, caption = @caption,
       locked = @lockedInt, removed_at_ms = @removedAtMs, picture_json = @pictureJson WHERE id = @id`,
  );
  const byId = db.prepare<[string], Columns>('shot.find', `SELECT ${COLUMNS} FROM shot WHERE id = ?`);
  const ofProject = db.prepare<[string], Columns>(
    'shot.list',
    `SELECT ${COLUMNS} FROM shot JOIN scene ON scene.id = shot.scene_id
     WHERE shot.project_id = ? AND shot.removed_at_ms IS NULL AND scene.removed_at_ms IS NULL
     ORDER BY scene.order_key, scene.id, shot.order_key, shot.id`,
  );
  const placesOfProject = db.prepare<[string], ShotPlace>(
    'shot.list-places',
    `SELECT shot.id, shot.scene_id AS sceneId FROM shot JOIN scene ON scene.id = shot.scene_id
     WHERE shot.project_id = ? AND shot.removed_at_ms IS NULL AND scene.removed_at_ms IS NULL
     ORDER BY scene.order_key, scene.id, shot.order_key, shot.id`,
  );
  const firstId = db.prepare<[string], { id: string }>(
    'shot.first',
    `SELECT shot.id FROM scene JOIN shot ON shot.scene_id = scene.id
     WHERE scene.project_id = ? AND scene.removed_at_ms IS NULL AND shot.removed_at_ms IS NULL
     ORDER BY scene.order_key, scene.id, shot.order_key, shot.id LIMIT 1`,
  );
  const removeAll = db.prepare<[number, string]>(
    'shot.remove-all',
    'UPDATE shot SET removed_at_ms = ? WHERE project_id = ? AND removed_at_ms IS NULL',
  );
  // `picture` and `locked` have columns of another shape; better-sqlite3 refuses objects and booleans even unused.
  const params = ({ picture, locked, ...row }: ShotRow): object => ({
    ...row,
    lockedInt: locked ? 1 : 0,
    pictureJson: JSON.stringify(picture),
  });
  const find = (id: string): ShotRow | undefined => {
    const row = byId.get(id);
    return row && fromColumns(row);
  };
  return {
    insert: (row: ShotRow): void => void insert.run(params(row)),
    update: (row: ShotRow): void => void update.run(params(row)),
    /** Removed ones are found too: a late result belongs to them. */
    find,
    get: (id: string): ShotRow => required(find(id), 'shot', id),
    /** In the order of the film, without removed ones. */
    list: (projectId: string): ShotRow[] => ofProject.all(projectId).map(fromColumns),
    /** As `list`, but only which shot stands where: no pictures are read. */
    listPlaces: (projectId: string): ShotPlace[] => placesOfProject.all(projectId),
    findFirstId: (projectId: string): string | undefined => firstId.get(projectId)?.id,
    removeAll: (projectId: string, nowMs: number): void => void removeAll.run(nowMs, projectId),
  };
}

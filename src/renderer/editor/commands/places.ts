import type { SceneRecord, ShotRecord } from '../../../shared/model/document.ts';
import { SHOTS_PER_SCENE_MAX } from '../../../shared/model/document-rules.ts';
import { keysAt } from '../../../shared/model/order-keys.ts';
import type { Draft } from '../draft.ts';

/** Thrown by a command that would break a rule of the board; nothing is changed. The code is a key of the language files. */
export class CommandRefusal extends Error {
  readonly code: 'locked' | 'scene-full' | 'too-short-to-split' | 'last-shot' | 'nothing-to-merge' | 'cut-too-long';
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: CommandRefusal['code'], params: CommandRefusal['params'] = {}) {
    super(code);
    this.name = 'CommandRefusal';
    this.code = code;
    this.params = params;
  }
}

/** Throws unless a shot may be changed. */
export function refuseLocked(shot: ShotRecord): void {
  if (shot.locked) throw new CommandRefusal('locked', { id: shot.id });
}

/** Shots in the order of the film, from a set of ids in any order; unknown ones fall out. */
export function inFilmOrder(draft: Draft, ids: readonly string[]): ShotRecord[] {
  const wanted = new Set(ids);
  const sceneIds = new Set(ids.flatMap((id) => draft.find('shots', id)?.sceneId ?? []));
  return draft
    .scenesInOrder()
    .filter(({ id }) => sceneIds.has(id))
    .flatMap(({ id }) => draft.shotsOfScene(id))
    .filter(({ id }) => wanted.has(id));
}

/** Where a shot stands among those of its scene. */
export function indexInScene(draft: Draft, shot: Pick<ShotRecord, 'id' | 'sceneId'>): number {
  return draft.shotsOfScene(shot.sceneId).findIndex(({ id }) => id === shot.id);
}

/** Throws where a scene has no room for so many more shots. */
export function refuseFull(draft: Draft, sceneId: string, more: number): void {
  if (draft.shotsOfScene(sceneId).length + more > SHOTS_PER_SCENE_MAX) {
    throw new CommandRefusal('scene-full', { limit: SHOTS_PER_SCENE_MAX });
  }
}

/** Puts shots, in the order given, at an index of a scene that is counted without them. Scenes left empty are removed. */
export function placeShots(draft: Draft, shots: readonly ShotRecord[], sceneId: string, index: number): void {
  const moving = new Set(shots.map(({ id }) => id));
  const staying = draft.shotsOfScene(sceneId).filter(({ id }) => !moving.has(id));
  if (staying.length + shots.length > SHOTS_PER_SCENE_MAX) {
    throw new CommandRefusal('scene-full', { limit: SHOTS_PER_SCENE_MAX });
  }
  const keys = keysAt(staying, index, shots.length);
  const left = new Set(shots.map((shot) => shot.sceneId));
  for (const [at, shot] of shots.entries()) {
    draft.patch('shots', shot.id, { sceneId, orderKey: keys[at] as string });
  }
  removeEmptyScenes(draft, left);
}

/** A scene has at least one shot (decision 22): one that lost its last goes. */
export function removeEmptyScenes(draft: Draft, sceneIds: Iterable<string>): void {
  for (const id of sceneIds) {
    if (draft.find('scenes', id) !== undefined && draft.shotsOfScene(id).length === 0) draft.remove('scenes', id);
  }
}

/** A new scene's record at an index among the scenes. */
export function addScene(draft: Draft, index: number, fields: Omit<SceneRecord, 'id' | 'orderKey'>): SceneRecord {
  const [orderKey = ''] = keysAt(draft.scenesInOrder(), index, 1);
  const scene: SceneRecord = { ...fields, id: draft.newId(), orderKey };
  draft.put('scenes', scene);
  return scene;
}

/** Takes a shot and what was chosen for it out of the document; takes stay in the library. */
export function dropShot(draft: Draft, shotId: string): void {
  for (const chosen of draft.all('chosen')) if (chosen.shotId === shotId) draft.remove('chosen', chosen.id);
  draft.remove('shots', shotId);
}

import type { SceneRecord } from '../../../shared/model/document.ts';
import { SHOTS_PER_SCENE_MAX } from '../../../shared/model/document-rules.ts';
import { keysAt } from '../../../shared/model/order-keys.ts';
import type { Draft } from '../draft.ts';
import { addScene, CommandRefusal, dropShot, inFilmOrder, placeShots, refuseLocked } from './places.ts';
import { blankShotLike } from './shots.ts';

/** Scenes: plain functions on a draft. */

export type SceneFields = Omit<SceneRecord, 'id' | 'orderKey'>;

const fieldsOf = ({ id: _id, orderKey: _key, ...fields }: SceneRecord): SceneFields => fields;

/** A new scene with one empty shot, before or after another. Returns the ids of both. */
export function insertScene(
  draft: Draft,
  input: { besideId: string; where: 'before' | 'after' },
): { sceneId: string; shotId: string } {
  const scenes = draft.scenesInOrder();
  const at = scenes.findIndex(({ id }) => id === input.besideId);
  const beside = draft.get('scenes', input.besideId);
  const model = draft.shotsOfScene(beside.id)[0];
  if (model === undefined) throw new Error(`scene ${beside.id} has no shot`);
  const scene = addScene(draft, at + (input.where === 'after' ? 1 : 0), { ...fieldsOf(beside), title: '', text: '' });
  const [orderKey = ''] = keysAt([], 0, 1);
  const shot = blankShotLike(draft, model, { sceneId: scene.id, orderKey });
  draft.put('shots', shot);
  return { sceneId: scene.id, shotId: shot.id };
}

/** Sets fields of a scene: title, text, place, time of day, weather, role. */
export function setSceneFields(draft: Draft, input: { sceneId: string; fields: Partial<SceneFields> }): void {
  draft.patch('scenes', input.sceneId, input.fields);
}

/** Time of day or weather of a scene, also in the pictures of its shots that are not locked. */
export function setSceneAir(
  draft: Draft,
  input: { sceneId: string; timeOfDay?: SceneRecord['timeOfDay']; weather?: SceneRecord['weather'] },
): void {
  const { sceneId, ...air } = input;
  draft.patch('scenes', sceneId, air);
  for (const shot of draft.shotsOfScene(sceneId)) {
    if (!shot.locked) draft.patch('shots', shot.id, { picture: { ...shot.picture, ...air } });
  }
}

/** Moves a scene to an index among the others. */
export function moveScene(draft: Draft, input: { sceneId: string; index: number }): void {
  const others = draft.scenesInOrder().filter(({ id }) => id !== input.sceneId);
  const [orderKey = ''] = keysAt(others, input.index, 1);
  draft.patch('scenes', input.sceneId, { orderKey });
}

/** Removes a scene with its shots. A locked shot refuses it; so does the last scene. */
export function deleteScene(draft: Draft, sceneId: string): void {
  const shots = draft.shotsOfScene(sceneId);
  for (const shot of shots) refuseLocked(shot);
  if (draft.scenesInOrder().length <= 1) throw new CommandRefusal('last-shot');
  for (const { id } of shots) dropShot(draft, id);
  draft.remove('scenes', sceneId);
}

/** Takes shots out of their scenes into a new one, where the first of them stood. Returns the id of the scene. */
export function groupIntoScene(draft: Draft, shotIds: readonly string[]): string {
  const shots = inFilmOrder(draft, shotIds);
  const [first] = shots;
  if (first === undefined) throw new Error('no shots to group');
  if (shots.length > SHOTS_PER_SCENE_MAX) throw new CommandRefusal('scene-full', { limit: SHOTS_PER_SCENE_MAX });
  const origin = draft.get('scenes', first.sceneId);
  const siblings = draft.shotsOfScene(origin.id);
  const grouped = new Set(shots.map(({ id }) => id));
  const at = draft.scenesInOrder().findIndex(({ id }) => id === origin.id);
  const firstAt = siblings.findIndex(({ id }) => id === first.id);
  const after = siblings.slice(firstAt).filter(({ id }) => !grouped.has(id));
  const scene = addScene(draft, firstAt === 0 ? at : at + 1, { ...fieldsOf(origin), title: '' });
  placeShots(draft, shots, scene.id, 0);
  // What followed them in their scene keeps following them.
  if (firstAt > 0 && after.length > 0) {
    const index = draft.scenesInOrder().findIndex(({ id }) => id === scene.id) + 1;
    const rest = addScene(draft, index, fieldsOf(origin));
    placeShots(draft, after, rest.id, 0);
  }
  return scene.id;
}

/** Puts the shots of a scene at the end of the one before (the first scene: at the beginning of the next). */
export function ungroupScene(draft: Draft, sceneId: string): void {
  const scenes = draft.scenesInOrder();
  const at = scenes.findIndex(({ id }) => id === sceneId);
  const into = scenes[at - 1] ?? scenes[at + 1];
  if (into === undefined) throw new CommandRefusal('nothing-to-merge');
  const shots = draft.shotsOfScene(sceneId);
  placeShots(draft, shots, into.id, at > 0 ? draft.shotsOfScene(into.id).length : 0);
}

import { chosenId } from '../../../shared/model/document.ts';
import type { ShotRecord } from '../../../shared/model/document.ts';
import { segmentFrames } from '../../../shared/model/frame-time.ts';
import { keysAt } from '../../../shared/model/order-keys.ts';
import { SLOTS } from '../../../shared/model/shot-terms.ts';
import type { Draft } from '../draft.ts';
import {
  CommandRefusal,
  dropShot,
  inFilmOrder,
  indexInScene,
  placeShots,
  refuseFull,
  refuseLocked,
  removeEmptyScenes,
} from './places.ts';

/** Shots: plain functions on a draft. Refused ones throw `CommandRefusal` and change nothing. */

/** Fields of a shot that a person sets; its place and its lock have commands of their own. */
export type ShotFields = Omit<ShotRecord, 'id' | 'sceneId' | 'orderKey' | 'locked' | 'cutFrames' | 'sourceInFrames'>;

/** A shot like another, with empty texts and nothing made for it: the same place, people and light. */
export function blankShotLike(
  draft: Draft,
  model: ShotRecord,
  place: Pick<ShotRecord, 'sceneId' | 'orderKey'>,
): ShotRecord {
  const { caption: _caption, ...picture } = model.picture;
  return {
    ...model,
    ...place,
    id: draft.newId(),
    description: '',
    imagePrompt: '',
    endImagePrompt: '',
    motionPrompt: '',
    emotionalArc: '',
    caption: '',
    transition: 'cut',
    transitionFrames: 0,
    sourceInFrames: 0,
    cutFrames: Math.min(model.cutFrames, segmentFrames(draft.frame.fps)),
    locked: false,
    picture,
  };
}

/**
 * A new shot before or after another, in its scene. Its keyframes are drawn when asked for. Returns its id. Refused where
 * the scene is full.
 */
export function insertShot(draft: Draft, input: { besideId: string; where: 'before' | 'after' }): string {
  const beside = draft.get('shots', input.besideId);
  const { sceneId } = beside;
  refuseFull(draft, sceneId, 1);
  const index = indexInScene(draft, beside) + (input.where === 'after' ? 1 : 0);
  const [orderKey = ''] = keysAt(draft.shotsOfScene(sceneId), index, 1);
  const shot = blankShotLike(draft, beside, { sceneId, orderKey });
  draft.put('shots', shot);
  return shot.id;
}

/** Copies of shots, each after its original, unlocked, with copies of the chosen takes. Returns the new ids in order. */
export function duplicateShots(draft: Draft, shotIds: readonly string[]): string[] {
  return inFilmOrder(draft, shotIds).map((original) => {
    refuseFull(draft, original.sceneId, 1);
    const [orderKey = ''] = keysAt(draft.shotsOfScene(original.sceneId), indexInScene(draft, original) + 1, 1);
    // A person's own list may hold a longer shot than a segment; a copy of it keeps to the rule.
    const cutFrames = Math.min(original.cutFrames, longestCut(draft, original));
    const copy: ShotRecord = { ...original, id: draft.newId(), orderKey, cutFrames, locked: false };
    draft.put('shots', copy);
    draft.copyTakes({ fromShotId: original.id, toShotId: copy.id, slots: [...SLOTS] });
    return copy.id;
  });
}

/** Removes shots, and scenes that have none left. A locked one refuses the whole; so does removing every shot. */
export function deleteShots(draft: Draft, shotIds: readonly string[]): void {
  const shots = inFilmOrder(draft, shotIds);
  for (const shot of shots) refuseLocked(shot);
  if (shots.length === draft.all('shots').length && shots.length > 0) throw new CommandRefusal('last-shot');
  for (const { id } of shots) dropShot(draft, id);
  removeEmptyScenes(draft, new Set(shots.map(({ sceneId }) => sceneId)));
}

/** Moves shots, kept in the film's order, to an index of a scene; the index counts the scene without them. */
export function moveShots(draft: Draft, input: { shotIds: readonly string[]; sceneId: string; index: number }): void {
  draft.get('scenes', input.sceneId);
  const shots = inFilmOrder(draft, input.shotIds);
  if (shots.length > 0) placeShots(draft, shots, input.sceneId, input.index);
}

/**
 * Moves shots one place on within the film. Shots that are a whole scene take the scene along; from the edge of a scene the
 * others go past the first shot of the next one, so that every press changes the order. Nothing happens at the ends.
 */
export function nudgeShots(draft: Draft, input: { shotIds: readonly string[]; by: -1 | 1 }): void {
  const shots = inFilmOrder(draft, input.shotIds);
  const edge = input.by < 0 ? shots[0] : shots.at(-1);
  if (edge === undefined) return;
  const moving = new Set(shots.map(({ id }) => id));
  const siblings = draft.shotsOfScene(edge.sceneId);
  const at = siblings.findIndex(({ id }) => id === edge.id);
  const before = siblings.slice(0, at).filter(({ id }) => !moving.has(id)).length;
  const others = siblings.filter(({ id }) => !moving.has(id)).length;
  const target = before + input.by;
  if (target >= 0 && target <= others && others > 0) return placeShots(draft, shots, edge.sceneId, target);
  const scenes = draft.scenesInOrder();
  const sceneAt = scenes.findIndex(({ id }) => id === edge.sceneId);
  const next = scenes[sceneAt + input.by];
  if (next === undefined) return;
  if (others === 0 && siblings.length === shots.length) {
    const rest = scenes.filter(({ id }) => id !== edge.sceneId);
    const [orderKey = ''] = keysAt(rest, sceneAt + input.by, 1);
    draft.patch('scenes', edge.sceneId, { orderKey });
    return;
  }
  const there = draft.shotsOfScene(next.id).filter(({ id }) => !moving.has(id)).length;
  placeShots(draft, shots, next.id, input.by > 0 ? Math.min(1, there) : Math.max(0, there - 1));
}

/** Moves shots to the end of the scene before, or the beginning of the scene after. Nothing happens at the ends. */
export function moveToNeighbourScene(draft: Draft, input: { shotIds: readonly string[]; by: -1 | 1 }): void {
  const shots = inFilmOrder(draft, input.shotIds);
  const edge = input.by < 0 ? shots[0] : shots.at(-1);
  if (edge === undefined) return;
  const scenes = draft.scenesInOrder();
  const next = scenes[scenes.findIndex(({ id }) => id === edge.sceneId) + input.by];
  if (next !== undefined) placeShots(draft, shots, next.id, input.by > 0 ? 0 : draft.shotsOfScene(next.id).length);
}

/**
 * Cuts a shot in two. `atFrames` counts from its cut's beginning; without it, in the middle. The second part goes on in the
 * same segment (decision 24): it starts that much later in it. Returns the id of the second.
 */
export function splitShot(draft: Draft, input: { shotId: string; atFrames?: number }): string {
  const shot = draft.get('shots', input.shotId);
  refuseLocked(shot);
  refuseFull(draft, shot.sceneId, 1);
  if (shot.cutFrames < 2) throw new CommandRefusal('too-short-to-split', { frames: shot.cutFrames });
  const first = Math.max(1, Math.min(shot.cutFrames - 1, Math.round(input.atFrames ?? shot.cutFrames / 2)));
  const [orderKey = ''] = keysAt(draft.shotsOfScene(shot.sceneId), indexInScene(draft, shot) + 1, 1);
  const hasSegment = draft.find('chosen', chosenId(shot.id, 'segment', 1)) !== undefined;
  const longest = segmentFrames(draft.frame.fps);
  const sourceInFrames = hasSegment ? Math.min(shot.sourceInFrames + first, longest - 1) : 0;
  const second: ShotRecord = {
    ...shot,
    id: draft.newId(),
    orderKey,
    cutFrames: Math.min(shot.cutFrames - first, longest - sourceInFrames),
    sourceInFrames,
    caption: '',
  };
  draft.put('shots', second);
  draft.patch('shots', shot.id, { cutFrames: first, transition: 'cut', transitionFrames: 0 });
  draft.copyTakes({ fromShotId: shot.id, toShotId: second.id, slots: [...SLOTS] });
  return second.id;
}

const joined = (a: string, b: string): string => [a.trim(), b.trim()].filter((text) => text !== '').join(' ');

/**
 * Joins a shot with the next one of its scene: the first stays, with both texts and the length of both, at most what a
 * segment holds. Returns the id that stays.
 */
export function mergeWithNext(draft: Draft, shotId: string): string {
  const shot = draft.get('shots', shotId);
  const next = draft.shotsOfScene(shot.sceneId)[indexInScene(draft, shot) + 1];
  if (next === undefined) throw new CommandRefusal('nothing-to-merge');
  refuseLocked(shot);
  refuseLocked(next);
  const room = Math.max(shot.cutFrames, segmentFrames(draft.frame.fps) - shot.sourceInFrames);
  draft.patch('shots', shot.id, {
    description: joined(shot.description, next.description).slice(0, 2_000),
    caption: joined(shot.caption, next.caption).slice(0, 500),
    cutFrames: Math.min(shot.cutFrames + next.cutFrames, room),
    transition: next.transition,
    transitionFrames: next.transitionFrames,
  });
  dropShot(draft, next.id);
  return shot.id;
}

/** Sets fields of shots; a locked one refuses the whole. Camera, light and mood go into the picture's description too. */
export function setShotFields(draft: Draft, input: { shotIds: readonly string[]; fields: Partial<ShotFields> }): void {
  for (const id of input.shotIds) {
    const shot = draft.get('shots', id);
    refuseLocked(shot);
    draft.patch('shots', id, {
      ...input.fields,
      picture: pictureWith(input.fields.picture ?? shot.picture, input.fields),
    });
  }
}

/** The picture shows what the fields say: sketch and prompt never disagree. */
function pictureWith(picture: ShotRecord['picture'], fields: Partial<ShotFields>): ShotRecord['picture'] {
  const { size, angle, move, lens, lighting, mood } = fields;
  const camera = {
    ...picture.camera,
    ...(size === undefined ? {} : { size }),
    ...(angle === undefined ? {} : { angle }),
    ...(move === undefined ? {} : { move }),
    ...(lens === undefined ? {} : { lens }),
  };
  const light = lighting === undefined ? picture.light : { ...picture.light, style: lighting };
  const isSame = [size, angle, move, lens, lighting, mood].every((value) => value === undefined);
  return isSame ? picture : { ...picture, camera, light, ...(mood === undefined ? {} : { mood }) };
}

/** Longest cut of a shot: what its segment holds from where it starts. */
export function longestCut(draft: Pick<Draft, 'frame'>, shot: Pick<ShotRecord, 'sourceInFrames'>): number {
  return segmentFrames(draft.frame.fps) - shot.sourceInFrames;
}

/** Sets the length of a shot, held between one frame and what its segment holds. Returns the frames it got. */
export function setDuration(draft: Draft, input: { shotId: string; cutFrames: number }): number {
  const shot = draft.get('shots', input.shotId);
  refuseLocked(shot);
  const longest = Math.max(longestCut(draft, shot), Math.min(shot.cutFrames, input.cutFrames));
  const cutFrames = Math.max(1, Math.min(longest, Math.round(input.cutFrames)));
  draft.patch('shots', shot.id, { cutFrames });
  return cutFrames;
}

/** Half a second is one step of the keys; Shift makes it one frame. */
export function durationStepFrames(fps: number, isFine: boolean): number {
  return isFine ? 1 : Math.round(fps / 2);
}

/** Makes shots longer or shorter by frames, each within its limits. */
export function changeDuration(draft: Draft, input: { shotIds: readonly string[]; byFrames: number }): void {
  for (const id of input.shotIds) {
    setDuration(draft, { shotId: id, cutFrames: draft.get('shots', id).cutFrames + input.byFrames });
  }
}

/** Locks or unlocks shots: a locked one keeps its content and its takes, but may be moved. */
export function setLocked(draft: Draft, input: { shotIds: readonly string[]; locked: boolean }): void {
  for (const id of input.shotIds) draft.patch('shots', id, { locked: input.locked });
}

import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { placeActors } from './actors.ts';
import type { Actor } from './actors.ts';
import { quietBehind } from './background.ts';
import { solveFraming } from './framing.ts';
import { holdFocus } from './hold-focus.ts';
import type { Staged } from './layer-motion.ts';

/** A scene before anything is drawn: camera, places, what the camera corrects at both ends. */
export interface StagedScene extends Staged {
  actors: readonly Actor[];
}

/** Places the camera and everybody of a description; pure geometry. Sizes are pixels of the picture without its caption. */
export function stageScene(description: SceneDescription, widthPx: number, heightPx: number): StagedScene {
  const framing = solveFraming(description, widthPx, heightPx);
  const placed = placeActors(description, framing);
  const hero = placed.find((actor) => actor.id === framing.focus?.id);
  const travel = hero === undefined ? { x: 0, z: 0 } : { x: hero.end.x - hero.start.x, z: hero.end.z - hero.start.z };
  const base: Staged = { description, framing, travel, hold: null };
  base.hold = holdFocus(base, placed);
  return { ...base, actors: quietBehind(base, placed) };
}

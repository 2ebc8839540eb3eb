import type { Emotion, Facing, PersonSubject, Pose } from '../../shared/model/scene-description.ts';
import type { Actor } from './actors.ts';
import { isGait, strideOf } from './figures/gait.ts';
import { FIGURE_METRES } from './framing.ts';

/** How a person holds themselves at one moment. */
export interface FigureState {
  pose: Pose;
  poseTo: Pose | null;
  /** 0…1 between the two. */
  blend: number;
  /** 0…1 of the cycle of a pose that repeats. */
  phase: number;
  facing: Facing;
  emotion: Emotion;
  /** 0 open … 1 shut; only close-ups show it. */
  blink: number;
}

/** Everything about an actor that changes in a shot. */
export interface ActorMoment {
  /** Share of the way from start to end; a little above 1 for who walks on. */
  place: number;
  opacity: number;
  /** Null for animals and things. */
  figure: FigureState | null;
  /** A state that is coming in over the other one: a turn or a change of face. */
  next: { figure: FigureState; share: number } | null;
  /** Height against the usual one, about 1: breath. */
  stretch: number;
  /** Above the ground, in own heights: the step of an animal. */
  lift: number;
}

const PHASED: ReadonlySet<Pose> = new Set([
  'walk',
  'run',
  'dance',
  'push',
  'ride',
  'swim',
  'climb',
  'carry',
  'wave',
  'cheer',
]);
/** Where in its cycle a figure begins: a step that reads at once. */
const FIRST_PHASE = 0.12;
/** What a cycle has gained, beyond whole turns, when the end keyframe comes; keyframes then show two different steps. */
const GAINED_SAME = 0.36;
const GAINED_CHANGED = 0.3;
/** Less than this (metres) is no walk: the figure steps on the spot. */
const LEAST_WALK_METRES = 0.35;

/** Whether a figure repeats a movement in the pose. */
export function isPhased(pose: Pose): boolean {
  return PHASED.has(pose);
}

/** Cycles that the figure makes from the start to the end keyframe; `idleTurns` whole ones where it stays on the spot. */
export function cyclesOf(actor: Actor, person: PersonSubject, idleTurns: number): number {
  const { start, end, looks } = person;
  const pose = isGait(start.pose) ? start.pose : end.pose;
  const metres = Math.hypot(actor.end.x - actor.start.x, actor.end.z - actor.start.z);
  if (isGait(pose) && metres >= LEAST_WALK_METRES) return metres / (strideOf(pose, looks) * FIGURE_METRES);
  return idleTurns + (start.pose === end.pose ? GAINED_SAME : GAINED_CHANGED);
}

/** The phase after the share `place` of the way. */
export function phaseAt(actor: Actor, person: PersonSubject, place: number, idleTurns: number): number {
  const own = actor.index * 0.31;
  if (actor.closeUp !== null) return 0.15 + place * (idleTurns + 0.5);
  const moves = PHASED.has(person.start.pose) || PHASED.has(person.end.pose);
  const phase = moves ? FIRST_PHASE + own + place * cyclesOf(actor, person, idleTurns) : own;
  return phase - Math.floor(phase);
}

/** An actor in a keyframe or between the two: `t` 0 start … 1 end. */
export function keyframeMoment(actor: Actor, t: number): ActorMoment {
  const opacity = actor.opacity[0] + (actor.opacity[1] - actor.opacity[0]) * Math.min(1, t);
  const { person } = actor;
  if (person === null) return { place: t, opacity, figure: null, next: null, stretch: 1, lift: 0 };
  const { start, end } = person;
  const now = t < 0.5 ? start : end;
  const figure: FigureState = {
    pose: actor.closeUp === null ? start.pose : now.pose,
    poseTo: start.pose === end.pose ? null : end.pose,
    blend: t * t * (3 - 2 * t),
    phase: phaseAt(actor, person, t, 0),
    facing: now.facing,
    emotion: now.emotion,
    blink: 0,
  };
  return { place: t, opacity, figure, next: null, stretch: 1, lift: 0 };
}

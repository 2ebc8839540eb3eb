import type { PersonSubject, Pose, SceneDescription } from '../../../shared/model/scene-description.ts';
import { cyclesOf, isPhased, keyframeMoment, phaseAt } from '../actor-moment.ts';
import type { ActorMoment, FigureState } from '../actor-moment.ts';
import type { Actor } from '../actors.ts';
import { isGait } from '../figures/gait.ts';
import { smoothStep } from './move-curve.ts';
import type { ShotMoment } from './shot-clock.ts';

/** How long a change of pose takes at most, s: the rest of the shot is spent before and after it. */
const GESTURE_SECONDS = 2.4;
/** How long a turn or a new expression takes, s. */
const TURN_SECONDS = 0.3;
/** Half the length of the blink in which a head turns. */
const TURN_BLINK_SECONDS = 0.09;
/** Time in which who still walks in the end keyframe comes to a halt in the handle, s. */
const HALT_SECONDS = 1.2;
const BREATH_SECONDS = 3.4;
const BREATH = 0.0032;
/** Turns per second of what people repeat on the spot. */
const TEMPO: Partial<Record<Pose, number>> = {
  walk: 0.85,
  carry: 0.8,
  push: 0.7,
  run: 1.25,
  dance: 0.8,
  wave: 1.1,
  cheer: 1,
  ride: 0.9,
  swim: 0.55,
  climb: 0.5,
};
/** One move of busy hands in a close-up, s. */
const CLOSE_UP_TURN_SECONDS = 2.6;

export interface ActorMotion {
  at(actor: Actor, moment: ShotMoment): ActorMoment;
  /** Share of its way an actor has gone: above 1 while it comes to a halt. */
  placeOf(actor: Actor, moment: ShotMoment): number;
}

/** Makes the motion of a scene's actors. `cutSeconds`: from the start to the end keyframe. */
export function createActorMotion(description: SceneDescription, cutSeconds: number): ActorMotion {
  const seconds = Math.max(0.04, cutSeconds);
  const kinds = new Map<string, string>(description.subjects.map((subject) => [subject.id, subject.kind]));
  const goes = (actor: Actor, pose: Pose | null): boolean => {
    if (Math.hypot(actor.end.x - actor.start.x, actor.end.z - actor.start.z) < 0.05) return false;
    if (pose !== null) return isGait(pose) || pose === 'ride' || pose === 'swim' || pose === 'drive';
    const kind = kinds.get(actor.id);
    return kind === 'vehicle' || kind === 'animal';
  };

  function placeOf(actor: Actor, moment: ShotMoment): number {
    const goesFirst = goes(actor, actor.person?.start.pose ?? null);
    const goesLast = goes(actor, actor.person?.end.pose ?? null);
    if (moment.handleSeconds > 0) {
      if (!goesLast) return 1;
      // Who comes towards the camera stops sooner, or would fill the frame.
      const share = actor.start.z - actor.end.z > 0.3 ? 0.3 : 1;
      return 1 + share * overrun(speedAtEnd(goesFirst), moment.handleSeconds / share, seconds);
    }
    const u = moment.action;
    if (goesFirst && goesLast) return u;
    if (!goesFirst && !goesLast) return smoothStep(u);
    return goesLast ? startUp(u) : 1 - startUp(1 - u);
  }

  function turnsOnTheSpot(actor: Actor, person: PersonSubject): number {
    if (actor.closeUp !== null) return Math.max(0, Math.round(seconds / CLOSE_UP_TURN_SECONDS - 0.5));
    const pose = isPhased(person.start.pose) ? person.start.pose : person.end.pose;
    return Math.max(0, Math.round(seconds * (TEMPO[pose] ?? 0) - 0.36));
  }

  function figureAt(
    actor: Actor,
    person: PersonSubject,
    moment: ShotMoment,
    place: number,
    now: 'start' | 'end',
  ): FigureState {
    const { start, end } = person;
    const shown = person[now];
    const gesture = Math.min(1, GESTURE_SECONDS / seconds);
    const blend = smoothStep((moment.action - 0.5) / gesture + 0.5);
    const turns = turnsOnTheSpot(actor, person);
    const stays = cyclesOf(actor, person, 0) !== cyclesOf(actor, person, 1);
    // On the spot the cycle goes on by the clock; on the way it goes by the ground covered.
    const phasePlace = stays || actor.closeUp !== null ? moment.action + moment.handleSeconds / seconds : place;
    const figure: FigureState = {
      pose: actor.closeUp === null ? start.pose : shown.pose,
      poseTo: start.pose === end.pose ? null : end.pose,
      blend,
      phase: phaseAt(actor, person, phasePlace, turns),
      facing: shown.facing,
      emotion: shown.emotion,
      // Eyes are open in both keyframes.
      blink: turnsHead(person, moment, seconds)
        ? 1
        : restShare(moment, seconds) < 0.9
          ? 0
          : blinkAt(moment.seconds + actor.index * 1.3),
    };
    const halted = haltShare(moment.handleSeconds, seconds);
    if (halted > 0 && isGait(end.pose) && actor.closeUp === null) {
      return { ...figure, pose: end.pose, poseTo: 'stand', blend: smoothStep(halted) };
    }
    return figure;
  }

  return {
    placeOf,
    at(actor, moment) {
      const place = placeOf(actor, moment);
      const base = keyframeMoment(actor, moment.action);
      const { person } = actor;
      const quiet = restShare(moment, seconds);
      if (person === null)
        return {
          ...base,
          place,
          lift: stepLift(actor, place, goes(actor, null)) * (1 - haltShare(moment.handleSeconds, seconds)),
        };
      const { start, end } = person;
      const figure = figureAt(actor, person, moment, place, moment.action < 0.5 ? 'start' : 'end');
      const changes =
        start.facing === end.facing &&
        (start.emotion !== end.emotion || (actor.closeUp !== null && start.pose !== end.pose));
      const half = Math.min(0.25, TURN_SECONDS / 2 / seconds);
      const share = smoothStep((moment.action - 0.5 + half) / (2 * half));
      const isTurning = changes && share > 0 && share < 1;
      const breath = BREATH * Math.sin((2 * Math.PI * moment.seconds) / BREATH_SECONDS + actor.index * 1.9);
      return {
        ...base,
        place,
        figure: isTurning ? figureAt(actor, person, moment, place, 'start') : figure,
        next: isTurning ? { figure: figureAt(actor, person, moment, place, 'end'), share } : null,
        stretch: 1 + breath * quiet,
      };
    },
  };
}

/**
 * The moment in which a head is turned: as animators do it, eyes shut and the other view in the next frame. A dissolve
 * between two views would show two heads.
 */
function turnsHead(
  person: { start: { facing: string }; end: { facing: string } },
  moment: ShotMoment,
  seconds: number,
): boolean {
  return person.start.facing !== person.end.facing && Math.abs(moment.action - 0.5) * seconds < TURN_BLINK_SECONDS;
}

/** From rest to an even pace within the first third; reaches 1 at 1. */
function startUp(u: number): number {
  const soft = 0.34;
  const pace = 1 / (1 - soft / 2);
  return u < soft ? (pace * u * u) / (2 * soft) : pace * (u - soft / 2);
}

/** Pace in shares of the way per share of the time when the end keyframe comes. */
function speedAtEnd(goesFirst: boolean): number {
  return goesFirst ? 1 : 1 / (1 - 0.17);
}

function haltSeconds(cutSeconds: number): number {
  return Math.min(HALT_SECONDS, Math.max(0.4, cutSeconds));
}

/** How far somebody gets beyond the end while losing all speed evenly. */
function overrun(speed: number, handleSeconds: number, cutSeconds: number): number {
  const halt = haltSeconds(cutSeconds);
  const time = Math.min(handleSeconds, halt);
  return (speed / cutSeconds) * (time - (time * time) / (2 * halt));
}

/** The furthest that anybody gets beyond the end of the way, in shares of it. */
export function mostOverrun(cutSeconds: number): number {
  return overrun(speedAtEnd(false), Number.MAX_VALUE, Math.max(0.04, cutSeconds));
}

function haltShare(handleSeconds: number, cutSeconds: number): number {
  return Math.min(1, handleSeconds / haltSeconds(cutSeconds));
}

/** 0 in both keyframes, 1 between and after them: what lives on its own must not change the keyframes. */
function restShare(moment: ShotMoment, cutSeconds: number): number {
  if (moment.handleSeconds > 0) return smoothStep(moment.handleSeconds / 0.6);
  const left = (1 - moment.action) * cutSeconds;
  return smoothStep(Math.min(moment.seconds, left) / Math.min(0.6, cutSeconds / 2));
}

/** Shut for a seventh of a second, now and then. */
function blinkAt(seconds: number): number {
  const since = (seconds + 2.1) % 3.7;
  return Math.max(0, 1 - Math.abs(since - 0.08) / 0.08);
}

/** Animals go in small bounds, a whole number of them between the keyframes. */
function stepLift(actor: Actor, place: number, isGoing: boolean): number {
  if (!isGoing || actor.heightMetres > 1.3) return 0;
  const metres = Math.hypot(actor.end.x - actor.start.x, actor.end.z - actor.start.z);
  const bounds = Math.max(1, Math.round(metres / Math.max(0.2, actor.heightMetres * 0.9)));
  return 0.045 * Math.abs(Math.sin(Math.PI * bounds * place));
}

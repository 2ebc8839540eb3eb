import type { SeededRandom } from '../../../shared/util/seeded-random.ts';
import type { CameraAngle, CameraMove, Lens, ShotSize } from '../../../shared/model/shot-terms.ts';
import type { Pose } from '../../../shared/model/scene-description.ts';
import type { Reading } from '../reading-types.ts';
import type { CoverageKind } from './rules-types.ts';
import { mountOf } from '../reading/implied-mounts.ts';
import { best } from './choose-best.ts';
import type { CoverageInput } from './coverage-input.ts';
import { chooseMove } from './camera-moves.ts';

/** How each shot is seen: size, angle, move and lens, each with a reason, and different enough from its neighbour. Pure. */

export interface Coverage {
  size: ShotSize;
  angle: CameraAngle;
  move: CameraMove;
  lens: Lens;
}

/** Steps from far to near; two steps make a clean cut. Insert, point of view and over-the-shoulder stand beside the ladder. */
const LADDER: Record<ShotSize, number> = {
  EWS: 0,
  WS: 1,
  FS: 2,
  MWS: 3,
  MS: 4,
  MCU: 5,
  CU: 6,
  ECU: 7,
  OTS: 4.5,
  POV: 2.5,
  INS: 7.5,
};

/** How many steps lie between two sizes. */
export function sizeSteps(a: ShotSize, b: ShotSize): number {
  return Math.abs(LADDER[a] - LADDER[b]);
}

const BODY: ReadonlySet<Pose> = new Set([
  'walk', 'run', 'jump', 'dance', 'ride', 'drive', 'swim', 'climb', 'push', 'carry', 'lift', 'kneel', 'cheer',
]); // prettier-ignore
const HANDS: ReadonlySet<Pose> = new Set([
  'hold', 'drink', 'eat', 'phone', 'type', 'read', 'cook', 'sell', 'reach', 'point', 'shake-hands', 'wave',
]); // prettier-ignore
const INWARD: ReadonlySet<Pose> = new Set(['think', 'look-up', 'look-down', 'hug', 'pray', 'lie', 'sit']);

type Wishes = Partial<Record<ShotSize, number>>;

function sizeWishes(input: CoverageInput): Wishes {
  const { reading, coverage, role } = input;
  const pose = reading.actions[0]?.pose;
  const people = reading.people.reduce((sum, person) => sum + person.count, 0);
  const hasThing = reading.things.length > 0;
  if (coverage === 'establishing') return { EWS: 4, WS: 3 };
  if (coverage === 'detail') return hasThing ? { INS: 4, CU: 3, ECU: 2.5 } : { CU: 3, ECU: 3 };
  if (coverage === 'reaction' && people === 0 && hasThing) return { MCU: 3, CU: 3, ECU: 1.2 };
  if (coverage === 'reaction') return { CU: 4, MCU: 3, ECU: 1.5 };
  if (coverage === 'result' && people === 0 && !hasThing) return { EWS: 3, WS: 3 };
  if (coverage === 'result') return { WS: 3, FS: 2.5, MS: 2, EWS: 1.5 };
  if (coverage === 'end-card') return hasThing ? { CU: 3, MCU: 2, MS: 2 } : { MS: 3, WS: 2, MCU: 2 };
  const wishes: Wishes = { MS: 1.4, MCU: 1.2, MWS: 1.1, WS: 1.1, FS: 1, CU: 0.9 };
  const add = (more: Wishes): void => {
    for (const [size, weight] of Object.entries(more) as [ShotSize, number][])
      wishes[size] = (wishes[size] ?? 0) + weight;
  };
  if (people === 0 && !hasThing) return input.indoors ? { WS: 3, FS: 2 } : { EWS: 3.2, WS: 3, FS: 0.6 };
  if (people === 0) {
    const kind = reading.things[0]?.kind;
    const isSmall = (reading.things[0]?.heightMetres ?? 1) < 0.8;
    add(kind === 'thing' || kind === 'product' ? { CU: 2, INS: 2.6, MCU: 0.4, ECU: 0.8 } : { WS: 2, FS: 1.6, CU: 1 });
    // A small thing alone in a wide frame is a frame of nothing; a house is not a close-up.
    if (!isSmall && kind === 'thing') add({ FS: 2.4, MS: 2, CU: -3, INS: -5, ECU: -3, MCU: -2 });
    if (isSmall && (kind === 'thing' || kind === 'product')) add({ WS: -4, FS: -4, MWS: -4, EWS: -4 });
    else if ((reading.things[0]?.heightMetres ?? 1) > 3)
      add({ WS: 3, EWS: 1, CU: -5, INS: -5, ECU: -5, MCU: -4, MS: -3 });
    if (kind === 'animal' && reading.actions.some((action) => action.travel !== 'none')) add({ WS: 2, FS: 1, CU: -4 });
    if (kind === 'animal' && reading.actions.some((action) => action.travel !== 'none')) add({ WS: 2, FS: 1, CU: -4 });
  } else if (pose !== undefined && BODY.has(pose)) add({ FS: 2.2, WS: 2, MWS: 1.6, EWS: 0.8 });
  else if (pose !== undefined && HANDS.has(pose))
    add({ MS: 1.4, MCU: 1.3, CU: 1.2, MWS: 0.8, WS: -1.5, EWS: -2, ...(hasThing ? { INS: 1.4 } : {}) });
  else if (pose !== undefined && INWARD.has(pose)) add({ MCU: 1.5, CU: 1.3, MS: 0.8, FS: 0.4 });
  if (pose === 'wave' || pose === 'point') add({ MS: 1.6, MWS: 1.6, FS: 1, CU: -4, ECU: -4, MCU: -1 });
  // A told action keeps its actor: an insert would show the thing alone.
  if (people > 0 && reading.actions.length > 0) add({ INS: -1.2 });
  if (pose !== undefined && BODY.has(pose)) add({ MCU: -1, CU: -1.2 });
  if (reading.actions.some((action) => action.pose === 'climb')) add({ WS: 2, FS: 2, MCU: -4, CU: -4, MS: -2 });
  // The book, the screen and the keys belong into the picture.
  if (pose !== undefined && ['read', 'phone', 'type'].includes(pose)) add({ MS: 1.4, MCU: 0.8, CU: -2, ECU: -2 });
  if (people > 0 && mountOf(reading) !== null)
    add({ WS: 3.4, FS: input.vertical ? 0.4 : 3, MWS: input.vertical ? -2 : 0.6, MS: -2, MCU: -4, CU: -4, EWS: 0.8 });
  // Who arrives is seen with the place; who kneels, prays or lies is seen whole.
  if (input.arrives) add({ WS: 3, FS: 2.4, MS: -1, MCU: -3, CU: -4 });
  if (reading.actions.some((action) => action.pose === 'pray' || action.pose === 'lie' || action.pose === 'kneel'))
    add({ FS: 2.4, WS: 1.6, MWS: -1.5, MS: -2, MCU: -3, CU: -2.5, INS: -5 });
  // Who gives or puts something down is seen with it.
  if (people > 0 && reading.things.some((thing) => thing.support === 'table'))
    add({ MWS: 6, MS: 0, FS: 1.5, MCU: -2, CU: -3 });
  if (people > 1 && reading.actions.some((action) => action.objectId !== null))
    add({ MS: 1.5, MWS: 1.5, CU: -3, ECU: -3 });
  if (reading.emotion !== null && reading.emotion !== 'neutral') add({ MCU: 1.4, CU: 1.6 });
  if (people >= 2) add({ MWS: 1, MS: 0.8, WS: 0.8, CU: -0.6, ...(people === 2 ? { OTS: 1 } : {}) });
  if (people >= 3) add({ WS: 1.2, FS: 1.2, MS: -4, MCU: -5, CU: -6 });
  if (people >= 5) add({ WS: 1.5, EWS: 1, CU: -1, MCU: -0.8 });
  if (role === 'product') add(hasThing && people === 0 ? { CU: 2.4, INS: 1.8, ECU: 1 } : { MS: 1 });
  if (role === 'hook' && input.vertical) add({ CU: 1.3, ECU: 0.8, MCU: 0.6, EWS: -1 });
  if (role === 'context' && input.indexInScene === 0) add({ EWS: 1.6, WS: 1.6 });
  if (input.isFirst && !input.vertical) add({ EWS: 1.4, WS: 1.4 });
  if (role === 'problem') add({ CU: 0.8, MCU: 0.6 });
  if (role === 'proof') add({ CU: 0.7, INS: hasThing ? 1 : 0 });
  if (input.isLast) add({ WS: 1.3, EWS: 1.1, FS: 0.8 });
  if (role === 'call-to-action' && people === 0 && hasThing) add({ CU: 2.5, MS: 1, INS: -6, ECU: -3, EWS: -4, WS: -3 });
  else if (input.isLast && role === 'call-to-action') add({ EWS: -2 });
  return wishes;
}

function angleWishes(input: CoverageInput, size: ShotSize): Partial<Record<CameraAngle, number>> {
  const { reading, mood } = input;
  const pose = reading.actions[0]?.pose;
  const isFace = ['CU', 'ECU', 'MCU', 'OTS'].includes(size) && reading.people.length > 0 && input.coverage !== 'detail';
  const wishes: Partial<Record<CameraAngle, number>> = { 'eye-level': 1.9, high: 0.45, low: 0.8 };
  const add = (angle: CameraAngle, weight: number): void => {
    wishes[angle] = (wishes[angle] ?? 0) + weight;
  };
  if (size === 'EWS') add('high', 1.3);
  if (mood === 'sad' || reading.emotion === 'sad' || reading.emotion === 'afraid') add('high', 1.4);
  if (mood === 'proud' || mood === 'energetic' || reading.emotion === 'determined') add('low', 1.5);
  if (input.role === 'product' && !isFace) add('low', 1.2);
  if (size === 'INS') add('high', 1.6);
  if (size === 'INS' && reading.people.length === 0 && input.role !== 'call-to-action') add('overhead', 1.9);
  if (input.role === 'call-to-action' && reading.people.length === 0) delete wishes.high;
  // From above, who walks or rides moves over bare ground.
  if (reading.people.length > 0 && reading.actions.some((action) => action.travel !== 'none') && size !== 'EWS')
    delete wishes.high;
  if (mountOf(reading) !== null || reading.actions.some((action) => action.pose === 'pray' || action.pose === 'kneel'))
    delete wishes.high;
  else if (pose !== undefined && ['run', 'ride', 'jump', 'walk'].includes(pose) && ['FS', 'WS'].includes(size)) {
    add('ground', 1.3);
    add('low', 0.6);
  }
  if (mood === 'tense' && !isFace && size !== 'EWS') add('dutch', 0.9);
  // The sun, the moon and the mist are in the sky.
  const isSky = reading.people.length + reading.things.length === 0 && (reading.timeOfDay ?? reading.weather) !== null;
  if (input.arrives || isSky) delete wishes.high;
  if (input.indoors) delete wishes.ground;
  // A door, a tree, a car: seen as people see it.
  if (reading.people.length === 0 && (reading.things[0]?.heightMetres ?? 0) > 0.8) delete wishes.high;
  if (isFace) {
    delete wishes.overhead;
    delete wishes.ground;
    // From above, the ground is all that stands behind a face.
    if (mood !== 'sad' && reading.emotion !== 'sad' && reading.emotion !== 'afraid') delete wishes.high;
  }
  if (size === 'EWS') delete wishes.low;
  return wishes;
}

function lensFor(size: ShotSize, angle: CameraAngle, reading: Reading, coverage: CoverageKind): Lens {
  const isObject = coverage === 'detail' || reading.people.length === 0;
  if ((size === 'INS' || size === 'ECU') && isObject) return 'macro';
  if (['EWS', 'WS', 'POV'].includes(size) || angle === 'ground') return 'wide';
  if (['CU', 'ECU', 'MCU', 'OTS'].includes(size)) return 'long';
  return 'normal';
}

/** Chooses for one whole film; the same random source gives the same answer. */
export function coverFilm(inputs: readonly CoverageInput[], random: SeededRandom): Coverage[] {
  const chosen: Coverage[] = [];
  const used = new Map<string, number>();
  const usedTimes = (key: string): number => used.get(key) ?? 0;
  const note = (key: string): void => void used.set(key, usedTimes(key) + 1);
  let openingSize: ShotSize | null = null;
  for (const [index, input] of inputs.entries()) {
    const statedNext = inputs[index + 1]?.reading.size ?? null;
    const before = chosen.at(-1);
    const ahead = chosen.at(-2);
    const sameScene = input.indexInScene > 0;
    if (!sameScene) openingSize = null;
    const size =
      input.reading.size ??
      best(sizeWishes(input), random, (candidate) => {
        let score = -0.55 * usedTimes(candidate);
        if (before !== undefined) {
          const steps = sizeSteps(before.size, candidate);
          score += steps === 0 ? -5 : steps < 2 ? -1.4 : 0.8;
        }
        if (statedNext !== null && sizeSteps(statedNext, candidate) < 2) score -= statedNext === candidate ? 4 : 1.2;
        if (input.indoors && candidate === 'EWS') score -= 6;
        if (ahead !== undefined && ahead.size === candidate) score -= 1;
        if (sameScene && input.isLastOfScene && candidate === openingSize) score -= 1.5;
        return score;
      });
    openingSize ??= size;
    const mustTurn = before !== undefined && sizeSteps(before.size, size) < 2;
    const angle =
      input.reading.angle ??
      best(angleWishes(input, size), random, (candidate) => {
        let score = candidate === 'eye-level' ? -0.5 * usedTimes(candidate) : -0.5 * usedTimes(candidate);
        if (candidate === 'dutch' && usedTimes('dutch') > 0) score -= 9;
        if (before?.angle === candidate) score -= mustTurn ? 6 : candidate === 'eye-level' ? 0.3 : 1.2;
        return score;
      });
    const move = input.reading.move ?? chooseMove(input, size, angle, before?.move ?? null, usedTimes, random);
    const cover = { size, angle, move, lens: lensFor(size, angle, input.reading, input.coverage) };
    for (const key of [size, angle, move]) note(key);
    chosen.push(cover);
  }
  return chosen;
}

import type { CameraAngle, CameraMove, ShotSize } from '../../../shared/model/shot-terms.ts';
import type { SeededRandom } from '../../../shared/util/seeded-random.ts';
import { best } from './choose-best.ts';
import type { CoverageInput } from './coverage-input.ts';

/** A move needs a reason (film-craft.md §1): the table of reasons, and the choice among them. Pure. */

type MoveWishes = Partial<Record<CameraMove, number>>;

const WIDE: ReadonlySet<ShotSize> = new Set(['EWS', 'WS', 'FS']);
const NEAR: ReadonlySet<ShotSize> = new Set(['MCU', 'CU', 'ECU']);

interface Situation {
  input: CoverageInput;
  size: ShotSize;
  angle: CameraAngle;
}

interface MoveReason {
  when(situation: Situation): boolean;
  /** `forward` is the scene's screen direction. */
  moves(forward: 'left' | 'right'): MoveWishes;
}

const travels = ({ input }: Situation): boolean =>
  input.coverage === 'told' && input.reading.actions.some((action) => action.travel !== 'none');
const hasSubject = ({ input }: Situation): boolean => input.reading.people.length + input.reading.things.length > 0;

const REASONS: readonly MoveReason[] = [
  // Accompany who travels.
  {
    when: (s) => travels(s) && !NEAR.has(s.size) && s.size !== 'INS',
    moves: (forward) => ({ follow: 2.2, [`truck-${forward}`]: 2.2, [`pan-${forward}`]: 1.5 }),
  },
  { when: (s) => travels(s) && NEAR.has(s.size), moves: () => ({ handheld: 1.6, follow: 1.6 }) },
  // Show a place: across it, or down into it. Never a push in on nothing.
  {
    when: (s) => s.size === 'EWS' || s.input.coverage === 'establishing',
    moves: (forward) => ({
      [`pan-${forward}`]: 1.8,
      'crane-up': 1.4,
      'tilt-down': 1.2,
      'crane-down': 1.1,
      static: 0.3,
    }),
  },
  // Thought and importance.
  { when: (s) => NEAR.has(s.size) && s.input.reading.people.length > 0, moves: () => ({ 'push-in': 2, static: 1 }) },
  // Admire an object.
  {
    when: (s) => (s.input.role === 'product' || s.input.coverage === 'detail') && hasSubject(s),
    moves: (forward) => ({ [`arc-${forward}`]: 1.7, 'push-in': 1.1, 'pedestal-up': 0.8, static: 0.8 }),
  },
  // Nerves.
  {
    when: (s) => s.size !== 'EWS' && (s.input.mood === 'tense' || s.input.role === 'problem'),
    moves: () => ({ handheld: 1.6, static: 0.6 }),
  },
  // Calm and comedy stand still.
  { when: (s) => s.input.mood === 'playful' || s.input.mood === 'calm', moves: () => ({ static: 1.1 }) },
  // Farewell and reveal.
  {
    when: (s) => s.input.isLast && !NEAR.has(s.size) && s.input.role !== 'call-to-action' && s.size !== 'INS',
    moves: () => ({ 'pull-out': 2.6, 'crane-up': 1.5 }),
  },
  { when: (s) => s.input.role === 'turn' && !WIDE.has(s.size), moves: () => ({ 'push-in': 1.2, 'pull-out': 0.8 }) },
  // The look leads the camera.
  { when: (s) => s.input.reading.actions[0]?.pose === 'look-up', moves: () => ({ 'tilt-up': 2.4 }) },
  { when: (s) => s.input.reading.actions[0]?.pose === 'look-down', moves: () => ({ 'tilt-down': 2 }) },
  { when: (s) => s.input.reading.actions[0]?.pose === 'climb', moves: () => ({ 'pedestal-up': 2.4, 'tilt-up': 1.4 }) },
  // A card comes to rest on this shot.
  { when: (s) => s.input.role === 'call-to-action', moves: () => ({ static: 2.6, 'push-in': 0.8 }) },
  // Everything else: hands at work, talk.
  {
    when: (s) => ['MS', 'MWS', 'FS', 'WS', 'OTS'].includes(s.size) && !travels(s),
    moves: (forward) => ({ static: 1.3, 'push-in': 0.9, [`truck-${forward}`]: 0.8, [`arc-${forward}`]: 0.4 }),
  },
  { when: (s) => s.size === 'INS', moves: () => ({ static: 1.3, 'push-in': 1 }) },
];

/** The move with the best reason that the last shot did not make already. */
export function chooseMove(
  input: CoverageInput,
  size: ShotSize,
  angle: CameraAngle,
  before: CameraMove | null,
  usedTimes: (key: string) => number,
  random: SeededRandom,
): CameraMove {
  const situation = { input, size, angle };
  const wishes: MoveWishes = {};
  for (const reason of REASONS) {
    if (!reason.when(situation)) continue;
    for (const [move, weight] of Object.entries(reason.moves(input.side)) as [CameraMove, number][]) {
      wishes[move] = (wishes[move] ?? 0) + weight;
    }
  }
  if (!hasSubject(situation)) {
    delete wishes['push-in'];
    delete wishes.follow;
    for (const move of ['truck-left', 'truck-right', 'arc-left', 'arc-right'] as const) delete wishes[move];
    if (WIDE.has(size) && Object.keys(wishes).every((move) => move === 'static')) wishes[`pan-${input.side}`] = 1.5;
  }
  // Nothing moves in a landscape or on a hand at rest: there the camera does.
  const isStill =
    (!hasSubject(situation) && WIDE.has(size)) || input.reading.detail === 'hands' || input.reading.detail === 'feet';
  if (isStill && NEAR.has(size)) wishes['push-in'] ??= 1.5;
  if (isStill && Object.keys(wishes).length > 1) delete wishes.static;
  if (Object.keys(wishes).length === 0) wishes.static = 1;
  // An empty wide that stands still for long is a photograph.
  if (WIDE.has(size) && input.seconds >= 4 && Object.keys(wishes).length > 1) delete wishes.static;
  if (angle === 'overhead') for (const move of ['tilt-down', 'tilt-up', 'pedestal-up'] as const) delete wishes[move];
  if (Object.keys(wishes).length === 0) wishes['crane-up'] = 1;
  return best(wishes, random, (move) => {
    let score = (move === 'static' ? -0.35 : -0.7) * usedTimes(move);
    if (before === move) score -= move === 'static' ? 1 : 3.5;
    return score;
  });
}

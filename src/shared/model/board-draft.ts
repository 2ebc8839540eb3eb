import { deepEqual } from '../util/deep-equal.ts';
import { alignTexts } from './align-shots.ts';
import type { ProjectRecord, SceneRecord, ShotRecord } from './document.ts';
import type { Plan, PlannedShot } from './plan.ts';

/** A new plan beside the board that is there: what it would add, change, keep and remove, shot by shot. Pure. */

export const DRAFT_KINDS = ['add', 'change', 'keep', 'remove'] as const;
export type DraftKind = (typeof DRAFT_KINDS)[number];

/** What of a shot a plan may change, as a person would say it. */
export const DRAFT_ASPECTS = [
  'text',
  'caption',
  'duration',
  'framing',
  'move',
  'light',
  'transition',
  'picture',
  'prompt',
] as const;
export type DraftAspect = (typeof DRAFT_ASPECTS)[number];

/** Locked and approved shots stay as they are, whatever a plan says. */
export type DraftHold = 'locked' | 'approved';

export interface DraftRow {
  /** The shot's id; `add:<n>` for the n-th shot of the plan where there is none yet. */
  id: string;
  kind: DraftKind;
  hold: DraftHold | null;
  before: ShotRecord | null;
  after: PlannedShot | null;
  /** Which scene of the plan `after` is in, counted from 0. */
  sceneIndex: number | null;
  aspects: DraftAspect[];
}

/** The board as it is: scenes in order, shots in the order of the film. */
export interface Board {
  project: Pick<ProjectRecord, 'id' | 'openingTitle' | 'endCard'>;
  scenes: readonly SceneRecord[];
  shots: readonly ShotRecord[];
  approvedShotIds: ReadonlySet<string>;
}

export interface BoardDraft {
  /** In the order of the film that comes out when all is accepted; removed shots stand where they were. */
  rows: DraftRow[];
  /** Opening title or end card differ; accepted by the id `titles`. */
  hasTitles: boolean;
}

/** Id under which opening title and end card are accepted. */
export const TITLES_ROW = 'titles';

const ASPECT_FIELDS: Record<Exclude<DraftAspect, 'picture'>, readonly (keyof PlannedShot)[]> = {
  text: ['description'],
  caption: ['caption'],
  duration: ['cutFrames'],
  framing: ['size', 'angle', 'lens'],
  move: ['move'],
  light: ['lighting', 'mood'],
  transition: ['transition', 'transitionFrames'],
  prompt: ['imagePrompt', 'endImagePrompt', 'motionPrompt'],
};

function aspectsOf(before: ShotRecord, after: PlannedShot): DraftAspect[] {
  // Another seed alone draws other lines of the same picture: no change that a person asked for.
  const sameSeed = { ...after.picture, seed: before.picture.seed };
  return DRAFT_ASPECTS.filter((aspect) =>
    aspect === 'picture'
      ? !deepEqual(before.picture, sameSeed)
      : ASPECT_FIELDS[aspect].some((field) => !deepEqual(before[field], after[field])),
  );
}

function holdOf(shot: ShotRecord, approved: ReadonlySet<string>): DraftHold | null {
  if (shot.locked) return 'locked';
  return approved.has(shot.id) ? 'approved' : null;
}

/** Lays a plan beside a board. */
export function compareWithPlan(board: Board, plan: Plan): BoardDraft {
  const planned = plan.scenes.flatMap(({ shots }, sceneIndex) => shots.map((shot) => ({ shot, sceneIndex })));
  const pairs = alignTexts(
    board.shots.map(({ description }) => description),
    planned.map(({ shot }) => shot.description),
  );
  const rows = pairs.flatMap((pair): DraftRow[] => {
    const before = pair.before === null ? null : (board.shots[pair.before] ?? null);
    const next = pair.after === null ? undefined : planned[pair.after];
    const after = next?.shot ?? null;
    const sceneIndex = next?.sceneIndex ?? null;
    if (before === null) {
      return [{ id: `add:${pair.after}`, kind: 'add', hold: null, before, after, sceneIndex, aspects: [] }];
    }
    const hold = holdOf(before, board.approvedShotIds);
    const aspects = after === null ? [] : aspectsOf(before, after);
    const kind = hold !== null ? 'keep' : after === null ? 'remove' : aspects.length === 0 ? 'keep' : 'change';
    return [{ id: before.id, kind, hold, before, after, sceneIndex, aspects: kind === 'change' ? aspects : [] }];
  });
  const { openingTitle, endCard } = board.project;
  return { rows, hasTitles: openingTitle !== plan.openingTitle || !deepEqual(endCard, plan.endCard) };
}

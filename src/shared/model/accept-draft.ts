import type { Board, BoardDraft, DraftRow } from './board-draft.ts';
import { TITLES_ROW } from './board-draft.ts';
import { SHOTS_PER_SCENE_MAX } from './document-rules.ts';
import type { DocumentDiff, ProjectRecord, SceneRecord, ShotRecord } from './document.ts';
import { keysBetween } from './order-keys.ts';
import type { Plan, PlannedShot } from './plan.ts';
import { diffTables } from './records-diff.ts';

/** The rows of a draft that a person accepted, as one change of the document. Pure. */

interface Placed {
  shot: ShotRecord;
  /** From the board; false for one that comes in. */
  isThere: boolean;
  isTouched: boolean;
  isHeld: boolean;
  /** Scene of the plan, where the plan has it. */
  sceneIndex: number | null;
}

interface Run {
  /** `null`: a new scene. */
  sceneId: string | null;
  items: Placed[];
}

const BLANK = { id: '', sceneId: '', orderKey: '', sourceInFrames: 0, locked: false };

function shotWith(before: ShotRecord | null, after: PlannedShot): ShotRecord {
  if (before === null) return { ...BLANK, ...after };
  const { id, sceneId, orderKey, locked } = before;
  return { ...after, id, sceneId, orderKey, locked, sourceInFrames: 0 };
}

function placedOf(row: DraftRow, isAccepted: boolean): Placed | null {
  const { kind, before, after, sceneIndex } = row;
  const isHeld = row.hold !== null;
  if (before === null) {
    if (!isAccepted || after === null) return null;
    return { shot: shotWith(null, after), isThere: false, isTouched: true, isHeld, sceneIndex };
  }
  if (kind === 'remove' && isAccepted && !isHeld) return null;
  const isTouched = kind === 'change' && isAccepted && !isHeld && after !== null;
  const shot = isTouched ? shotWith(before, after) : before;
  return { shot, isThere: true, isTouched, isHeld, sceneIndex };
}

/** Scene of the board that a scene of the plan goes on: the first that one of its shots is in. */
function scenesOfPlan(items: readonly Placed[]): Map<number, string> {
  const known = new Map<number, string>();
  for (const { shot, isThere, sceneIndex } of items) {
    if (isThere && sceneIndex !== null && !known.has(sceneIndex)) known.set(sceneIndex, shot.sceneId);
  }
  return known;
}

/**
 * Shots that are there stay in their scenes. One that comes in goes where its neighbours of the plan are, if they stand
 * beside it; else into the scene it falls into, or a new one between two scenes.
 */
function runsOf(items: readonly Placed[]): Run[] {
  const known = scenesOfPlan(items);
  const runs: { key: string; run: Run }[] = [];
  const nextThere = (from: number): string | null =>
    items.slice(from).find(({ isThere }) => isThere)?.shot.sceneId ?? null;
  for (const [at, item] of items.entries()) {
    const last = runs.at(-1);
    const previous = last?.run.sceneId ?? null;
    const next = nextThere(at + 1);
    const wanted = item.sceneIndex === null ? null : (known.get(item.sceneIndex) ?? null);
    const sceneId = item.isThere
      ? item.shot.sceneId
      : previous !== null && previous === next
        ? previous
        : wanted !== null && (wanted === previous || wanted === next)
          ? wanted
          : null;
    const key = sceneId ?? `new:${item.sceneIndex}`;
    if (last?.key === key) last.run.items.push(item);
    else runs.push({ key, run: { sceneId, items: [item] } });
  }
  return runs.flatMap(({ run }) => split(run));
}

/** No scene has more shots than the rule allows; what is over goes on in a new one. */
function split({ sceneId, items }: Run): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < items.length; at += SHOTS_PER_SCENE_MAX) {
    runs.push({ sceneId: at === 0 ? sceneId : null, items: items.slice(at, at + SHOTS_PER_SCENE_MAX) });
  }
  return runs;
}

/** Keys for those that have none, between the neighbours that do; the known ones are in order. */
function filledKeys(known: readonly (string | null)[]): string[] {
  const keys: string[] = [];
  for (let at = 0; at < known.length;) {
    const key = known[at];
    if (key !== null && key !== undefined) {
      keys.push(key);
      at += 1;
      continue;
    }
    let end = at;
    while (end < known.length && known[end] === null) end += 1;
    keys.push(...keysBetween(keys.at(-1) ?? null, known[end] ?? null, end - at));
    at = end;
  }
  return keys;
}

/**
 * The document's change that puts the accepted rows in place, by the ids of `draft.rows` and `titles`. Held shots are never
 * in it. Fits the board that the draft was made for.
 */
export function diffOfAccepted(
  input: { board: Board; project: ProjectRecord; plan: Plan; draft: BoardDraft; accepted: ReadonlySet<string> },
  newId: () => string,
): DocumentDiff {
  const { board, project, plan, draft, accepted } = input;
  const items = draft.rows.flatMap((row) => placedOf(row, accepted.has(row.id)) ?? []);
  const runs = runsOf(items);
  const scenesBefore = new Map(board.scenes.map((scene) => [scene.id, scene]));
  const sceneKeys = filledKeys(
    runs.map(({ sceneId }) => (sceneId === null ? null : (scenesBefore.get(sceneId)?.orderKey ?? null))),
  );
  const scenes: Record<string, SceneRecord> = {};
  const shots: Record<string, ShotRecord> = {};
  for (const [at, run] of runs.entries()) {
    const orderKey = sceneKeys[at] ?? '';
    const former = run.sceneId === null ? undefined : scenesBefore.get(run.sceneId);
    const scene = sceneOf(run, former, { id: former?.id ?? newId(), orderKey }, plan, scenesBefore);
    scenes[scene.id] = scene;
    const keys = filledKeys(
      run.items.map(({ shot, isThere }) => (isThere && shot.sceneId === scene.id ? shot.orderKey : null)),
    );
    for (const [index, { shot, isThere }] of run.items.entries()) {
      const id = isThere ? shot.id : newId();
      shots[id] = { ...shot, id, sceneId: scene.id, orderKey: keys[index] ?? '' };
    }
  }
  const { openingTitle, endCard } = plan;
  const titled = accepted.has(TITLES_ROW) && draft.hasTitles ? { ...project, openingTitle, endCard } : project;
  const byId = <R extends { id: string }>(rows: readonly R[]): Record<string, R> =>
    Object.fromEntries(rows.map((row) => [row.id, row]));
  return diffTables(
    { project: { [project.id]: project }, scenes: byId(board.scenes), shots: byId(board.shots) },
    { project: { [project.id]: titled }, scenes, shots },
  );
}

function sceneOf(
  run: Run,
  former: SceneRecord | undefined,
  place: Pick<SceneRecord, 'id' | 'orderKey'>,
  plan: Plan,
  scenesBefore: ReadonlyMap<string, SceneRecord>,
): SceneRecord {
  const touched = run.items.find(({ isTouched, sceneIndex }) => isTouched && sceneIndex !== null);
  const planned = touched?.sceneIndex == null ? undefined : plan.scenes[touched.sceneIndex];
  const isHeld = run.items.some((item) => item.isHeld);
  if (former !== undefined && (planned === undefined || isHeld)) return former;
  if (planned !== undefined) {
    const { shots: _shots, ...fields } = planned;
    return { ...fields, ...place };
  }
  // A full scene that goes on: the shots that were moved bring its words along.
  const origin = scenesBefore.get(run.items[0]?.shot.sceneId ?? '');
  if (origin === undefined) throw new Error('a scene of nothing');
  return { ...origin, ...place };
}

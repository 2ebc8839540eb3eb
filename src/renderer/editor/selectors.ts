import { chosenId } from '../../shared/model/document.ts';
import type { BriefRecord, ProjectRecord, TakeSummary } from '../../shared/model/document.ts';
import type { ShotNumber } from '../../shared/model/shot-name.ts';
import type { Slot } from '../../shared/model/shot-terms.ts';
import { shotIdsOfScene } from './document-index.ts';
import type { DocumentIndex } from './document-index.ts';
import type { DocumentState } from './document-store.ts';

/** Questions to a document; pure, and remembered per state where the answer is long. */

function remembered<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const answers = new WeakMap<K, V>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute(key);
    answers.set(key, answer);
    return answer;
  };
}

export const selectProject = ({ tables, frame }: DocumentState): ProjectRecord =>
  tables.project[frame.projectId] as ProjectRecord;
export const selectBrief = ({ tables, frame }: DocumentState): BriefRecord =>
  tables.brief[frame.projectId] as BriefRecord;
export const selectSceneIds = ({ index }: DocumentState): readonly string[] => index.sceneIds;
export const selectShotIdsOfScene = ({ index }: DocumentState, sceneId: string): readonly string[] =>
  shotIdsOfScene(index, sceneId);

const orderOfIndex = remembered((index: DocumentIndex): readonly string[] =>
  index.sceneIds.flatMap((id) => shotIdsOfScene(index, id)),
);
/** All shots in the order of the film. The same array until a place changes. */
export const selectShotOrder = ({ index }: DocumentState): readonly string[] => orderOfIndex(index);

const numbersOfIndex = remembered((index: DocumentIndex): ReadonlyMap<string, ShotNumber> => {
  const numbers = new Map<string, ShotNumber>();
  for (const [sceneAt, sceneId] of index.sceneIds.entries()) {
    for (const [shotAt, id] of shotIdsOfScene(index, sceneId).entries()) {
      numbers.set(id, { scene: sceneAt + 1, shot: shotAt + 1 });
    }
  }
  return numbers;
});
export const selectShotNumber = ({ index }: DocumentState, id: string): ShotNumber | undefined =>
  numbersOfIndex(index).get(id);

export interface ShotSpan {
  id: string;
  startFrame: number;
  cutFrames: number;
}
const spansByShots = new WeakMap<
  DocumentState['tables']['shots'],
  { index: DocumentIndex; spans: readonly ShotSpan[] }
>();
/** Where each shot lies in the film, in frames. */
export function selectSpans(state: DocumentState): readonly ShotSpan[] {
  const { tables, index } = state;
  const known = spansByShots.get(tables.shots);
  if (known?.index === index) return known.spans;
  let startFrame = 0;
  const spans = selectShotOrder(state).map((id) => {
    const cutFrames = tables.shots[id]?.cutFrames ?? 0;
    const span = { id, startFrame, cutFrames };
    startFrame += cutFrames;
    return span;
  });
  spansByShots.set(tables.shots, { index, spans });
  return spans;
}

/** Length of the film in frames. */
export function selectFilmFrames(state: DocumentState): number {
  const last = selectSpans(state).at(-1);
  return last === undefined ? 0 : last.startFrame + last.cutFrames;
}

export function selectSceneFrames({ tables, index }: DocumentState, sceneId: string): number {
  return shotIdsOfScene(index, sceneId).reduce((sum, id) => sum + (tables.shots[id]?.cutFrames ?? 0), 0);
}

/** The shot that is on screen at a frame of the film. */
export function selectShotAtFrame(state: DocumentState, frame: number): ShotSpan | undefined {
  const spans = selectSpans(state);
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle] as ShotSpan;
    if (frame < span.startFrame) high = middle - 1;
    else if (frame >= span.startFrame + span.cutFrames) low = middle + 1;
    else return span;
  }
  return undefined;
}

const NO_TAKES: readonly TakeSummary[] = [];
const takesByShot = remembered((takes: DocumentState['takes']): ReadonlyMap<string, readonly TakeSummary[]> => {
  const byShot = new Map<string, TakeSummary[]>();
  for (const take of Object.values(takes)) {
    const known = byShot.get(take.shotId);
    if (known === undefined) byShot.set(take.shotId, [take]);
    else known.push(take);
  }
  for (const list of byShot.values()) list.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
  return byShot;
});
/** Takes of one slot, oldest first. */
export function selectTakes(state: DocumentState, shotId: string, slot: Slot, variation = 1): readonly TakeSummary[] {
  const all = takesByShot(state.takes).get(shotId) ?? NO_TAKES;
  return all.filter((take) => take.slot === slot && take.variation === variation);
}

/** The take that stands in a slot. */
export function selectChosenTake(
  state: DocumentState,
  shotId: string,
  slot: Slot,
  variation = 1,
): TakeSummary | undefined {
  const chosen = state.tables.chosen[chosenId(shotId, slot, variation)];
  return chosen && state.takes[chosen.takeId];
}

/** One value for several records, or `mixed` where they differ: what the inspector shows for a set. */
export function sharedValue<R, V>(records: readonly R[], read: (record: R) => V): { value: V } | 'mixed' | 'none' {
  const [first, ...rest] = records;
  if (first === undefined) return 'none';
  const value = read(first);
  return rest.every((record) => Object.is(read(record), value)) ? { value } : 'mixed';
}

import { hasOnlyUpdates, isEmptyDiff, reverseDiff, squashDiffs } from '../../shared/model/records-diff.ts';
import type { RecordsDiff } from '../../shared/model/records-diff.ts';
import type { EntrySelection, LabelParams } from '../../shared/model/document-change.ts';

/** One step of undo: a key of the language files, what was done, and what was selected. */
export interface HistoryEntry {
  label: string;
  params: LabelParams;
  diff: RecordsDiff;
  selection: EntrySelection | null;
  timeMs: number;
  /** Edits with the same key, one after the other, are one step: typing in one field. */
  mergeKey: string | null;
  /** Revision in the library, where it came from there. */
  revision: number | null;
}

export interface HistoryState {
  canUndo: boolean;
  canRedo: boolean;
  undoLabel: Pick<HistoryEntry, 'label' | 'params'> | null;
  redoLabel: Pick<HistoryEntry, 'label' | 'params'> | null;
}

/** Applies what still fits of a diff and gives that part. */
export type ApplyFitting = (diff: RecordsDiff) => RecordsDiff;

export interface StepDone {
  /** The step that was taken, with what was applied; `null` where nothing was left. */
  done: { entry: HistoryEntry; diff: RecordsDiff } | null;
  /** Entries of which nothing stood any more, used up on the way. */
  skipped: HistoryEntry[];
}

export interface History {
  state(): HistoryState;
  entries(): { undo: readonly HistoryEntry[]; redo: readonly HistoryEntry[] };
  /** Opens a gesture: everything recorded until `commit` is one entry. Throws where one is open. */
  begin(label: string, params?: LabelParams): void;
  isInGesture(): boolean;
  /** Replaces what the open gesture has done so far, after the document was taken over anew. */
  refit(fit: ApplyFitting): void;
  /** Closes the gesture; `null` where it changed nothing. */
  commit(selection: EntrySelection | null): HistoryEntry | null;
  /** Throws the gesture away; gives the diff that takes its edits back. */
  bail(): RecordsDiff;
  /** Puts an edit on the stack, or into the open gesture, and forgets what could be redone. */
  record(edit: Omit<HistoryEntry, 'timeMs' | 'revision'>): { entry: HistoryEntry; isMerged: boolean } | null;
  /** The next edit with the same key is a step of its own: on blur. */
  seal(): void;
  undo(apply: ApplyFitting): StepDone;
  redo(apply: ApplyFitting): StepDone;
  /** Takes over stacks, top first, as the library keeps them. */
  load(undo: readonly HistoryEntry[], redo: readonly HistoryEntry[]): void;
  /** Puts an entry on top that was recorded elsewhere, or joins it with the one that is there. */
  extendTop(entry: HistoryEntry, isJoined?: boolean): void;
  subscribe(listener: () => void): () => void;
}

const LIMIT = 500;
const MERGE_PAUSE_MS = 1_000;

/**
 * The stack of what was done, with marks (decision 7). It knows nothing of documents: edits come as diffs, and undo gives
 * back what has to be applied. What jobs bring is never recorded, so it clears no redo.
 */
export function createHistory(nowMs: () => number): History {
  // Tops are at the end.
  let undos: HistoryEntry[] = [];
  let redos: HistoryEntry[] = [];
  let gesture: { label: string; params: LabelParams; diff: RecordsDiff } | null = null;
  let isSealed = true;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const push = (entry: HistoryEntry): void => {
    undos.push(entry);
    if (undos.length > LIMIT) undos.shift();
    redos = [];
    changed();
  };

  const step = (from: HistoryEntry[], to: HistoryEntry[], apply: ApplyFitting): StepDone => {
    const skipped: HistoryEntry[] = [];
    isSealed = true;
    let done: StepDone['done'] = null;
    for (let entry = from.pop(); entry !== undefined && done === null;) {
      const diff = apply(reverseDiff(entry.diff));
      // The way back reverses what was really applied.
      to.push({ ...entry, diff });
      if (!isEmptyDiff(diff)) done = { entry, diff };
      else {
        skipped.push(entry);
        entry = from.pop();
      }
    }
    if (done !== null || skipped.length > 0) changed();
    return { done, skipped };
  };

  return {
    state: () => {
      const undo = undos.at(-1);
      const redo = redos.at(-1);
      return {
        canUndo: undo !== undefined,
        canRedo: redo !== undefined,
        undoLabel: undo === undefined ? null : { label: undo.label, params: undo.params },
        redoLabel: redo === undefined ? null : { label: redo.label, params: redo.params },
      };
    },
    entries: () => ({ undo: undos, redo: redos }),
    begin(label, params = {}) {
      if (gesture !== null) throw new Error(`gesture ${gesture.label} is still open`);
      gesture = { label, params, diff: {} };
    },
    isInGesture: () => gesture !== null,
    refit(fit) {
      if (gesture !== null) gesture.diff = fit(gesture.diff);
    },
    commit(selection) {
      if (gesture === null) throw new Error('no gesture is open');
      const { label, params, diff } = gesture;
      gesture = null;
      if (isEmptyDiff(diff)) return null;
      const entry: HistoryEntry = { label, params, diff, selection, timeMs: nowMs(), mergeKey: null, revision: null };
      isSealed = true;
      push(entry);
      return entry;
    },
    bail() {
      if (gesture === null) throw new Error('no gesture is open');
      const { diff } = gesture;
      gesture = null;
      return reverseDiff(diff);
    },
    record(edit) {
      if (gesture !== null) {
        gesture.diff = squashDiffs(gesture.diff, edit.diff);
        return null;
      }
      const timeMs = nowMs();
      const last = undos.at(-1);
      const isSameField =
        !isSealed &&
        edit.mergeKey !== null &&
        last?.mergeKey === edit.mergeKey &&
        timeMs - last.timeMs < MERGE_PAUSE_MS &&
        last.label === edit.label &&
        redos.length === 0 &&
        hasOnlyUpdates(last.diff) &&
        hasOnlyUpdates(edit.diff);
      isSealed = false;
      if (isSameField && last !== undefined) {
        const selection =
          last.selection === null || edit.selection === null
            ? last.selection
            : { ...edit.selection, before: last.selection.before };
        const entry: HistoryEntry = { ...last, diff: squashDiffs(last.diff, edit.diff), selection, timeMs };
        undos[undos.length - 1] = entry;
        changed();
        return { entry, isMerged: true };
      }
      const entry: HistoryEntry = { ...edit, timeMs, revision: null };
      push(entry);
      return { entry, isMerged: false };
    },
    seal() {
      isSealed = true;
    },
    undo: (apply) => step(undos, redos, apply),
    redo: (apply) => step(redos, undos, apply),
    load(undo, redo) {
      undos = [...undo].reverse();
      redos = [...redo].reverse();
      isSealed = true;
      changed();
    },
    extendTop(entry, isJoined = false) {
      const last = undos.at(-1);
      if (isJoined && last !== undefined)
        undos[undos.length - 1] = { ...last, diff: squashDiffs(last.diff, entry.diff) };
      else push(entry);
      isSealed = true;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

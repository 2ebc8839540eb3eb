import type { DocumentChange, EntrySelection, SelectionSnapshot } from '../../shared/model/document-change.ts';
import type { DocumentDiff } from '../../shared/model/document.ts';
import { isEmptyDiff } from '../../shared/model/records-diff.ts';
import { createAutosave } from './autosave.ts';
import type { JournalPort, JournalRecord, StoredEntry } from './document-port.ts';
import { createDocumentStore } from './document-store.ts';
import type { Editor, EditorDeps, EditorNotice, UndoStep } from './editor-types.ts';
import { createHistory } from './history.ts';
import type { HistoryEntry } from './history.ts';
import { rebaseChanges } from './rebase.ts';
import { createSession } from './session.ts';

/** This room holds the open document: its records, what was done to them, and how they get to the library. No React. */

const HISTORY_AT_OPEN = 500;

const entryOf = (stored: StoredEntry): HistoryEntry => ({
  label: stored.label,
  params: stored.params,
  diff: stored.diff,
  selection: stored.selection,
  timeMs: stored.createdAtMs,
  mergeKey: null,
  revision: stored.revision,
});

/**
 * Opens a project's document with its history. Changes of a former window that never reached the library are put on top
 * when `recovered` is given (see `readRecovery`); otherwise they are forgotten. Rejects with what the port rejects.
 */
export async function openEditor(deps: EditorDeps, recovered: JournalRecord | null = null): Promise<Editor> {
  const { projectId, port, newId, nowMs } = deps;
  const [loaded, stored] = await Promise.all([
    port.load(projectId),
    port.history({ projectId, limit: HISTORY_AT_OPEN }),
  ]);
  const document = createDocumentStore(loaded, newId);
  const session = createSession(deps.screen);
  const history = createHistory(nowMs);
  history.load(stored.undo.map(entryOf), stored.redo.map(entryOf));
  let resultsMark = loaded.resultsMark;
  const listeners = new Set<(notice: EditorNotice) => void>();
  const notify = (notice: EditorNotice): void => {
    for (const listener of listeners) listener(notice);
  };

  /** Loads the library's state and puts what waits on top; synchronous from the moment the answers are there. */
  const rebase = async (
    waiting: () => readonly DocumentChange[],
  ): Promise<{ revision: number; changes: DocumentChange[] }> => {
    const [fresh, page] = await Promise.all([
      port.load(projectId),
      port.history({ projectId, limit: HISTORY_AT_OPEN }),
    ]);
    // Nobody else has edited: only results have come, and the steps of undo are what they were.
    const areStepsKept = fresh.revision === autosave.revision();
    const { tables, changes, collisions } = rebaseChanges(fresh.tables, waiting(), { areStepsKept });
    resultsMark = fresh.resultsMark;
    document.replace({ ...fresh, tables });
    if (areStepsKept) {
      history.refit((diff) => document.apply(diff));
      return { revision: fresh.revision, changes };
    }
    const mine = changes.map(entryOfChange).reverse();
    history.load([...mine, ...page.undo.map(entryOf)], mine.length > 0 ? [] : page.redo.map(entryOf));
    history.refit((diff) => document.apply(diff));
    if (collisions.length > 0) notify({ kind: 'collided', collisions });
    notify({ kind: 'taken-over', revision: fresh.revision });
    return { revision: fresh.revision, changes };
  };

  const entryOfChange = (change: DocumentChange): HistoryEntry => ({
    label: change.label,
    params: change.params,
    diff: change.diff,
    selection: change.selection,
    timeMs: nowMs(),
    mergeKey: null,
    revision: null,
  });

  const autosave = createAutosave({
    projectId,
    revision: loaded.revision,
    port,
    journal: deps.journal,
    timers: deps.timers,
    nowMs,
    rebase,
    onStored: (change, { voidedShotIds }) => {
      document.voidApprovals(voidedShotIds);
      if (voidedShotIds.length > 0) notify({ kind: 'approval-lost', shotIds: voidedShotIds });
      // The copies were made in the library.
      if (change.takeCopies.length > 0) void editor.refresh().catch(() => undefined);
    },
  });

  const changeOf = (
    part: Pick<DocumentChange, 'kind' | 'label' | 'params' | 'selection'> & {
      diff: DocumentDiff;
    } & Partial<DocumentChange>,
  ): DocumentChange => ({
    changeId: newId(),
    joinsLast: false,
    takeCopies: [],
    ...part,
  });

  let selectionBefore: SelectionSnapshot | null = null;
  let gestureCopies: DocumentChange['takeCopies'] = [];
  let gestureLabel: string | null = null;
  let letGo: (() => void) | null = null;
  const endGesture = (): void => {
    gestureLabel = null;
    letGo?.();
    letGo = null;
  };
  const selectionOf = (before: SelectionSnapshot): EntrySelection => ({
    before,
    after: session.snapshot(),
    screen: session.getState().screen,
  });

  const step = (kind: 'undo' | 'redo'): UndoStep | null => {
    if (history.isInGesture()) return null;
    const { done, skipped } = history[kind]((diff) => document.apply(diff));
    // The library keeps the same stacks: it takes the used-up entries off too.
    for (const { label, params, selection } of skipped) {
      autosave.enqueue(changeOf({ kind, label, params, selection, diff: {} }), null);
    }
    if (done === null) return null;
    const { label, params, selection } = done.entry;
    if (selection !== null) session.restore(kind === 'undo' ? selection.before : selection.after);
    autosave.enqueue(changeOf({ kind, label, params, selection, diff: done.diff }), null);
    return { label, params, diff: done.diff, selection };
  };

  /** What a former window left. The library may hold its first change already: the answer to it was what got lost. */
  const recover = ({ changes: left, baseRevision }: JournalRecord): void => {
    const [first, ...rest] = left;
    const storedFirst = [stored.undo[0], stored.redo[0]].find((entry) => entry?.changeId === first?.changeId);
    const waiting = storedFirst === undefined ? left : rest;
    if (loaded.revision === (storedFirst?.revision ?? baseRevision)) {
      for (const change of waiting) {
        if (change.kind === 'edit') {
          document.apply(change.diff);
          history.extendTop(entryOfChange(change), change.joinsLast);
        } else history[change.kind]((diff) => document.apply(diff));
        autosave.enqueue(change, null);
      }
      return;
    }
    const { tables, changes, collisions } = rebaseChanges(document.getState().tables, waiting);
    document.replace({ ...loaded, tables });
    for (const change of changes) {
      history.extendTop(entryOfChange(change));
      autosave.enqueue(change, null);
    }
    if (collisions.length > 0) queueMicrotask(() => notify({ kind: 'collided', collisions }));
  };

  const editor: Editor = {
    projectId,
    document,
    session,
    history,
    autosave,
    edit(label, command, options = {}) {
      if (gestureLabel !== null && gestureLabel !== label) editor.commit();
      const before = session.snapshot();
      const { result, diff, takeCopies } = document.edit(command);
      if (options.select !== undefined) {
        const ids = options.select(result);
        session.restore({ activeId: ids.at(-1) ?? null, ids: [...ids] });
      }
      if (isEmptyDiff(diff)) return result;
      const { params = {}, mergeKey = null } = options;
      const selection = selectionOf(before);
      const recorded = history.record({ label, params, diff, selection, mergeKey });
      if (recorded === null) {
        gestureCopies = [...gestureCopies, ...takeCopies];
        // The document shows it already, and no queue has it.
        letGo ??= autosave.hold(() => editor.commit());
      } else {
        const change = changeOf({
          kind: 'edit',
          label,
          params,
          selection,
          diff,
          joinsLast: recorded.isMerged,
          takeCopies,
        });
        autosave.enqueue(change, mergeKey);
      }
      return result;
    },
    begin(label, params) {
      editor.commit();
      gestureLabel = label;
      history.begin(label, params);
      selectionBefore = session.snapshot();
      gestureCopies = [];
    },
    commit() {
      if (!history.isInGesture()) return;
      const before = selectionBefore ?? session.snapshot();
      const entry = history.commit(selectionOf(before));
      if (entry !== null) {
        const { label, params, diff, selection } = entry;
        autosave.enqueue(changeOf({ kind: 'edit', label, params, selection, diff, takeCopies: gestureCopies }), null);
      }
      endGesture();
    },
    bail() {
      if (!history.isInGesture()) return;
      document.apply(history.bail());
      if (selectionBefore !== null) session.restore(selectionBefore);
      endGesture();
    },
    isInGesture: () => history.isInGesture(),
    seal: () => history.seal(),
    undo: () => step('undo'),
    redo: () => step('redo'),
    refresh: () =>
      autosave.exclusively(async () => {
        const pulse = await port.pulse(projectId);
        if (pulse.revision === autosave.revision() && pulse.resultsMark === resultsMark) return null;
        return rebase(autosave.waiting);
      }),
    onNotice(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      autosave.dispose();
      listeners.clear();
    },
  };

  if (recovered === null) deps.journal.write(projectId, null);
  else recover(recovered);
  return editor;
}

/** Changes of a former window that never reached the library, for a person to decide about; `null` where there are none. */
export function readRecovery(journal: JournalPort, projectId: string): JournalRecord | null {
  const record = journal.read(projectId);
  return record === null || record.changes.length === 0 ? null : record;
}

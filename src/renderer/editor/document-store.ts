import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { DocumentDiff, DocumentFrame, DocumentTables, TakeSummary } from '../../shared/model/document.ts';
import { withChosenOfRemovedShots } from '../../shared/model/document.ts';
import type { TakeCopy } from '../../shared/model/document-change.ts';
import { applyDiff, fittingPart, isEmptyDiff } from '../../shared/model/records-diff.ts';
import { deepEqual } from '../../shared/util/deep-equal.ts';
import { indexAfter, indexOf } from './document-index.ts';
import type { DocumentIndex } from './document-index.ts';
import { createDraft } from './draft.ts';
import type { Draft } from './draft.ts';

/** What the window shows of a document. Immutable: what did not change keeps its identity. */
export interface DocumentState {
  readonly frame: DocumentFrame;
  readonly tables: DocumentTables;
  readonly index: DocumentIndex;
  /** Results by id; they come from jobs and uploads, never from edits. */
  readonly takes: Readonly<Record<string, TakeSummary>>;
  readonly approvedShotIds: ReadonlySet<string>;
}

export interface EditResult<R> {
  result: R;
  diff: DocumentDiff;
  takeCopies: TakeCopy[];
}

export interface DocumentStore extends Pick<StoreApi<DocumentState>, 'getState' | 'subscribe'> {
  /** Runs a command on a draft. A command that throws changes nothing. */
  edit<R>(command: (draft: Draft) => R): EditResult<R>;
  /** Applies what of a diff still fits, and gives that part. For undo, redo and what others did. */
  apply(diff: DocumentDiff): DocumentDiff;
  /** Takes over a newer state of the library; records that are equal keep their identity. */
  replace(
    fresh: Pick<DocumentState, 'frame' | 'tables'> & {
      takes: readonly TakeSummary[];
      approvedShotIds: readonly string[];
    },
  ): void;
  voidApprovals(shotIds: readonly string[]): void;
}

export type LoadedState = Parameters<DocumentStore['replace']>[0];

function kept<R extends object>(
  former: Readonly<Record<string, R>>,
  next: Readonly<Record<string, R>>,
): Readonly<Record<string, R>> {
  let isSame = Object.keys(former).length === Object.keys(next).length;
  const table: Record<string, R> = {};
  for (const [id, record] of Object.entries(next)) {
    const known = former[id];
    if (known !== undefined && deepEqual(known, record)) table[id] = known;
    else {
      table[id] = record;
      isSame = false;
    }
  }
  return isSame ? former : table;
}

function stateOf(loaded: LoadedState): DocumentState {
  const { frame, tables, takes, approvedShotIds } = loaded;
  return {
    frame,
    tables,
    index: indexOf(tables),
    takes: Object.fromEntries(takes.map((take) => [take.id, take])),
    approvedShotIds: new Set(approvedShotIds),
  };
}

/** The document of an open project. `edit` is the only way in for what a person does. */
export function createDocumentStore(loaded: LoadedState, newId: () => string): DocumentStore {
  const store = createStore<DocumentState>(() => stateOf(loaded));

  const takeOver = (tables: DocumentTables, diff: DocumentDiff): void => {
    const state = store.getState();
    store.setState({ tables, index: indexAfter(state.index, state.tables, tables, diff) });
  };

  return {
    getState: store.getState,
    subscribe: store.subscribe,
    edit(command) {
      const { draft, finish } = createDraft({ ...store.getState(), newId });
      const result = command(draft);
      const { tables, diff, takeCopies } = finish();
      if (!isEmptyDiff(diff)) takeOver(tables, diff);
      return { result, diff, takeCopies };
    },
    apply(wanted) {
      const { tables } = store.getState();
      const whole = withChosenOfRemovedShots(wanted, Object.values(tables.chosen));
      const { diff } = fittingPart(tables, whole);
      if (!isEmptyDiff(diff)) takeOver(applyDiff(tables, diff), diff);
      return diff;
    },
    replace(fresh) {
      const state = store.getState();
      const next = stateOf(fresh);
      const tables: DocumentTables = {
        project: kept(state.tables.project, next.tables.project),
        brief: kept(state.tables.brief, next.tables.brief),
        scenes: kept(state.tables.scenes, next.tables.scenes),
        shots: kept(state.tables.shots, next.tables.shots),
        chosen: kept(state.tables.chosen, next.tables.chosen),
      };
      const isSame = (Object.keys(tables) as (keyof DocumentTables)[]).every(
        (name) => tables[name] === state.tables[name],
      );
      store.setState({
        ...next,
        tables: isSame ? state.tables : tables,
        index: tables.scenes === state.tables.scenes && tables.shots === state.tables.shots ? state.index : next.index,
        takes: kept(state.takes, next.takes),
      });
    },
    voidApprovals(shotIds) {
      if (shotIds.length === 0) return;
      const approved = new Set(store.getState().approvedShotIds);
      for (const id of shotIds) approved.delete(id);
      store.setState({ approvedShotIds: approved });
    },
  };
}

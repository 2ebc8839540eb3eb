import type {
  DocumentDiff,
  DocumentFrame,
  DocumentTables,
  TableName,
  TakeSummary,
} from '../../shared/model/document.ts';
import type { TakeCopy } from '../../shared/model/document-change.ts';
import { compareOrder } from '../../shared/model/order-keys.ts';
import { fieldChanges } from '../../shared/model/record-fields.ts';
import type { FieldChanges, JsonRecord } from '../../shared/model/record-fields.ts';
import type { SceneRecord, ShotRecord } from '../../shared/model/document.ts';
import type { DocumentIndex } from './document-index.ts';

type RecordOf<T extends TableName> = DocumentTables[T][string];

/** The document while one command works on it. Tables are copied at the first write; records are replaced, never written into. */
export interface Draft {
  readonly frame: DocumentFrame;
  readonly takes: Readonly<Record<string, TakeSummary>>;
  newId(): string;
  find<T extends TableName>(table: T, id: string): RecordOf<T> | undefined;
  /** Throws where the record is not there: a command that was given a wrong id. */
  get<T extends TableName>(table: T, id: string): RecordOf<T>;
  all<T extends TableName>(table: T): RecordOf<T>[];
  scenesInOrder(): SceneRecord[];
  shotsOfScene(sceneId: string): ShotRecord[];
  put<T extends TableName>(table: T, record: RecordOf<T>): void;
  patch<T extends TableName>(table: T, id: string, fields: Partial<RecordOf<T>>): void;
  remove(table: TableName, id: string): void;
  /** Asks for takes of a new shot to be made from those of another when the change is stored. */
  copyTakes(copy: TakeCopy): void;
}

export interface FinishedDraft {
  tables: DocumentTables;
  diff: DocumentDiff;
  takeCopies: TakeCopy[];
}

interface DraftInput {
  frame: DocumentFrame;
  tables: DocumentTables;
  index: DocumentIndex;
  takes: Readonly<Record<string, TakeSummary>>;
  newId: () => string;
}

type MutableTables = Record<string, Record<string, JsonRecord>>;

/** A draft over tables, and the function that closes it. The diff is by reference: only touched records are compared. */
export function createDraft(input: DraftInput): { draft: Draft; finish(): FinishedDraft } {
  const base = input.tables as unknown as MutableTables;
  const tables: MutableTables = { ...base };
  const touched = new Map<string, Set<string>>();
  const takeCopies: TakeCopy[] = [];
  // Places are read from the index until one of them changes in this draft.
  let hasMoved = false;

  const writable = (table: TableName, id: string): Record<string, JsonRecord> => {
    let ids = touched.get(table);
    if (ids === undefined) {
      ids = new Set();
      touched.set(table, ids);
      tables[table] = { ...base[table] };
    }
    ids.add(id);
    return tables[table] as Record<string, JsonRecord>;
  };

  const draft: Draft = {
    frame: input.frame,
    takes: input.takes,
    newId: input.newId,
    find: (table, id) => tables[table]?.[id] as never,
    get(table, id) {
      const record = tables[table]?.[id];
      if (record === undefined) throw new Error(`no record ${id} in ${table}`);
      return record as never;
    },
    all: (table) => Object.values(tables[table] ?? {}) as never,
    scenesInOrder() {
      if (hasMoved) return draft.all('scenes').sort(compareOrder);
      return input.index.sceneIds.map((id) => draft.get('scenes', id));
    },
    shotsOfScene(sceneId) {
      if (!hasMoved) return (input.index.shotIdsOf[sceneId] ?? []).map((id) => draft.get('shots', id));
      return draft
        .all('shots')
        .filter((shot) => shot.sceneId === sceneId)
        .sort(compareOrder);
    },
    put(table, record) {
      const former = tables[table]?.[record.id] as (JsonRecord & { orderKey?: string; sceneId?: string }) | undefined;
      const next = record as JsonRecord & { orderKey?: string; sceneId?: string };
      if (former?.orderKey !== next.orderKey || former?.sceneId !== next.sceneId) hasMoved = true;
      writable(table, record.id)[record.id] = record;
    },
    patch(table, id, fields) {
      draft.put(table, { ...draft.get(table, id), ...fields } as never);
    },
    remove(table, id) {
      if (tables[table]?.[id] === undefined) return;
      hasMoved = true;
      delete writable(table, id)[id];
    },
    copyTakes: (copy) => void takeCopies.push(copy),
  };

  const finish = (): FinishedDraft => {
    const diff: Record<
      string,
      { added: Record<string, JsonRecord>; updated: Record<string, FieldChanges>; removed: Record<string, JsonRecord> }
    > = {};
    for (const [table, ids] of touched) {
      const part: (typeof diff)[string] = { added: {}, updated: {}, removed: {} };
      let isEmpty = true;
      for (const id of ids) {
        const before = base[table]?.[id];
        const after = tables[table]?.[id];
        if (before === after) continue;
        if (before === undefined && after !== undefined) part.added[id] = after;
        else if (after === undefined && before !== undefined) part.removed[id] = before;
        else if (before !== undefined && after !== undefined) {
          const changes = fieldChanges(before, after);
          if (Object.keys(changes).length === 0) continue;
          part.updated[id] = changes;
        }
        isEmpty = false;
      }
      if (isEmpty) tables[table] = base[table] ?? {};
      else diff[table] = part;
    }
    return { tables: tables as unknown as DocumentTables, diff, takeCopies };
  };
  return { draft, finish };
}

import { deepEqual } from '../util/deep-equal.ts';
import { fieldChanges, reverseFields, squashFields, valueAt, withFields } from './record-fields.ts';
import type { FieldChanges, JsonRecord } from './record-fields.ts';

/**
 * The undo algebra (decision 7): tables of records by id, and a change of them that can be applied, turned round and
 * joined with the next. Works on any tables; what a project's are stands in `document.ts`.
 */
export type RecordTable = Readonly<Record<string, JsonRecord>>;
export type RecordTables = Readonly<Record<string, RecordTable>>;

export interface TableDiff {
  readonly added: Readonly<Record<string, JsonRecord>>;
  readonly updated: Readonly<Record<string, FieldChanges>>;
  readonly removed: Readonly<Record<string, JsonRecord>>;
}
/** By table; a table without changes is not there. */
export type RecordsDiff = Readonly<Record<string, TableDiff>>;

const emptyTable: TableDiff = { added: {}, updated: {}, removed: {} };

const hasNone = (record: object): boolean => {
  for (const _key in record) return false;
  return true;
};
const isEmptyTable = (table: TableDiff): boolean =>
  hasNone(table.added) && hasNone(table.updated) && hasNone(table.removed);

function cleaned(tables: Readonly<Record<string, TableDiff>>): RecordsDiff {
  return Object.fromEntries(Object.entries(tables).filter(([, table]) => !isEmptyTable(table)));
}

/** Whether a diff changes nothing. */
export function isEmptyDiff(diff: RecordsDiff): boolean {
  return Object.values(diff).every(isEmptyTable);
}

/** Whether no record comes or goes: such diffs of one field after the other are one step of undo. */
export function hasOnlyUpdates(diff: RecordsDiff): boolean {
  return Object.values(diff).every(({ added, removed }) => hasNone(added) && hasNone(removed));
}

function diffTable(before: RecordTable, after: RecordTable): TableDiff {
  const added: Record<string, JsonRecord> = {};
  const updated: Record<string, FieldChanges> = {};
  const removed: Record<string, JsonRecord> = {};
  for (const id in after) {
    const next = after[id] as JsonRecord;
    const former = before[id];
    if (former === next) continue;
    if (former === undefined) added[id] = next;
    else {
      const changes = fieldChanges(former, next);
      if (!hasNone(changes)) updated[id] = changes;
    }
  }
  for (const id in before) if (after[id] === undefined) removed[id] = before[id] as JsonRecord;
  return { added, updated, removed };
}

/** What turns `before` into `after`. Tables and records that are the same object are not looked into. */
export function diffTables(before: RecordTables, after: RecordTables): RecordsDiff {
  const diff: Record<string, TableDiff> = {};
  for (const table in after) {
    const former = before[table] ?? {};
    const next = after[table] as RecordTable;
    if (former !== next) diff[table] = diffTable(former, next);
  }
  return cleaned(diff);
}

/** The tables after the diff. What it does not touch is shared with the tables given. Does not look at `from`. */
export function applyDiff<T extends RecordTables>(tables: T, diff: RecordsDiff): T {
  if (hasNone(diff)) return tables;
  const next: Record<string, RecordTable> = { ...tables };
  for (const [table, { added, updated, removed }] of Object.entries(diff)) {
    const records: Record<string, JsonRecord> = { ...next[table], ...added };
    for (const id in removed) delete records[id];
    for (const [id, changes] of Object.entries(updated)) {
      const record = records[id];
      if (record !== undefined) records[id] = withFields(record, changes);
    }
    next[table] = records;
  }
  return next as T;
}

/** The diff that takes this one back. */
export function reverseDiff(diff: RecordsDiff): RecordsDiff {
  return Object.fromEntries(
    Object.entries(diff).map(([name, { added, updated, removed }]) => [
      name,
      {
        added: removed,
        updated: Object.fromEntries(Object.entries(updated).map(([id, changes]) => [id, reverseFields(changes)])),
        removed: added,
      },
    ]),
  );
}

function squashTable(first: TableDiff, second: TableDiff): TableDiff {
  const added = { ...first.added };
  const updated = { ...first.updated };
  const removed = { ...first.removed };
  const update = (id: string, changes: FieldChanges): void => {
    if (hasNone(changes)) delete updated[id];
    else updated[id] = changes;
  };
  for (const [id, changes] of Object.entries(second.updated)) {
    const fresh = added[id];
    if (fresh !== undefined) added[id] = withFields(fresh, changes);
    else update(id, squashFields(updated[id] ?? {}, changes));
  }
  for (const [id, record] of Object.entries(second.removed)) {
    if (added[id] !== undefined) delete added[id];
    else {
      removed[id] = withFields(record, reverseFields(updated[id] ?? {}));
      delete updated[id];
    }
  }
  for (const [id, record] of Object.entries(second.added)) {
    const former = removed[id];
    if (former === undefined) added[id] = record;
    else {
      delete removed[id];
      update(id, fieldChanges(former, record));
    }
  }
  return { added, updated, removed };
}

/** `first`, then `second`, as one diff. */
export function squashDiffs(first: RecordsDiff, second: RecordsDiff): RecordsDiff {
  const merged: Record<string, TableDiff> = { ...first };
  for (const [name, table] of Object.entries(second)) merged[name] = squashTable(merged[name] ?? emptyTable, table);
  return cleaned(merged);
}

/** One place where a diff does not find what it was made on. */
export interface DiffConflict {
  table: string;
  id: string;
  /** Path of the field; `null` where the record itself is there or gone against expectation. */
  field: string | null;
  /** What the diff expected, and what is there. */
  expected: unknown;
  found: unknown;
}

/** Where `from` is not what is there, records are missing, or added ones exist. Empty: the diff fits. */
export function conflictsOf(tables: RecordTables, diff: RecordsDiff): DiffConflict[] {
  const conflicts: DiffConflict[] = [];
  for (const [table, { added, updated, removed }] of Object.entries(diff)) {
    const records = tables[table] ?? {};
    for (const id in added) {
      if (records[id] !== undefined) conflicts.push({ table, id, field: null, expected: 'absent', found: 'present' });
    }
    for (const id in removed) {
      if (records[id] === undefined) conflicts.push({ table, id, field: null, expected: 'present', found: 'absent' });
    }
    for (const [id, changes] of Object.entries(updated)) {
      const record = records[id];
      if (record === undefined) {
        conflicts.push({ table, id, field: null, expected: 'present', found: 'absent' });
        continue;
      }
      for (const [field, [from]] of Object.entries(changes)) {
        const found = valueAt(record, field);
        if (!deepEqual(found, from)) conflicts.push({ table, id, field, expected: from, found });
      }
    }
  }
  return conflicts;
}

/**
 * The part of a diff that still fits other tables: fields whose `from` stands, records that are still absent or present.
 * Removed records are given as they are now. What does not fit comes back as conflicts; a field that already holds the
 * wished value is neither.
 */
export function fittingPart(tables: RecordTables, diff: RecordsDiff): { diff: RecordsDiff; conflicts: DiffConflict[] } {
  const conflicts: DiffConflict[] = [];
  const fitting: Record<string, TableDiff> = {};
  for (const [name, { added, updated, removed }] of Object.entries(diff)) {
    const records = tables[name] ?? {};
    const part = {
      added: {} as Record<string, JsonRecord>,
      updated: {} as Record<string, FieldChanges>,
      removed: {} as Record<string, JsonRecord>,
    };
    for (const [id, record] of Object.entries(added)) {
      const found = records[id];
      if (found === undefined) part.added[id] = record;
      else if (!deepEqual(found, record))
        conflicts.push({ table: name, id, field: null, expected: 'absent', found: 'present' });
    }
    for (const id in removed) {
      const found = records[id];
      // Gone already is what was wanted.
      if (found !== undefined) part.removed[id] = found;
    }
    for (const [id, changes] of Object.entries(updated)) {
      const record = records[id];
      if (record === undefined) {
        conflicts.push({ table: name, id, field: null, expected: 'present', found: 'absent' });
        continue;
      }
      const kept: Record<string, readonly [unknown, unknown]> = {};
      for (const [field, change] of Object.entries(changes)) {
        const found = valueAt(record, field);
        if (deepEqual(found, change[0])) kept[field] = change;
        else if (!deepEqual(found, change[1])) conflicts.push({ table: name, id, field, expected: change[0], found });
      }
      if (!hasNone(kept)) part.updated[id] = kept;
    }
    fitting[name] = part;
  }
  return { diff: cleaned(fitting), conflicts };
}

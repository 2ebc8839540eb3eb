import type { DocumentChange } from '../../shared/model/document-change.ts';
import type { DocumentDiff, DocumentTables } from '../../shared/model/document.ts';
import { withChosenOfRemovedShots } from '../../shared/model/document.ts';
import { applyDiff, fittingPart, isEmptyDiff, squashDiffs } from '../../shared/model/records-diff.ts';
import type { DiffConflict, RecordsDiff } from '../../shared/model/records-diff.ts';

/** A change of mine that did not fit what the library holds now. */
export interface Collision extends DiffConflict {
  label: string;
  /** What I wanted there. */
  mine: unknown;
}

const mineOf = (diff: DocumentDiff, { table, id, field }: DiffConflict): unknown =>
  field === null ? (diff[table]?.added[id] ?? null) : diff[table]?.updated[id]?.[field]?.[1];

/** A person's choice of a take stands over one that a job made meanwhile: both takes are kept, so nothing is lost. */
function insistOnTakes(wanted: DocumentDiff, conflicts: readonly DiffConflict[]): RecordsDiff {
  const updated: Record<string, Record<string, readonly [unknown, unknown]>> = {};
  for (const conflict of conflicts) {
    if (conflict.table !== 'chosen' || conflict.field !== 'takeId') continue;
    updated[conflict.id] = { takeId: [conflict.found, mineOf(wanted, conflict)] };
  }
  return Object.keys(updated).length === 0 ? {} : { chosen: { added: {}, updated, removed: {} } };
}

/**
 * Puts waiting changes onto a newer state of the document: what fits is kept, what collides is given back. Undo and redo
 * become plain edits, because the steps under them are others now; not so where only results have come
 * (`areStepsKept`). Pure.
 */
export function rebaseChanges(
  fresh: DocumentTables,
  waiting: readonly DocumentChange[],
  options: { areStepsKept?: boolean } = {},
): { tables: DocumentTables; changes: DocumentChange[]; collisions: Collision[] } {
  let tables = fresh;
  const changes: DocumentChange[] = [];
  const collisions: Collision[] = [];
  for (const change of waiting) {
    const wanted = withChosenOfRemovedShots(change.diff, Object.values(tables.chosen));
    const fit = fittingPart(tables, wanted);
    const insisted = insistOnTakes(wanted, fit.conflicts);
    const diff = squashDiffs(fit.diff, insisted);
    for (const conflict of fit.conflicts) {
      if (conflict.table === 'chosen') continue;
      collisions.push({ ...conflict, label: change.label, mine: mineOf(wanted, conflict) });
    }
    const { areStepsKept = false } = options;
    if (isEmptyDiff(diff) && !areStepsKept) continue;
    tables = applyDiff(tables, diff);
    changes.push(areStepsKept ? { ...change, diff } : { ...change, kind: 'edit', joinsLast: false, diff });
  }
  return { tables, changes, collisions };
}

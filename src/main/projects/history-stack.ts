import { z } from 'zod';
import { CHANGE_KINDS, entrySelectionSchema, labelParamsSchema } from '../../shared/model/document-change.ts';
import type { ChangeKind, EntrySelection, LabelParams } from '../../shared/model/document-change.ts';
import type { RecordsDiff } from '../../shared/model/records-diff.ts';
import type { DocumentRepository, StoredHistoryRow } from '../db/repositories/document-repository.ts';
import { HISTORY_KEPT } from '../db/repositories/history-repository.ts';
import { parseJsonColumn } from '../db/json-column.ts';
import type { ProjectDeps } from './project-deps.ts';

/**
 * Undo across restarts: the history is an append-only log, one row per revision, and at the same time a pair of stacks.
 * Each row says which entry undo would take back next (`undoTop`), which one redo would repeat (`redoTop`), and what lies
 * under it on its own stack. Nothing is rewritten, every step reads two rows, and whatever revision the library is at
 * after a crash, its newest row knows both stacks.
 */
const tableSchema = z.object({
  added: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  updated: z.record(z.string(), z.record(z.string(), z.tuple([z.unknown(), z.unknown()]))).default({}),
  removed: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

const payloadSchema = z.object({
  kind: z.enum(CHANGE_KINDS),
  changeId: z.string().nullable(),
  params: labelParamsSchema,
  selection: entrySelectionSchema.nullable(),
  under: z.int().min(0),
  undoTop: z.int().min(0),
  redoTop: z.int().min(0),
  /** Scenes and shots that came or went are there with their ids alone: their rows are never deleted. */
  diff: z.record(z.string(), tableSchema),
});
type Payload = z.infer<typeof payloadSchema>;

/** One step of the history, read. */
export interface HistoryEntry extends Payload {
  revision: number;
  label: string;
  personId: string | null;
  createdAtMs: number;
}

export interface NewEntry {
  kind: ChangeKind;
  changeId: string | null;
  label: string;
  params: LabelParams;
  selection: EntrySelection | null;
  diff: RecordsDiff;
  /** Takes the place of the entry on top, whose diff is part of this one. */
  replacesTop?: boolean;
  /** Nothing up to here can be undone: the first plan is the beginning, not a step. */
  startsAnew?: boolean;
}

const PRUNE_EVERY = 64;

function entryOf({ diffJson, ...row }: StoredHistoryRow): HistoryEntry {
  return { ...row, ...parseJsonColumn(payloadSchema, diffJson, 'history.diff_json') };
}

/** Leaves the ids of scenes and shots that came or went; chosen takes have no rows to come back from, and stay whole. */
function withoutBodies(diff: RecordsDiff): RecordsDiff {
  const bare = (records: Readonly<Record<string, object>>): Record<string, Record<string, never>> =>
    Object.fromEntries(Object.keys(records).map((id) => [id, {}]));
  return Object.fromEntries(
    Object.entries(diff).map(([name, table]) => [
      name,
      name === 'scenes' || name === 'shots'
        ? { ...table, added: bare(table.added), removed: bare(table.removed) }
        : table,
    ]),
  );
}

export function createHistoryStack(deps: ProjectDeps, documents: DocumentRepository) {
  const { repos, clock, personId } = deps;

  const find = (projectId: string, revision: number): HistoryEntry | undefined => {
    const row = revision === 0 ? undefined : documents.findHistory(projectId, revision);
    return row && entryOf(row);
  };
  const latest = (projectId: string): HistoryEntry | undefined => {
    const row = documents.latestHistory(projectId);
    return row && entryOf(row);
  };

  const walk = (projectId: string, top: number, limit: number): HistoryEntry[] => {
    const entries: HistoryEntry[] = [];
    for (let entry = find(projectId, top); entry !== undefined && entries.length < limit;) {
      entries.push(entry);
      entry = find(projectId, entry.under);
    }
    return entries;
  };

  const prune = (projectId: string, newest: HistoryEntry): void => {
    const kept = new Set<number>();
    for (const top of [newest.undoTop, newest.redoTop]) {
      for (const { revision } of walk(projectId, top, HISTORY_KEPT)) kept.add(revision);
    }
    documents.pruneHistory(projectId, newest.revision - HISTORY_KEPT, kept);
  };

  /** Bumps the revision and appends its row. Inside the transaction that makes the change. Returns the revision. */
  const push = (projectId: string, entry: NewEntry): number => {
    const nowMs = clock.nowMs();
    const before = latest(projectId);
    const undoTop = before?.undoTop ?? 0;
    const redoTop = before?.redoTop ?? 0;
    const revision = repos.projects.bumpRevision(projectId, nowMs);
    const stacks = ((): Pick<Payload, 'under' | 'undoTop' | 'redoTop'> => {
      if (entry.kind === 'undo') {
        return { under: redoTop, undoTop: find(projectId, undoTop)?.under ?? 0, redoTop: revision };
      }
      if (entry.kind === 'redo') {
        return { under: undoTop, undoTop: revision, redoTop: find(projectId, redoTop)?.under ?? 0 };
      }
      if (entry.startsAnew === true) return { under: 0, undoTop: 0, redoTop: 0 };
      const under = entry.replacesTop === true ? (find(projectId, undoTop)?.under ?? 0) : undoTop;
      return { under, undoTop: revision, redoTop: 0 };
    })();
    const { kind, changeId, label, params, selection } = entry;
    const payload: Payload = {
      kind,
      changeId,
      params,
      selection,
      ...stacks,
      diff: withoutBodies(entry.diff) as Payload['diff'],
    };
    const diffJson = JSON.stringify(payload);
    documents.insertHistory({ projectId, revision, label, diffJson, personId, createdAtMs: nowMs });
    if (revision % PRUNE_EVERY === 0) {
      prune(projectId, { ...payload, revision, label, personId, createdAtMs: nowMs });
    }
    return revision;
  };

  return {
    push,
    find,
    latest,
    /** The entry that undo would take back, or redo repeat. */
    top(projectId: string, which: 'undo' | 'redo'): HistoryEntry | undefined {
      const newest = latest(projectId);
      return newest && find(projectId, which === 'undo' ? newest.undoTop : newest.redoTop);
    },
    /** Entries of a stack, top first. `from`: the revision to begin with instead of the top. */
    list(projectId: string, which: 'undo' | 'redo', limit: number, from?: number): HistoryEntry[] {
      const newest = latest(projectId);
      if (newest === undefined) return [];
      return walk(
        projectId,
        from ?? (which === 'undo' ? newest.undoTop : newest.redoTop),
        Math.min(limit, HISTORY_KEPT),
      );
    },
    /** Everything since a revision, oldest first, undo and redo included. */
    since: (projectId: string, revision: number): HistoryEntry[] =>
      documents.historyAfter(projectId, revision, HISTORY_KEPT).map(entryOf),
  };
}
export type HistoryStack = ReturnType<typeof createHistoryStack>;

import type { HistoryRow } from '../db/repositories/history-repository.ts';
import type { ProjectDeps } from './project-deps.ts';

/** What changed, as records by id: added, changed as [from, to] per field, removed. It can be turned round. */
export interface DocumentDiff {
  project?: Record<string, readonly [unknown, unknown]>;
  scenes?: RecordsDiff;
  shots?: RecordsDiff;
}
export interface RecordsDiff {
  /** Removed records stay in their tables, so the ids are enough to bring them back. */
  added?: readonly string[];
  removed?: readonly string[];
  changed?: Record<string, Record<string, readonly [unknown, unknown]>>;
}

/**
 * Bumps the project's revision and writes the history row of an edit (decision 26). Inside the transaction that makes the
 * edit. Returns the new revision. Throws AppError `not-found`.
 */
export function recordRevision(deps: ProjectDeps, projectId: string, label: string, diff: DocumentDiff): number {
  const { repos, clock, personId } = deps;
  const nowMs = clock.nowMs();
  const revision = repos.projects.bumpRevision(projectId, nowMs);
  const row: HistoryRow = { projectId, revision, label, diff, personId, createdAtMs: nowMs };
  repos.history.insert(row);
  return revision;
}

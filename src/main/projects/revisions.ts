import type { DocumentDiff } from '../../shared/model/document.ts';
import { createDocumentRepository } from '../db/repositories/document-repository.ts';
import type { DocumentRepository } from '../db/repositories/document-repository.ts';
import type { LibraryDb } from '../db/open.ts';
import { createHistoryStack } from './history-stack.ts';
import type { ProjectDeps } from './project-deps.ts';

const repositories = new WeakMap<LibraryDb, DocumentRepository>();

/** Statements are prepared once for a library, however many edits come. */
function documentsOf(db: LibraryDb): DocumentRepository {
  const known = repositories.get(db) ?? createDocumentRepository(db);
  repositories.set(db, known);
  return known;
}

/**
 * Bumps the project's revision and writes the history row of an edit that another service has made (decision 26): it can
 * be undone like any other, or nothing before it can. Inside the transaction that makes the edit. Returns the new
 * revision. Throws AppError `not-found`.
 */
export function recordRevision(
  deps: ProjectDeps,
  projectId: string,
  label: string,
  diff: DocumentDiff,
  options: { isUndoable?: boolean } = {},
): number {
  const stack = createHistoryStack(deps, documentsOf(deps.db));
  const startsAnew = options.isUndoable === false;
  return stack.push(projectId, { kind: 'edit', changeId: null, label, params: {}, selection: null, diff, startsAnew });
}

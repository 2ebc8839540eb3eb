import { AppError } from '../../shared/contract/errors.ts';
import type { DocumentChange } from '../../shared/model/document-change.ts';
import type { DocumentDiff } from '../../shared/model/document.ts';
import {
  applyDiff as diffApplied,
  conflictsOf,
  hasOnlyUpdates,
  isEmptyDiff,
  squashDiffs,
} from '../../shared/model/records-diff.ts';
import type { DiffConflict } from '../../shared/model/records-diff.ts';
import type { DocumentRepository } from '../db/repositories/document-repository.ts';
import { readApproval } from './approval-hash.ts';
import { copyTakes } from './copy-takes.ts';
import { issuesAfterWriting, readTouched } from './document-before.ts';
import type { HistoryEntry, HistoryStack } from './history-stack.ts';
import type { ProjectDeps } from './project-deps.ts';
import { searchTextOf } from './search-text.ts';
import { touchesSearch, writeRecords } from './write-records.ts';

export interface DocumentDeps extends ProjectDeps {
  documents: DocumentRepository;
  stack: HistoryStack;
}

export interface ApplyRequest {
  projectId: string;
  /** The revision that the diff was made on. */
  baseRevision: number;
  change: DocumentChange;
}

export interface Applied {
  /** The project's revision after this change. */
  revision: number;
  /** It had been stored before: its answer had not arrived. */
  isRepeated: boolean;
  /** Shots that were approved and are not any more (decision 27). */
  voidedShotIds: string[];
}

/** What others did since a revision, small enough to travel in an error. */
export interface ForeignChange {
  revision: number;
  label: string;
  kind: string;
  personId: string | null;
  /** Ids of records by table. */
  touched: Record<string, string[]>;
}

function foreignChange({ revision, label, kind, personId, diff }: HistoryEntry): ForeignChange {
  const touched = Object.fromEntries(
    Object.entries(diff).map(([name, { added, updated, removed }]) => [
      name,
      Object.keys({ ...added, ...updated, ...removed }).slice(0, 100),
    ]),
  );
  return { revision, label, kind, personId, touched };
}

function conflict(request: ApplyRequest, revision: number, changed: HistoryEntry[], at: DiffConflict[]): AppError {
  return new AppError('conflict', `made on revision ${request.baseRevision}, the project is at ${revision}`, {
    what: 'project',
    projectId: request.projectId,
    revision,
    changed: changed.slice(-50).map(foreignChange),
    conflicts: at.slice(0, 100).map(({ table, id, field }) => ({ table, id, field })),
  });
}

function touchedShotIds(diff: DocumentDiff): string[] {
  const chosen = diff['chosen'];
  const slots = Object.keys({ ...chosen?.added, ...chosen?.updated, ...chosen?.removed });
  return [...new Set([...Object.keys(diff['shots']?.updated ?? {}), ...slots.map((id) => id.split(':')[0] ?? '')])];
}

/** Brings the search row up to date without reading a picture. */
function refreshSearch({ repos, documents }: DocumentDeps, projectId: string): void {
  const texts = documents.shotTexts(projectId);
  const { name, body } = searchTextOf(repos.projects.get(projectId), repos.scenes.list(projectId), texts);
  repos.projectSearch.put(projectId, name, body);
}

/**
 * Makes one change of a project's document: checked against the same schemas and rules as in the editor, written with its
 * history row and the new revision in one transaction (decision 26). A change whose `changeId` is already in the history is
 * not made again. Throws AppError `not-found`, `conflict` (details: the revision, what changed since, where the diff does
 * not fit), `invalid-input` (details: issues), `not-possible-now` for a project in the trash.
 */
export function applyChange(deps: DocumentDeps, request: ApplyRequest): Applied {
  const { db, repos, stack } = deps;
  const { projectId, baseRevision, change } = request;
  const diff = change.diff;
  return db.write(() => {
    const project = repos.projects.get(projectId);
    const since =
      project.revision === baseRevision ? [] : stack.since(projectId, Math.min(baseRevision, project.revision));
    const known = since.find(({ changeId }) => changeId === change.changeId);
    if (known !== undefined) return { revision: known.revision, isRepeated: true, voidedShotIds: [] };
    if (project.trashedAtMs !== null) {
      throw new AppError('not-possible-now', 'the project is in the trash', { what: 'edit', state: 'trashed' });
    }
    const before = readTouched(repos, project, diff);
    const misfits = conflictsOf(before, diff);
    if (project.revision !== baseRevision || misfits.length > 0) {
      throw conflict(request, project.revision, since, misfits);
    }
    const approval = readApproval(repos, projectId);
    // Another file behind `asset:product` is another picture, though no shot was touched.
    const isAboutFiles = Object.keys(diff['brief']?.updated[projectId] ?? {}).some((path) =>
      /^(assets|brand)/.test(path),
    );
    const shotIds = isAboutFiles ? repos.shots.listPlaces(projectId).map(({ id }) => id) : touchedShotIds(diff);
    const approvedBefore = approval?.standing(shotIds);

    writeRecords(deps, project, diffApplied(before, diff), diff);
    const issues = issuesAfterWriting(deps, project, before, diff, change.kind);
    if (issues.length > 0) {
      throw new AppError('invalid-input', `the change breaks a rule: ${issues[0]?.code ?? ''}`, {
        what: 'diff',
        issues: issues.map(({ table, id, field, code, params }) => ({
          path: [table, id, field].filter((part) => part !== '').join('.'),
          code,
          params,
        })),
      });
    }
    for (const copy of change.takeCopies) copyTakes(deps, projectId, copy);

    const top = change.joinsLast && change.kind === 'edit' ? stack.top(projectId, 'undo') : undefined;
    const isJoined =
      top !== undefined &&
      top.revision === project.revision &&
      top.label === change.label &&
      hasOnlyUpdates(top.diff) &&
      hasOnlyUpdates(diff);
    const { changeId, kind, label, params, selection } = change;
    const revision = stack.push(projectId, {
      kind,
      changeId,
      label,
      params,
      selection:
        isJoined && top.selection !== null && selection !== null
          ? { ...selection, before: top.selection.before }
          : selection,
      diff: isJoined ? squashDiffs(top.diff, diff) : diff,
      replacesTop: isJoined,
    });
    if (!isEmptyDiff(diff) && touchesSearch(diff)) refreshSearch(deps, projectId);
    const approvedAfter = approval?.standing(approvedBefore ?? []);
    const voidedShotIds = [...(approvedBefore ?? [])].filter((id) => approvedAfter?.has(id) !== true);
    return { revision, isRepeated: false, voidedShotIds };
  }, 'document.apply');
}

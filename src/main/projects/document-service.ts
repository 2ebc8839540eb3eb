import type {
  BriefRecord,
  ChosenRecord,
  DocumentDiff,
  DocumentFrame,
  DocumentTables,
  SceneRecord,
  ShotRecord,
  TakeSummary,
} from '../../shared/model/document.ts';
import type { EntrySelection, LabelParams } from '../../shared/model/document-change.ts';
import { withChosenOfRemovedShots } from '../../shared/model/document.ts';
import { fittingPart, isEmptyDiff, reverseDiff } from '../../shared/model/records-diff.ts';
import { createDocumentRepository } from '../db/repositories/document-repository.ts';
import type { ProjectRow } from '../db/repositories/project-repository.ts';
import { applyChange } from './apply-diff.ts';
import type { Applied, ApplyRequest, DocumentDeps } from './apply-diff.ts';
import { readApproval } from './approval-hash.ts';
import { readTouched, withBodies } from './document-before.ts';
import { briefRecordOfRow, chosenRecordOf, projectRecordOf, sceneRecordOf, shotRecordOf } from './document-rows.ts';
import { createHistoryStack } from './history-stack.ts';
import type { HistoryEntry } from './history-stack.ts';
import type { ProjectDeps } from './project-deps.ts';

/** A project's document as the editor loads it: in one consistent look at the library. */
export interface LoadedDocument {
  frame: DocumentFrame;
  revision: number;
  /** Differs when takes have come since. */
  resultsMark: string;
  status: ProjectRow['status'];
  tables: DocumentTables;
  takes: TakeSummary[];
  approvedShotIds: string[];
}

/** One step of undo or redo; `diff` is what was done, so undo applies it reversed. */
export interface DocumentEntry {
  revision: number;
  changeId: string | null;
  label: string;
  params: LabelParams;
  personId: string | null;
  createdAtMs: number;
  selection: EntrySelection | null;
  diff: DocumentDiff;
}

export interface HistoryPage {
  /** Newest first. */
  undo: DocumentEntry[];
  redo: DocumentEntry[];
}

/** An undo or redo made headless; `null` fields where there was nothing left. */
export interface Stepped {
  revision: number;
  label: string | null;
  params: LabelParams;
  diff: DocumentDiff;
  selection: EntrySelection | null;
}

export interface DocumentService {
  load(projectId: string): LoadedDocument;
  /** Cheap: whether anything has happened since a load. */
  pulse(projectId: string): { revision: number; resultsMark: string };
  apply(request: ApplyRequest): Applied;
  undo(projectId: string): Stepped;
  redo(projectId: string): Stepped;
  history(projectId: string, options?: { limit?: number; undoFrom?: number; redoFrom?: number }): HistoryPage;
}

const byId = <R extends { id: string }>(records: readonly R[]): Record<string, R> =>
  Object.fromEntries(records.map((record) => [record.id, record]));

/** Editing of documents over one open library: loads, changes, undo, redo, history. */
export function createDocumentService(projectDeps: ProjectDeps): DocumentService {
  const documents = createDocumentRepository(projectDeps.db);
  const stack = createHistoryStack(projectDeps, documents);
  const deps: DocumentDeps = { ...projectDeps, documents, stack };
  const { db, repos, newId } = deps;

  const load = (projectId: string): LoadedDocument => {
    const project = repos.projects.get(projectId);
    const scenes: SceneRecord[] = repos.scenes.list(projectId).map(sceneRecordOf);
    const shots: ShotRecord[] = repos.shots.list(projectId).map(shotRecordOf);
    const shown = new Set(shots.map(({ id }) => id));
    const chosen: ChosenRecord[] = documents
      .chosen(projectId)
      .filter(({ shotId }) => shown.has(shotId))
      .map(chosenRecordOf);
    const brief: BriefRecord = briefRecordOfRow(project);
    return {
      frame: { projectId, fps: project.fps, ratio: project.ratio },
      revision: project.revision,
      resultsMark: documents.resultsMark(projectId),
      status: project.status,
      tables: {
        project: { [projectId]: projectRecordOf(project) },
        brief: { [projectId]: brief },
        scenes: byId(scenes),
        shots: byId(shots),
        chosen: byId(chosen),
      },
      takes: documents.takes(projectId),
      approvedShotIds: [...(readApproval(repos, projectId)?.standing(shown) ?? [])],
    };
  };

  const step = (projectId: string, kind: 'undo' | 'redo'): Stepped =>
    db.write(() => {
      const project = repos.projects.get(projectId);
      const entry = stack.top(projectId, kind);
      if (entry === undefined) {
        return { revision: project.revision, label: null, params: {}, diff: {}, selection: null };
      }
      const chosen = documents.chosen(projectId).map(chosenRecordOf);
      const wanted = withChosenOfRemovedShots(reverseDiff(withBodies(repos, entry.diff)), chosen);
      // What a job has put in place since is not taken away: results are never undone (decision 7).
      const { diff } = fittingPart(readTouched(repos, project, wanted), wanted);
      const { label, params, selection } = entry;
      const { revision } = applyChange(deps, {
        projectId,
        baseRevision: project.revision,
        change: {
          changeId: newId(),
          kind,
          label,
          params,
          diff: diff,
          selection,
          joinsLast: false,
          takeCopies: [],
        },
      });
      // An entry of which nothing stands any more is used up, and the next one is taken.
      return isEmptyDiff(diff) ? step(projectId, kind) : { revision, label, params, diff, selection };
    }, `document.${kind}`);

  const entryOf = ({
    revision,
    changeId,
    label,
    params,
    personId,
    createdAtMs,
    selection,
    diff,
  }: HistoryEntry): DocumentEntry => ({
    revision,
    changeId,
    label,
    params,
    personId,
    createdAtMs,
    selection,
    diff: withBodies(repos, diff),
  });

  return {
    load,
    pulse: (projectId) => ({
      revision: repos.projects.get(projectId).revision,
      resultsMark: documents.resultsMark(projectId),
    }),
    apply: (request) => applyChange(deps, request),
    undo: (projectId) => step(projectId, 'undo'),
    redo: (projectId) => step(projectId, 'redo'),
    history: (projectId, { limit = 50, undoFrom, redoFrom } = {}) => {
      repos.projects.get(projectId);
      return {
        undo: stack.list(projectId, 'undo', limit, undoFrom).map(entryOf),
        redo: stack.list(projectId, 'redo', limit, redoFrom).map(entryOf),
      };
    },
  };
}

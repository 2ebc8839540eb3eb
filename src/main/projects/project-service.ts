import type { AssetRole, Brief } from '../../shared/model/brief.ts';
import type { DocumentDiff } from '../../shared/model/document.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { ProjectListRow, ProjectFilter } from '../db/repositories/project-list-repository.ts';
import type { ProjectRow } from '../db/repositories/project-repository.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import { createProject } from './create-project.ts';
import type { ProjectOwnership } from './create-project.ts';
import { deleteProject, duplicateProject, renameProject, restoreProject, trashProject } from './lifecycle.ts';
import { listProjects } from './list-projects.ts';
import type { ProjectPage } from './list-projects.ts';
import { moveProjects } from './move-projects.ts';
import type { MoveTarget } from './move-projects.ts';
import type { ProjectDeps } from './project-deps.ts';
import { documentOf, openProject } from './project-document.ts';
import type { OpenProject, ProjectDocument } from './project-document.ts';
import { recordRevision } from './revisions.ts';
import { updateSearchRow } from './search-index.ts';
import { searchProjects } from './search-projects.ts';
import type { SearchOptions } from './search-projects.ts';
import { storePlan } from './store-plan.ts';
import type { StoredPlan } from './store-plan.ts';
import { addTake, chooseTake } from './takes.ts';
import type { NewTake } from './takes.ts';

/** This room keeps projects: rows of one library that make up a brief, its board and what was made for it. */

/** A file of the library that the brief names. */
export interface BriefFile {
  assetId: string;
  role: AssetRole;
  /** As the brief wrote it. */
  briefPath: string | null;
}

/** The verbs of projects over one open library; each is documented where it is written. */
export interface ProjectService {
  /** A project of a checked brief with its files, in one transaction. */
  create(brief: Brief, options?: ProjectOwnership & { files?: readonly BriefFile[] }): ProjectRow;
  storePlan(projectId: string, plan: Plan): StoredPlan;
  open(projectId: string): OpenProject;
  openDocument(projectId: string): ProjectDocument;
  addTake(take: NewTake, options?: { isChosen?: boolean }): TakeRow;
  chooseTake(shotId: string, takeId: string): TakeRow;
  list(query?: ProjectFilter & { limit?: number; cursor?: string }): ProjectPage;
  search(query: string, options?: SearchOptions): ProjectListRow[];
  rename(projectId: string, name: string): ProjectRow;
  duplicate(projectId: string): ProjectRow;
  trash(projectId: string): void;
  restore(projectId: string): void;
  remove(projectId: string, typedName?: string): Promise<void>;
  move(projectIds: readonly string[], target: MoveTarget): (MoveTarget & { projectId: string })[];
  recordRevision(projectId: string, label: string, diff: DocumentDiff): number;
  updateSearchRow(projectId: string): void;
}

/** Binds the verbs of this room to one library. */
export function createProjectService(deps: ProjectDeps): ProjectService {
  const { db, repos } = deps;
  return {
    create: (brief, options = {}) =>
      db.write(() => {
        const project = createProject(deps, brief, options);
        for (const file of options.files ?? []) repos.projectAssets.link({ projectId: project.id, ...file });
        return project;
      }, 'project.create'),
    storePlan: (projectId, plan) => storePlan(deps, projectId, plan),
    open: (projectId) => openProject(repos, projectId),
    openDocument: (projectId) => documentOf(openProject(repos, projectId)),
    addTake: (take, options) => addTake(deps, take, options),
    chooseTake: (shotId, takeId) => chooseTake(deps, shotId, takeId),
    list: (query) => listProjects(repos, query),
    search: (query, options) => searchProjects(repos, query, options),
    rename: (projectId, name) => renameProject(deps, projectId, name),
    duplicate: (projectId) => duplicateProject(deps, projectId),
    trash: (projectId) => trashProject(deps, projectId),
    restore: (projectId) => restoreProject(deps, projectId),
    remove: (projectId, typedName) => deleteProject(deps, projectId, typedName),
    move: (projectIds, target) => moveProjects(deps, projectIds, target),
    recordRevision: (projectId, label, diff) => recordRevision(deps, projectId, label, diff),
    updateSearchRow: (projectId) => updateSearchRow(repos, projectId),
  };
}

import { AppError } from '../../shared/contract/errors.ts';
import type { ProjectRow } from '../db/repositories/project-repository.ts';
import { required } from '../db/json-column.ts';
import { createContentUse } from '../library/content-use.ts';
import type { ProjectDeps } from './project-deps.ts';
import { recordRevision } from './revisions.ts';
import { updateSearchRow } from './search-index.ts';

/** Gives a project another name. Throws AppError `not-found`, `invalid-input` for an empty or endless one. */
export function renameProject(deps: ProjectDeps, projectId: string, name: string): ProjectRow {
  const { db, repos } = deps;
  const wanted = name.trim();
  if (wanted === '' || wanted.length > 200) {
    throw new AppError('invalid-input', 'a name of 1 to 200 letters', { field: 'name' });
  }
  return db.write(() => {
    const project = repos.projects.get(projectId);
    if (project.name === wanted) return project;
    repos.projects.update({ ...project, name: wanted });
    recordRevision(deps, projectId, 'project-renamed', {
      project: { added: {}, updated: { [projectId]: { name: [project.name, wanted] } }, removed: {} },
    });
    updateSearchRow(repos, projectId);
    return repos.projects.get(projectId);
  }, 'project.rename');
}

/** "Film" → "Film (2)" → "Film (3)". */
export function nameOfCopy(name: string): string {
  const [, stem = name, number] = /^(.*) \((\d{1,6})\)$/s.exec(name) ?? [];
  return `${stem.slice(0, 190)} (${number === undefined ? 2 : Number(number) + 1})`;
}

/**
 * A copy to try something else in: brief, plan, scenes, shots, chosen takes and files of the brief. Runs, approvals,
 * history and exports stay with the original, and so do the costs. Throws AppError `not-found`.
 */
export function duplicateProject(deps: ProjectDeps, projectId: string): ProjectRow {
  const { db, repos, clock, newId } = deps;
  return db.write(() => {
    const original = repos.projects.get(projectId);
    const nowMs = clock.nowMs();
    const copy: ProjectRow = {
      ...original,
      id: newId(),
      name: nameOfCopy(original.name),
      status: 'draft',
      revision: 0,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      trashedAtMs: null,
    };
    repos.projects.insert(copy);
    const sceneIds = new Map<string, string>();
    for (const scene of repos.scenes.list(projectId)) {
      sceneIds.set(scene.id, newId());
      repos.scenes.insert({ ...scene, id: sceneIds.get(scene.id) ?? '', projectId: copy.id });
    }
    const shotIds = new Map<string, string>();
    for (const shot of repos.shots.list(projectId)) {
      shotIds.set(shot.id, newId());
      const sceneId = sceneIds.get(shot.sceneId) ?? '';
      repos.shots.insert({ ...shot, id: shotIds.get(shot.id) ?? '', projectId: copy.id, sceneId });
    }
    for (const take of repos.takes.listChosen(projectId)) {
      const shotId = shotIds.get(take.shotId);
      if (shotId === undefined) continue;
      const id = newId();
      repos.takes.insert({ ...take, id, shotId, costMicroUsd: 0, runId: null, jobId: null, createdAtMs: nowMs });
      repos.takes.choose({ shotId, slot: take.slot, variation: take.variation, takeId: id });
    }
    for (const link of repos.projectAssets.list(projectId)) {
      repos.projectAssets.link({ ...link, projectId: copy.id });
    }
    updateSearchRow(repos, copy.id);
    return copy;
  }, 'project.duplicate');
}

function refuseWhileWorking(deps: ProjectDeps, projectId: string): void {
  const jobs = deps.repos.projectPurge.countOpenJobs(projectId);
  if (jobs > 0) throw new AppError('conflict', 'the project has work that is not finished', { projectId, jobs });
}

/** Also of a project that cannot be opened any more: it must be possible to be rid of it. */
function markOf(deps: ProjectDeps, projectId: string): { name: string; trashedAtMs: number | null } {
  return required(deps.repos.projectGroups.markOf(projectId), 'project', projectId);
}

/** Into the trash; out of lists and search. Throws AppError `not-found`, `conflict` while work for it is under way. */
export function trashProject(deps: ProjectDeps, projectId: string): void {
  const { db, repos, clock } = deps;
  db.write(() => {
    if (markOf(deps, projectId).trashedAtMs !== null) return;
    refuseWhileWorking(deps, projectId);
    repos.projectGroups.setTrashed(projectId, clock.nowMs());
  }, 'project.trash');
}

/** Out of the trash again. Throws AppError `not-found`. */
export function restoreProject(deps: ProjectDeps, projectId: string): void {
  const { db, repos } = deps;
  db.write(() => {
    markOf(deps, projectId);
    repos.projectGroups.setTrashed(projectId, null);
  }, 'project.restore');
}

const plainName = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ');

/**
 * Deletes a trashed project for good, with the files that were made or imported for it alone. What another project uses
 * stays, and so does what a person uploaded to the library. Exported files stay where they are. `typedName` is what a
 * person wrote to say that they mean this one. Throws AppError `not-found`, `invalid-input` for another name, `conflict`
 * when it is not in the trash or work for it is under way.
 */
export async function deleteProject(deps: ProjectDeps, projectId: string, typedName?: string): Promise<void> {
  const { db, repos, store } = deps;
  const use = createContentUse(db);
  const unusedContents = db.write(() => {
    const project = markOf(deps, projectId);
    if (project.trashedAtMs === null) throw new AppError('conflict', 'only from the trash', { projectId });
    if (typedName !== undefined && plainName(typedName) !== plainName(project.name)) {
      const issues = [{ path: 'name', code: 'format', params: { expected: project.name } }];
      throw new AppError('invalid-input', 'the typed name is another', { issues });
    }
    refuseWhileWorking(deps, projectId);
    const assets = repos.projectPurge.listAssetIds(projectId).map((id) => repos.assets.get(id));
    repos.projectSearch.remove(projectId);
    repos.projectPurge.purge(projectId);
    const contents = new Set<string>();
    for (const asset of assets) {
      const { takes, projects, posters, clients } = repos.assets.countUses(asset.id);
      if (asset.source === 'upload' || takes + projects + posters + clients > 0) continue;
      repos.assets.remove(asset.id);
      contents.add(asset.sha256);
    }
    return [...contents].filter((sha256) => !use.isUsed(sha256));
  }, 'project.delete');
  // After the commit: a crash here leaves orphans for the sweep, never a row without its file.
  for (const sha256 of unusedContents) if (!use.isUsed(sha256)) await store.remove(sha256);
}

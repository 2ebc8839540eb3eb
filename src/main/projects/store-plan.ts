import { generateNKeysBetween } from 'fractional-indexing';
import type { PlannedShot, Plan } from '../../shared/model/plan.ts';
import type { SceneRow } from '../db/repositories/scene-repository.ts';
import type { ShotRow } from '../db/repositories/shot-repository.ts';
import { diffTables } from '../../shared/model/records-diff.ts';
import { projectRecordOf } from './document-rows.ts';
import type { ProjectDeps } from './project-deps.ts';
import { recordRevision } from './revisions.ts';
import { updateSearchRow } from './search-index.ts';

/** A plan's scenes and shots as rows, in order. */
export interface StoredPlan {
  revision: number;
  scenes: SceneRow[];
  shots: ShotRow[];
}

function shotRow(shot: PlannedShot, ids: Pick<ShotRow, 'id' | 'projectId' | 'sceneId' | 'orderKey'>): ShotRow {
  return { ...ids, ...shot, sourceInFrames: 0, locked: false, removedAtMs: null };
}

/** Ids alone: the rows stay in their tables. */
const bare = (rows: readonly { id: string }[]): Record<string, Record<string, never>> =>
  Object.fromEntries(rows.map(({ id }) => [id, {}]));

/**
 * Puts a plan in the place of what the project had. Former scenes and shots are removed softly: their takes stay, and undo
 * can bring them back. One transaction; may be part of the caller's. Throws AppError `not-found`.
 */
export function storePlan(deps: ProjectDeps, projectId: string, plan: Plan): StoredPlan {
  const { db, repos, clock, newId } = deps;
  return db.write(() => {
    const project = repos.projects.get(projectId);
    const nowMs = clock.nowMs();
    const removed = {
      scenes: repos.scenes.list(projectId),
      shots: repos.shots.list(projectId),
    };
    repos.shots.removeAll(projectId, nowMs);
    repos.scenes.removeAll(projectId, nowMs);

    const scenes: SceneRow[] = [];
    const shots: ShotRow[] = [];
    const sceneKeys = generateNKeysBetween(null, null, plan.scenes.length);
    for (const [sceneIndex, { shots: plannedShots, ...planned }] of plan.scenes.entries()) {
      const orderKey = sceneKeys[sceneIndex] ?? '';
      const scene: SceneRow = { id: newId(), projectId, orderKey, ...planned, removedAtMs: null };
      repos.scenes.insert(scene);
      scenes.push(scene);
      const shotKeys = generateNKeysBetween(null, null, plannedShots.length);
      for (const [shotIndex, plannedShot] of plannedShots.entries()) {
        const key = shotKeys[shotIndex] ?? '';
        const shot = shotRow(plannedShot, { id: newId(), projectId, sceneId: scene.id, orderKey: key });
        repos.shots.insert(shot);
        shots.push(shot);
      }
    }

    const { scenes: _scenes, ...summary } = plan;
    repos.projects.update({
      ...project,
      fps: plan.fps,
      ratio: plan.ratio,
      language: plan.language,
      plan: summary,
      updatedAtMs: nowMs,
    });
    const diff = diffTables(
      { project: { [projectId]: projectRecordOf(project) }, scenes: bare(removed.scenes), shots: bare(removed.shots) },
      {
        project: { [projectId]: projectRecordOf(repos.projects.get(projectId)) },
        scenes: bare(scenes),
        shots: bare(shots),
      },
    );
    // A first plan is where the board begins; only one that takes the place of another can be undone.
    const isUndoable = removed.scenes.length > 0;
    const revision = recordRevision(deps, projectId, 'plan-stored', diff, { isUndoable });
    updateSearchRow(repos, projectId);
    return { revision, scenes, shots };
  }, 'project.store-plan');
}

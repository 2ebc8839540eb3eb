import { AppError } from '../../shared/contract/errors.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import type { ProjectDeps } from './project-deps.ts';

/** What a maker says about its result; id and time are given here. */
export type NewTake = Omit<TakeRow, 'id' | 'createdAtMs'>;

/**
 * Appends a take and puts it in its slot. Part of the caller's transaction where there is one, so that the take and the
 * memory of the step that made it are one. A shot that was removed meanwhile keeps its result without showing it.
 * Throws AppError `not-found` for an unknown shot or asset.
 */
export function addTake(deps: ProjectDeps, take: NewTake, options: { isChosen?: boolean } = {}): TakeRow {
  const { db, repos, newId, clock } = deps;
  return db.write(() => {
    const shot = repos.shots.get(take.shotId);
    repos.assets.get(take.assetId);
    const row: TakeRow = { ...take, id: newId(), createdAtMs: clock.nowMs() };
    repos.takes.insert(row);
    if (options.isChosen ?? true) {
      const { shotId, slot, variation } = row;
      repos.takes.choose({ shotId, slot, variation, takeId: row.id });
      if (slot === 'start' && shot.removedAtMs === null) setPosterOfFirstShot(deps, shot.projectId, row);
    }
    return row;
  }, 'take.add');
}

/** The picture on a project's card is the start of its first shot. */
function setPosterOfFirstShot({ repos }: ProjectDeps, projectId: string, take: TakeRow): void {
  if (take.variation > 1) return;
  if (repos.shots.findFirstId(projectId) === take.shotId) repos.projects.setPoster(projectId, take.assetId);
}

/** Puts an earlier take back in its slot. Throws AppError `not-found`, or `invalid-input` for another shot's take. */
export function chooseTake(deps: ProjectDeps, shotId: string, takeId: string): TakeRow {
  const { db, repos } = deps;
  return db.write(() => {
    const take = repos.takes.get(takeId);
    if (take.shotId !== shotId) throw new AppError('invalid-input', 'the take is of another shot', { shotId, takeId });
    repos.takes.choose({ shotId, slot: take.slot, variation: take.variation, takeId });
    return take;
  }, 'take.choose');
}

import { AppError } from '../../shared/contract/errors.ts';
import type { TakeCopy } from '../../shared/model/document-change.ts';
import type { ProjectDeps } from './project-deps.ts';

/**
 * Gives a shot the chosen takes of another as takes of its own, at no cost: what a duplicated shot shows is there at once.
 * Throws AppError `not-found`, `invalid-input` for shots of other projects.
 */
export function copyTakes(
  deps: Pick<ProjectDeps, 'repos' | 'clock' | 'newId'>,
  projectId: string,
  copy: TakeCopy,
): void {
  const { repos, clock, newId } = deps;
  const from = repos.shots.get(copy.fromShotId);
  const to = repos.shots.get(copy.toShotId);
  if (from.projectId !== projectId || to.projectId !== projectId) {
    throw new AppError('invalid-input', 'takes of another project', { what: 'takeCopies' });
  }
  for (const take of repos.takes.listOfShot(from.id)) {
    if (!copy.slots.includes(take.slot)) continue;
    if (repos.takes.findChosen(from.id, take.slot, take.variation)?.id !== take.id) continue;
    // A slot that has something keeps it: the copy is only for new shots.
    if (repos.takes.findChosen(to.id, take.slot, take.variation) !== undefined) continue;
    const id = newId();
    const createdAtMs = clock.nowMs();
    repos.takes.insert({ ...take, id, shotId: to.id, costMicroUsd: 0, runId: null, jobId: null, createdAtMs });
    repos.takes.choose({ shotId: to.id, slot: take.slot, variation: take.variation, takeId: id });
  }
}

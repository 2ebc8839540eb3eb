import type { Repositories } from '../db/repositories.ts';
import type { ProjectRow } from '../db/repositories/project-repository.ts';
import type { SceneRow } from '../db/repositories/scene-repository.ts';
import type { ShotRow } from '../db/repositories/shot-repository.ts';
import type { ChosenTakeRow, TakeRow } from '../db/repositories/take-repository.ts';

/** A project as it is opened: in the order of the film. */
export interface OpenProject {
  project: ProjectRow;
  scenes: SceneRow[];
  shots: ShotRow[];
  /** One per shot, slot and variation that has something. */
  chosenTakes: TakeRow[];
}

/** The same as tables of records by id, the shape that the editor's document has (decision 26). */
export interface ProjectDocument {
  project: ProjectRow;
  scenes: Record<string, SceneRow>;
  shots: Record<string, ShotRow>;
  takes: Record<string, TakeRow>;
  chosen: ChosenTakeRow[];
}

/** Four statements, however long the film is. Throws AppError `not-found`. */
export function openProject(repos: Repositories, projectId: string): OpenProject {
  return {
    project: repos.projects.get(projectId),
    scenes: repos.scenes.list(projectId),
    shots: repos.shots.list(projectId),
    chosenTakes: repos.takes.listChosen(projectId),
  };
}

const byId = <T extends { id: string }>(rows: readonly T[]): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [row.id, row]));

/** An opened project as tables by id. */
export function documentOf(open: OpenProject): ProjectDocument {
  return {
    project: open.project,
    scenes: byId(open.scenes),
    shots: byId(open.shots),
    takes: byId(open.chosenTakes),
    chosen: open.chosenTakes.map(({ shotId, slot, variation, id }) => ({ shotId, slot, variation, takeId: id })),
  };
}

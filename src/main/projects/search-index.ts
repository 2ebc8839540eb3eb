import type { Repositories } from '../db/repositories.ts';
import { searchTextOf } from './search-text.ts';

/** Brings the search row of one project up to date. Call it inside the write that changed a text. */
export function updateSearchRow(repos: Repositories, projectId: string): void {
  const { name, body } = searchTextOf(
    repos.projects.get(projectId),
    repos.scenes.list(projectId),
    repos.shots.list(projectId),
  );
  repos.projectSearch.put(projectId, name, body);
}

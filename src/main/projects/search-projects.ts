import type { Repositories } from '../db/repositories.ts';
import type { ProjectListRow } from '../db/repositories/project-list-repository.ts';
import { matchOfWords, wordsOfQuery } from './search-text.ts';

export interface SearchOptions {
  /** Default 50. */
  limit?: number;
  /** `newest` while typing; `best` ranks by words and weighs the name. Default `newest`. */
  order?: 'newest' | 'best';
}

/**
 * Projects in whose name, brief, scenes or shots every word of the query stands, also inside longer words and in Thai.
 * An empty query finds nothing. Trashed projects are left out.
 */
export function searchProjects(repos: Repositories, query: string, options: SearchOptions = {}): ProjectListRow[] {
  const { long, short } = wordsOfQuery(query);
  const limit = Math.min(Math.max(1, Math.trunc(options.limit ?? 50)), 200);
  if (long.length === 0 && short.length === 0) return [];
  const match = long.length === 0 ? null : matchOfWords(long);
  return repos.projectSearch.search({ match, contains: short, order: options.order ?? 'newest', limit });
}

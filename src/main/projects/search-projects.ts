import type { Repositories } from '../db/repositories.ts';
import type { ProjectListRow } from '../db/repositories/project-list-repository.ts';
import { matchOf, wordsOfQuery } from './search-text.ts';

export interface SearchOptions {
  /** Default 50, at most 200. */
  limit?: number;
  /** `newest` while typing; `best` puts projects first that have the words in their name. Default `newest`. */
  order?: 'newest' | 'best';
}

/** Letters that begin more trigrams than this stand in nearly every text: the newest are compared one by one. */
const TRIGRAMS_MAX = 80;

/**
 * Projects in whose name, brief, scenes or shots every word of the query stands, also inside longer words and in Thai.
 * An empty query finds nothing. Trashed projects are left out.
 */
export function searchProjects(repos: Repositories, query: string, options: SearchOptions = {}): ProjectListRow[] {
  const { long, short } = wordsOfQuery(query);
  const limit = Math.min(Math.max(1, Math.trunc(options.limit ?? 50)), 200);
  const contains: string[] = [];
  const groups: string[][] = [];
  for (const word of short) {
    const trigrams = repos.projectSearch.listTrigrams(word, TRIGRAMS_MAX + 1);
    if (trigrams.length === 0) return [];
    if (trigrams.length > TRIGRAMS_MAX) contains.push(word);
    else groups.push(trigrams);
  }
  const match = long.length + groups.length === 0 ? null : matchOf(long, groups);
  if (match === null && contains.length === 0) return [];
  const find = (expression: string | null): ProjectListRow[] =>
    repos.projectSearch.search({ match: expression, contains, limit });
  if (match === null || options.order !== 'best') return find(match);
  // bm25 would look at every hit (17 ms for a common word); a hit in the name is what a person means.
  const byName = find(`name : (${match})`);
  if (byName.length >= limit) return byName;
  const known = new Set(byName.map((project) => project.id));
  return [...byName, ...find(match).filter((project) => !known.has(project.id))].slice(0, limit);
}

import type { ProjectRow } from '../db/repositories/project-repository.ts';
import type { SceneRow } from '../db/repositories/scene-repository.ts';
import type { ShotRow } from '../db/repositories/shot-repository.ts';

/**
 * Text as it is compared: without case, Latin accents and the two ways to write one letter (Thai sara am among them), so
 * that "Café" is found by "cafe". White space becomes single spaces.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Everything of a project that a person may look for, folded. */
export function searchTextOf(
  project: Pick<ProjectRow, 'name' | 'brief' | 'tags'>,
  scenes: readonly Pick<SceneRow, 'title' | 'text' | 'place'>[],
  shots: readonly Pick<ShotRow, 'description' | 'caption'>[],
): { name: string; body: string } {
  // A scene's text is often the brief's own words: each is kept once.
  const parts = new Set<string>();
  parts.add(foldText(project.brief.prompt));
  for (const text of [...project.tags, ...project.brief.keywords]) parts.add(foldText(text));
  for (const scene of scenes) for (const text of [scene.title, scene.text, scene.place]) parts.add(foldText(text));
  for (const shot of shots) for (const text of [shot.description, shot.caption]) parts.add(foldText(text));
  parts.delete('');
  return { name: foldText(project.name), body: [...parts].join('\n') };
}

/** Words of a query, folded; all must be found. At most eight, each at most 100 letters. */
export interface SearchWords {
  /** Three letters and more: found by the trigram index. */
  long: string[];
  /** One or two letters. */
  short: string[];
}

/** Letters as the trigram index counts them: code points. */
const lettersOf = (word: string): number => [...word].length;

/** Splits what a person typed. Nothing left: both lists are empty. */
export function wordsOfQuery(query: string): SearchWords {
  const words = [...new Set(foldText(query).split(' '))]
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => [...word].slice(0, 100).join(''));
  return {
    long: words.filter((word) => lettersOf(word) >= 3),
    short: words.filter((word) => lettersOf(word) < 3),
  };
}

/** A string of FTS5: nothing in it is an operator. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Finds texts with all these words and, for each group, at least one of its trigrams. */
export function matchOf(words: readonly string[], trigramGroups: readonly (readonly string[])[]): string {
  const groups = trigramGroups.map((group) => `(${group.map(quoted).join(' OR ')})`);
  return [...words.map(quoted), ...groups].join(' AND ');
}

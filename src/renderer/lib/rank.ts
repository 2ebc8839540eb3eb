/** Ranking of palette and search rows. Thai is matched by substring on NFC text: word splitting breaks loan words. */
export interface Rankable {
  title: string;
  /** Other words that find the row, in both languages. */
  keywords?: readonly string[];
  /** A key that finds it exactly, such as `shot 12`. */
  exactKey?: string;
  /** 0 to 1: how recently and often it was used. Decides between equals only. */
  recency?: number;
}

const SCORE = { exact: 1000, prefix: 800, wordStart: 600, substring: 400, fuzzy: 100 } as const;

const INVISIBLE = /\u200b|\u200c|\u200d|\u2060|\u200e|\u200f|\ufeff/g;

/** Text as it is compared: NFC, lower case, without marks that cannot be seen. */
export function comparable(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').toLocaleLowerCase('en').trim();
}

/** Whether every word of the query is somewhere in the text. The plain filter of lists and comboboxes. */
export function containsQuery(text: string, query: string): boolean {
  const hay = comparable(text);
  return comparable(query)
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

/** How well one text answers the query; 0 = not at all. Both are already `comparable`. */
export function scoreText(text: string, query: string): number {
  if (query === '') return 1;
  if (text === query) return SCORE.exact;
  if (text.startsWith(query)) return SCORE.prefix - Math.min(99, text.length - query.length);
  const at = text.indexOf(query);
  if (at > 0) {
    const isWordStart = /[\s\-_/.:(]/.test(text[at - 1] ?? '');
    return (isWordStart ? SCORE.wordStart : SCORE.substring) - Math.min(99, at);
  }
  return fuzzyScore(text, query);
}

/** Letters in order with gaps; too scattered is no match. Latin only: in Thai it would match nearly anything. */
function fuzzyScore(text: string, query: string): number {
  if (query.length < 2 || /[\u0e00-\u0e7f]/.test(query)) return 0;
  let at = -1;
  let gaps = 0;
  for (const letter of query) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return 0;
    gaps += at < 0 ? 0 : next - at - 1;
    at = next;
  }
  return gaps > query.length * 3 ? 0 : Math.max(1, SCORE.fuzzy - gaps * 4);
}

/** The rows that answer the query, best first; equals keep their order unless recency differs. */
export function rankRows<Row extends Rankable>(rows: readonly Row[], query: string, limit = 50): Row[] {
  const q = comparable(query);
  const scored: { row: Row; score: number; index: number }[] = [];
  for (const [index, row] of rows.entries()) {
    let score = scoreText(comparable(row.title), q);
    if (q !== '') {
      if (row.exactKey !== undefined && comparable(row.exactKey) === q) score = SCORE.exact + 100;
      for (const word of row.keywords ?? []) score = Math.max(score, scoreText(comparable(word), q) - 50);
    }
    if (score > 0) scored.push({ row, score: score + (row.recency ?? 0) * 40, index });
  }
  return scored
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, limit)
    .map((entry) => entry.row);
}

/** Lines of text between words, in Thai too, where no spaces stand between them. Pure: measuring is a parameter. */

export type Measure = (text: string) => number;

/** Words with the spaces and signs that stay with them. */
function words(text: string, language: string): string[] {
  const parts: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    const last = parts.length - 1;
    // A space or a closing sign belongs to the word before, an opening sign to the word after.
    if (
      last >= 0 &&
      (isWordLike !== true || /[\p{Ps}\p{Pi}]$/u.test(parts[last] ?? '')) &&
      !/^[\p{Ps}\p{Pi}]/u.test(segment)
    )
      parts[last] += segment;
    else parts.push(segment);
  }
  return parts;
}

function letters(text: string): string[] {
  return [...new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
}

function greedy(parts: readonly string[], width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && measure((line + part).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    if (measure(part.trimEnd()) <= width) line += part;
    else {
      // A word wider than the frame (an address, a hostile title) breaks between letters.
      for (const letter of letters(part)) {
        if (line !== '' && measure(line + letter) > width) {
          lines.push(line);
          line = '';
        }
        line += letter;
      }
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

function balanced(parts: readonly string[], lineCount: number, width: number, measure: Measure): string[] {
  let low = width / 2;
  let high = width;
  for (let turn = 0; turn < 7; turn += 1) {
    const middle = (low + high) / 2;
    if (greedy(parts, middle, measure).length > lineCount) low = middle;
    else high = middle;
  }
  return greedy(parts, high, measure);
}

/** Parts between spaces: in Thai a space ends a phrase, and a line had better end there than inside one. */
function phrases(parts: readonly string[]): string[] {
  const found: string[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last === undefined || /\s$/u.test(last)) found.push(part);
    else found[found.length - 1] = last + part;
  }
  return found;
}

/**
 * The text in as few lines as fit the width, balanced so that no last line holds a single word, broken at spaces where
 * that costs no further line. Line breaks of the text are kept.
 */
export function breakLines(text: string, language: string, width: number, measure: Measure): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .flatMap((paragraph) => {
      const parts = words(paragraph.trim(), language);
      const count = greedy(parts, width, measure).length;
      const wholes = phrases(parts);
      const canKeep =
        wholes.every((part) => measure(part.trimEnd()) <= width) && greedy(wholes, width, measure).length <= count;
      return balanced(canKeep ? wholes : parts, count, width, measure);
    });
}

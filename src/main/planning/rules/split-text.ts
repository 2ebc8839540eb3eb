/** Cuts running text into sentences and clauses, English and Thai. Pure; nothing is dropped, only cut. */

const ABBREVIATION = /(?:\b(?:mr|mrs|ms|dr|st|vs|etc|e\.g|i\.e|no|approx|int|ext|sec|min)|\b[A-Z])\.$/i;
const THAI = /[\u0E00-\u0E7F]/;

/** Does the text hold Thai letters? */
export function hasThai(text: string): boolean {
  return THAI.test(text);
}

/** Sentences of one paragraph by their end marks; Thai runs stay whole (Thai has no full stop). */
export function splitSentences(paragraph: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  const ends = /[.!?…。]+["'”’)\]]*(?=\s+|$)|[!?…]+["'”’)\]]*(?=[\u0E00-\u0E7F])/g;
  for (const match of paragraph.matchAll(ends)) {
    const end = match.index + match[0].length;
    const sentence = paragraph.slice(from, end);
    if (match[0] === '.' && ABBREVIATION.test(sentence)) continue;
    const next = paragraph.slice(end).trimStart();
    if (match[0] === '.' && /^[a-z]/.test(next)) continue;
    sentences.push(sentence.trim());
    from = end;
  }
  sentences.push(paragraph.slice(from).trim());
  return sentences.filter((sentence) => sentence !== '');
}

const ENGLISH_CLAUSE =
  /\s*(?:;|—|–(?=\s)|\.{3})\s*|(?<!\b(?:and|but|so|,))[,:]?\s+(?=(?:(?:and|but|so)\s+)?(?:then|finally|at last|in the end|afterwards|after that|meanwhile|suddenly|eventually|next(?=,)|first(?=,)|second(?=,)|third(?=,)|lastly)\b)|,\s+(?=(?:but|until|before|while|and|when|as)\s+\S+\s+\S+)/gi;
/** Weaker joints, used only where the film has room for more pictures than the text has clauses. */
const ENGLISH_FINE =
  /(?<!\b(?:first|second|third|next|finally|then|lastly)),\s+(?=\S+\s+\S+\s+\S+)|\s+(?=(?:until|before|while)\s+\S+\s+\S+)|\s+and\s+(?=\w+s\s+\S+)/gi;

/** Clauses of an English sentence; a piece of fewer than three words stays with its neighbour. */
function splitEnglishClauses(sentence: string, fine = false): string[] {
  const joint = fine ? ENGLISH_FINE : ENGLISH_CLAUSE;
  return mergeShort(sentence.split(joint), (piece) => piece.split(/\s+/).filter(Boolean).length < 3, ', ');
}

const THAI_JOINTS = [
  'หลังจากนั้น',
  'ต่อจากนั้น',
  'จากนั้น',
  'ในที่สุด',
  'สุดท้าย',
  'แล้วก็',
  'แล้วจึง',
  'ต่อมา',
  'ทันใดนั้น',
  'จนกระทั่ง',
  'ก่อนจะ',
  'ก่อนที่',
  'ขณะที่',
  'แต่',
  'เมื่อ',
  'แล้ว',
];
const THAI_STARTS_CLAUSE = new RegExp(`\\s+(?=(?:${THAI_JOINTS.join('|')}))`, 'g');
const THAI_INNER = new RegExp(
  `(?<=[\\u0E00-\\u0E7F]{8})(?=(?:หลังจากนั้น|ต่อจากนั้น|จากนั้น|ในที่สุด|แล้วก็|แล้วจึง|ทันใดนั้น|จนกระทั่ง|ก่อนที่จะ))`,
  'g',
);

/**
 * Clauses of a Thai run. Thai writers set a space between clauses, but also inside lists and around numbers; so a space
 * cuts only where both sides are long enough to say something, or a joining word follows.
 */
function splitThaiClauses(run: string, fine = false): string[] {
  const jointed = run.split(THAI_STARTS_CLAUSE).flatMap((piece) => piece.split(THAI_INNER));
  const spaced = jointed.flatMap((piece) =>
    piece.split(/\s+(?=[\u0E00-\u0E7F])/).reduce<string[]>((pieces, part) => {
      const last = pieces.at(-1);
      const minimum = fine ? 6 : 9;
      const calls =
        /^(?:สั่งซื้อ|สั่งเลย|ซื้อเลย|จอง(?:โต๊ะ|ตั๋ว|ที่นั่ง|ห้อง|คิว)?(?:เลย|วันนี้)|สมัคร|ดาวน์โหลด|แวะมา|โทรเลย|คลิก|กดสั่ง|ทักแชท|แอดไลน์|ช้อปเลย)/.test(
          part,
        );
      const continues =
        /^(?:และ|หรือ|กับ|ซึ่ง|ของ|ด้วย|เพื่อ|โดย|ๆ)/.test(part) || (/^(?:ที่|ใน|บน)/.test(part) && thaiLetters(part) < 16);
      if (
        last !== undefined &&
        !calls &&
        (continues ||
          (last.endsWith('ๆ') && thaiLetters(last) < 14) ||
          thaiLetters(last) < minimum ||
          thaiLetters(part) < minimum)
      ) {
        pieces[pieces.length - 1] = `${last} ${part}`;
      } else pieces.push(part);
      return pieces;
    }, []),
  );
  return mergeShort(spaced, (piece) => thaiLetters(piece) < 6, ' ');
}

/** Visible Thai letters without the marks above and below, plus other letters. */
function thaiLetters(text: string): number {
  return text.replace(/[\s\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/g, '').length;
}

function mergeShort(pieces: readonly string[], isShort: (piece: string) => boolean, glue: string): string[] {
  const merged: string[] = [];
  for (const raw of pieces) {
    const piece = raw.trim();
    if (piece === '') continue;
    const last = merged.at(-1);
    if (last !== undefined && (isShort(piece) || isShort(last))) merged[merged.length - 1] = `${last}${glue}${piece}`;
    else merged.push(piece);
  }
  return merged;
}

/** Clauses of any sentence, by its script. */
export function splitClauses(sentence: string, fine = false): string[] {
  return hasThai(sentence) ? splitThaiClauses(sentence, fine) : splitEnglishClauses(sentence, fine);
}

import { COLOUR_TABLE, HAIR_COLOUR_TABLE } from '../data/colours.ts';
import { rowsOf, wordsOf } from '../data/table.ts';

const CLOTHES = tableOf(COLOUR_TABLE);
const HAIR = tableOf(HAIR_COLOUR_TABLE);
const CLOTHES_EN = [...CLOTHES.keys()].filter((word) => /^[a-z]/.test(word)).toSorted((a, b) => b.length - a.length);
const CLOTHES_TH = [...CLOTHES.keys()].filter((word) => !/^[a-z]/.test(word)).toSorted((a, b) => b.length - a.length);
const HAIR_TH = [...HAIR.keys()].filter((word) => !/^[a-z]/.test(word)).toSorted((a, b) => b.length - a.length);
const BEFORE_CLOTHES = new RegExp(`\\b(${CLOTHES_EN.join('|')})(?:\\s+[a-z-]+)?\\s*$`, 'i');
const AFTER_CLOTHES = new RegExp(`^[\\u0E00-\\u0E7F]{0,8}?สี(${CLOTHES_TH.join('|')})`);
const AFTER_HAIR = new RegExp(`^[\\u0E00-\\u0E7F]{0,6}?(?:สี)?(${HAIR_TH.join('|')})`);

function tableOf(table: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [hex = '', en, th] of rowsOf(table))
    for (const word of [...wordsOf(en), ...wordsOf(th)]) found.set(word, hex);
  return found;
}

/** Hex of the colour that stands beside a piece of clothing: "in a yellow (rain) jacket", "เสื้อแจ็กเก็ตสีเหลือง". */
export function clothesColourAt(text: string, start: number, end: number): string | undefined {
  const inside = /^(?:a\s+|an\s+)?([a-z]+)\b/i.exec(
    text.slice(start, end).replace(/^(?:in|wearing|with)\s+(?:an?\s+)?/i, ''),
  );
  const own = inside === null ? undefined : CLOTHES.get((inside[1] ?? '').toLowerCase());
  if (own !== undefined) return own;
  const before = BEFORE_CLOTHES.exec(text.slice(Math.max(0, start - 28), start));
  if (before !== null) return CLOTHES.get((before[1] ?? '').toLowerCase());
  const after = AFTER_CLOTHES.exec(text.slice(end, end + 24));
  return after === null ? undefined : CLOTHES.get(after[1] ?? '');
}

/** Hex of the hair colour that a text gives the person beside it: "red-haired", "with grey hair", "ผมสีทอง". */
export function hairColourIn(text: string): string | undefined {
  const english = /\b([a-z]+)[- ](?:(?:long|short|curly|wavy|straight)\s+)?hair(?:ed)?\b/i.exec(text);
  const hex = english === null ? undefined : HAIR.get((english[1] ?? '').toLowerCase());
  if (hex !== undefined) return hex;
  if (/\bblond(?:e)?\b(?=\s+(?:woman|girl|man|boy|hair))/i.test(text)) return HAIR.get('blonde');
  const thai = text.indexOf('ผม');
  if (thai < 0) return undefined;
  const after = AFTER_HAIR.exec(text.slice(thai + 2, thai + 20));
  return after === null ? undefined : HAIR.get(after[1] ?? '');
}

import type { Reading } from '../reading-types.ts';

type Part = NonNullable<Reading['detail']>;

const PARTS: readonly (readonly [Part, RegExp])[] = [
  [
    'hands',
    /\b(?:hands?(?!\s+(?:him|her|it|them|over|out|the|a)\b)|fingers?|fingertips|palms?|fists?)\b|(?<!โบก|จับ|ยก|พนม|กวัก|เอื้อม|ปรบ|ตบ|ฝี|คู่)มือ(?!ถือ|กีตาร์|กลอง|อาชีพ|ใหม่)|นิ้ว/i,
  ],
  ['feet', /\b(?:feet|foot|toes|footsteps|ankles?)\b|เท้า(?!แตะ)|ฝ่าเท้า|ย่ำ/i],
  ['eyes', /\b(?:eyes?)\b(?!\s+(?:closed|shut|level))|ดวงตา|แววตา|สายตา/i],
  ['face', /\b(?:face|smile)\b|ใบหน้า|สีหน้า|รอยยิ้ม/i],
];
const ABOUT =
  /(?:close[- ]?up|macro|insert|detail|tight|shot|ecu|cu|ins|on|of)\b[^.]{0,16}?\b(?:of|on|:)?\s*$|(?:ใกล้|โคลส(?:อัพ|อัป)|รายละเอียด(?:ที่)?|ภาพ|ซูม)[\u0E00-\u0E7F\s]{0,10}$/i;

/** The part of a person that a close framing is about: "close-up of her hands on the board" → hands. */
export function partOf(text: string, isClose: boolean): Part | undefined {
  let found: { part: Part; at: number } | undefined;
  for (const [part, pattern] of PARTS) {
    const match = pattern.exec(text);
    if (match === null || (text.slice(0, match.index).endsWith('รอง') && part === 'feet')) continue;
    // What the shot is of stands first; a part named later is only in the sentence.
    const rank = ABOUT.test(text.slice(0, match.index).replace(/\b(?:her|his|their|a|an|the|[a-z]+'s)\s+$/i, ''))
      ? -10_000
      : 0;
    if (found === undefined || match.index + rank < found.at) found = { part, at: match.index + rank };
  }
  return found === undefined || (!isClose && found.at >= 0) ? undefined : found.part;
}

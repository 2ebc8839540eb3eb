import type { Language } from '../../../shared/model/shot-terms.ts';

/** Short words for viewers: never the whole sentence, never longer than it can be read. Pure. */

const LEADING =
  /^(?:and\s+)?(?:then|finally|next|after that|afterwards|meanwhile|suddenly|but then|at last|in the end|first|second|thirdly|third|lastly|while|when|until|before|as|and|but|so)\b[\s,:]*/i;
const LEADING_THAI = /^(?:แล้วก็|แล้วจึง|แล้ว|จากนั้น|หลังจากนั้น|ต่อมา|สุดท้าย|ในที่สุด|และ|แต่แล้ว|แต่)(?=[\u0E00-\u0E7F\s])\s*/;
/** Directions to the camera are no words for viewers. */
const TRADE =
  /^(?:(?:an?|the)\s+)?(?:extreme |medium |very )?(?:wide|close[- ]?up|establishing|aerial|drone|overhead|low[- ]angle|high[- ]angle|tracking|insert|macro|full|medium|long|pov|slow[- ]motion|top)(?:[- ](?:shot|view|angle))?(?:\s+(?:shot|on|of|from))*[\s:,–—-]+/i;
const TRADE_THAI =
  /^(?:ภาพ|ช็อต|มุม)?(?:ระยะใกล้มาก|เต็มตัว|ครึ่งตัว|ครึ่งอก|ระยะกลาง|ระยะใกล้|โคลสอัพ|โคลสอัป|มุมกว้าง|กว้าง|มุมสูง|มุมต่ำ|มุมบน|โดรน|ระยะไกล|ใกล้|ซูม(?:เข้า)?)(?:ของ|ที่|เห็น|ไปที่)?\s*/;
const TRADE_END =
  /[\s,;–—-]+(?:slow(?:ly)?\s+)?(?:pull(?:ing)? out|push(?:ing)? in|zoom(?:ing)? (?:in|out)|pan(?:ning)?(?: left| right)?|tilt(?:ing)?(?: up| down)?|follow|tracking|static|handheld|slow[- ]motion|wide|close[- ]up|low angle|high angle)\s*\.?$/i;
const WEAK_END =
  /\s+(?:an?|the|of|to|in|on|at|by|for|from|with|and|or|but|as|her|his|their|its|into|through|across|over|under|towards?|between|past|along|around|behind|beside|is|are|who|which|that|while|very)$/i;
const wordSegmenter = new Intl.Segmenter('th', { granularity: 'word' });

/** Latin and Thai limits of one caption line. */
const LIMIT: Record<Language, number> = { en: 42, th: 26 };

/** The leading direction ("Close-up of", "ภาพมุมกว้าง") taken off. */
export function withoutTradeWords(text: string): string {
  const plain = text.replace(TRADE, '').replace(TRADE_THAI, '').replace(TRADE_END, '').trim();
  return plain === '' ? text : plain;
}

/** One line that a viewer reads at a glance, from a sentence. Empty where nothing short and whole can be found. */
export function condense(sentence: string, language: Language): string {
  const bare = withoutTradeWords(sentence.replace(/\s+/g, ' ').trim().replace(LEADING, '').replace(LEADING_THAI, ''));
  const limit = LIMIT[language];
  if (/[\u0E00-\u0E7F]/.test(bare)) return condenseThai(bare, limit);
  const full = bare.replace(/[.;:,\s]+$/, '');
  // "A boy in a red jacket rides": what he wears is seen, what he does is read.
  const whole =
    full.length <= limit ? full : full.replace(/\s+(?:in|with|wearing)\s+an?\s+(?:[\w-]+\s+){1,3}(?=\w+s\s)/i, ' ');
  const pieces = whole.split(/[,;:—–(]|[.!?]\s|\s+(?:while|as|where|who|which|because|so that|until|before|after)\s+/i);
  // "Far out, a small boat fights the storm": the picture stands after the comma.
  const first = pieces.find((piece) => piece.trim().split(' ').length >= 3) ?? pieces[0] ?? '';
  const words = first.trim().split(' ').filter(Boolean);
  let line = '';
  for (const word of words) {
    if (`${line} ${word}`.trim().length > limit) break;
    line = `${line} ${word}`.trim();
  }
  const cutShort = line.length < first.trim().length;
  if (cutShort) {
    // Better end before the last prepositional phrase than in the middle of it.
    const parts = line.split(/\s+(?=(?:in|on|at|by|with|from|through|across|over|under|into|towards?|and|for|of)\s)/i);
    if (parts.length > 1 && (parts[0] ?? '').split(' ').length >= 3) line = parts.slice(0, -1).join(' ');
  }
  while (line !== whole && WEAK_END.test(line)) line = line.replace(WEAK_END, '');
  if (line.split(' ').length < 2 && cutShort) return '';
  return line === '' ? '' : line.charAt(0).toUpperCase() + line.slice(1);
}

const TIME_THAI =
  /^(?:ใน)?(?:ตอน|ยาม|ช่วง)(?:เช้ามืด|เช้า|รุ่งสาง|รุ่งเช้า|สาย|กลางวัน|เที่ยง|บ่าย|เย็น|พลบค่ำ|หัวค่ำ|ค่ำ|กลางคืน|ดึก)\s*(?=[\u0E00-\u0E7F]{3})/;
/** Words before which a Thai phrase may end. */
const JOINTS_THAI = [
  'ออกจาก', 'ตอน', 'ที่', 'ริม', 'บน', 'ใน', 'ใต้', 'และ', 'เพื่อ', 'ด้วย', 'กับ', 'จาก', 'ให้', 'ท่ามกลาง', 'ขณะ', 'พร้อม', 'แล้ว', 'ซึ่ง', 'จน', 'ก่อน', 'มอง',
]; // prettier-ignore
const END_THAI = /(?:และ|ที่|ของ|ใน|บน|กับ|เพื่อ|ซึ่ง|ให้|จาก|อย่าง|แล้ว|ตอน|ริม)$/;

/** Thai: the time at the front goes, then as many whole phrases as a viewer reads at a glance. */
function condenseThai(text: string, limit: number): string {
  const width = (value: string): number => value.replace(/[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/g, '').length;
  const bare = text.replace(TIME_THAI, '');
  const first = bare.split(/\s+/).reduce((line, clause) => (width(line) >= 10 ? line : `${line} ${clause}`.trim()), '');
  if (width(first) <= limit) return first.replace(END_THAI, '').replace(/[.,;:\s]+$/, '');
  let line = '';
  let phrase = '';
  for (const { segment } of wordSegmenter.segment(first)) {
    if (JOINTS_THAI.some((joint) => segment.startsWith(joint)) && width(line) >= 8) phrase = line;
    if (width(line + segment) > limit) break;
    line += segment;
  }
  const kept = phrase === '' ? line : phrase;
  return kept.replace(END_THAI, '').replace(/[.,;:\s]+$/, '');
}

/** A short name for a scene. */
export function titleFrom(text: string, language: Language): string {
  const line = condense(text, language);
  const short = line === '' ? text.replace(/\s+/g, ' ').trim() : line;
  return [...short].slice(0, 80).join('').trim();
}

/** A clause as a sentence of its own: "then the forest." becomes "The forest." */
export function asSentence(text: string): string {
  const bare = text.replace(LEADING, '').replace(LEADING_THAI, '').trim();
  const kept = bare === '' ? text.trim() : bare;
  return kept.charAt(0).toUpperCase() + kept.slice(1);
}

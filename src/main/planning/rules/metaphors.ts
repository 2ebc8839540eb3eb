import type { Language } from '../../../shared/model/shot-terms.ts';
import type { ReadPerson, Reading } from '../reading-types.ts';

/**
 * Abstract sentences ("trust grows") become a picture from the brief's own world (film-craft.md §6): the same people,
 * the same things, doing what the idea looks like. Pure.
 */

interface Theme {
  pattern: RegExp;
  en(who: string, thing: string | null): string;
  th(who: string, thing: string | null): string;
}

const THEMES: readonly Theme[] = [
  {
    pattern: /\b(?:trust|honest\w*|promise|loyal\w*|partner\w*)\b|ความไว้วางใจ|เชื่อใจ|ไว้ใจ|ซื่อสัตย์|คำสัญญา/i,
    en: (who) => `${who} shakes hands with a friend and smiles`,
    th: (who) => `${who}จับมือกับเพื่อนและยิ้ม`,
  },
  {
    pattern: /\b(?:together|family|belong\w*|communit\w+|share[ds]?|home)\b|ครอบครัว|ด้วยกัน|ชุมชน|แบ่งปัน/i,
    en: (who, thing) => `${who} sits with family and shares ${thing ?? 'a meal'}`,
    th: (who, thing) => `${who}นั่งกับครอบครัวและแบ่งปัน${thing ?? 'อาหาร'}`,
  },
  {
    pattern: /\b(?:free\w*|freedom|dreams?|hope|future|possib\w+)\b|อิสระ|ความฝัน|ความหวัง|อนาคต/i,
    en: (who) => `${who} looks up at the open sky`,
    th: (who) => `${who}เงยหน้ามองท้องฟ้ากว้าง`,
  },
  {
    pattern: /\b(?:quality|craft\w*|care|detail|perfect\w*|made (?:with|by))\b|คุณภาพ|ประณีต|ใส่ใจ|ฝีมือ/i,
    en: (who, thing) => `the hands of ${who} hold ${thing ?? 'the work'} carefully`,
    th: (who, thing) => `มือของ${who}ถือ${thing ?? 'ชิ้นงาน'}อย่างใส่ใจ`,
  },
  {
    pattern: /\b(?:speed|fast\w*|energy|power|strength|strong\w*|limits?)\b|ความเร็ว|พลัง|แข็งแรง|ขีดจำกัด/i,
    en: (who) => `${who} runs hard`,
    th: (who) => `${who}วิ่งสุดแรง`,
  },
  {
    pattern: /\b(?:time|memor\w+|years?|tradition\w*|heritage|past)\b|เวลา|ความทรงจำ|ประเพณี|วันวาน|สืบทอด/i,
    en: (who, thing) => `${who} looks down at ${thing ?? 'an old photograph'} and thinks`,
    th: (who, thing) => `${who}ก้มมอง${thing ?? 'รูปถ่ายเก่า'}และคิดถึง`,
  },
  {
    pattern: /\b(?:innovat\w+|technolog\w+|ideas?|smart\w*|digital)\b|นวัตกรรม|เทคโนโลยี|ความคิด/i,
    en: (who, thing) => `${who} points at ${thing ?? 'a bright screen'}`,
    th: (who, thing) => `${who}ชี้ไปที่${thing ?? 'หน้าจอ'}`,
  },
  {
    pattern: /\b(?:success|win\w*|proud|achiev\w+|victory|confiden\w+)\b|ความสำเร็จ|ชนะ|ภูมิใจ|มั่นใจ/i,
    en: (who) => `${who} stands tall and cheers`,
    th: (who) => `${who}ยืนอย่างมั่นใจและดีใจ`,
  },
  {
    pattern: /\b(?:love|kind\w*|warm\w*|comfort)\b|ความรัก|อบอุ่น|ใจดี|ห่วงใย/i,
    en: (who) => `${who} hugs someone close`,
    th: (who) => `${who}กอดคนที่รัก`,
  },
];

/** Does the sentence show nothing that a camera could see? */
export function isAbstract(text: string, reading: Reading): boolean {
  if (reading.people.length + reading.things.length > 0 || reading.place !== null) return false;
  // Weather and light can be seen: "the sun goes down slowly" is a picture.
  if (reading.timeOfDay !== null || reading.weather !== null) return false;
  return reading.actions.length === 0 || THEMES.some((theme) => theme.pattern.test(text));
}

/** A sentence that a camera can see, or null where the brief's world offers nothing. */
export function metaphorFor(text: string, overall: Reading, language: Language): string | null {
  const first = overall.people[0];
  const person = first === undefined ? null : personWords(first, language);
  const object = overall.things.find((thing) => thing.kind !== 'animal')?.label ?? null;
  const theme = THEMES.find((entry) => entry.pattern.test(text));
  if (theme !== undefined) {
    const who = person ?? (language === 'th' ? 'คนคนหนึ่ง' : 'a person');
    return theme[language](
      language === 'en' ? article(who) : who,
      object === null ? null : language === 'en' ? article(object) : object,
    );
  }
  if (person !== null && object !== null)
    return language === 'th' ? `${person}ถือ${object}` : `${article(person)} holds ${article(object)}`;
  if (person !== null) return language === 'th' ? `${person}ครุ่นคิด` : `${article(person)} thinks`;
  return object;
}

const PRONOUN =
  /^(?:he|she|they|it|him|her|them|his|their|i|we|you|someone|somebody|เขา|เธอ|มัน|พวกเขา|หล่อน|ผม|ฉัน|เรา|คุณ|ใคร|hands?|feet|eyes?|face|fingers|one|the other|มือ|เท้า|ดวงตา|ใบหน้า)$/i;

/** A person's own words; for a pronoun whom nobody named, the plainest noun. */
export function personWords(person: Pick<ReadPerson, 'label' | 'looks' | 'count'>, language: Language): string {
  if (!PRONOUN.test(person.label.trim()) && person.label.trim() !== '') return person.label;
  const { gender } = person.looks;
  if (language === 'th') return gender === 'woman' ? 'ผู้หญิง' : gender === 'man' ? 'ผู้ชาย' : 'คนคนนั้น';
  return person.count > 1 ? 'people' : gender === 'neutral' ? 'person' : gender;
}

/** "the runner" for "runner"; labels that bring their own article keep it. */
export function article(label: string): string {
  return /^(?:an?|the|her|his|their|our|my|your|its|two|three|four|some|many|every|\d+)\s/i.test(label) ||
    /^[A-Z]/.test(label)
    ? label
    : `the ${label}`;
}

import type { NarrativeRole } from '../../../shared/model/shot-terms.ts';

/** What each beat does in the film, from its words and its place. Pure. */

/** `product` words must name selling, not merely a thing: a story with a cup is no advertisement. */
const ADVERT_WORDS =
  /\b(?:ad|advert|advertis\w+|commercial|promo\w*|brand|product launch|launch|sale|discount|new (?:flavou?r|collection|model|app)|our (?:app|shop|store|cafe|café|coffee|shoes?|product|service|hotel|resort|tour)s?|introducing)\b|โฆษณา|โปรโมต|โปรโมชั่น|แบรนด์|สินค้า|ผลิตภัณฑ์|ลดราคา|เปิดตัว|ร้านของเรา|รุ่นใหม่|รสใหม่/i;

const ROLE_WORDS: readonly (readonly [NarrativeRole, RegExp])[] = [
  [
    'call-to-action',
    /\b(?:shop now|buy now|order (?:now|today)|book (?:now|today)|sign up|download (?:now|the app|today)|visit us|call to action|logo|end card|end frame)\b|สั่งซื้อ|สั่งเลย|ซื้อเลย|จองเลย|สมัครเลย|ดาวน์โหลด|แวะมา|โลโก้/i,
  ],
  [
    'problem',
    /(?<!\b(?:not|never|no|without) |n't )\b(?:problem|tired|struggl\w+|frustrat\w+|stuck|can'?t|cannot|fails?|broken|pain|hurts?|messy|too (?:slow|heavy|late|hot|expensive)|nobody|alone|lost|exhausted|worn[- ]out|slips?|soaked|breaks|spills?|misses|late for)\b|ปัญหา|เหนื่อย|เบื่อ|ลำบาก|เจ็บ|ปวด|ไม่มีเวลา|หมดแรง|เสีย(?!ง)|ท้อ(?!ง)|ลื่น/i,
  ],
  [
    'proof',
    /\b(?:proof|proven|tested|reviews?|five stars?|\d+ ?%|customers? (?:say|love|smile)|awards?|since \d{4}|recommend\w*|guarantee\w*|results?|lasts)\b|รีวิว|ผ่านการทดสอบ|รางวัล|ลูกค้าบอก|รับประกัน|พิสูจน์|ห้าดาว|\d+ ?(?:%|เปอร์เซ็นต์)/i,
  ],
  [
    'turn',
    /^(?:but|until|suddenly|then suddenly|and then|one day)\b|\b(?:until|suddenly|everything changes|discovers?|realis\w+|realiz\w+)\b|ทันใดนั้น|จนกระทั่ง|จนวันหนึ่ง|แต่แล้ว|แต่วันหนึ่ง|^แต่|ค้นพบ/i,
  ],
  [
    'product',
    /\b(?:product|the new|introducing|our (?:new )?\w+|bottle|package|pack shot|close[- ]up of the (?:shoe|cup|bottle|phone|product|box))\b|ผลิตภัณฑ์|สินค้า|รุ่นใหม่|ขอแนะนำ|รสใหม่/i,
  ],
  ['resolution', /\b(?:finally|at last|in the end|happily|together again)\b|ในที่สุด|สุดท้าย|ตอนจบ/i],
];

/** Does the brief want to sell something? */
export function isAdvert(prompt: string, hasCampaign: boolean): boolean {
  return hasCampaign || ADVERT_WORDS.test(prompt);
}

/** The role that the words of one beat name, or null. */
export function roleFromWords(text: string): NarrativeRole | null {
  for (const [role, pattern] of ROLE_WORDS) if (pattern.test(text)) return role;
  return null;
}

/** Roles of all beats in order: words first, then position. `fromReading` are the reader's own findings. */
export function assignRoles(
  texts: readonly string[],
  fromReading: readonly (NarrativeRole | null)[],
  options: {
    advert: boolean;
    endsWithCall: boolean;
    vertical: boolean;
    showsThing: readonly boolean[];
    hasProductImage: boolean;
  },
): NarrativeRole[] {
  const last = texts.length - 1;
  const roles = texts.map((text, index): NarrativeRole => {
    const named = roleFromWords(text) ?? fromReading[index] ?? null;
    const usable =
      named === 'call-to-action' && (index < last || !options.advert)
        ? null
        : named === 'product' && !options.advert
          ? null
          : named === 'proof' && !options.advert
            ? null
            : named;
    if (index === 0) return usable === 'problem' ? 'problem' : options.advert || options.vertical ? 'hook' : 'context';
    if (index === last) {
      if (usable === 'call-to-action' || options.endsWithCall) return 'call-to-action';
      return usable === 'turn' || usable === 'problem' || usable === 'proof' ? usable : 'resolution';
    }
    if (usable === 'resolution' && index < last - 1) return 'moment';
    if (usable !== null && usable !== 'hook') return usable;
    return index === 1 && texts.length > 3 ? 'context' : 'moment';
  });
  // An advertisement shows its product: where no words say when, the beat after the middle of the first half does.
  if (options.advert && !roles.includes('product') && roles.length >= 3) {
    const turn = roles.indexOf('turn');
    const from = turn >= 0 ? turn + 1 : Math.max(1, Math.floor(roles.length / 3));
    const anywhere = !options.showsThing.includes(true) && options.hasProductImage;
    const at = roles.findIndex(
      (role, index) =>
        index >= from &&
        index <= last &&
        (anywhere || options.showsThing[index] === true) &&
        (role === 'moment' || role === 'context'),
    );
    if (at >= 0) roles[at] = 'product';
  }
  return roles;
}

const ARCS: Record<NarrativeRole, { en: string; th: string }> = {
  hook: { en: 'curiosity', th: 'ชวนให้สงสัย' },
  context: { en: 'arriving', th: 'พาเข้าเรื่อง' },
  problem: { en: 'tension rises', th: 'ความตึงเครียดเพิ่มขึ้น' },
  product: { en: 'interest turns to wish', th: 'ความสนใจกลายเป็นความอยากได้' },
  proof: { en: 'trust grows', th: 'ความเชื่อใจเพิ่มขึ้น' },
  turn: { en: 'the mood turns', th: 'จุดเปลี่ยน' },
  resolution: { en: 'release', th: 'คลี่คลาย' },
  'call-to-action': { en: 'resolve to act', th: 'พร้อมลงมือ' },
  moment: { en: 'the story moves on', th: 'เรื่องดำเนินต่อ' },
};

/** One phrase on what the viewer should feel. */
export function emotionalArcOf(role: NarrativeRole, language: 'en' | 'th'): string {
  return ARCS[role][language];
}

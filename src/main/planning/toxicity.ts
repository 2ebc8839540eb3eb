/** R1.2: a small list for the extreme only. Violence in a story is no offence; calls to it and abuse are. Pure. */

export interface ToxicityScore {
  /** 0 nothing … 1 certain. */
  score: number;
  /** Empty when the score is 0. */
  category: '' | 'minors' | 'sexual-violence' | 'incitement' | 'weapons' | 'self-harm' | 'hate';
}

const MINOR = String.raw`(?:child(?:ren)?|kids?|minors?|teen(?:ager)?s?|under-?age\w*|school ?(?:girl|boy)s?|toddlers?)`;
const SEXUAL = String.raw`(?:porn\w*|naked|nude|nudity|sex|sexual\w*|erotic\w*|sexy)`;

const RULES: readonly { category: Exclude<ToxicityScore['category'], ''>; score: number; pattern: RegExp }[] = [
  {
    category: 'minors',
    score: 1,
    pattern: new RegExp(
      String.raw`\b${MINOR}\b[\s\w,'-]{0,25}\b${SEXUAL}\b|\b${SEXUAL}\b[\s\w,'-]{0,25}\b${MINOR}\b`,
      'i',
    ),
  },
  {
    category: 'minors',
    score: 1,
    pattern: /(?:เด็ก|ผู้เยาว์|นักเรียน)[^\n]{0,12}(?:โป๊|เปลือย|ลามก|อนาจาร)|(?:โป๊|ลามก|อนาจาร)เด็ก/,
  },
  {
    category: 'sexual-violence',
    score: 0.9,
    pattern: /\b(?:rapes?|raping|gang[- ]?rape)\b(?! (?:crisis|survivor|prevention|awareness|field|seed))/i,
  },
  { category: 'sexual-violence', score: 0.9, pattern: /ข่มขืน(?!.{0,20}(?:ป้องกัน|หยุด|ต่อต้าน|รณรงค์))/ },
  {
    category: 'incitement',
    score: 1,
    pattern:
      /\b(?:kill|exterminate|murder|lynch|gas|wipe out)\s+(?:all|every|the)\s+(?:\w+\s+)?(?:jews?|muslims?|christians?|blacks?|whites?|gays?|immigrants?|refugees|foreigners|women|burmese|rohingya)\b/i,
  },
  { category: 'incitement', score: 1, pattern: /ฆ่า(?:ล้างเผ่าพันธุ์|พวก(?:มุสลิม|พม่า|โรฮิงญา|ต่างด้าว|เกย์)(?:ให้หมด|ทุกคน)?)/ },
  {
    category: 'weapons',
    score: 0.95,
    pattern:
      /\bhow to (?:make|build|assemble)\s+(?:an?\s+)?(?:\w+\s+)?(?:bomb|explosives?|nerve agent|chemical weapon)\b/i,
  },
  { category: 'weapons', score: 0.95, pattern: /วิธี(?:ทำ|ประกอบ|สร้าง)ระเบิด/ },
  {
    category: 'self-harm',
    score: 0.9,
    pattern: /\bhow to (?:kill|hang|cut) (?:yourself|myself)\b|\byou should kill yourself\b|วิธีฆ่าตัวตาย/i,
  },
  { category: 'hate', score: 0.85, pattern: /\b(?:white power|heil hitler|gas the|subhuman(?:s)? (?:race|people))\b/i },
  { category: 'incitement', score: 0.4, pattern: /\b(?:massacre|torture|behead\w*)\b|สังหารหมู่|ทรมาน/i },
];

/** The worst finding in a text. */
export function judgeToxicity(text: string): ToxicityScore {
  const plain = text.normalize('NFC').replace(/[\u200B-\u200D\u2060]/g, '');
  let worst: ToxicityScore = { score: 0, category: '' };
  for (const rule of RULES) {
    if (rule.score > worst.score && rule.pattern.test(plain)) worst = { score: rule.score, category: rule.category };
  }
  return worst;
}

/** The words around the story: what to make, for whom, and how to cut. They steer the film and are no pictures. Pure. */

const KIND =
  '(?:ads?|advert\\w*|commercial|video|film|movie|clip|spot|reel|short|story|trailer|teaser|explainer|documentary|promo|montage|animation)';
/** "Create a 30-second TikTok ad for our new coffee." */
const ORDER =
  '(?:please\\s+)?(?:(?:can|could) you\\s+(?:please\\s+)?|(?:i|we)(?: would like|\\s+want|\\s+need)(?:\\s+you)?\\s+(?:to\\s+)?)?(?:create|make|produce|design|generate|film|shoot|write|an?\\b|the\\b)';
const MANNER =
  '(?:an?\\s+|the\\s+|me\\s+|us\\s+|our\\s+|\\d+[- ]?(?:s|secs?|seconds?|minutes?)\\s+|(?:short|new|little|tiktok|instagram|youtube|facebook|vertical|social|media|cinematic|animated|funny|emotional|heart-?warming|warm|brand|product|promotional|music|travel|upbeat|fun|simple)\\s+)*';
const ASSIGNMENT = new RegExp(
  `^(?:${ORDER}\\s+)?${MANNER}${KIND}\\s+(?:about|for|on|of|showing|that shows|where|in which|promoting|to promote)\\s+(?:how\\s+)?`,
  'i',
);
const ASSIGNMENT_THAI =
  /^(?:ช่วย)?(?:สร้าง|ทำ|ผลิต|ขอ)?\s*(?:วิดีโอ|วีดีโอ|คลิป|หนังสั้น|หนังโฆษณา|โฆษณา|สารคดี|ภาพยนตร์)(?:สั้น)?\s*(?:โฆษณา|โปรโมต|โปรโมท|แนะนำ|เกี่ยวกับ|เรื่อง|ของ|สำหรับ|เล่าเรื่อง|\s)+/;
const ATTRIBUTE_SENTENCE =
  /^(?:the\s+)?(?:tone|style|look|mood|audience|target(?: audience| group)?|goal|objective|format|music|sound(?:track)?|brand(?: voice)?|colou?rs?|palette|duration|length|platform|notes?|client|aspect ratio|โทน|สไตล์|กลุ่มเป้าหมาย|เพลง|ดนตรี|หมายเหตุ|ความยาว)\s*(?:is|are|should be)?\s*[:：]/i;
const CUT_WORDS =
  /^(?:(?:and\s+|then\s+)*(?:we\s+)?(?:open(?:s|ing)?|start(?:s|ing)?|begin(?:s|ning)?|end(?:s|ing)?|close[sd]?|finish(?:es)?|cut(?:s)?|dissolve|fade(?:s)?)\s+(?:with|on|to|in on|by showing)\b[\s:]*|(?:then\s+)?we\s+see\s+|show(?:s|ing)?\s+(?=\w)|(?:เปิดเรื่อง|เปิด|เริ่ม|ปิดท้าย|ปิด|จบ)ด้วย(?:ภาพ)?\s*|(?:แล้ว)?ตัด(?:ไป|ภาพ)?(?:ที่|ไปที่|เป็น)\s*|เราเห็น\s*)/i;
const TRAILING_LOGO = /(?<=\S)[.,;\s]+(?:with\s+)?(?:the\s+|our\s+|brand\s+)*(?:logo|end card|โลโก้)[.\s]*$/i;

/** Does the sentence only tell what to make or for whom? Then it is context, wherever there is a story beside it. */
export function isAssignment(sentence: string): boolean {
  return (
    ATTRIBUTE_SENTENCE.test(sentence) ||
    (/^(?:please\s+)?(?:create|make|produce|design|generate|write|i want|i need|we want|we need|can you|could you)\b/i.test(
      sentence,
    ) &&
      ASSIGNMENT.test(sentence))
  );
}

/** What the camera sees of a sentence: "A documentary about …", "We open on …", "ปิดท้ายด้วย…" taken off. */
export function withoutFraming(sentence: string): string {
  const shown = sentence
    .replace(ASSIGNMENT, '')
    .replace(ASSIGNMENT_THAI, '')
    .replace(CUT_WORDS, '')
    .replace(TRAILING_LOGO, '.')
    .trim();
  return shown.length < 3 ? sentence : shown.charAt(0).toUpperCase() + shown.slice(1);
}

/** The product that an advertisement names: "our new cold brew coffee" → its words, for finding the beat that shows it. */
export function productWords(prompt: string): string[] {
  const named = [
    ...prompt.matchAll(
      /\b(?:our(?: new)?|the new|introducing(?: the)?|meet the|ad for(?: an?| the| our)?(?: new)?)\s+((?:[a-z'’-]+\s?){1,4})/gi,
    ),
  ];
  const plain = new Set([
    'with',
    'from',
    'that',
    'this',
    'store',
    'shop',
    'team',
    'customers',
    'online',
    'your',
    'they',
    'will',
    'brand',
    'moves',
    'film',
    'have',
  ]);
  return [...new Set(named.flatMap((match) => (match[1] ?? '').toLowerCase().split(/\s+/)))].filter(
    (word) => word.length >= 4 && !plain.has(word),
  );
}

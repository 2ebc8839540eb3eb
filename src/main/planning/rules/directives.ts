/** Stage directions inside a line: how long, what stands on the screen, what is spoken. Pure. */

interface Directives {
  /** The line without its directives. */
  rest: string;
  seconds: number | null;
  onScreen: string | null;
  voiceOver: string | null;
}

const UNIT = '(?:s|secs?|seconds?|วินาที|วิ)';
const THAI_DIGITS = '๐๑๒๓๔๕๖๗๘๙';

/** Thai digits as Arabic ones. */
function arabicDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(THAI_DIGITS.indexOf(digit)));
}

const QUOTED = '["“”„«\']([^"“”„«»]{1,300}?)["“”»\'](?=$|[\\s.,;:!?)]|[\\u0E00-\\u0E7F])';
const SCREEN_WORDS =
  '(?:on[- ]?screen text|text on screen|screen text|super(?:imposed)?|title card|caption|text|copy|ข้อความบนจอ|ขึ้นข้อความ(?:ว่า)?|ข้อความ|ซูเปอร์|ขึ้นตัวหนังสือ|ตัวหนังสือ|แคปชั่น)';
const VOICE_WORDS = '(?:voice[- ]?over|narrator|narration|v\\.?o\\.?|เสียงบรรยาย|เสียงพากย์|พากย์|บรรยาย)';

/** Takes durations, on-screen words and spoken words off a line of a shot list or a sentence. */
export function takeDirectives(line: string): Directives {
  // Lengths first: words without quotation marks run to the end of the line.
  const timed = takeSeconds(line);
  let rest = timed.rest;
  let onScreen: string | null = null;
  let voiceOver: string | null = null;
  const take = (pattern: RegExp): string | null => {
    const match = pattern.exec(rest);
    if (match?.[1] === undefined) return null;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    return match[1].trim().replace(/^["“”']+|["“”']+$/g, '');
  };
  const boundary = '(?:^|[\\s(\\[|/;,.–—-])';
  onScreen ??= take(new RegExp(`${boundary}${SCREEN_WORDS}\\s*[:=]?\\s*${QUOTED}`, 'i'));
  onScreen ??= take(new RegExp(`${boundary}${SCREEN_WORDS}\\s*[:=]\\s*([^\\n|/;]{1,200})`, 'i'));
  voiceOver ??= take(new RegExp(`${boundary}${VOICE_WORDS}\\s*[:=]?\\s*${QUOTED}`, 'i'));
  voiceOver ??= take(new RegExp(`${boundary}${VOICE_WORDS}\\s*[:=]\\s*([^\\n|]{1,400})`, 'i'));
  const dangling =
    onScreen === null
      ? tidy(rest)
      : tidy(rest).replace(/(?:\s+(?:and|with|the|a|reading|saying|says|over|it|big|ขึ้น|พร้อม|และ))+[.]?$/i, '');
  return { rest: dangling, seconds: timed.seconds, onScreen, voiceOver };
}

/** Takes a stated length off a line: "0-5s", "00:05–00:08", "(4 sec)", "5s –", "…, 5 วินาที", "for 5 seconds". */
export function takeSeconds(line: string): { rest: string; seconds: number | null; startsAt: number | null } {
  const text = arabicDigits(line);
  const clock = '(?:(\\d{1,2}):)?(\\d{1,3}(?:\\.\\d+)?)';
  const range = new RegExp(
    `(?:^|[([\\s])${clock}\\s*${UNIT}?\\s*(?:-|–|—|to|ถึง)\\s*${clock}(?:\\s*${UNIT}(?![A-Za-z]))?\\s*[)\\]]?\\s*[:.|–—-]?`,
    'i',
  ).exec(text);
  const looksLikeTime =
    range !== null && (new RegExp(UNIT, 'i').test(range[0]) || range[0].includes(':') || /^[([]/.test(range[0].trim()));
  if (range !== null && looksLikeTime && range.index <= 1) {
    const from = Number(range[1] ?? 0) * 60 + Number(range[2]);
    const to = Number(range[3] ?? 0) * 60 + Number(range[4]);
    if (to > from) return { rest: cutOut(text, range), seconds: to - from, startsAt: from };
  }
  const patterns = [
    new RegExp(`[([]\\s*(?:ยาว|ความยาว|duration:?)?\\s*(\\d+(?:\\.\\d+)?)\\s*${UNIT}\\s*[)\\]]`, 'i'),
    new RegExp(`^\\s*(\\d+(?:\\.\\d+)?)\\s*${UNIT}(?![A-Za-z])\\s*[:.|–—-]?`, 'i'),
    new RegExp(`\\b(?:for|duration:?|length:?|lasts?)\\s+(\\d+(?:\\.\\d+)?)\\s*${UNIT}(?![A-Za-z])`, 'i'),
    new RegExp(`(?:ยาว|นาน|ความยาว)\\s*(\\d+(?:\\.\\d+)?)\\s*${UNIT}`, 'i'),
    new RegExp(`[,;|–—-]\\s*(\\d+(?:\\.\\d+)?)\\s*${UNIT}\\s*\\.?\\s*$`, 'i'),
    /\s(\d+(?:\.\d+)?)\s*(?:วินาที|วิ)\s*$/,
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const seconds = Number(match[1]);
    if (seconds > 0 && seconds <= 180) return { rest: cutOut(text, match), seconds, startsAt: null };
  }
  return { rest: line, seconds: null, startsAt: null };
}

function cutOut(text: string, match: RegExpExecArray): string {
  return `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
}

function tidy(text: string): string {
  return text
    .replace(/[([]\s*[)\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,;:!?])/g, '$1')
    .replace(/([.,;:])\s*(?=[.,;:])/g, '')
    .replace(/^[\s:,;|–—-]+|[\s:,;|–—-]+$/g, '')
    .trim();
}

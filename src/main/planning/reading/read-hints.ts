import type { PersonLooks } from '../../../shared/model/scene-description.ts';
import type { Sense } from '../data/lexicon-types.ts';
import type { Reading } from '../reading-types.ts';

/** What somebody owns: "her grandmother's house" shows the house. */
export const OWNED =
  /^\s+(?:[a-z]+\s+)?(?:house|home|shop|store|garden|room|kitchen|boat|car|door|bedroom|office|farm|field|workshop|village|apartment|café|cafe)\b/i;
/** What is no actor: time, weather, light, places and moods. */
export const AIRY: ReadonlySet<Sense['kind']> = new Set(['time', 'weather', 'mood', 'place', 'emotion']);

/** Ids that only say what sort of person it is; a trade beside them is the better name ("woman runner"). */
export const GENERIC = new Set(['woman', 'man', 'girl', 'boy', 'child', 'teen', 'person', 'young-woman', 'young-man']);
/** Places inside other places: they count only when nothing better is named. */
export const WEAK_PLACE =
  /^(window|windows|counter|counters|desk|bed|couch|stairs|roof|door|doorway|home|house|inside|waves?|sand|หน้าต่าง|บันได|เตียง|หมอน|คลื่น|เมือง|บ้าน|เขา|city|town|oven|ร้าน|เตา|ภู|นา|ลิฟต์|traffic|stove|spotlight|roadside|spotlight|เคาน์เตอร์)$/i;
export const OTHER_ONE = /\b(another|second|other)\s*$/i;

/** Groups have ids of their own: `child` and `child-group` are not the same subject. */
export function idFor(baseId: string, count: number): string {
  return count > 1 && !baseId.endsWith('s') ? `${baseId}-group` : baseId;
}

/** "Maya, 29, a freelance designer": what stands between a name and its trade. */
export function isApposition(between: string): boolean {
  return /^(\s*,\s*(aged?\s+)?(\d+\s*,)?\s*(an?|the|our)\s+([\p{L}-]+\s+){0,2}|\s+the\s+|\s*)$/u.test(between);
}

/** The form of a trade's word tells: แม่ค้า and saleswoman are women, พ่อค้า and fisherman are men. */
export function genderOfWord(word: string): { gender?: PersonLooks['gender'] } {
  if (
    /^(?:แม่|คุณแม่|ยาย|สาว|หญิง|นาง|เด็กหญิง)|(?:หญิง|สาว)$|(?:woman|women|lady|girl|waitress|actress|hostess)$/i.test(word)
  )
    return { gender: 'woman' };
  if (/^(?:พ่อ|คุณพ่อ|ชาย|หนุ่ม|ลุง|เด็กชาย)|(?:ชาย)$|(?:[a-z]man|[a-z]boy)$/i.test(word) && !/woman$/i.test(word))
    return { gender: 'man' };
  return {};
}

/** The first "she" or "he" that follows tells what the noun does not. */
export function genderAhead(rest: string): PersonLooks['gender'] | undefined {
  for (const found of rest.matchAll(/\b(she|her|herself|he|him|his|himself)\b/gi)) {
    const gender = /^(?:s|her)/i.test(found[0]) ? 'woman' : 'man';
    // "A doctor meets an old man. He …": the pronoun is the man's.
    const between = rest.slice(0, found.index);
    if (!(gender === 'woman' ? WOMEN : MEN).test(between)) return gender;
  }
  return undefined;
}

const STERN = ['clear', 'cloudy', 'wind', 'fog', 'rain', 'snow', 'storm'] as const;

/** The harder of two weathers: "sunlight after the rain" is still rain on the ground. */
export function sterner(
  known: Reading['weather'],
  found: NonNullable<Reading['weather']>,
): NonNullable<Reading['weather']> {
  return known !== null && STERN.indexOf(known) >= STERN.indexOf(found) ? known : found;
}

const WOMEN = /\b(?:wom[ae]n|girls?|lady|mother|mom|mum|grandmother|grandma|wife|daughter|sister|waitress)\b/i;
const MEN = /\b(?:m[ae]n|boys?|guy|father|dad|grandfather|grandpa|husband|son|brother|gentleman)\b/i;

/** A place that is only gone by. */
export const IS_PASSED = /\b(?:past|away from|in front of|opposite)\s+(?:[a-z-]+\s+){0,2}$/i;

/** "walks home", กลับบ้าน: the way there, unless somebody is at home. */
export function isWayHome(word: string, leading: string): boolean {
  return /^(?:home|กลับบ้าน)$/i.test(word) && !/\bat\s+$/i.test(leading);
}

/** A reading that knows nothing yet. */
export function emptyReading(language: Reading['language']): Reading {
  return {
    language,
    place: null,
    timeOfDay: null,
    weather: null,
    mood: null,
    emotion: null,
    people: [],
    things: [],
    actions: [],
    size: null,
    angle: null,
    move: null,
    transition: null,
    role: null,
    noPeople: false,
    grasp: 0,
  };
}

import type { Brief } from '../../../shared/model/brief.ts';
import type { Lighting, Mood, NarrativeRole, TimeOfDay, Weather } from '../../../shared/model/shot-terms.ts';
import type { SetKind } from '../../../shared/model/scene-description.ts';
import { hashText } from '../../../shared/util/seeded-random.ts';
import type { Reading } from '../reading-types.ts';
import { suggestSet } from '../reading/finish-reading.ts';
import { arrivesAt, placeImplied, streetFor, villageBridge } from './implied-places.ts';

/** Light, weather, place and time stay inside a scene and carry on until the text changes them. Pure. */

export interface World {
  place: { set: SetKind; label: string; variant: number };
  timeOfDay: TimeOfDay;
  weather: Weather;
}

const INDOORS: ReadonlySet<SetKind> = new Set([
  'room', 'kitchen', 'bedroom', 'restaurant', 'shop', 'office', 'classroom', 'workshop', 'gym', 'stage', 'product-table',
]); // prettier-ignore

/** Is the set under a roof? */
export function isIndoors(set: SetKind): boolean {
  return INDOORS.has(set);
}

/** One world per reading, in order: what a beat does not say, it takes from before it, else from the first that says it. */
export function carryWorlds(
  readings: readonly Reading[],
  overall: Reading,
  seed: number,
  context: Reading | null = null,
): World[] {
  const firstPlace = readings.find((reading) => reading.place !== null)?.place ?? overall.place;
  // A time that is first named late in the text is a change, not how the film begins.
  const timeIndex = readings.findIndex((reading) => reading.timeOfDay !== null);
  const early = timeIndex >= 0 && timeIndex < readings.length / 2 ? (readings[timeIndex]?.timeOfDay ?? null) : null;
  const firstTime = early ?? (timeIndex < 0 ? overall.timeOfDay : context?.timeOfDay) ?? 'day';
  let place = (firstPlace === null
    ? null
    : streetFor(firstPlace, readings.find((one) => one.place !== null) ?? overall)) ?? {
    set: suggestSet(readings[0] ?? overall) ?? suggestSet(overall) ?? defaultSet(overall),
    label: '',
  };
  let timeOfDay = firstTime;
  let weather =
    overall.weather !== null && !readings.some((reading) => reading.weather !== null) ? overall.weather : 'clear';
  let lastWater: { set: SetKind; label: string } | null = null;
  let arrival: { set: SetKind; label: string } | null = null;
  let lastOutside: { set: SetKind; label: string } | null = null;
  const seen = new Set<string>();
  const bridges = new Map<string, boolean>();
  const before: SetKind[] = [];
  const firstWeather = readings[0]?.weather ?? null;
  if (firstWeather !== null) weather = firstWeather;
  return readings.map((reading, index) => {
    const said = reading.place === null ? null : streetFor(reading.place, reading);
    // The shore of a lake is the lake's.
    const isBank = said !== null && place.set === 'river' && /^(?:shore|sand|pier|ริมฝั่ง|ท่าเรือ)/i.test(said.label);
    const inside = said !== null && isIndoors(said.set);
    const implied = said === null ? placeImplied(reading, seen, place, arrival) : null;
    for (const person of reading.people) seen.add(person.id);
    if (said !== null && inside && index > 0 && !isIndoors(place.set) && arrivesAt(reading)) {
      // Who stops at a shop is still in the street; the next picture is inside.
      arrival = said;
    } else if (implied !== null) {
      if (implied === 'outside') place = lastOutside ?? place;
      else place = implied;
      arrival = null;
    } else if (said !== null && !isBank) {
      arrival = null;
      // "The street" after "the busy street in Bangkok" is the same street.
      place = said.set === place.set && place.label !== '' ? place : said;
    } else if (AFLOAT.test(namesOf(reading)) && !WATER.has(place.set)) {
      // Nobody rows on the temple's stairs: a boat takes the scene back to the water.
      place = lastWater ?? { set: 'river', label: '' };
    }
    if (!isIndoors(place.set)) lastOutside = place;
    if (WATER.has(place.set) && place.set !== 'bridge') lastWater = place;
    const timeBefore = timeOfDay;
    if (reading.timeOfDay !== null) timeOfDay = reading.timeOfDay;
    if (reading.weather !== null) weather = reading.weather;
    // Who sees the sun rise or the new day stands in the rain no longer.
    else if (
      reading.timeOfDay !== null &&
      index > 0 &&
      ['dawn', 'day', 'golden-hour'].includes(timeOfDay) &&
      (['rain', 'storm'].includes(weather) || (weather === 'fog' && timeOfDay !== timeBefore))
    )
      weather = 'clear';
    if (place.set === 'bridge' && !bridges.has(place.label)) bridges.set(place.label, villageBridge(before));
    before.push(place.set);
    const roll = hashText(`${place.set}:${seed}`);
    // The bridges of a village are foot bridges (variants 2 and 3), those of a city carry roads.
    // Lakes and streams are wild (3), a pitch is no rice field (3).
    const special = variantOfWords(place);
    const variant =
      special ??
      (place.set === 'river' || place.set === 'field'
        ? roll % 3
        : place.set === 'bridge'
          ? (roll % 2) + (bridges.get(place.label) === true ? 2 : 0)
          : roll % 4);
    return { place: { ...place, variant }, timeOfDay, weather };
  });
}

/** Words of a place that ask for one arrangement of its set. */
function variantOfWords(place: { set: SetKind; label: string }): number | undefined {
  if (place.set === 'river' && /lake|stream|creek|pond|wetland|ทะเลสาบ|ลำธาร|บึง|หนองน้ำ|ห้วย/i.test(place.label))
    return 3;
  if (place.set === 'field' && /stadium|pitch|football|สนาม(?:ฟุตบอล|บอล|กีฬา)/i.test(place.label)) return 3;
  return undefined;
}

const WATER: ReadonlySet<SetKind> = new Set(['river', 'beach', 'bridge', 'market']);
const AFLOAT = /\b(?:boat|canoe|ship|kayak|rows?|rowing|paddl\w+|sail\w*)\b|เรือ(?!น)|พาย/i;

function namesOf(reading: Reading): string {
  return [...reading.things.map((thing) => thing.label), ...reading.actions.map((action) => action.verb)].join(' ');
}

function defaultSet(overall: Reading): SetKind {
  if (overall.things.some((thing) => thing.kind === 'product') && overall.people.length === 0) return 'product-table';
  if (overall.things.length > 0 && overall.people.length === 0 && overall.things[0]?.support !== 'ground')
    return 'product-table';
  const outside = overall.actions.some((action) =>
    ['walk', 'run', 'ride', 'drive', 'climb', 'jump'].includes(action.pose),
  );
  const atTable = overall.things.some((thing) => thing.support === 'table' || thing.support === 'wall');
  if (overall.people.length > 0) return outside && !atTable ? 'road' : 'room';
  if (overall.things.some((thing) => thing.kind === 'animal')) return atTable ? 'room' : 'park';
  return 'plain';
}

/** Light that the time, the weather and the place would really give; a dark mood may lower it. */
export function lightFor(world: World, mood: Mood): Lighting {
  const inside = isIndoors(world.place.set);
  const urban = ['city-street', 'alley', 'skyline', 'rooftop', 'station', 'market'].includes(world.place.set);
  if (world.timeOfDay === 'night') return inside ? 'practical' : urban ? 'neon' : 'low-key';
  if (mood === 'tense' || mood === 'mysterious') return 'low-key';
  if (inside) return mood === 'joyful' || mood === 'playful' || mood === 'energetic' ? 'high-key' : 'soft';
  if (['rain', 'storm', 'fog', 'cloudy', 'snow'].includes(world.weather)) return 'soft';
  if (world.timeOfDay !== 'day') return 'backlit';
  return mood === 'joyful' || mood === 'playful'
    ? 'high-key'
    : mood === 'calm' || mood === 'romantic'
      ? 'soft'
      : 'hard';
}

const MOOD_OF_ROLE: Partial<Record<NarrativeRole, Mood>> = {
  problem: 'tense',
  turn: 'hopeful',
  resolution: 'hopeful',
  product: 'proud',
  'call-to-action': 'energetic',
};

const MOOD_OF_EMOTION: Partial<Record<NonNullable<Reading['emotion']>, Mood>> = {
  happy: 'joyful',
  sad: 'sad',
  angry: 'tense',
  afraid: 'tense',
  determined: 'energetic',
  tired: 'sad',
  loving: 'romantic',
  surprised: 'playful',
};

/** Mood of one shot: its words, then its faces, then its part in the story, then the film's. */
export function moodFor(reading: Reading, role: NarrativeRole, overall: Reading, brief: Brief): Mood {
  if (reading.mood !== null) return reading.mood;
  const byFace = reading.emotion === null ? undefined : MOOD_OF_EMOTION[reading.emotion];
  if (byFace !== undefined) return byFace;
  if (role === 'problem') return 'tense';
  if (overall.mood !== null) return overall.mood;
  if (/\b(?:calm|gentle|warm|soft)\b|อบอุ่น|สงบ|เรียบง่าย/i.test(brief.brand.voice ?? '')) return 'calm';
  if (/\b(?:fun|playful|cheeky|witty)\b|สนุก|ขี้เล่น/i.test(brief.brand.voice ?? '')) return 'playful';
  if (/\b(?:bold|energetic|dynamic|strong)\b|มั่นใจ|พลัง/i.test(brief.brand.voice ?? '')) return 'energetic';
  return MOOD_OF_ROLE[role] ?? 'neutral';
}

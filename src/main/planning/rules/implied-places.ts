import type { SetKind } from '../../../shared/model/scene-description.ts';
import { suggestSet } from '../reading/finish-reading.ts';
import type { Reading } from '../reading-types.ts';

/** Places that the text does not say but people and verbs imply: the barista is in the café. Pure. */

interface Place {
  set: SetKind;
  label: string;
}

/** Trades that stand behind a counter, at a stove or at a board; and the sets that suit them as well. */
const BOUND: readonly (readonly [RegExp, SetKind, readonly SetKind[]])[] = [
  [/^(?:barista|waiter|waitress)/, 'restaurant', ['restaurant', 'market', 'shop', 'rooftop', 'stage', 'beach']],
  [/^(?:chef|baker)/, 'kitchen', ['kitchen', 'restaurant', 'market', 'stage', 'room', 'shop', 'field', 'park']],
  [/^(?:shopkeeper|barber)/, 'shop', ['shop', 'market', 'restaurant', 'workshop', 'office']],
  [/^(?:doctor|nurse|patient)/, 'room', ['room', 'bedroom', 'office', 'workshop', 'classroom', 'field']],
  [/^teacher/, 'classroom', ['classroom', 'park', 'stage', 'workshop', 'gym', 'field', 'forest', 'room']],
];
const ARRIVES = /^(?:stop|arriv|pull|reach|get to|park|approach|come|walk|ride|cycl|run)\w*|หยุด|ถึง|จอด|แวะ|เดินมา|มาถึง/i;
const SLEEPS = /^(?:wake|sleep|slept|woke|fall asleep|get out of bed)|ตื่น|หลับ/i;
const STOPS = /^(?:stop|arriv|pull|park)\w*|หยุด|มาถึง|จอด|แวะ/i;
const OUTDOOR_VERBS: ReadonlySet<string> = new Set(['ride', 'drive']);
const COUNTRY: ReadonlySet<SetKind> = new Set(['river', 'field', 'forest', 'temple', 'park', 'mountain', 'beach']);
const SKY_VIEW = /skyline|cityscape|skyscraper|lights|above|over|view|high-rise|วิว|เหนือ|ขอบฟ้า|แสงไฟ|ตึก/i;

/** A person who acts "in the city" is in its streets; the skyline is for looking at. */
export function streetFor(place: Place, reading: Reading): Place {
  const acts = reading.people.length > 0 && reading.actions.length > 0;
  if (/^(?:home|at home|ที่บ้าน|ในบ้าน)$/i.test(place.label) && reading.actions.some((action) => SLEEPS.test(action.verb)))
    return { set: 'bedroom', label: '' };
  return place.set === 'skyline' && acts && !SKY_VIEW.test(place.label) ? { ...place, set: 'city-street' } : place;
}

/** Does the person only come to a door in this beat? */
export function arrivesAt(reading: Reading): boolean {
  const last = reading.actions.at(-1);
  const came = reading.actions.some(
    (action) => action.pose === 'ride' || action.pose === 'drive' || action.pose === 'run',
  );
  return last !== undefined && (STOPS.test(last.verb) || (came && ARRIVES.test(last.verb)));
}

/**
 * The place that a beat without a named place moves to: through the door it arrived at, to where a newly met trade
 * works, to bed, to the stove, or out again on a saddle. Null: the scene stays where it is.
 */
export function placeImplied(
  reading: Reading,
  seen: ReadonlySet<string>,
  now: Place,
  arrival: Place | null,
): Place | 'outside' | null {
  const indoorsNow = INDOOR.has(now.set);
  const rides = reading.actions.some((action) => OUTDOOR_VERBS.has(action.pose));
  if (rides) return indoorsNow && now.label !== '' ? 'outside' : null;
  for (const person of reading.people) {
    if (seen.has(person.id)) continue;
    const bound = BOUND.find(([pattern]) => pattern.test(person.id));
    if (bound === undefined) continue;
    if (arrival !== null && bound[2].includes(arrival.set)) return arrival;
    if (!bound[2].includes(now.set)) return { set: bound[1], label: '' };
  }
  const things = new Set(reading.things.map((thing) => thing.id));
  const poses = new Set(reading.actions.map((action) => action.pose));
  const guests = reading.people.some((person) => /^(?:customer|diner)/.test(person.id));
  if (guests && (poses.has('eat') || poses.has('drink')) && now.set === 'kitchen')
    return { set: 'restaurant', label: '' };
  if (things.has('train') && reading.people.length > 0 && !STATION.has(now.set)) return { set: 'station', label: '' };
  if ([...things].some((id) => HOUSEHOLD.test(id)) && !indoorsNow) return { set: 'room', label: '' };
  if (arrival !== null && reading.people.length + reading.things.length > 0) return arrival;
  const vague = now.label === '' || now.set === 'room';
  if (vague && reading.actions.some((action) => SLEEPS.test(action.verb))) return { set: 'bedroom', label: '' };
  if (vague && poses.has('cook') && (indoorsNow || now.set === 'plain' || now.set === 'road'))
    return { set: 'kitchen', label: '' };
  if (now.label === '') {
    const usual = suggestSet(reading);
    if (usual !== null && usual !== now.set && reading.people.some((person) => !seen.has(person.id)))
      return { set: usual, label: '' };
  }
  return null;
}

const STATION: ReadonlySet<SetKind> = new Set(['station', 'bridge', 'road']);
const HOUSEHOLD = /^(?:door|sofa|television|mirror|piano)$/;

const INDOOR: ReadonlySet<SetKind> = new Set([
  'room', 'kitchen', 'bedroom', 'restaurant', 'shop', 'office', 'classroom', 'workshop', 'gym', 'stage', 'product-table',
]); // prettier-ignore

/** Is a bridge after these places one of a village? The newest places tell. */
export function villageBridge(before: readonly SetKind[]): boolean {
  const last = before.findLast((set) => set !== 'bridge');
  return last !== undefined && COUNTRY.has(last);
}

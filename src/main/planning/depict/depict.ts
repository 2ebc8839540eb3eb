import type { Prop, SceneDescription, Subject } from '../../../shared/model/scene-description.ts';
import { createSeededRandom } from '../../../shared/util/seeded-random.ts';
import { isIndoors, lightFor, weatherFor } from './air.ts';
import { castPeople, detailOf } from './cast-shot.ts';
import type { DepictInput } from './depict-input.ts';
import { dressingFor } from './dressing.ts';
import { actingThings, propsOfThings } from './place-things.ts';

const CLOSE = new Set(['CU', 'ECU', 'INS', 'MCU']);
const MAX_PROPS = 12;
/** Sizes with room for dressing. */
const ROOMY = new Set(['EWS', 'WS', 'FS', 'MWS']);
const EMPTY =
  /\b(?:empty|alone|quiet|deserted|lonely|solitary|silence|silent|nobody|minimal)\b|ว่างเปล่า|เดียวดาย|เงียบ|ร้าง|ลำพัง|โล่ง/i;

/**
 * The picture of one shot: who is where at its start and at its end, what the set is dressed with, what the framing is
 * about. Pure: the same input gives the same description.
 */
export function depict(input: DepictInput): SceneDescription {
  const weather = weatherFor(input.place.set, input.weather);
  const people = castPeople(input);
  const acting = actingThings(input, people);
  const subjects = [...people, ...acting].slice(0, 8);
  const prays = people.some((person) => person.end.pose === 'pray');
  const shown = new Set(acting.map((subject) => subject.id));
  const things = propsOfThings(
    input.reading.things.filter(
      (thing) => !shown.has(thing.id) && !(thing.support === 'hand' && people.length > 0 && !prays),
    ),
    input,
  );
  const props = dressed(things, subjects, input);
  const focus = focusOf(input, subjects, props);
  return {
    version: 1,
    seed: input.seed >>> 0,
    ratio: input.ratio,
    set: {
      kind: input.place.set,
      variant: Math.min(3, Math.max(0, Math.trunc(input.place.variant))),
      mirrored: input.size === 'OTS' && input.side === 'left',
    },
    timeOfDay: input.timeOfDay,
    weather,
    light: lightFor(input.lighting, input.timeOfDay, weather, input.place.set, input.seed),
    mood: input.mood,
    camera: {
      size: input.size,
      angle: input.angle,
      move: input.move,
      lens: input.lens,
      amount: amountOf(input),
      ...(focus === undefined ? {} : { focusId: focus.id }),
      detail: detailOf(
        input,
        subjects.find((subject) => subject.id === focus?.id),
      ),
    },
    subjects,
    props,
    foreground: foregroundOf(input, subjects),
    palette: input.palette.slice(0, 12),
    look: input.look,
    ...(input.caption === undefined || input.caption === '' ? {} : { caption: input.caption.slice(0, 500) }),
    ...(input.captionLanguage === undefined ? {} : { captionLanguage: input.captionLanguage }),
  };
}

/**
 * Named things, then a little of what makes the set readable: far or small, at the sides, in wide frames only. Nothing
 * stands behind a face, and an empty or quiet place stays empty.
 */
function dressed(things: readonly Prop[], subjects: readonly Subject[], input: DepictInput): Prop[] {
  const hasFace = subjects.some((subject) => subject.kind === 'person');
  const named = hasFace && CLOSE.has(input.size) ? things.filter((prop) => prop.support === 'table') : things;
  if (!ROOMY.has(input.size) || input.angle === 'overhead' || input.reading.noPeople || EMPTY.test(input.words ?? ''))
    return named.slice(0, MAX_PROPS);
  const taken = new Set([
    ...named.map((prop) => prop.pictogram),
    ...subjects.map((subject) => (subject.kind === 'person' ? (subject.holding ?? '') : subject.pictogram)),
  ]);
  const xs = subjects.flatMap((subject) => [subject.start.x, subject.end.x]);
  const isFree = (prop: Prop): boolean => xs.every((x) => Math.abs(x - prop.x) > 0.16);
  const extra = dressingFor(input.place.set)
    .props.filter((prop) => !taken.has(prop.pictogram) && isFree(prop))
    .filter((prop) => !(input.size === 'EWS' && prop.heightMetres < 0.6))
    .slice(0, Math.max(0, 2 - named.length));
  return [...named, ...extra].slice(0, MAX_PROPS);
}

/** An insert is about the thing, everything else about who acts. */
function focusOf(input: DepictInput, subjects: readonly Subject[], props: readonly Prop[]): { id: string } | undefined {
  const named = new Set(input.reading.things.map((thing) => thing.id));
  const thing =
    subjects.find((subject) => subject.kind === 'product') ??
    props.find((prop) => named.has(prop.id.replace(/-\d+$/, '')));
  if (input.size === 'INS' && thing !== undefined) return thing;
  if (input.size === 'OTS') {
    const people = subjects.filter((subject) => subject.kind === 'person');
    if (people.length > 1) return people[1];
  }
  const actorIds = new Set(input.reading.actions.map((action) => action.actorId));
  return subjects.find((subject) => actorIds.has(subject.id)) ?? subjects[0] ?? thing;
}

function amountOf(input: DepictInput): number {
  if (input.move === 'static') return 0;
  if (input.move === 'whip-pan') return 1;
  if (input.move === 'handheld') return 0.4;
  return CLOSE.has(input.size) ? 0.35 : input.establishing === true ? 0.6 : 0.5;
}

function foregroundOf(input: DepictInput, subjects: readonly Subject[]): SceneDescription['foreground'] {
  const { size, reading, place } = input;
  if (size === 'OTS') return reading.noPeople ? 'none' : 'shoulder';
  if (CLOSE.has(size) || size === 'POV' || input.angle === 'overhead') return 'none';
  if (place.set === 'stage' && subjects.length > 0 && reading.people.some((person) => person.count > 4)) return 'crowd';
  const isWet = input.weather === 'rain' || input.weather === 'storm' || input.weather === 'snow';
  if (isIndoors(place.set) && isWet && place.set !== 'plain' && place.set !== 'product-table') return 'window-frame';
  const fitting = dressingFor(place.set).foregrounds.filter(
    (name) => name !== 'crowd' || (!reading.noPeople && subjects.some((one) => one.count > 4)),
  );
  const roll = createSeededRandom(input.seed ^ (size.charCodeAt(0) * 7919)).next();
  const wanted = size === 'EWS' || size === 'WS' ? 0.75 : size === 'MS' || size === 'MWS' ? 0.4 : 0.2;
  return roll < wanted ? (fitting[Math.floor((roll / wanted) * fitting.length)] ?? 'none') : 'none';
}

import type { Prop, SceneDescription, Subject } from '../../../shared/model/scene-description.ts';
import { createSeededRandom } from '../../../shared/util/seeded-random.ts';
import { isIndoors, lightFor, weatherFor } from './air.ts';
import { castPeople, detailOf } from './cast-shot.ts';
import type { DepictInput } from './depict-input.ts';
import { dressingFor } from './dressing.ts';
import { actingThings, ambientSubject, propsOfThings } from './place-things.ts';

const CLOSE = new Set(['CU', 'ECU', 'INS', 'MCU']);
const MAX_PROPS = 12;

/**
 * The picture of one shot: who is where at its start and at its end, what the set is dressed with, what the framing is
 * about. Pure: the same input gives the same description.
 */
export function depict(input: DepictInput): SceneDescription {
  const weather = weatherFor(input.place.set, input.weather);
  const people = castPeople(input);
  const acting = actingThings(input, people);
  const ambient = people.length + acting.length === 0 ? ambientSubject(input) : null;
  const subjects = [...people, ...acting, ...(ambient === null ? [] : [ambient])].slice(0, 8);
  const shown = new Set(acting.map((subject) => subject.id));
  const things = propsOfThings(
    input.reading.things.filter((thing) => !shown.has(thing.id) && !(thing.support === 'hand' && people.length > 0)),
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

/** Named things first, then what makes the set readable, none twice and none where a subject stands. */
function dressed(things: readonly Prop[], subjects: readonly Subject[], input: DepictInput): Prop[] {
  const taken = new Set([
    ...things.map((prop) => prop.pictogram),
    ...subjects.map((subject) => (subject.kind === 'person' ? (subject.holding ?? '') : subject.pictogram)),
  ]);
  // Close to a thing, a plant on the floor would be a jungle; behind a face only what hangs far off stays.
  const room = CLOSE.has(input.size) ? 1 : Math.max(2, 4 - things.length);
  const isFar = (prop: Prop): boolean => prop.depth <= 0.4 && prop.support !== 'ground';
  const random = createSeededRandom(input.seed ^ 0x9d2c56);
  const shift = random.between(-0.03, 0.03);
  const extra = dressingFor(input.place.set)
    .props.filter((prop) => !taken.has(prop.pictogram))
    .filter((prop) => !(input.size === 'EWS' && prop.heightMetres < 0.4))
    .filter((prop) => !CLOSE.has(input.size) || isFar(prop) || input.place.set === 'product-table')
    .slice(0, input.size === 'ECU' || input.size === 'INS' ? 0 : room)
    .map((prop) => ({ ...prop, x: Math.round((prop.x + shift) * 1000) / 1000 }));
  return [...things, ...extra].slice(0, MAX_PROPS);
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
  return subjects.find((subject) => actorIds.has(subject.id)) ?? subjects[0] ?? thing ?? props[0];
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

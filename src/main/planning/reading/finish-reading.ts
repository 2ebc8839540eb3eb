import type { Pose, SetKind } from '../../../shared/model/scene-description.ts';
import { PEOPLE_TABLE, GROUP_TABLE } from '../data/people.ts';
import { rowsOf } from '../data/table.ts';
import type { CastMemory, Reading, ReadThing } from '../reading-types.ts';
import { hairColourIn } from './colour-words.ts';
import { addMounts } from './implied-mounts.ts';

const IN_HAND: ReadonlySet<Pose> = new Set([
  'hold',
  'drink',
  'eat',
  'phone',
  'read',
  'carry',
  'reach',
  'wave',
  'point',
]);

/** A live animal and what it is on a plate. */
const AS_FOOD: Readonly<Record<string, string>> = {
  '1f414': '1f357',
  '1f413': '1f357',
  '1f416': '1f356',
  '1f404': '1f969',
  '1f986': '1f357',
  '1f41f': '1f363',
};
const FOOD_SETS: ReadonlySet<SetKind> = new Set(['kitchen', 'restaurant', 'product-table']);

/** Last look at a whole reading: who does what when only one can, food on plates, things in hands, and the grasp. */
export function finishReading(reading: Reading, text: string, placeSuggested: boolean, memory: CastMemory): Reading {
  if (reading.noPeople) {
    reading.people = [];
    const ids = new Set(reading.things.map((thing) => thing.id));
    reading.actions = reading.actions.filter((action) => action.actorId === null || ids.has(action.actorId));
  }
  const onlyActor = reading.people.length === 1 ? reading.people[0]?.id : undefined;
  for (const action of reading.actions) action.actorId ??= onlyActor ?? null;
  // "มือของชาวประมง": the hands are somebody's who is there.
  if (reading.people.length > 1)
    reading.people = reading.people.filter((person) => !person.id.startsWith('hands-only'));
  meetMonk(reading, memory);
  showHouse(reading, text);
  recallIt(reading, text, memory);
  recallBoard(reading, text, memory);
  addMounts(reading, memory);
  reading.things = reading.things.map((thing) => settleThing(thing, reading, text));
  reading.emotion ??= emotionOfActions(reading);
  reading.grasp = graspOf(reading, text, placeSuggested);
  return reading;
}

const PUTS_DOWN = /\b(?:put|place|set|lay|arrange|serve)\w*|วาง|จัด|เสิร์ฟ/i;
const ON_TABLE = /\b(?:on|onto)\s+(?:\w+\s+){0,3}(?:counter|table|desk|bar|tray|shelf)\b|บน(?:โต๊ะ|เคาน์เตอร์|ถาด|ชั้น)/i;

/** The hair colour that the text gives the first person of a reading. */
export function paintHair(reading: Reading, memory: CastMemory, text: string): void {
  const hairColour = hairColourIn(text);
  const first = reading.people[0];
  if (hairColour === undefined || first === undefined || first.count > 1) return;
  const own = { ...first, looks: { ...first.looks, hairColour } };
  reading.people[0] = own;
  memory.people.set(own.id, own);
}

function settleThing(thing: ReadThing, reading: Reading, text: string): ReadThing {
  const hexcode = thing.pictogram.slice('emoji:'.length);
  const dish = AS_FOOD[hexcode];
  const action = reading.actions.find((one) => one.objectId === thing.id);
  if (dish !== undefined && thing.kind === 'animal') {
    const isCooked = action?.pose === 'eat' || action?.pose === 'cook';
    const isServed = reading.place !== null && FOOD_SETS.has(reading.place.set) && action?.pose !== 'run';
    if (isCooked || isServed) {
      return { ...thing, kind: 'thing', pictogram: `emoji:${dish}`, heightMetres: 0.12, support: 'table' };
    }
  }
  if (/^(?:surfboard|skateboard)$/.test(thing.id) && (action?.pose === 'carry' || action?.pose === 'hold'))
    return { ...thing, support: 'hand' };
  const isHandy = thing.heightMetres <= 0.7 && thing.kind !== 'animal' && thing.kind !== 'vehicle';
  // What is put down, or said to stand on a table, is seen there.
  if (thing.support === 'table' && action !== undefined && PUTS_DOWN.test(action.verb) && ON_TABLE.test(text))
    return thing;
  if (thing.id === 'umbrella' && reading.people.length > 0) return { ...thing, support: 'hand' };
  if (
    action !== undefined &&
    IN_HAND.has(action.pose) &&
    isHandy &&
    thing.support !== 'wall' &&
    reading.people.length > 0
  ) {
    return { ...thing, support: 'hand' };
  }
  return thing;
}

function emotionOfActions(reading: Reading): Reading['emotion'] {
  for (const action of reading.actions) {
    if (action.pose === 'cheer') return 'happy';
    if (action.pose === 'hug') return 'loving';
  }
  return null;
}

/** Place, actor, action weigh a third each; light, air, mood and trade words fill up a little of what is missing. */
function graspOf(reading: Reading, text: string, placeSuggested: boolean): number {
  const place = reading.place !== null ? 0.3 : placeSuggested ? 0.15 : 0;
  const actor = reading.people.length > 0 || reading.things.length > 0 ? 0.35 : 0;
  const action = reading.actions.length > 0 ? 0.3 : 0;
  const extras = [reading.timeOfDay, reading.weather, reading.mood, reading.size, reading.role, reading.emotion];
  const extra = Math.min(0.15, extras.filter((value) => value !== null).length * 0.05);
  return text.trim() === '' ? 0 : Math.min(1, Math.round((place + actor + action + extra) * 100) / 100);
}

/** "She reads it": the letter that was shown before, not a book. */
function recallIt(reading: Reading, text: string, memory: CastMemory): void {
  if (!/\b(?:it|them)\b|มัน/i.test(text) || reading.things.length > 0 || reading.people.length === 0) return;
  const action = reading.actions.find((one) => one.objectId === null && IN_HAND.has(one.pose));
  const known = [...memory.things.values()].findLast(
    (thing) => thing.heightMetres <= 0.7 && thing.kind !== 'vehicle' && thing.kind !== 'animal',
  );
  if (action === undefined || known === undefined) return;
  reading.things.push({ ...known, count: 1, support: 'hand' });
  action.objectId = known.id;
}

/** Alms are given to somebody: the monk who was met before. */
function meetMonk(reading: Reading, memory: CastMemory): void {
  const gives = reading.actions.some((action) => /alms|ใส่บาตร|ตักบาตร/i.test(action.verb));
  const monk = memory.people.get('monk') ?? memory.people.get('monk-group');
  if (gives && monk !== undefined && !reading.people.some((person) => person.id.startsWith('monk')))
    reading.people.push(monk);
}

/** A house by a lake is a house seen from outside: the set draws the lake, the house is the thing. */
function showHouse(reading: Reading, text: string): void {
  const outside = reading.place !== null && OUTDOOR.has(reading.place.set);
  if (
    !outside ||
    reading.people.length > 0 ||
    !/\b(?:house|villa|mansion|cabin|resort)\b|บ้านหลัง|วิลล่า|บ้านพัก|รีสอร์ท/i.test(text)
  )
    return;
  reading.things.unshift({
    kind: 'thing',
    id: 'house',
    label: /[\u0E00-\u0E7F]/.test(text) ? 'บ้าน' : 'house',
    count: 1,
    pictogram: 'emoji:1f3e1',
    heightMetres: 7,
    support: 'ground',
  });
}

const OUTDOOR: ReadonlySet<SetKind> = new Set([
  'park', 'field', 'river', 'beach', 'mountain', 'forest', 'road', 'city-street',
]); // prettier-ignore

/** "The board" is the surfboard that was named before; who stands on a wave stands on it. */
function recallBoard(reading: Reading, text: string, memory: CastMemory): void {
  const known = memory.things.get('surfboard') ?? memory.things.get('skateboard');
  if (known === undefined || reading.things.some((thing) => thing.id === known.id)) return;
  const names = /\bboards?\b|กระดาน/i.test(text);
  const onWave =
    known.id === 'surfboard' &&
    /\bon (?:the|a|her|his|that|one)? ?(?:\w+ )?waves?\b|บนคลื่น/i.test(text) &&
    reading.people.length > 0;
  if (names || onWave) reading.things.push({ ...known, support: 'ground', count: 1 });
}

const USUAL_SET = usualSets();

function usualSets(): ReadonlyMap<string, SetKind> {
  const sets = new Map<string, SetKind>();
  for (const row of [
    ...rowsOf(PEOPLE_TABLE).map((cells) => [cells[0], cells[4]]),
    ...rowsOf(GROUP_TABLE).map((cells) => [cells[0], cells[5]]),
  ]) {
    const [id, set] = row;
    if (id !== undefined && set !== undefined && set !== '') sets.set(id, set as SetKind);
  }
  return sets;
}

const SET_OF_POSE: Partial<Record<Pose, SetKind>> = {
  swim: 'beach',
  cook: 'kitchen',
  sell: 'market',
  type: 'office',
  drive: 'road',
  ride: 'road',
  climb: 'mountain',
  lift: 'gym',
  pray: 'temple',
};

/** Where such people and actions usually are: for texts that name no place when the film has none yet either. */
export function suggestSet(reading: Reading): SetKind | null {
  if (reading.place !== null) return reading.place.set;
  for (const person of reading.people) {
    const set = USUAL_SET.get(person.id.replace(/-(group|\d+)$/, ''));
    if (set !== undefined) return set;
  }
  for (const action of reading.actions) {
    const set = SET_OF_POSE[action.pose];
    if (set !== undefined) return set;
  }
  if (reading.people.length > 0) return null;
  const first = reading.things[0];
  if (first === undefined) return null;
  if (first.kind === 'vehicle')
    return /boat|ship|ferry|sail/.test(first.id) ? 'river' : first.support === 'air' ? 'skyline' : 'road';
  if (first.kind === 'animal') return 'field';
  return first.heightMetres < 0.6 ? 'product-table' : null;
}

import type { Prop, Subject, SubjectMoment, ThingSubject } from '../../../shared/model/scene-description.ts';
import { createSeededRandom, hashText } from '../../../shared/util/seeded-random.ts';
import { mountOf } from '../reading/implied-mounts.ts';
import type { ReadThing } from '../reading-types.ts';
import { isIndoors } from './air.ts';
import { actionsOf, pictogramOf } from './cast-shot.ts';
import type { DepictInput } from './depict-input.ts';
import { isMount, mountedHeight, underRider } from './mounts.ts';
import { momentsOf } from './moments.ts';

const HANDS_ON = new Set(['ride', 'drive']);
const FACE_ONLY = new Set(['CU', 'ECU', 'INS', 'MCU']);
const CLOSE = new Set(['CU', 'ECU', 'INS', 'MCU', 'MS']);

/** Animals, vehicles and products that act or that the shot is about. */
export function actingThings(input: DepictInput, people: readonly Subject[]): Subject[] {
  const { reading } = input;
  const subjects: Subject[] = [];
  for (const thing of reading.things) {
    if (thing.support === 'hand' && people.length > 0) continue;
    // Shoes that are tied or walked in are on the feet.
    if (people.length > 0 && isOnFeet(thing, input)) continue;
    const moves = thing.kind === 'animal' || thing.kind === 'vehicle';
    const isLead = people.length === 0 && subjects.length === 0;
    // A car around its driver would hide the face: close shots keep the person only.
    const drivers = people.filter((person) => person.end.pose === 'drive');
    if (thing.kind === 'vehicle' && drivers.length > 0 && CLOSE.has(input.size) && isMount(thing, reading)) continue;
    if (people.length > 0 && isMount(thing, reading)) {
      if (!FACE_ONLY.has(input.size)) subjects.push(placeMount(thing, people, input));
      continue;
    }
    if (moves || thing.kind === 'product' || isLead) subjects.push(placeThing(thing, subjects.length, people, input));
  }
  if (reading.things.length === 0 && people.length === 0 && input.productAsset !== undefined && isProductShot(input)) {
    subjects.push(placeThing(productThing(), 0, people, input));
  }
  return subjects.slice(0, 4);
}

/** Footwear beside its wearer is worn unless somebody holds it out. */
function isOnFeet(thing: ReadThing, input: DepictInput): boolean {
  const isFootwear = /^(?:running-shoes|high-heels|boots|sandals)$/.test(thing.id);
  return isFootwear && thing.support !== 'hand' && thing.support !== 'table' && input.reading.people.length > 0;
}

function placeMount(thing: ReadThing, people: readonly Subject[], input: DepictInput): Subject {
  const riderId = mountOf(input.reading)?.riderId;
  const rider = people.find((person) => person.id === riderId) ?? people[0];
  if (rider === undefined) throw new Error('a mount has a rider');
  return {
    kind: thing.kind === 'product' ? 'thing' : thing.kind,
    id: thing.id,
    label: thing.label.slice(0, 200),
    count: 1,
    pictogram: pictogramOf(thing, input),
    heightMetres: mountedHeight(thing),
    ...underRider(thing, rider),
  };
}

function isProductShot(input: DepictInput): boolean {
  return (
    input.place.set === 'product-table' || input.reading.role === 'product' || input.reading.role === 'call-to-action'
  );
}

function productThing(): ReadThing {
  return {
    kind: 'product',
    id: 'product',
    label: 'product',
    count: 1,
    pictogram: 'emoji:1f4e6',
    heightMetres: 0.25,
    support: 'table',
  };
}

function placeThing(thing: ReadThing, index: number, people: readonly Subject[], input: DepictInput): Subject {
  const direction = input.side === 'right' ? 1 : -1;
  const own = actionsOf(thing.id, input.reading.actions);
  const leader = people[0];
  const companion = own.length === 0 && leader !== undefined;
  const base = {
    kind: thing.kind,
    id: thing.id,
    label: thing.label.slice(0, 200),
    count: Math.min(12, thing.count),
    pictogram: pictogramOf(thing, input),
    heightMetres: thing.heightMetres,
  };
  if (companion && (thing.kind === 'animal' || thing.kind === 'vehicle'))
    return beside(base, leader, index, direction, input);
  const isAnimate = thing.kind === 'animal' || thing.kind === 'vehicle';
  const { start, end } = momentsOf({
    actions: own,
    size: input.size,
    direction,
    homeX: people.length > 0 ? 0.5 + direction * 0.24 : index === 0 ? 0.5 : 0.5 + direction * 0.22 * index,
    depthOffset: people.length > 0 ? 0.04 : -0.06 * index,
    emotion: null,
    mood: 'neutral',
    isFollowed: input.move === 'follow',
    toCamera: false,
    defaultPose: 'stand',
  });
  return {
    ...base,
    ...(isAnimate ? livelier(start, end, own.length > 0, direction, thing) : settled(start, end, thing, input)),
  };
}

/** An animal or vehicle without a verb still breathes or rolls a little; with one it crosses. */
function livelier(
  start: SubjectMoment,
  end: SubjectMoment,
  acts: boolean,
  direction: 1 | -1,
  thing: ReadThing,
): { start: SubjectMoment; end: SubjectMoment } {
  const step = acts ? 0 : thing.kind === 'vehicle' ? 0.18 : 0.09;
  const plain = { emotion: 'neutral' as const, pose: 'stand' as const };
  const from = { ...start, ...plain, pose: start.pose, x: round(start.x - direction * step) };
  const to = { ...end, ...plain, pose: end.pose, x: round(end.x + direction * step) };
  return Math.abs(from.x - to.x) < 0.02 && from.depth === to.depth
    ? { start: from, end: { ...to, x: round(to.x + direction * 0.06) } }
    : { start: from, end: to };
}

/** A thing does not walk: it comes into its place, or comes nearer as a hero does. */
function settled(
  start: SubjectMoment,
  end: SubjectMoment,
  thing: ReadThing,
  input: DepictInput,
): { start: SubjectMoment; end: SubjectMoment } {
  const still = { pose: 'stand' as const, emotion: 'neutral' as const, facing: 'camera' as const };
  const isHero =
    thing.kind === 'product' || input.reading.role === 'product' || input.reading.role === 'call-to-action';
  const from = {
    ...start,
    ...still,
    x: round(end.x),
    depth: round(Math.max(0.05, end.depth - (CLOSE.has(input.size) ? 0.015 : isHero ? 0.08 : 0.05))),
  };
  return { start: from, end: { ...end, ...still, x: round(end.x) } };
}

function beside(
  base: Omit<ThingSubject, 'start' | 'end'>,
  leader: Subject,
  index: number,
  direction: 1 | -1,
  input: DepictInput,
): Subject {
  const uses = input.reading.actions.some((action) => action.objectId === base.id && action.pose === 'sit');
  const rides = base.kind === 'vehicle' && (HANDS_ON.has(leader.end.pose) || uses);
  const rider = leader.end.pose === 'ride' && base.id === 'horse';
  const travels = Math.abs(leader.start.x - leader.end.x) > 0.02 || leader.start.depth !== leader.end.depth;
  const offset = rides || rider ? 0 : direction * (0.24 + 0.16 * index) * (travels && base.kind === 'animal' ? 0.8 : 1);
  const stays = base.kind === 'vehicle' && !rides;
  const at = (moment: SubjectMoment, isEnd: boolean): SubjectMoment => ({
    x: round((stays ? 0.5 : moment.x) + offset + (isEnd && !travels && base.kind === 'animal' ? -direction * 0.05 : 0)),
    depth: round(Math.min(1, Math.max(0.05, moment.depth + (rides || rider ? 0.01 : stays ? -0.12 : 0.03)))),
    pose: travels && !stays ? leader.end.pose : 'stand',
    facing: travels && !stays ? moment.facing : input.side === 'right' ? 'left' : 'right',
    emotion: 'neutral',
    opacity: 1,
  });
  const start = at(leader.start, false);
  const end = at(leader.end, true);
  return { ...base, start: stays ? { ...start, depth: end.depth } : start, end };
}

/** Named things that do not act, at places by their own names so that they stay put from shot to shot. */
export function propsOfThings(named: readonly ReadThing[], input: DepictInput): Prop[] {
  // Doors and windows are the set's; a second one would stand in the room.
  const things = named.filter((thing) => !isOnFeet(thing, input) && !/^(?:door|window|mirror|curtain)$/.test(thing.id));
  const props: Prop[] = [];
  for (const thing of things) {
    const random = createSeededRandom(input.seed ^ hashText(thing.id));
    const copies = Math.min(3, thing.count);
    // What a kneeling person lights or offers stands on the ground before them.
    const isLow = input.reading.actions.some((action) => action.pose === 'pray' || action.pose === 'kneel');
    const stands = thing.support === 'hand' ? 'table' : thing.support;
    const support = isLow && stands === 'table' && !isIndoors(input.place.set) ? 'ground' : stands;
    for (let copy = 0; copy < copies; copy += 1) {
      props.push({
        id: copies === 1 ? thing.id : `${thing.id}-${copy + 1}`,
        label: thing.label.slice(0, 200),
        pictogram: pictogramOf(thing, input),
        x: round(Math.min(0.92, Math.max(0.08, xOf(props.length, input) + random.between(-0.04, 0.04)))),
        depth: round(support === 'air' ? 0.4 : thing.heightMetres > 3 ? 0.35 : 0.66 + 0.03 * copy),
        heightMetres: thing.heightMetres,
        support,
      });
    }
  }
  return props.slice(0, 8);
}

/** Beside the actor, on the side the actor looks to first: that is where the story is. */
function xOf(index: number, input: DepictInput): number {
  const direction = input.side === 'right' ? 1 : -1;
  const step = 0.16 + 0.13 * Math.floor(index / 2);
  return index % 2 === 0 ? 0.5 + direction * step : 0.5 - direction * (step + 0.12);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

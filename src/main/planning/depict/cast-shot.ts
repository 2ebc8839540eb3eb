import { HAND_POSES } from './hand-poses.ts';
import type { Pose, SceneDescription, Subject } from '../../../shared/model/scene-description.ts';
import { createCastMemory, chooseLooks } from '../reading/cast.ts';
import type { ReadAction, ReadPerson, ReadThing } from '../reading-types.ts';
import type { DepictInput } from './depict-input.ts';
import { expandGroup } from './expand-group.ts';
import { momentsOf } from './moments.ts';
import { mountedPoseOf } from './mounts.ts';

/** Things that hands take when the verb needs one and the text names none. */
const IMPLIED_IN_HAND: Partial<Record<Pose, string>> = {
  phone: 'emoji:1f4f1',
  read: 'emoji:1f4d6',
  drink: 'emoji:2615',
};
const FOLLOWING = new Set(['follow', 'truck-left', 'truck-right', 'arc-left', 'arc-right']);
const MAX_PERSONS = 5;
const TOGETHER: ReadonlySet<Pose> = new Set([
  'dance',
  'hug',
  'shake-hands',
  'walk',
  'run',
  'cheer',
  'sit',
  'eat',
  'drink',
  'climb',
  'swim',
]);
/** Two who talk stand an arm apart whatever the size: in a wide frame that is a small part of it. */
const SPACING: Record<DepictInput['size'], number> = {
  EWS: 0.3,
  WS: 0.5,
  FS: 0.7,
  MWS: 0.9,
  MS: 1,
  MCU: 1,
  CU: 1,
  ECU: 1,
  OTS: 1,
  POV: 0.7,
  INS: 1,
};

/** The people of one shot, with what they do, where they stand and what they hold. */
export function castPeople(input: DepictInput): Subject[] {
  const people = peopleOf(input);
  const principals = people.filter((person) => person.count === 1).slice(0, MAX_PERSONS);
  const crowds = people.filter((person) => person.count > 1);
  const subjects: Subject[] = principals.map((person, index) => placePerson(person, index, principals.length, input));
  // Over the shoulder, the shoulder is the first one's; a concert's crowd is in front of the stage (the foreground).
  if (input.size === 'OTS' && subjects.length > 1)
    return subjects.slice(1, 2).map((one) => acrossTheShoulder(one, input.side));
  if (input.place.set === 'stage' && subjects.length > 0) return subjects;
  for (const [index, crowd] of crowds.slice(0, 2).entries())
    subjects.push(placeCrowd(crowd, index, principals.length === 0, input));
  return subjects;
}

/** Nobody is invented where the text denies people, names some, or lets an animal, a vehicle or a product act. */
function peopleOf(input: DepictInput): ReadPerson[] {
  const { reading } = input;
  if (reading.noPeople) return [];
  // An insert shows the thing itself; a point of view does not show who looks.
  if (input.size === 'INS' && reading.things.length > 0 && reading.detail === undefined) return [];
  const everybody = reading.people.flatMap(expandGroup);
  const hasOther = everybody.length > 1 || reading.things.length > 0;
  const named = input.size === 'POV' && hasOther ? everybody.slice(1) : everybody;
  if (input.size === 'POV' && hasOther) return named;
  if (named.length > 0) return named;
  const acts = reading.actions.find((action) => action.actorId === null && HAND_POSES.has(action.pose));
  if (acts === undefined || input.establishing === true) return [];
  const looks = chooseLooks('person', {}, 1, createCastMemory().people.values());
  return [{ kind: 'person', id: 'person', label: acts.verb, count: 1, looks, named: false }];
}

/** The actions of one subject; members of a group share the group's. */
export function actionsOf(id: string, actions: readonly ReadAction[]): ReadAction[] {
  const group = `${id.replace(/-\d+$/, '')}-group`;
  return actions.filter((action) => action.actorId === id || action.actorId === group);
}

function placePerson(person: ReadPerson, index: number, total: number, input: DepictInput): Subject {
  const { reading, size, side, move, mood } = input;
  const direction = side === 'right' ? 1 : -1;
  const own = actionsOf(person.id, reading.actions);
  const unclaimed = index === 0 ? reading.actions.filter((action) => action.actorId === null) : [];
  const actions = own.length > 0 ? own : unclaimed.length > 0 ? unclaimed : sharedActions(reading.actions);
  const travels = actions.some((action) => action.travel !== 'none');
  const mounted = mountedPoseOf(reading, person, index);
  // Two who stay face each other; all who travel go the same way.
  const inward: 1 | -1 = index % 2 === 0 ? direction : direction === 1 ? -1 : 1;
  const homeX =
    total === 1 ? 0.5 - direction * (travels ? 0.03 : 0.08) : 0.5 - inward * apart(index, reading.actions, input);
  const { start, end } = momentsOf({
    actions,
    size,
    direction: travels || total === 1 ? direction : inward,
    homeX: round(travels && total > 1 ? 0.47 + direction * ((total - 1) / 2 - index) * 0.12 : homeX),
    depthOffset: index === 0 ? 0 : travels ? -0.05 * index : -0.02 * index - (index > 1 ? 0.08 : 0),
    emotion: reading.emotion,
    mood,
    isFollowed: FOLLOWING.has(move),
    toCamera: total === 1 && reading.role === 'call-to-action',
    defaultPose: total === 1 ? poseOfTrade(person.id, input) : 'stand',
    ...(mounted === undefined ? {} : { mountedPose: mounted }),
  });
  const holding = holdingOf(person, actions, index, input);
  // Who hug come together: they begin a step apart.
  if (total > 1 && end.pose === 'hug' && start.pose !== 'hug')
    start.x = round(Math.min(0.9, Math.max(0.1, end.x - inward * Math.min(0.2, 0.4 / frameMetres(input)))));
  return {
    kind: 'person',
    id: person.id,
    label: person.label.slice(0, 200),
    start,
    end,
    count: 1,
    looks: person.looks,
    ...(holding === undefined ? {} : { holding }),
  };
}

/** Metres across the frame at the subject, by size and ratio. */
function frameMetres({ size, ratio }: DepictInput): number {
  const high: Record<DepictInput['size'], number> = {
    EWS: 16, WS: 4.7, FS: 2.15, MWS: 1.45, MS: 1.05, MCU: 0.75, CU: 0.5, ECU: 0.3, OTS: 0.85, POV: 2.8, INS: 0.6,
  }; // prettier-ignore
  const [wide = 16, tall = 9] = ratio.split(':').map(Number);
  return (high[size] * wide) / tall;
}

/** Half the distance of two who face each other: an arm's length, less to shake hands or to hug. */
function apart(index: number, actions: readonly ReadAction[], input: DepictInput): number {
  const usual = SPACING[input.size] * (0.17 + 0.15 * Math.floor(index / 2));
  const width = frameMetres(input);
  if (actions.some((action) => action.pose === 'hug')) return Math.min(usual, 0.18 / width);
  if (actions.some((action) => action.pose === 'shake-hands')) return Math.min(0.3, 0.42 / width);
  return index < 2 ? Math.min(0.3, Math.max(usual, 0.5 / width)) : usual;
}

/** A chef of whom nothing is said cooks, a vendor sells: at their own place. */
function poseOfTrade(id: string, input: DepictInput): Pose {
  if (input.reading.detail !== undefined || input.reading.role === 'call-to-action') return 'stand';
  if (/^(?:chef|baker)/.test(id) && input.place.set === 'kitchen') return 'cook';
  if (id.startsWith('vendor') && input.place.set === 'market') return 'sell';
  return 'stand';
}

/** Past the first one's shoulder the second looks back at the first: the line of the scene holds. */
function acrossTheShoulder(subject: Subject, side: DepictInput['side']): Subject {
  const home = side === 'right' ? 0.58 : 0.42;
  const facing = side === 'right' ? 'left' : 'right';
  const seen = (moment: Subject['start']): Subject['start'] => ({
    ...moment,
    x: round(home + (moment.x - subject.start.x) * 0.5),
    facing: moment.facing === 'left' || moment.facing === 'right' ? facing : moment.facing,
  });
  return { ...subject, start: seen(subject.start), end: seen(subject.end) };
}

/** Who has no verb of their own joins what all do together ("they dance"), not what one does alone. */
function sharedActions(actions: readonly ReadAction[]): ReadAction[] {
  // A hug and a handshake take two: the other does the same, and stays where they are.
  const mutual = actions.find((action) => action.pose === 'hug' || action.pose === 'shake-hands');
  if (mutual !== undefined) return [{ ...mutual, travel: 'none' }];
  return actions.filter((action) => TOGETHER.has(action.pose)).slice(0, 1);
}

function holdingOf(
  person: ReadPerson,
  actions: readonly ReadAction[],
  index: number,
  input: DepictInput,
): string | undefined {
  // Folded hands hold nothing: what was brought lies in front.
  if (actions.some((action) => action.pose === 'pray')) return undefined;
  const inHand = input.reading.things.filter((thing) => thing.support === 'hand');
  const taken =
    inHand.find((thing) => actions.some((action) => action.objectId === thing.id)) ??
    (index === 0 ? inHand[0] : undefined);
  if (taken !== undefined) return pictogramOf(taken, input);
  if (person.count > 1) return undefined;
  const implied = actions.map((action) => IMPLIED_IN_HAND[action.pose]).find((reference) => reference !== undefined);
  return implied;
}

/** The product is its own picture when the client gave one. */
export function pictogramOf(thing: ReadThing, input: DepictInput): string {
  const isPromoted = input.productId === undefined || input.productId === thing.id || thing.id === 'product';
  return thing.kind === 'product' &&
    isPromoted &&
    input.productAsset !== undefined &&
    /^asset:[A-Za-z0-9:_.-]{1,100}$/.test(input.productAsset)
    ? input.productAsset
    : thing.pictogram;
}

function placeCrowd(crowd: ReadPerson, index: number, leads: boolean, input: DepictInput): Subject {
  const { reading, size, side, move, mood } = input;
  const direction = side === 'right' ? 1 : -1;
  const { start, end } = momentsOf({
    actions: actionsOf(crowd.id, reading.actions),
    size: leads ? size : 'WS',
    direction,
    homeX: leads ? 0.5 : round(0.5 + direction * (0.24 - 0.5 * index)),
    depthOffset: leads ? 0 : -0.22,
    emotion: reading.emotion,
    mood,
    isFollowed: FOLLOWING.has(move),
    toCamera: false,
    defaultPose: input.place.set === 'stage' ? 'cheer' : 'stand',
  });
  return {
    kind: 'person',
    id: crowd.id,
    label: crowd.label.slice(0, 200),
    start,
    end,
    count: Math.min(12, crowd.count),
    looks: crowd.looks,
  };
}

/** What an extreme close-up or an insert shows of a person. */
export function detailOf(input: DepictInput, focus: Subject | undefined): SceneDescription['camera']['detail'] {
  if (focus?.kind !== 'person') return 'whole';
  if (focus.id.startsWith('hands-only')) return 'hands';
  const pose = focus.end.pose;
  const isClose = input.size === 'ECU' || input.size === 'CU' || input.size === 'INS';
  if (isClose && input.reading.detail !== undefined) return input.reading.detail;
  if (input.size === 'INS') return 'hands';
  if (input.size === 'ECU') {
    if ((pose === 'walk' || pose === 'run') && input.angle === 'ground') return 'feet';
    return HAND_POSES.has(pose) && pose !== 'look-up' ? 'hands' : 'eyes';
  }
  return input.size === 'CU' || input.size === 'MCU' ? 'face' : 'whole';
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

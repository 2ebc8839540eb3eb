import type { CastMemory, ReadAction, ReadThing, Reading } from '../reading-types.ts';

/** What a verb of riding, rowing, driving or surfing needs under the person, where the text does not name it. */

type Mount = Pick<ReadThing, 'kind' | 'id' | 'pictogram' | 'heightMetres' | 'support'>;

const mount = (kind: ReadThing['kind'], id: string, hexcode: string, heightMetres: number): Mount => ({
  kind,
  id,
  pictogram: `emoji:${hexcode}`,
  heightMetres,
  support: 'ground',
});

const BY_VERB: readonly (readonly [RegExp, Mount])[] = [
  [/\b(?:cycl\w*|bik(?:e|es|ing)|pedal\w*)\b|ปั่น/i, mount('vehicle', 'bicycle', '1f6b2', 1.1)],
  [/\b(?:row(?:s|ed|ing)?|paddl\w+)\b|พาย|ล่องเรือ|แจวเรือ/i, mount('vehicle', 'boat', '1f6f6', 0.8)],
  [/\b(?:sail\w*)\b|แล่น/i, mount('vehicle', 'sailboat', '26f5', 6)],
  [/\b(?:surf\w*)\b|เล่นเซิร์ฟ|โต้คลื่น/i, mount('vehicle', 'surfboard', '1f3c4', 0.5)],
  [/\b(?:skateboard\w*|skat(?:e|es|ing))\b|สเก็ต/i, mount('vehicle', 'skateboard', '1f6f9', 0.25)],
  [/\b(?:driv\w+|steer\w*|drove)\b|ขับ/i, mount('vehicle', 'car', '1f697', 1.5)],
];
const RIDES = /\b(?:rid(?:e|es|ing|den)|rode)\b|ขี่|ซ้อน|บิด/i;
const TWO_WHEELS = mount('vehicle', 'bicycle', '1f6b2', 1.1);
const SCOOTER = mount('vehicle', 'motorcycle', '1f3cd', 1.2);
const RIDEABLE =
  /^(?:bicycle|motorcycle|scooter|kick-scooter|horse|elephant|buffalo|skateboard|sailboat|boat|surfboard)$/;
const COURIER = /^(?:rider|courier)/;
const ACTS_ON: ReadonlySet<ReadAction['pose']> = new Set(['ride', 'drive', 'sit', 'run']);

/** The mount of a reading's people, named or implied; null where nobody rides, rows, drives or surfs. */
export function mountOf(reading: Reading): { thing: ReadThing; riderId: string | null } | null {
  for (const action of reading.actions) {
    const wanted = wantedBy(action, reading, null);
    if (wanted === null) continue;
    const thing = reading.things.find(
      (one) => one.id === wanted.id || (RIDES.test(action.verb) && RIDEABLE.test(one.id)),
    );
    if (thing !== undefined) return { thing, riderId: action.actorId };
  }
  return null;
}

function wantedBy(action: ReadAction, reading: Reading, memory: CastMemory | null): Mount | null {
  if (!ACTS_ON.has(action.pose)) return null;
  const verb = action.verb;
  const known = BY_VERB.find(([pattern]) => pattern.test(verb));
  if (known !== undefined) {
    const object = reading.things.find((thing) => thing.id === action.objectId && thing.kind === 'vehicle');
    return object ?? known[1];
  }
  if (action.pose === 'drive')
    return reading.things.find((thing) => thing.kind === 'vehicle') ?? BY_VERB[5]?.[1] ?? null;
  if (!RIDES.test(verb)) return null;
  const here = reading.things.find((thing) => RIDEABLE.test(thing.id));
  if (here !== undefined) return here;
  // A train, a bus, a lift: one rides inside of it, nothing stands under the person.
  if (reading.things.some((thing) => thing.kind === 'vehicle')) return null;
  const before = [...(memory?.things.values() ?? [])].findLast((thing) => RIDEABLE.test(thing.id));
  if (before !== undefined) return before;
  return reading.people.some((person) => COURIER.test(person.id)) ? SCOOTER : TWO_WHEELS;
}

/** Adds what the verbs imply, so that nobody rides on air or rows on a path. Changes the reading it is given. */
export function addMounts(reading: Reading, memory: CastMemory): void {
  const isActor = (id: string | null): boolean => id === null || reading.people.some((person) => person.id === id);
  for (const action of reading.actions) {
    if (!isActor(action.actorId) || reading.people.length === 0) continue;
    const wanted = wantedBy(action, reading, memory);
    if (wanted === null || reading.things.some((thing) => thing.id === wanted.id)) continue;
    const thing: ReadThing = { label: wanted.id.replace(/-/g, ' '), count: 1, ...wanted };
    reading.things.push(thing);
    memory.things.delete(thing.id);
    memory.things.set(thing.id, thing);
  }
}

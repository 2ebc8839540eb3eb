import type { Brief } from '../../../shared/model/brief.ts';
import type { Language } from '../../../shared/model/shot-terms.ts';
import type { PersonLooks } from '../../../shared/model/scene-description.ts';
import type { CastMemory, Reading } from '../reading-types.ts';
import type { World } from './continuity.ts';
import { carryWorlds } from './continuity.ts';
import type { WordGuard } from './forbidden-words.ts';
import { isAbstract, metaphorFor } from './metaphors.ts';
import type { Beat, BeatSheet, RulesPlannerDeps } from './rules-types.ts';
import { condense, withoutTradeWords } from './captions.ts';

/** Reads every beat in order with one cast, so that the runner of line one is the runner of line nine. */

export interface ReadBeat {
  beat: Beat;
  /** Clean of forbidden words; what the picture shows. */
  text: string;
  reading: Reading;
  /** What the person's own words say, before any metaphor. */
  ownReading: Reading;
  world: World;
  /** True where the picture is a metaphor for an abstract sentence. */
  isMetaphor: boolean;
}

export interface ReadBoard {
  beats: ReadBeat[];
  overall: Reading;
}

const CONTINUES =
  /^(?:and\s+)?(?:then|he|she|they|it|his|her|their|finally|next|after that|afterwards|suddenly|but|one|another|the other|both|everyone|together|until|before|while|as)\b|^(?:เขา|เธอ|มัน|พวกเขา|แล้ว|จากนั้น|ต่อมา|สุดท้าย|ในที่สุด|ก่อน|ขณะ|จน|แต่|ทั้งสอง|ทั้งคู่|คนหนึ่ง|อีกคน|ทุกคน)/i;

/** Reads the sheet. Beats that go on about the same people without naming them keep them. */
export function readBoard(
  sheet: BeatSheet,
  brief: Brief,
  language: Language,
  guard: WordGuard,
  deps: RulesPlannerDeps,
): ReadBoard {
  const options = (memory: CastMemory) => ({ language, memory, seed: brief.seed });
  const everything = [sheet.context, ...sheet.beats.map((beat) => beat.pictureText)].join('\n').slice(0, 12_000);
  const overall = deps.readText(guard.clean(everything), options(deps.createCastMemory()));
  const memory: CastMemory = {
    ...deps.createCastMemory(),
    genders: gendersOf(overall),
  };
  const context = sheet.context === '' ? null : deps.readText(guard.clean(sheet.context), options(memory));
  const read = (text: string): Reading => deps.readText(text, options(memory));

  const beats: Omit<ReadBeat, 'world'>[] = [];
  for (const beat of sheet.beats) {
    const cleaned = guard.clean(beat.pictureText);
    const text = cleaned === '' ? fallbackText(overall, language) : cleaned;
    const ownReading = withoutPronounPlace(read(text));
    const carried = inherit(ownReading, text, beats.at(-1)?.reading ?? context);
    let entry = { beat, text, reading: carried, ownReading, isMetaphor: false };
    if (isAbstract(text, entry.reading)) {
      const metaphor = metaphorFor(text, overall, language);
      const shown = metaphor === null ? '' : guard.clean(metaphor);
      if (shown !== '') {
        const reading = read(shown);
        entry = { ...entry, text: shown, reading: { ...reading, grasp: reading.grasp * 0.5 }, isMetaphor: true };
      }
    }
    const headed =
      beat.heading === null ? null : deps.readText(guard.clean(beat.heading), options(deps.createCastMemory()));
    if (headed !== null) {
      entry = {
        ...entry,
        reading: {
          ...entry.reading,
          place:
            headed.place === null ? entry.reading.place : { ...headed.place, label: headed.place.label.toLowerCase() },
          timeOfDay: entry.reading.timeOfDay ?? headed.timeOfDay,
          weather: entry.reading.weather ?? headed.weather,
        },
      };
    }
    beats.push(entry);
  }
  const world = context ?? overall;
  const worlds = carryWorlds(
    beats.map((entry) => entry.reading),
    {
      ...overall,
      place: world.place ?? overall.place,
      timeOfDay: world.timeOfDay ?? overall.timeOfDay,
      weather: world.weather ?? overall.weather,
    },
    brief.seed,
    context,
  );
  return {
    overall,
    beats: beats.map((entry, index) => {
      const world = worlds[index];
      if (world === undefined) throw new Error('a world per beat');
      return { ...entry, world };
    }),
  };
}

/**
 * What later words tell about people whose noun does not. "She" means the woman who was there before the barista, so only
 * the first of a gender learns it.
 */
function gendersOf(overall: Reading): ReadonlyMap<string, PersonLooks['gender']> {
  const genders = new Map<string, PersonLooks['gender']>();
  const taken = new Set<PersonLooks['gender']>();
  for (const person of overall.people) {
    const { gender } = person.looks;
    if (person.count > 1 || gender === 'neutral' || taken.has(gender)) continue;
    taken.add(gender);
    genders.set(person.id, gender);
  }
  return genders;
}

function fallbackText(overall: Reading, language: Language): string {
  const label = overall.people[0]?.label ?? overall.things[0]?.label;
  if (label !== undefined) return label;
  return language === 'th' ? 'บรรยากาศของสถานที่' : 'The place and its mood';
}

/** "then the forest": nobody is named, but the sentence goes on, so the same people do the same thing there. */
function inherit(reading: Reading, text: string, before: Reading | null): Reading {
  if (before === null || reading.people.length > 0) return reading;
  const actsAlone = reading.things.some((thing) => thing.kind !== 'thing' && thing.kind !== 'product');
  if (actsAlone || before.people.length + before.things.length === 0) return reading;
  const goesOn = CONTINUES.test(text.trim());
  // "Runs to the shore" goes on about somebody; "Steam rises" has a subject of its own.
  const verb = reading.actions[0]?.verb.toLowerCase();
  const startsWithVerb = verb !== undefined && verb !== '' && text.trim().toLowerCase().startsWith(verb);
  if (!goesOn && !startsWithVerb) return reading;
  const actor = before.people[0] ?? before.things.find((thing) => thing.kind !== 'thing');
  const actions = (reading.actions.length > 0 ? reading.actions : goesOn ? before.actions : []).map((action) => ({
    ...action,
    actorId: action.actorId ?? actor?.id ?? null,
  }));
  const carried = before.people.length > 0 ? [] : before.things.filter((thing) => thing.kind !== 'thing').slice(0, 1);
  return { ...reading, people: before.people, things: [...reading.things, ...carried], actions };
}

/**
 * Several beats in one picture: two short ones of one place together, else the most drawable one alone; the rest is told
 * by the scene's text.
 */
export function tellTogether(beats: readonly ReadBeat[]): ReadBeat {
  const [first, second] = beats;
  if (first === undefined) throw new Error('a group holds at least one beat');
  const isPair = second !== undefined && beats.length === 2 && first.world.place.set === second.world.place.set;
  if (isPair && first.text.length + second.text.length <= 160 && !first.isMetaphor && !second.isMetaphor) {
    const [a, b] = [first.reading, second.reading];
    const join = /[.!?…]$/.test(first.text) || /[\u0E00-\u0E7F]$/.test(first.text) ? ' ' : ', ';
    const others = <T extends { id: string }>(own: readonly T[], more: readonly T[]): T[] => [
      ...own,
      ...more.filter((entry) => !own.some((known) => known.id === entry.id)),
    ];
    return {
      ...first,
      text: `${first.text}${join}${second.text}`,
      world: { ...first.world, weather: second.world.weather },
      reading: {
        ...a,
        people: others(a.people, b.people),
        things: others(a.things, b.things),
        actions: [...a.actions, ...b.actions],
        mood: a.mood ?? b.mood,
        emotion: a.emotion ?? b.emotion,
        size: a.size ?? b.size,
        angle: a.angle ?? b.angle,
        move: a.move ?? b.move,
      },
    };
  }
  return beats.reduce((best, beat) => (beat.reading.grasp > best.reading.grasp + 0.05 ? beat : best), first);
}

/** A caption line from the words of a beat: what stands on the screen, what is spoken, else a condensed line. */
export function captionOf(beat: Beat, guard: WordGuard, language: Language, options: { condensed: boolean }): string {
  // A line with a hole in it is no line: better none.
  if (beat.onScreen !== null) return wholeLine(beat.onScreen, guard).slice(0, 300);
  if (beat.voiceOver !== null) return wholeLine(beat.voiceOver, guard).slice(0, 400);
  return options.condensed ? wholeLine(condense(withoutTradeWords(beat.pictureText), language), guard) : '';
}

/** The line as it is, or nothing where the guard would take a word out of it (which it counts). */
export function wholeLine(line: string, guard: WordGuard): string {
  return guard.clean(line) === line || !guard.finds(line) ? line : '';
}

/** Thai "เขา" is "he" and "mountain"; alone it is never where a scene plays. */
function withoutPronounPlace(reading: Reading): Reading {
  return reading.place !== null && /^(?:เขา|เธอ)$/.test(reading.place.label.trim())
    ? { ...reading, place: null }
    : reading;
}

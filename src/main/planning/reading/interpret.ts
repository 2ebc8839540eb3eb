import type { Emotion, PersonLooks } from '../../../shared/model/scene-description.ts';
import type { Language } from '../../../shared/model/shot-terms.ts';
import type { LooksHint, Sense, ThingSense } from '../data/lexicon-types.ts';
import { NAME_IDS } from '../data/names.ts';
import type { CastMemory, ReadAction, ReadPerson, ReadThing, Reading } from '../reading-types.ts';
import { chooseLooks, lastPerson, remember } from './cast.ts';
import { clothesColourAt } from './colour-words.ts';
import type { ChosenMention } from './choose-senses.ts';
import {
  AIRY,
  emptyReading,
  genderOfWord,
  GENERIC,
  idFor,
  IS_PASSED,
  isWayHome,
  isApposition,
  OTHER_ONE,
  OWNED,
  sterner,
  WEAK_PLACE,
} from './read-hints.ts';
import { createPersonChoice } from './person-choice.ts';
import { finishReading, paintHair } from './finish-reading.ts';
import { partOf } from './part-words.ts';
export interface Interpreter {
  take(mention: ChosenMention, before: ChosenMention | undefined, after: ChosenMention | undefined): void;
  finish(): Reading;
}

type SenseOf<K extends Sense['kind']> = Extract<Sense, { kind: K }>;

/** Walks once over the mentions of a text and gathers a reading. The state is the reader's: who acts, what is denied. */
export function createInterpreter(text: string, language: Language, memory: CastMemory, seed: number): Interpreter {
  const reading = emptyReading(language);
  const { findKnown, newPerson } = createPersonChoice(text, memory, seed);
  let placeScore = -1;
  let placeSuggested = false;
  let quantity: number | null = null;
  let looks: LooksHint = {};
  let denies = false;
  let seemsEmpty = false;
  let actorId: string | null = null;
  let newest: { person: ReadPerson; end: number } | null = null;
  let newestThing: { thing: ReadThing; end: number } | null = null;
  let openAction: ReadAction | null = null;
  let direction: ReadAction['travel'] | null = null;
  let support: ReadThing['support'] | null = null;
  let firstEmotion: Emotion | null = null;

  const reset = (strength: 1 | 2): void => {
    quantity = null;
    looks = {};
    denies = false;
    if (strength === 2) {
      openAction = null;
      direction = null;
      support = null;
    }
  };

  const addPerson = (person: ReadPerson, end: number): void => {
    const known = reading.people.findIndex((other) => other.id === person.id);
    if (known >= 0) reading.people[known] = person;
    else reading.people.push(person);
    remember(memory, person);
    newest = { person, end };
  };

  /** Changes the newest person everywhere: a later word told more about it. */
  const amend = (change: Partial<ReadPerson>): void => {
    if (newest === null) return;
    addPerson({ ...newest.person, ...change }, newest.end);
  };

  /** The words that follow gave a person a better id: what was said of the old one holds for it. */
  const rename = (oldId: string, id: string): void => {
    for (const action of reading.actions) if (action.actorId === oldId) action.actorId = id;
    actorId = id;
  };

  /** "hugs her", "ให้เขา": the one that something is done to is not the one who does it. */
  const takeOther = (gender: PersonLooks['gender'] | null, end: number): boolean => {
    const known = [...reading.people, ...[...memory.people.values()].reverse()];
    const other = known.find(
      (person) =>
        person.id !== openAction?.actorId &&
        person.count === 1 &&
        (gender === null || person.looks.gender === gender || person.looks.gender === 'neutral'),
    );
    if (other === undefined) return false;
    if (!reading.people.some((person) => person.id === other.id)) reading.people.push(other);
    if (newest !== null) newest.end = end;
    return true;
  };

  const takePerson = (sense: SenseOf<'person'>, mention: ChosenMention, before: ChosenMention | undefined): void => {
    if (denies) {
      reading.noPeople ||= GENERIC.has(sense.id) || sense.count > 1;
      return;
    }
    // "her hands", "มือของเขา": a part of somebody who is already there.
    if (sense.id === 'hands-only') {
      if (reading.people.length > 0 || (before !== undefined && /^(her|his|their|my|your|our)$/i.test(before.text))) {
        if (reading.people.length === 0) takePronoun({ kind: 'pronoun', gender: null, plural: false }, mention);
        return;
      }
    }
    // "her grandmother's house": the house is there, the grandmother need not be.
    if (/['’]s$/.test(mention.text) && OWNED.test(text.slice(mention.end, mention.end + 30))) return;
    // A name is a name only with its capital: "tan shoes" are no Tan.
    if (NAME_IDS.has(sense.id) && mention.script === 'en' && !/^\p{Lu}/u.test(mention.text)) return;
    if (newest !== null && NAME_IDS.has(newest.person.id) && isApposition(text.slice(newest.end, mention.start))) {
      const person = newest.person;
      const hint = { ...sense.looks, gender: person.looks.gender, ...looks };
      const others = [...memory.people.values()].filter((other) => other.id !== person.id);
      amend({ looks: chooseLooks(person.id, hint, seed, others) });
      newest.end = mention.end;
      looks = {};
      return;
    }
    const count = quantity ?? (mention.form === 's' && sense.count === 1 ? 3 : sense.count);
    const joins = newest !== null && /^\s*$/.test(text.slice(newest.end, mention.start)) && count === 1;
    if (joins && newest !== null && GENERIC.has(newest.person.id.replace(/-\d+$/, '')) !== GENERIC.has(sense.id)) {
      joinPerson(newest.person, sense, mention);
      return;
    }
    const start = before !== undefined && Object.keys(looks).length > 0 ? before.start : mention.start;
    const label = text.slice(start, mention.end);
    const hint = { ...sense.looks, ...genderOfWord(mention.text), ...looks };
    const isOther =
      OTHER_ONE.test(text.slice(Math.max(0, mention.start - 20), start)) || /^\s*อีกคน/.test(text.slice(mention.end));
    const isDefinite =
      /\b(the|that|this|same)\s*$/i.test(text.slice(Math.max(0, start - 8), start)) ||
      /^\s*(คน)?(นั้น|เดิม|นี้)/.test(text.slice(mention.end));
    const known = isOther ? null : findKnown(sense, hint, isDefinite, count);
    const person =
      known === null ? newPerson(sense.id, hint, count, label, mention, isOther) : { ...known, label, named: true };
    addPerson(person, mention.end);
    actorId = person.id;
    looks = {};
    quantity = null;
  };

  const joinPerson = (first: ReadPerson, sense: SenseOf<'person'>, mention: ChosenMention): void => {
    const roleId = GENERIC.has(sense.id) ? first.id : sense.id;
    const label = text.slice(Math.max(0, mention.start - first.label.length - 1), mention.end).trim();
    const known = memory.people.get(roleId);
    reading.people = reading.people.filter((person) => person.id !== first.id);
    if (first.id !== roleId) memory.people.delete(first.id);
    const gender = sense.looks.gender ?? first.looks.gender;
    const hint: LooksHint = { age: first.looks.age, ...(GENERIC.has(sense.id) ? {} : sense.looks), gender };
    const looksOf =
      known !== undefined && known !== first ? known.looks : chooseLooks(roleId, hint, seed, memory.people.values());
    const own = GENERIC.has(sense.id) ? { ...first.looks, ...sense.looks, gender } : looksOf;
    addPerson({ ...first, id: roleId, label, looks: own }, mention.end);
    rename(first.id, roleId);
  };

  const takePronoun = (sense: SenseOf<'pronoun'>, mention: ChosenMention): void => {
    if (denies) return;
    if (newest !== null && newest.end === mention.start) return; // "ผู้หญิงคนนั้น": the same words go on
    if (sense.plural) {
      const here = reading.people.length > 0 ? reading.people : [...memory.people.values()].slice(-2);
      for (const person of here) addPerson(person, mention.end);
      actorId = here.at(-1)?.id ?? actorId;
      return;
    }
    const isObject =
      openAction?.actorId !== null &&
      openAction !== null &&
      (mention.script === 'en'
        ? /^(?:her|him)$/i.test(mention.text)
        : /(?:ให้|กอด|หา|กับ|มอง|ช่วย|จูบ|ถาม|บอก)\s*$/.test(text.slice(Math.max(0, mention.start - 8), mention.start)));
    const likely = sense.gender ?? (mention.text === 'เธอ' ? 'woman' : mention.text === 'เขา' ? 'man' : null);
    if (isObject && takeOther(likely, mention.end)) return;
    const people = [...reading.people];
    const known = [...memory.people.values()];
    // Thai pronouns lean to one gender: the rider is meant before the market woman.
    const person =
      lastPerson(people, likely) ??
      lastPerson(known, likely) ??
      lastPerson(people, sense.gender) ??
      lastPerson(known, sense.gender);
    if (person === null) {
      // Thai pronouns tell no gender for sure; "เธอ" is mostly a woman, "เขา" mostly a man.
      const gender = likely;
      if (gender === null) return;
      takePerson({ kind: 'person', id: gender, looks: { gender }, count: 1, set: null }, mention, undefined);
      return;
    }
    const fitted: PersonLooks =
      person.looks.gender === 'neutral' && sense.gender !== null
        ? { ...person.looks, gender: sense.gender }
        : person.looks;
    addPerson({ ...person, looks: fitted }, mention.end);
    actorId = person.id;
  };

  const takeThing = (sense: ThingSense, mention: ChosenMention, before: ChosenMention | undefined): void => {
    if (denies) return;
    // "in a red shirt", "ในเสื้อสีแดง": what somebody wears is no thing beside them.
    const colour = sense.id === 'clothes' ? clothesColourAt(text, mention.start, mention.end) : undefined;
    const isWorn = /(?:ใน|ใส่|สวม|\b(?:in|wears|wearing)\s+(?:an?\s+)?(?:\w+\s+)?)$/i.test(
      text.slice(Math.max(0, mention.start - 22), mention.start),
    );
    if (sense.id === 'clothes' && newest !== null && (isWorn || colour !== undefined)) {
      if (colour !== undefined) amend({ looks: { ...newest.person.looks, clothesColour: colour } });
      return;
    }
    const count = Math.min(12, quantity ?? (mention.form === 's' ? 3 : 1));
    const thing: ReadThing = {
      kind: sense.thing,
      id: sense.id,
      label: mention.text,
      count,
      pictogram: `emoji:${sense.hexcode}`,
      heightMetres: sense.heightMetres,
      support: support ?? sense.support,
    };
    const known = reading.things.findIndex((other) => other.id === thing.id);
    if (known < 0) reading.things.push(thing);
    memory.things.delete(thing.id);
    memory.things.set(thing.id, thing);
    newestThing = { thing: known < 0 ? thing : (reading.things[known] ?? thing), end: mention.end };
    const follows = /^(in|at|on|from|near|behind|past|over|under|into)$/i.test(before?.text ?? '');
    if (openAction !== null && openAction.objectId === null && openAction.actorId !== thing.id)
      openAction.objectId = thing.id;
    else if (!follows && (sense.thing === 'animal' || sense.thing === 'vehicle')) actorId = thing.id;
    quantity = null;
    looks = {};
  };

  const takeVerb = (sense: SenseOf<'verb'>, mention: ChosenMention, before: ChosenMention | undefined): void => {
    if (denies) return;
    const isAdjective =
      mention.form === 'ed' &&
      before?.senses.some((other) => other.kind === 'word' && other.wordClass === 'determiner');
    if (isAdjective === true) return;
    const travel = sense.travel === 'none' ? 'none' : (direction ?? sense.travel);
    // "Mist hangs", "หมอกลอย", "dust floats": the air acts, nobody else does.
    const isAir =
      actorId === null &&
      before !== undefined &&
      before.breaks === 0 &&
      (mention.script === 'en'
        ? before.senses.length === 0 || before.senses.every((one) => AIRY.has(one.kind))
        : before.end === mention.start && before.senses.some((one) => one.kind === 'weather' || one.kind === 'time'));
    if (isAir && mention.form !== 'ing') return;
    // "she watches the train leave": the object of one verb acts in the next.
    const stands = newestThing as { thing: ReadThing; end: number } | null;
    const isObjectActing =
      mention.script === 'en' &&
      stands !== null &&
      (stands.thing.kind === 'animal' || stands.thing.kind === 'vehicle' || openAction === null) &&
      /^\s*$/.test(text.slice(stands.end, mention.start));
    if (isObjectActing) actorId = stands.thing.id;
    const subject = actorId ?? reading.things.find((thing) => thing.kind !== 'thing')?.id ?? null;
    openAction = { verb: mention.text, pose: sense.pose, actorId: subject, objectId: null, travel };
    reading.actions.push(openAction);
    looks = {};
  };

  const takePlace = (sense: SenseOf<'place'>, mention: ChosenMention, before: ChosenMention | undefined): void => {
    if (denies) return;
    const isPlaced = before?.senses.some((other) => other.kind === 'word') === true ? 2 : 0;
    // "walks home", "past closed shops": the way there is not the place.
    const leading = text.slice(Math.max(0, mention.start - 28), mention.start);
    if (isWayHome(mention.text, leading) && (openAction?.travel ?? 'none') !== 'none') return;
    const isPassed = IS_PASSED.test(leading);
    const score = isPassed ? 0 : (WEAK_PLACE.test(mention.text) ? 0 : 3) + isPlaced;
    if (score > placeScore) {
      reading.place = { set: sense.set, label: mention.text };
      placeScore = score;
    }
    quantity = null;
    looks = {};
  };

  const takeLooks = (sense: SenseOf<'looks'>, mention: ChosenMention): void => {
    const adjoins = newest !== null && /^[\s]*$/.test(text.slice(newest.end, mention.start));
    const clothesColour =
      sense.looks.clothes === undefined ? undefined : clothesColourAt(text, mention.start, mention.end);
    const wears = clothesColour === undefined ? sense.looks : { ...sense.looks, clothesColour };
    const isDress =
      sense.looks.clothes !== undefined || sense.looks.hair !== undefined || sense.looks.glasses !== undefined;
    if (newest !== null && (isDress || (mention.script === 'th' && adjoins))) {
      amend({ looks: { ...newest.person.looks, ...wears } });
      newest = { person: newest.person, end: adjoins ? mention.end : newest.end };
    } else looks = { ...looks, ...wears };
  };

  const takeQuantity = (sense: SenseOf<'quantity'>, mention: ChosenMention): void => {
    // Thai counts after the noun: เด็กสองคน, หมาสามตัว.
    const adjoins = (end: number | undefined): boolean =>
      end !== undefined && /^\s*$/.test(text.slice(end, mention.start));
    if (mention.script === 'th' && newest !== null && adjoins(newest.end)) {
      if (sense.count > 1 && newest.person.count === 1) {
        reading.people = reading.people.filter((person) => person.id !== newest?.person.id);
        const oldId = newest.person.id;
        amend({ count: sense.count, id: idFor(oldId, sense.count) });
        rename(oldId, newest.person.id);
      }
      newest.end = mention.end;
    } else if (mention.script === 'th' && newestThing !== null && adjoins(newestThing.end)) {
      newestThing.thing.count = Math.min(12, sense.count);
    } else quantity = sense.count;
  };

  const takeSense = (sense: Sense, mention: ChosenMention, before: ChosenMention | undefined): void => {
    switch (sense.kind) {
      case 'place':
        takePlace(sense, mention, before);
        break;
      case 'time':
        // "a can of Daybreak": a capital inside a sentence makes a name of the word.
        if (mention.script === 'en' && /^\p{Lu}/u.test(mention.text) && before !== undefined && before.breaks === 0)
          break;
        if (!denies) reading.timeOfDay ??= sense.value;
        break;
      case 'weather':
        if (!denies) reading.weather = sterner(reading.weather, sense.value);
        break;
      case 'mood':
        if (!denies) reading.mood ??= sense.value;
        break;
      case 'emotion':
        if (!denies) firstEmotion = sense.value;
        break;
      case 'person':
        takePerson(sense, mention, before);
        placeSuggested ||= sense.set !== null;
        break;
      case 'pronoun':
        takePronoun(sense, mention);
        break;
      case 'thing':
        takeThing(sense, mention, before);
        break;
      case 'verb':
        takeVerb(sense, mention, before);
        break;
      case 'looks':
        takeLooks(sense, mention);
        break;
      case 'trade':
        reading.size ??= sense.size;
        reading.angle ??= sense.angle;
        reading.move ??= sense.move;
        reading.transition ??= sense.transition;
        break;
      case 'role':
        if (!denies) reading.role = sense.value === 'call-to-action' ? sense.value : (reading.role ?? sense.value);
        break;
      case 'quantity':
        takeQuantity(sense, mention);
        break;
      case 'negation':
        denies = !sense.people;
        // "an empty office" is empty of others: who is named stays.
        if (sense.people && /^(empty|deserted|unmanned|uninhabited)\b/i.test(mention.text)) seemsEmpty = true;
        else reading.noPeople ||= sense.people;
        break;
      case 'direction':
        if (openAction !== null && openAction.travel !== 'none') openAction.travel = sense.travel;
        else direction = sense.travel;
        break;
      case 'support':
        support = sense.value;
        if (newestThing !== null) newestThing.thing.support = sense.value;
        break;
      case 'word':
        break;
    }
  };

  return {
    take(mention, before) {
      if (mention.breaks > 0) reset(mention.breaks === 2 ? 2 : 1);
      // A space in Thai ends a clause as a comma does in English.
      else if (
        mention.script === 'th' &&
        before !== undefined &&
        before.end < mention.start &&
        /\s/.test(text.slice(before.end, mention.start))
      ) {
        denies = false;
      }
      for (const sense of mention.senses) takeSense(sense, mention, before);
    },
    finish() {
      reading.emotion = firstEmotion;
      if (seemsEmpty && reading.people.length === 0) reading.noPeople = true;
      const part = partOf(text, ['CU', 'ECU', 'INS'].includes(reading.size ?? ''));
      if (part !== undefined) reading.detail = part;
      paintHair(reading, memory, text);
      return finishReading(reading, text, placeSuggested, memory);
    },
  };
}

import type { Emotion, PersonLooks, Pose, SetKind } from '../../../shared/model/scene-description.ts';
import type {
  CameraAngle,
  CameraMove,
  Mood,
  NarrativeRole,
  ShotSize,
  TimeOfDay,
  Transition,
  Weather,
} from '../../../shared/model/shot-terms.ts';
import { ANIMAL_VEHICLE_TABLE, FOOD_TABLE } from '../data/common-things.ts';
import { OBJECT_TABLE } from '../data/common-objects.ts';
import { EMOTION_TABLE, MOOD_TABLE, TIME_TABLE, WEATHER_TABLE } from '../data/conditions.ts';
import { NEGATION_TABLE, QUANTITY_TABLE, SUPPORT_TABLE, WORD_TABLE } from '../data/function-words.ts';
import type { Sense, WordClass } from '../data/lexicon-types.ts';
import { NAME_TABLE } from '../data/names.ts';
import { GROUP_TABLE, LOOKS_TABLE, PEOPLE_TABLE, PRONOUN_TABLE } from '../data/people.ts';
import { PLACE_TABLE } from '../data/places.ts';
import { rowsOf, wordsOf } from '../data/table.ts';
import { ROLE_TABLE, TRADE_TABLE } from '../data/trade-terms.ts';
import { DIRECTION_TABLE, VERB_TABLE } from '../data/verbs.ts';
import type { ReadAction, ReadThing } from '../reading-types.ts';
import { looksHintOf } from './looks-hint.ts';
import { lemmasOf } from './lemmas.ts';
import { indexedPictograms } from './pictograms.ts';

/** Phrases and what they can mean; keys are lower case, words parted by one space. */
export interface Lexicon {
  english: ReadonlyMap<string, readonly Sense[]>;
  /** Longest English phrase in words. */
  englishMaxWords: number;
  /** Single words of the pictograms' tags that name one picture only; a last resort for a noun. */
  englishTags: ReadonlyMap<string, Sense>;
  thai: ReadonlyMap<string, readonly Sense[]>;
  /** Longest Thai phrase in UTF-16 units. */
  thaiMaxChars: number;
  thaiSegmenter: Intl.Segmenter;
}

/** Builds both lexicons from the data tables. About 25 ms: call once and keep it. */
export function buildLexicon(): Lexicon {
  const english = new Map<string, Sense[]>();
  const thai = new Map<string, Sense[]>();
  const add = (enCell: string | undefined, thCell: string | undefined, sense: Sense): void => {
    for (const phrase of wordsOf(enCell)) addSense(english, phrase.toLowerCase(), sense);
    for (const phrase of wordsOf(thCell)) addSense(thai, phrase, sense);
  };
  addTables(add);
  const { labels, tags } = indexedPictograms();
  for (const { en, th, sense } of labels) {
    if (en !== '' && !lemmasOf(en).some((lemma) => english.has(lemma.base))) addSense(english, en, sense);
    if (th !== '' && !thai.has(th)) addSense(thai, th, sense);
  }
  const englishTags = new Map<string, Sense>();
  for (const [tag, sense] of tags) {
    if (!lemmasOf(tag).some((lemma) => english.has(lemma.base))) englishTags.set(tag, sense);
  }
  let englishMaxWords = 1;
  for (const key of english.keys()) englishMaxWords = Math.max(englishMaxWords, key.split(' ').length);
  let thaiMaxChars = 1;
  for (const key of thai.keys()) thaiMaxChars = Math.max(thaiMaxChars, key.length);
  const thaiSegmenter = new Intl.Segmenter('th', { granularity: 'word' });
  return { english, englishMaxWords, englishTags, thai, thaiMaxChars, thaiSegmenter };
}

function addSense(target: Map<string, Sense[]>, phrase: string, sense: Sense): void {
  const key = phrase.replace(/’/g, "'").replace(/\s+/g, ' ');
  const known = target.get(key);
  if (known === undefined) target.set(key, [sense]);
  else if (!known.some((other) => other.kind === sense.kind)) known.push(sense);
}

type Add = (en: string | undefined, th: string | undefined, sense: Sense) => void;

// The tables are our own and read by tests row by row, so the casts below are the only place that trusts them.
function addTables(add: Add): void {
  for (const [set, en, th] of rowsOf(PLACE_TABLE)) add(en, th, { kind: 'place', set: set as SetKind });
  for (const [value, en, th] of rowsOf(TIME_TABLE)) add(en, th, { kind: 'time', value: value as TimeOfDay });
  for (const [value, en, th] of rowsOf(WEATHER_TABLE)) add(en, th, { kind: 'weather', value: value as Weather });
  for (const [value, en, th] of rowsOf(MOOD_TABLE)) add(en, th, { kind: 'mood', value: value as Mood });
  for (const [value, en, th] of rowsOf(EMOTION_TABLE)) add(en, th, { kind: 'emotion', value: value as Emotion });
  for (const [id = '', en, th, hints = '', set = ''] of rowsOf(PEOPLE_TABLE)) {
    add(en, th, { kind: 'person', id, looks: looksHintOf(hints), count: 1, set: setOrNull(set) });
  }
  for (const [id = '', count, en, th, hints = '', set = ''] of rowsOf(GROUP_TABLE)) {
    add(en, th, { kind: 'person', id, looks: looksHintOf(hints), count: Number(count), set: setOrNull(set) });
  }
  for (const [gender = '', en, th] of rowsOf(NAME_TABLE)) {
    for (const name of wordsOf(en))
      add(name, '', { kind: 'person', id: name, looks: looksHintOf(gender), count: 1, set: null });
    for (const name of wordsOf(th))
      add('', name, { kind: 'person', id: name, looks: looksHintOf(gender), count: 1, set: null });
  }
  for (const [hint = '', en, th] of rowsOf(LOOKS_TABLE)) add(en, th, { kind: 'looks', looks: looksHintOf(hint) });
  for (const [gender, plural, en, th] of rowsOf(PRONOUN_TABLE)) {
    const known = gender === '-' ? null : (gender as PersonLooks['gender']);
    add(en, th, { kind: 'pronoun', gender: known, plural: plural === 'yes' });
  }
  for (const table of [ANIMAL_VEHICLE_TABLE, FOOD_TABLE, OBJECT_TABLE]) addThings(table, add);
  for (const [pose, travel, en, th, set = ''] of rowsOf(VERB_TABLE)) {
    add(en, th, { kind: 'verb', pose: pose as Pose, travel: travel as ReadAction['travel'], set: setOrNull(set) });
  }
  for (const [size, angle, move, transition, en, th] of rowsOf(TRADE_TABLE)) {
    add(en, th, {
      kind: 'trade',
      size: dashed<ShotSize>(size),
      angle: dashed<CameraAngle>(angle),
      move: dashed<CameraMove>(move),
      transition: dashed<Transition>(transition),
    });
  }
  for (const [value, en, th] of rowsOf(ROLE_TABLE)) add(en, th, { kind: 'role', value: value as NarrativeRole });
  for (const [count, en, th] of rowsOf(QUANTITY_TABLE)) add(en, th, { kind: 'quantity', count: Number(count) });
  for (const [people, en, th] of rowsOf(NEGATION_TABLE)) add(en, th, { kind: 'negation', people: people === 'yes' });
  for (const [travel, en, th] of rowsOf(DIRECTION_TABLE)) {
    add(en, th, { kind: 'direction', travel: travel as ReadAction['travel'] });
  }
  for (const [value, en, th] of rowsOf(SUPPORT_TABLE)) {
    add(en, th, { kind: 'support', value: value as ReadThing['support'] });
  }
  for (const [name, en, th] of rowsOf(WORD_TABLE)) add(en, th, { kind: 'word', wordClass: name as WordClass });
}

function addThings(table: string, add: Add): void {
  for (const [hexcode = '', thing, height, support, en, th] of rowsOf(table)) {
    const id = (wordsOf(en)[0] ?? hexcode).replace(/[^a-z0-9]+/g, '-');
    add(en, th, {
      kind: 'thing',
      thing: thing as ReadThing['kind'],
      id,
      hexcode,
      heightMetres: Number(height),
      support: support as ReadThing['support'],
    });
  }
}

function setOrNull(cell: string): SetKind | null {
  return cell === '' ? null : (cell as SetKind);
}

function dashed<T extends string>(cell: string | undefined): T | null {
  return cell === undefined || cell === '-' ? null : (cell as T);
}

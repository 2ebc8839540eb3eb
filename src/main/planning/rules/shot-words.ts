import type { Language } from '../../../shared/model/shot-terms.ts';
import type { Reading } from '../reading-types.ts';
import type { CoverageKind } from './rules-types.ts';
import type { World } from './continuity.ts';
import { article, personWords } from './metaphors.ts';
import { timeWords, weatherWords } from './trade-words.ts';

/** The sentence of an added shot, in the brief's language: about the same people, things and place. Pure. */

const SET_WORDS_EN: Partial<Record<World['place']['set'], string>> = {
  'city-street': 'the city street',
  'product-table': 'the table',
  plain: 'the place',
};
const SET_WORDS_TH: Record<World['place']['set'], string> = {
  'city-street': 'ถนนในเมือง',
  skyline: 'เส้นขอบฟ้าของเมือง',
  rooftop: 'ดาดฟ้า',
  alley: 'ตรอก',
  forest: 'ป่า',
  park: 'สวนสาธารณะ',
  mountain: 'ภูเขา',
  field: 'ทุ่งนา',
  desert: 'ทะเลทราย',
  beach: 'ชายหาด',
  river: 'แม่น้ำ',
  market: 'ตลาด',
  temple: 'วัด',
  road: 'ถนน',
  bridge: 'สะพาน',
  station: 'สถานี',
  room: 'ห้อง',
  kitchen: 'ครัว',
  bedroom: 'ห้องนอน',
  restaurant: 'ร้านอาหาร',
  shop: 'ร้าน',
  office: 'สำนักงาน',
  classroom: 'ห้องเรียน',
  workshop: 'โรงงานเล็กๆ',
  gym: 'ยิม',
  stage: 'เวที',
  'product-table': 'โต๊ะ',
  plain: 'สถานที่',
};

/** "the river", "แม่น้ำ": the text's own word for the place, else the set's. */
export function placeWords(world: World, language: Language): string {
  const label = world.place.label.trim();
  if (label !== '') return language === 'en' && !/[\u0E00-\u0E7F]/.test(label) ? article(label) : label;
  if (language === 'th') return SET_WORDS_TH[world.place.set];
  return SET_WORDS_EN[world.place.set] ?? `the ${world.place.set.replace('-', ' ')}`;
}

/** Words of an added shot. `turn` picks another view when the same kind comes back. */
export function coverageSentence(
  kind: Exclude<CoverageKind, 'told'>,
  turn: number,
  reading: Reading,
  world: World,
  language: Language,
): string {
  const first = reading.people[0];
  const person = first === undefined ? undefined : personWords(first, language);
  const animal = reading.things.find((entry) => entry.kind === 'animal')?.label;
  const things = reading.things.filter((thing) => thing.label !== '');
  const thing = things[turn % Math.max(1, things.length)]?.label;
  const place = placeWords(world, language);
  const when = [timeWords(world.timeOfDay, language), weatherWords(world.weather, language)].filter(Boolean).join(' ');
  const en = language === 'en';
  const who = person === undefined ? null : en ? article(person) : person;
  const what = thing === undefined ? null : en ? article(thing) : thing;
  switch (kind) {
    case 'establishing':
      if (en)
        return turn === 0
          ? `${cap(place)} ${when}, the whole place in view.`
          : `${cap(place)} seen from above, ${when}.`;
      return turn === 0 ? `เห็น${place}ทั้งหมด${when}` : `มองจากมุมสูงเห็น${place}${when}`;
    case 'detail':
      if (what !== null && turn <= things.length)
        return en ? `A detail: ${what}, close enough to touch.` : `รายละเอียดของ${what}ในระยะใกล้`;
      if (who !== null)
        return en
          ? turn % 2 === 0
            ? `A detail: the hands of ${who}.`
            : `A detail: the feet of ${who}.`
          : turn % 2 === 0
            ? `รายละเอียดที่มือของ${who}`
            : `รายละเอียดที่เท้าของ${who}`;
      return en ? `A detail of ${place}.` : `รายละเอียดของ${place}`;
    case 'reaction':
      if (who !== null) return en ? `The face of ${who}, taking it in.` : `ใบหน้าของ${who}ที่กำลังรู้สึก`;
      if (animal !== undefined) return en ? `The face of ${article(animal)}, alert.` : `ใบหน้าของ${animal}ในระยะใกล้`;
      if (what !== null) return en ? `Somebody enjoys ${what}.` : `คนคนหนึ่งเพลิดเพลินกับ${what}`;
      return en ? `Closer on ${place}.` : `เข้าใกล้${place}`;
    case 'result':
      if (who !== null)
        return en ? `${cap(who)} once more, from further away, ${when}.` : `เห็น${who}อีกครั้งจากระยะไกล ${when}`;
      return en
        ? `${cap(what ?? place)} once more, from further away, ${when}.`
        : `เห็น${what ?? place}อีกครั้งจากระยะไกล ${when}`;
    case 'end-card': {
      const hero = heroOf(reading)?.label;
      const shown = hero === undefined ? null : en ? article(hero) : hero;
      if (shown !== null)
        return en
          ? `${cap(shown)} alone, room around it for the closing words.`
          : `${shown}เด่นอยู่ตรงกลาง เว้นที่ว่างสำหรับข้อความปิดท้าย`;
      if (who !== null)
        return en
          ? `${cap(who)} looks up, room around for the closing words.`
          : `${who}เงยหน้ายิ้ม เว้นที่ว่างสำหรับข้อความปิดท้าย`;
      return en ? `${cap(place)} ${when}, room for the closing words.` : `${place}${when} เว้นที่ว่างสำหรับข้อความปิดท้าย`;
    }
  }
}

const cap = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the last picture is about: the product, a dish, what moves. A door or a lamp is no hero. */
function heroOf(reading: Reading): Reading['things'][number] | undefined {
  return (
    reading.things.find((entry) => entry.kind === 'product') ??
    reading.things.find((entry) => entry.kind !== 'thing' || (entry.support === 'table' && entry.heightMetres < 0.4))
  );
}

/** The part of a reading that an added shot shows: a place without its actors, one thing, one face. */
export function readingForCoverage(kind: CoverageKind, turn: number, reading: Reading): Reading {
  const bare = { ...reading, size: null, angle: null, move: null, transition: null };
  switch (kind) {
    case 'told':
      return turn === 0 ? reading : bare;
    case 'establishing':
      return { ...bare, people: [], actions: [], things: [] };
    case 'detail': {
      const thing = reading.things[turn % Math.max(1, reading.things.length)];
      if (thing === undefined) return { ...bare, people: reading.people.slice(0, 1) };
      return { ...bare, things: [thing], people: [], actions: [] };
    }
    case 'reaction':
      if (reading.people.length > 0)
        return { ...bare, people: reading.people.slice(0, 1).map((person) => ({ ...person, count: 1 })), actions: [] };
      return {
        ...bare,
        things: reading.things
          .toSorted((a, b) => Number(b.kind === 'animal') - Number(a.kind === 'animal'))
          .slice(0, 1),
        actions: [],
      };
    case 'result':
      return { ...bare, actions: [] };
    case 'end-card': {
      const thing = heroOf(reading);
      return thing === undefined
        ? { ...bare, people: reading.people.slice(0, 1), actions: [], things: [] }
        : { ...bare, things: [thing], people: [], actions: [] };
    }
  }
}

/** A thin brief about a thing shows nobody; then the "reaction" is a hand that takes it, read from its own words. */
export function needsHands(kind: CoverageKind, reading: Reading): boolean {
  return (
    kind === 'reaction' &&
    reading.people.length === 0 &&
    reading.things.length > 0 &&
    !reading.things.some((thing) => thing.kind === 'animal')
  );
}

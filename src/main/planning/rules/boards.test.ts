import { describe, expect, it } from 'vitest';
import type { SceneDescription } from '../../../shared/model/scene-description.ts';
import type { Plan, PlannedShot } from '../../../shared/model/plan.ts';
import { parseBriefInput } from '../brief-input.ts';
import { depict } from '../depict/depict.ts';
import { createCastMemory } from '../reading/cast.ts';
import { detectLanguage } from '../reading/detect-language.ts';
import { readText } from '../reading/read-text.ts';
import { planByRules } from './rules-planner.ts';

function planOf(prompt: string, more: Record<string, unknown> = {}): Plan {
  const { brief } = parseBriefInput({ prompt, duration: 30, aspectRatio: '16:9', seed: 3, ...more });
  return planByRules(brief, { readText, detectLanguage, createCastMemory, depict });
}
const shotsOf = (plan: Plan): PlannedShot[] => plan.scenes.flatMap((scene) => scene.shots);
const picturesOf = (plan: Plan): SceneDescription[] => shotsOf(plan).map((shot) => shot.picture);
function shotWith(plan: Plan, words: string): PlannedShot {
  const found = shotsOf(plan).find((shot) => shot.description.includes(words));
  if (found === undefined) throw new Error(`no shot with "${words}"`);
  return found;
}
const idsOf = (shot: PlannedShot): string[] => shot.picture.subjects.map((subject) => subject.id);

const CAFE =
  'Dawn in the city. A tired young woman in a yellow jacket rides her bicycle down an empty street. ' +
  'She stops at a small coffee shop on the corner. The barista smiles and puts a cold can on the counter. ' +
  'Close-up of the can. She drinks, eyes closed. The sun comes up over the bridge and she rides across it. Order today.';

describe('boards of whole briefs', () => {
  it('puts what is ridden, rowed and driven under the rider, at both ends', () => {
    for (const [prompt, id, pose] of [
      ['A girl rides her bicycle through the park. She smiles.', 'bicycle', 'ride'],
      ['A man cycles along the road. He looks at the sea.', 'bicycle', 'ride'],
      ['An old fisherman rows across the lake. He looks at the sky.', 'boat', 'sit'],
      ['A woman rides a horse over the hill. She looks back.', 'horse', 'ride'],
      ['ชายชราพายเรือไม้ออกจากบ้านริมแม่น้ำตอนรุ่งสาง เขามองท้องฟ้า', 'boat', 'sit'],
      ['ไรเดอร์ขี่มอเตอร์ไซค์ในเมืองตอนกลางคืน เขายิ้ม', 'motorcycle', 'ride'],
      ['เธอขี่ช้างในป่า เธอมองนก', 'elephant', 'ride'],
    ] as const) {
      const [shot] = shotsOf(planOf(prompt, { duration: 10 })).filter((one) => idsOf(one).includes(id));
      const rider = shot?.picture.subjects.find((subject) => subject.kind === 'person');
      const mount = shot?.picture.subjects.find((subject) => subject.id === id);
      expect([rider?.start.pose, rider?.end.pose], prompt).toEqual([pose, pose]);
      for (const moment of ['start', 'end'] as const) {
        expect(mount?.[moment].x, prompt).toBe(rider?.[moment].x);
        expect(Math.abs((mount?.[moment].depth ?? 0) - (rider?.[moment].depth ?? 1)), prompt).toBeLessThan(0.01);
      }
    }
  });

  it('goes through the door with the text, and out again on the saddle', () => {
    const plan = planOf(CAFE);
    expect(shotWith(plan, 'stops at').picture.set.kind).toBe('city-street');
    for (const words of ['barista', 'Close-up of the can', 'drinks']) {
      expect(shotWith(plan, words).picture.set.kind, words).toBe('restaurant');
    }
    expect(shotWith(plan, 'rides across').picture.set.kind).toBe('bridge');
    expect(idsOf(shotWith(plan, 'rides across'))).toContain('bicycle');
    expect(idsOf(shotWith(plan, 'drinks'))).toEqual(['young-woman']);
  });

  it('keeps the yellow jacket and the grey hair in every panel', () => {
    for (const picture of picturesOf(planOf(CAFE))) {
      for (const subject of picture.subjects) {
        if (subject.id === 'young-woman' && subject.kind === 'person')
          expect(subject.looks).toMatchObject({ clothes: 'jacket', clothesColour: '#e8b53a' });
      }
    }
    const thai = planOf('เด็กชายในเสื้อสีแดงเดินในสวน คุณยายยิ้ม', { duration: 10 });
    const looks = picturesOf(thai).flatMap((picture) =>
      picture.subjects.flatMap((subject) => (subject.kind === 'person' ? [subject] : [])),
    );
    expect(looks.find((subject) => subject.id === 'boy')?.looks.clothesColour).toBe('#c8352f');
    expect(looks.find((subject) => subject.id === 'old-woman')?.looks.hairColour).toBe('#c9c5bf');
  });

  it('invents no traffic, no birds and nobody for a landscape', () => {
    const plan = planOf('Dawn in the city. Mist hangs over the river. A woman walks home.', { duration: 15 });
    expect(shotWith(plan, 'Dawn').picture.subjects).toEqual([]);
    expect(shotWith(plan, 'Mist').picture.subjects).toEqual([]);
    const thai = planOf('หมอกลอยเหนือผิวน้ำ ชายชราพายเรือในแม่น้ำ', { duration: 10 });
    expect(shotWith(thai, 'หมอก').picture.subjects).toEqual([]);
  });

  it('leaves nothing behind a face and nothing big near', () => {
    for (const prompt of [
      CAFE,
      'A runner ties her shoes on a beach. She runs. Close-up of her face. She cheers in the park.',
    ]) {
      for (const { camera, subjects, props } of picturesOf(planOf(prompt))) {
        const hasFace = subjects.some((subject) => subject.kind === 'person');
        for (const prop of props) {
          if (hasFace && ['MCU', 'CU', 'ECU'].includes(camera.size)) expect(prop.support).toBe('table');
          if (/-\d$/.test(prop.id)) expect(prop.heightMetres <= 0.6 || prop.depth <= 0.45, prop.id).toBe(true);
          expect(prop.support === 'air' && !/kite|balloon|leaf|lantern|bird/.test(prop.id)).toBe(false);
        }
      }
    }
  });

  it('shows both who meet, the giver with the thing', () => {
    for (const [prompt, giver, taker] of [
      ['A doctor meets an old man in the clinic. He shows her a letter.', 'old-man', 'doctor'],
      ['ไรเดอร์หยุดที่ตลาด แม่ค้ายื่นดอกไม้ให้เขา', 'vendor', 'rider'],
    ] as const) {
      const shot = shotsOf(planOf(prompt, { duration: 10 })).find(
        (one) => one.picture.subjects.find((subject) => subject.id === giver)?.holding !== undefined,
      );
      if (shot === undefined) throw new Error(prompt);
      const [a, b] = [giver, taker].map((id) => shot.picture.subjects.find((subject) => subject.id === id));
      expect(a?.end.pose).toBe('hold');
      expect(new Set([a?.end.facing, b?.end.facing])).toEqual(new Set(['left', 'right']));
    }
  });

  it('reads unknown names and trades as people who act', () => {
    const plan = planOf('Wiroj opens the window. The beekeeper in a white coat walks to the hives.', { duration: 10 });
    expect(idsOf(shotWith(plan, 'Wiroj'))).toContain('wiroj');
    expect(idsOf(shotWith(plan, 'beekeeper'))).toContain('beekeeper');
    expect(idsOf(shotWith(planOf('Steam rises. The river flows.', { duration: 6 }), 'Steam'))).toEqual([]);
  });

  it('keeps heads in the frame: close sizes do not sink from standing to kneeling', () => {
    const prompt =
      '1. Medium shot: a monk prays (3s)\n2. Close-up: a girl reads a book (3s)\n3. Medium shot: he kneels (4s)';
    const low = new Set(['pray', 'kneel', 'sit', 'read']);
    for (const shot of shotsOf(planOf(prompt, { duration: 10 }))) {
      const [person] = shot.picture.subjects;
      expect(low.has(person?.start.pose ?? '')).toBe(low.has(person?.end.pose ?? ''));
    }
  });

  it('ends an advertisement on the product, and puts the client’s picture on the promoted thing only', () => {
    const prompt = 'A runner ties her shoes. She drinks from a can and laughs. She runs. Taste the morning. Order now.';
    const plan = planOf(prompt, { assets: [{ path: 'can.png', role: 'product' }], duration: 15 });
    const last = shotsOf(plan).at(-1);
    expect(last?.role).toBe('call-to-action');
    expect(last?.picture.set.kind).toBe('product-table');
    expect(last?.picture.subjects.map((one) => (one.kind === 'person' ? '' : one.pictogram))).toEqual([
      'asset:product',
    ]);
    const everything = picturesOf(plan).flatMap((picture) => [...picture.subjects, ...picture.props]);
    for (const one of everything)
      if (one.id === 'running-shoes' && 'pictogram' in one) expect(one.pictogram).toBe('emoji:1f45f');
  });

  it('keeps a markdown table as a shot list, one for one', () => {
    const plan = planOf(
      '| Shot | Size | Action | Camera | Length |\n|---|---|---|---|---|\n| 1 | Wide | A courier rides through the rain | follow | 4s |\n' +
        '| 2 | Close-up | His eyes | static | 2s |\n| 3 | Wide | He gives the parcel to an old woman | push in | 4s |',
      { duration: 10 },
    );
    expect(shotsOf(plan).map((shot) => [shot.size, shot.cutFrames / plan.fps])).toEqual([
      ['WS', 4],
      ['CU', 2],
      ['WS', 4],
    ]);
    expect(shotsOf(plan)[0]?.move).toBe('follow');
    expect(shotsOf(plan)[1]?.picture.camera.detail).toBe('eyes');
  });

  it('writes Thai captions as one condensed line', () => {
    const plan = planOf('ชายชราพายเรือไม้ออกจากบ้านริมแม่น้ำตอนรุ่งสาง ตอนกลางวันชายชราเดินขึ้นบันไดวัด', { duration: 10 });
    const captions = shotsOf(plan).map((shot) => shot.caption);
    expect(captions).toContain('ชายชราพายเรือไม้ออกจากบ้าน');
    expect(captions).toContain('ชายชราเดินขึ้นบันไดวัด');
  });
});

describe('sentences that boards went wrong on', () => {
  it.each([
    ['Extreme close-up of her hands on the board', 'hands'],
    ['Close-up: his feet in the sand', 'feet'],
    ['โคลสอัพมือของเด็กหญิงเปิดหนังสือ', 'hands'],
    ['เด็กหญิงบนสะพานโบกมือให้', undefined],
    ['Close-up of his mobile phone', undefined],
    ['Close-up: she drinks, eyes closed', undefined],
    ['โคลสอัพรองเท้าของเธอ', undefined],
  ])('%s: shows %s', (text, part) => {
    expect(readText(text, { memory: createCastMemory(), seed: 1 }).detail).toBe(part);
  });

  it.each([
    ['She stops at a small coffee shop on the corner.', 'restaurant'],
    ['She walks home at sunset.', undefined],
    ['She runs through the city, past closed shops.', 'city-street'],
    ['ที่ตลาดน้ำแม่ค้ายิ้ม', 'river'],
  ])('%s: place %s', (text, set) => {
    const found = readText(text, { memory: createCastMemory(), seed: 1 }).place?.set;
    expect(found === 'skyline' ? 'city-street' : found).toBe(set);
  });

  it('takes the brand word for no time, the adverb for no shot size and the step for no walk', () => {
    const read = (text: string) => readText(text, { memory: createCastMemory(), seed: 1 });
    expect(read('He opens a can of Daybreak.').timeOfDay).toBeNull();
    expect(read('She laughs, wide awake.').size).toBeNull();
    expect(read('Coffee in three steps.').actions).toEqual([]);
    expect(read('แม่ค้ายิ้ม').people[0]?.looks.gender).toBe('woman');
    expect(read("Ploy opens the door of her grandmother's house.").people.map((person) => person.id)).toEqual(['ploy']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf, wordsOf } from '../data/table.ts';
import { createCastMemory } from './cast.ts';
import { detectLanguage } from './detect-language.ts';
import { readText } from './read-text.ts';

const read = (text: string, memory = createCastMemory()) => readText(text, { memory, seed: 1 });

/** text | set | time | weather | people | poses | things; an empty cell means none. */
const ENGLISH = `
A young woman runs along the beach at sunrise, her dog beside her. | beach | dawn | | young-woman | run | dog
A steaming cup of coffee on a wooden table, slow push in. | | | | | | coffee
An old fisherman rows his boat across the lake in the fog. | river | | fog | fisherman | sit | boat
The chef tosses noodles in a wok, flames rising. | | | | chef | reach | noodles, frying-pan
Two friends laugh together in a cafe while rain falls outside. | restaurant | | rain | friend-group | stand |
She watches the train leave the station. | station | | | woman | stand, walk | train
Park the car by the sea. A man in a suit looks at his watch. | beach | | | man | drive, stand | car, watch
An empty street, no people, only wind. | city-street | | wind | | |
A monk walks through the temple courtyard at dawn. | temple | dawn | | monk | walk |
Children play football in a field, golden hour. | field | golden-hour | | child-group | run | football
A nurse in uniform comforts an elderly patient in the hospital. | room | | | nurse, patient | hug |
She eats an orange. | | | | woman | eat | orange
A woman in an orange dress dances on stage. | stage | | | woman | dance |
A thief flees down a dark alley in the rain. | alley | | rain | thief | run |
The delivery rider brings a parcel to a family at home. | room | | | rider, family-member-group | carry | parcel
A businesswoman types on her laptop late at night in an empty office. | office | night | | businesswoman | type | laptop
Grandmother cooks curry in a rustic kitchen while the children watch. | kitchen | | | old-woman, child-group | cook, stand | curry
The boy throws a ball for his dog in the park. | park | | | boy | reach | football, dog
A red sports car speeds along a coastal road at sunset. | road | golden-hour | | | run | car
An elephant walks through the jungle; birds fly overhead. | forest | | | | walk, jump | elephant, bird
The student reads a book in the library, then looks up and smiles. | shop | | | student | read, look-up | book
A tired commuter waits on the platform, checking his phone. | station | | | office-worker | stand, phone | phone
The potter shapes clay in her studio. | workshop | | | potter | reach | clay-pot
Kids fly kites on the beach in the wind. | beach | | wind | child-group | look-up | kite
He opens the box and gasps in surprise. | | | | man | reach | product
A boxer lifts weights in the gym at midnight. | gym | night | | boxer | lift |
Hikers climb a mountain in the snow. | mountain | | snow | traveller-group | climb |
Two businessmen shake hands in a meeting room. | office | | | businessman-group | shake-hands |
A girl sleeps in her bedroom, moonlight through the window. | bedroom | night | | girl | lie |
The vendor sells mangoes at the floating market in the morning. | river | day | | vendor | sell | mango
A cyclist rides through the desert under a blue sky. | desert | | clear | cyclist | ride | bicycle
A storm over the bridge at dusk, a bus crosses. | bridge | dusk | storm | | walk | bus
Without people: a calm lake at dusk, a boat drifts. | river | dusk | | | drive | boat
`;

const THAI = `
หญิงสาววิ่งริมทะเลตอนพระอาทิตย์ขึ้น | beach | dawn | | woman | run |
เชฟผัดก๋วยเตี๋ยวในครัวร้อนๆ | kitchen | | | chef | cook | noodles
ภาพมุมสูงของกรุงเทพตอนกลางคืน ฝนตก | skyline | night | rain | | |
เด็กสองคนเล่นว่าวกลางทุ่งนา | field | | | child-group | look-up | kite
แม่ค้าขายผลไม้ในตลาดน้ำตอนเช้า | river | day | | vendor | sell | apple
คุณยายนั่งอ่านหนังสือให้หลานฟังในห้องนอน | bedroom | | | old-woman, child | sit, read, stand | book
ถนนว่างเปล่า ไม่มีคน มีแต่สายลม | road | | wind | | |
พระสงฆ์บิณฑบาตตอนเช้ามืด | | dawn | | monk | carry |
พนักงานออฟฟิศจิบกาแฟหน้าคอมพิวเตอร์ในออฟฟิศ | office | | | office-worker | drink | coffee, laptop
ชายชราพายเรือในแม่น้ำท่ามกลางหมอกยามเช้า | river | | fog | old-man | sit | boat
คู่รักเดินจูงมือใต้ร่มกลางสายฝน | | | rain | lover-group | walk | umbrella
โดรนบินเหนือภูเขาตอนพระอาทิตย์ตก | mountain | golden-hour | | | |
บาริสต้าชงกาแฟในคาเฟ่ แสงแดดยามเช้า | restaurant | day | clear | barista | cook | coffee
หมาวิ่งไล่จับผีเสื้อในสวน | park | | | | run, run | dog, butterfly
ครูสอนนักเรียนในห้องเรียน | classroom | | | teacher, student | reach |
ไรเดอร์ขี่มอเตอร์ไซค์ส่งอาหารกลางฝน | | | rain | rider | ride, hold | motorcycle, curry
ครอบครัวกินข้าวเย็นด้วยกันที่บ้าน | room | | | family-member-group | eat | curry
รถไฟฟ้าแล่นเข้าสถานี | station | | | | ride | train
เธอหยิบขวดเซรั่มขึ้นมา | | | | woman | reach | bottle
แม่ค้าขายมะม่วงในเรือที่ตลาดน้ำ | river | | | vendor | sell | mango, boat
เด็กผู้หญิงผมยาวใส่แว่นนั่งวาดรูปในห้อง | room | | | girl | sit, reach |
นักท่องเที่ยวถ่ายรูปเจดีย์ที่วัดพระแก้ว | temple | | | traveller | hold |
ชายหนุ่มขับรถบนทางด่วนตอนดึก | road | night | | man | drive | car
นักปีนเขาปีนขึ้นหน้าผาท่ามกลางหิมะ | mountain | | snow | traveller | climb |
พยาบาลกอดคนไข้ที่โรงพยาบาล | room | | | nurse, patient | hug |
วัยรุ่นเต้นบนดาดฟ้าตอนกลางคืน | rooftop | night | | teen | dance |
ชาวนาเกี่ยวข้าวในนาข้าวตอนเช้าตรู่ | field | dawn | | farmer | kneel | rice
เด็กๆ ว่ายน้ำในทะเล แดดจ้า | beach | day | clear | child-group | swim |
นักธุรกิจสองคนจับมือกันในห้องประชุม | office | | | businessman-group | hold |
ช้างเดินในป่า ฝนตก | forest | | rain | | walk | elephant
ผู้หญิงใส่สูทยืนรอรถเมล์ที่ป้ายรถเมล์ | city-street | | | woman | stand | bus
แมวนอนบนโซฟาในห้องนั่งเล่น | room | | | | lie | cat
`;

describe('readText', () => {
  it.each([...rowsOf(ENGLISH), ...rowsOf(THAI)])(
    'understands: %s',
    (text, set, time, weather, people, poses, things) => {
      const reading = read(text ?? '');
      expect({
        set: reading.place?.set ?? '',
        time: reading.timeOfDay ?? '',
        weather: reading.weather ?? '',
        people: reading.people.map((person) => person.id),
        poses: reading.actions.map((action) => action.pose),
        things: reading.things.map((thing) => thing.id),
      }).toEqual({ set, time, weather, people: wordsOf(people), poses: wordsOf(poses), things: wordsOf(things) });
    },
  );

  it('hears the words of the trade in both languages', () => {
    expect(read('Extreme close-up of her eyes, handheld, dissolve to a wide shot')).toMatchObject({
      size: 'ECU',
      move: 'handheld',
      transition: 'dissolve',
    });
    expect(read('Drone shot over the forest')).toMatchObject({ size: 'EWS', angle: 'high' });
    expect(read('ภาพมุมต่ำ ซูมเข้าที่รองเท้า')).toMatchObject({ angle: 'low', move: 'zoom-in' });
    expect(read('โคลสอัพมือถือ แพนกล้อง เฟดดำ')).toMatchObject({ size: 'CU', move: 'pan-right', transition: 'fade' });
    expect(read('Her eyes wide, birds fly overhead')).toMatchObject({ size: null, angle: null });
  });

  it('knows who is meant by a pronoun and by "the"', () => {
    const memory = createCastMemory();
    const first = read('A woman runner ties her shoes. A man watches.', memory);
    const later = read('She smiles. The man waves.', memory);
    expect(first.people.map((person) => person.id)).toEqual(['runner', 'man']);
    expect(later.people.map((person) => person.id)).toEqual(['runner', 'man']);
    expect(later.people.map((person) => person.looks)).toEqual(first.people.map((person) => person.looks));
    expect(read('The runner jumps.', memory).people[0]?.looks).toEqual(first.people[0]?.looks);
    expect(read('Another runner passes.', memory).people[0]?.id).toBe('runner-2');
  });

  it('knows people by their names and dresses them by their trade', () => {
    const memory = createCastMemory();
    const maya = read('Maya, 29, a freelance designer, works in an office.', memory);
    expect(maya.people).toMatchObject([{ id: 'maya', looks: { gender: 'woman', hair: 'curly', clothes: 'shirt' } }]);
    expect(read('Tom and Maya meet on the bridge.', memory).people.map((person) => person.id)).toEqual(['tom', 'maya']);
    expect(read('She smiles.', memory).people[0]?.looks).toEqual(maya.people[0]?.looks);
    expect(read('tan shoes on a rock').people).toEqual([]);
    expect(read('มีนานั่งทำงานในออฟฟิศ').people[0]).toMatchObject({ id: 'มีนา', looks: { gender: 'woman' } });
  });

  it('dresses trades and gives two people two looks', () => {
    const reading = read('A chef, a monk, a student and a man with glasses in a red coat');
    const looks = Object.fromEntries(reading.people.map((person) => [person.id, person.looks]));
    expect(looks['chef']).toMatchObject({ hair: 'hat', clothes: 'apron' });
    expect(looks['monk']).toMatchObject({ hair: 'bald', clothes: 'robe' });
    expect(looks['student']).toMatchObject({ clothes: 'uniform' });
    expect(looks['man']).toMatchObject({ glasses: true, clothes: 'coat' });
  });

  it('takes denials at their word', () => {
    expect(read('A forest without people, no cars')).toMatchObject({ noPeople: true, people: [], things: [] });
    expect(read('ชายหาดไม่มีคน')).toMatchObject({ noPeople: true, people: [] });
    expect(read('A woman waits in an empty street')).toMatchObject({ noPeople: false, people: [{ id: 'woman' }] });
  });

  it('tells a live animal from a dish', () => {
    expect(read('A chicken runs across the farm').things[0]).toMatchObject({
      kind: 'animal',
      pictogram: 'emoji:1f414',
    });
    expect(read('A family eats chicken at home').things[0]).toMatchObject({ kind: 'thing', pictogram: 'emoji:1f357' });
    expect(read('ไก่ทอดร้อนๆ').things[0]).toMatchObject({ pictogram: 'emoji:1f357' });
  });

  it('grades how much it understood', () => {
    expect(read('').grasp).toBe(0);
    expect(read('Synergies leverage paradigms').grasp).toBeLessThan(0.2);
    expect(read('Trust grows').grasp).toBeLessThan(0.4);
    expect(read('A chef cooks').grasp).toBeGreaterThan(0.6);
    expect(read('A chef cooks in a kitchen at night').grasp).toBe(1);
  });

  it('takes any text, however odd, and stays inside its ranges', () => {
    const words = fc.constantFrom(
      'the',
      'a',
      'her',
      'runs',
      'woman',
      'no',
      'ไม่มี',
      'ๆ',
      'เดิน',
      'สอง',
      '2',
      ',',
      'Maya',
      'cup',
      'ผู้หญิง',
    );
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(words).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const { grasp, people, things, actions } = read(text);
        expect(grasp).toBeGreaterThanOrEqual(0);
        expect(grasp).toBeLessThanOrEqual(1);
        const ids = new Set([...people, ...things].map((one) => one.id));
        expect(ids.size).toBe(people.length + things.length);
        for (const { actorId, objectId } of actions) {
          if (objectId !== null) expect(ids).toContain(objectId);
          if (actorId !== null) expect(ids).toContain(actorId);
        }
      }),
      { numRuns: 800 },
    );
  });

  it('is the same every time', () => {
    expect(read('Two friends dance on a rooftop at dusk')).toEqual(read('Two friends dance on a rooftop at dusk'));
  });
});

describe('detectLanguage', () => {
  it('goes by the letters, with English trade words in Thai briefs', () => {
    expect(detectLanguage('A runner at dawn')).toBe('en');
    expect(detectLanguage('close-up ผู้หญิงยิ้มให้กล้องในคาเฟ่')).toBe('th');
    expect(detectLanguage('A film about the word ไทย and what it means to people')).toBe('en');
  });
});

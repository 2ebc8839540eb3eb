import type { BriefInput } from '../../../shared/model/brief.ts';

/** Briefs as people write them, for the planner's tests: what each must come out as stands beside it. */
interface SampleBrief {
  name: string;
  brief: BriefInput;
  expects: {
    language?: 'en' | 'th';
    shots?: number | [number, number];
    scenes?: number | [number, number];
    shotList?: boolean;
    /** A role that must occur, in this order. */
    roles?: string[];
    endCard?: string | null;
    openingTitle?: string;
    /** Seconds of the first shots, as stated. */
    seconds?: number[];
    captions?: string[];
    sizes?: (string | null)[];
    thin?: boolean;
    times?: string[];
    fadeOut?: boolean;
    absent?: string[];
    notes?: string[];
  };
}

export const SAMPLE_BRIEFS: readonly SampleBrief[] = [
  {
    name: 'trail shoe, vertical ad',
    brief: {
      name: 'Trail shoe launch',
      prompt:
        'A runner crosses a city at dawn, then the forest. Rain starts to fall but she keeps going. Close-up of the shoe gripping wet rock. At the summit she smiles at the sunrise. Shop now at our store.',
      duration: 30,
      platform: 'tiktok',
      keywords: ['dawn', 'speed'],
      brand: { palette: ['#FF6B6B', '#1A1A2E'], forbidden: ['competitor logos'], visualStyle: 'clean, natural light' },
      campaign: {
        objective: 'launch the trail shoe',
        keyMessages: ['Grip in the wet', 'Made from recycled rubber'],
        cta: 'Shop now',
      },
    },
    expects: {
      language: 'en',
      shots: [5, 8],
      scenes: [3, 8],
      roles: ['hook', 'call-to-action'],
      endCard: 'Shop now',
      absent: ['competitor logo'],
    },
  },
  {
    name: 'lighthouse story',
    brief: {
      prompt:
        'An old lighthouse keeper climbs the stairs at dusk. He lights the lamp. Far out, a small boat fights the storm. A girl on the boat sees the light and points. By morning the boat rests on the beach. The keeper and the girl drink tea together.',
      duration: 30,
    },
    expects: { language: 'en', shots: [5, 8], scenes: [5, 8], roles: ['context', 'resolution'], endCard: null },
  },
  {
    name: 'ten-line shot list',
    brief: {
      prompt: `1. Wide shot of an empty beach at dawn (3s)
2. Close-up of bare feet on wet sand (2s)
3. A surfer carries her board to the water, follow (4s)
4. Low angle: she runs into the waves (3s)
5. Overhead drone shot of the surfer paddling (4s)
6. Extreme close-up of her eyes (2s)
7. She stands up on the wave. Text: "One breath" (4s)
8. A child on the beach claps (2s)
9. The surfer and the child walk along the shore (3s)
10. Wide shot, sunset, pull out. Super: "Find your water" (3s)`,
      duration: 30,
      aspectRatio: '16:9',
    },
    expects: {
      shots: 10,
      shotList: true,
      seconds: [3, 2, 4, 3, 4, 2, 4, 2, 3, 3],
      captions: ['', '', '', '', '', '', 'One breath', '', '', 'Find your water'],
      sizes: ['WS', 'CU', null, null, null, 'ECU', null, null, null, 'WS'],
    },
  },
  {
    name: 'timecoded list',
    brief: {
      prompt:
        '0-5s: A barista grinds coffee in a small shop.\n5-10s: Steam rises from the cup.\n10-15s: A customer smiles. VO: "Every morning starts here."',
      duration: 15,
    },
    expects: { shots: 3, shotList: true, seconds: [5, 5, 5], captions: ['', '', 'Every morning starts here.'] },
  },
  {
    name: 'shot words in one paragraph',
    brief: {
      prompt:
        'Shot 1: A cyclist waits at the lights. Shot 2: The lights turn green and he rides off. Shot 3: Wide, the city behind him.',
      duration: 15,
    },
    expects: { shots: 3, shotList: true },
  },
  {
    name: 'bullets without lengths',
    brief: {
      prompt:
        'Our yoga studio:\n- A woman unrolls a mat in a bright room\n- Hands press together\n- The class breathes together\n- She leaves smiling into the street',
      duration: 20,
    },
    expects: { shots: 4, shotList: true },
  },
  {
    name: 'list that does not add up',
    brief: {
      prompt: '1. A man opens a door (10s)\n2. He sees a cake on the table (10s)\n3. Friends jump up and cheer (10s)',
      duration: 15,
    },
    expects: { shots: 3, shotList: true, seconds: [5, 5, 5], notes: ['shot-list-scaled'] },
  },
  {
    name: 'a line longer than a segment',
    brief: { prompt: '1. A woman walks through the market (12s)\n2. She buys mangoes (3s)', duration: 15 },
    expects: { shots: 3, shotList: true, seconds: [6, 6, 3], notes: ['shots-beyond-segment'] },
  },
  {
    name: 'one thin word',
    brief: { prompt: 'Coffee', duration: 15 },
    expects: { shots: [3, 5], thin: true },
  },
  {
    name: 'thin sentence',
    brief: { prompt: 'A dog on the beach.', duration: 30 },
    expects: { shots: [5, 8], scenes: [3, 8] },
  },
  {
    name: 'abstract only',
    brief: { prompt: 'Trust grows. Quality matters. Dreams become real.', duration: 15 },
    expects: { shots: [3, 5], thin: true },
  },
  {
    name: 'problem and turn',
    brief: {
      prompt:
        'Ploy is tired of heavy shopping bags. The bags break in the street and oranges roll away. But then she discovers a folding bag. Now she carries everything with one hand and smiles. Thousands of customers love it. Order today.',
      duration: 30,
      platform: 'meta',
    },
    expects: { shots: [5, 8], roles: ['problem', 'turn', 'proof', 'call-to-action'], endCard: 'Order today' },
  },
  {
    name: 'long minute',
    brief: {
      prompt:
        'A boy wakes before sunrise in a small village. He feeds the chickens. His mother cooks rice. He walks along the river to school. The bridge is broken. He climbs down to the water. An old man rides by on a boat and waves. They cross together. The boy reaches the classroom. The teacher smiles. In the evening he draws a bridge. Years later a young man stands on a new bridge at sunset.',
      duration: 60,
    },
    expects: { shots: [8, 12], scenes: [3, 10] },
  },
  {
    name: 'screenplay headings',
    brief: {
      prompt:
        'INT. KITCHEN - NIGHT\nA baker kneads dough. Flour hangs in the air.\n\nEXT. STREET - DAWN\nThe baker opens the shop. The first customer waits in the cold.\n\nINT. BAKERY - DAY\nWarm bread fills the shelves. A child eats a bun. Fade to black.',
      duration: 30,
    },
    expects: { shots: [5, 8], fadeOut: true, times: ['night', 'dawn', 'day'] },
  },
  {
    name: 'title given',
    brief: {
      prompt:
        'Title: The Last Train\nA woman runs through the station at night. She misses the train. A stranger gives her his umbrella. They walk through the rain together.',
      duration: 20,
    },
    expects: { openingTitle: 'The Last Train', shots: [3, 6] },
  },
  {
    name: 'forbidden words everywhere',
    brief: {
      name: 'Beer night',
      prompt:
        'Friends drink beer on a rooftop at night. A man smokes a cigarette. They laugh and dance. The city lights glow.',
      duration: 20,
      brand: { forbidden: ['beer', 'cigarettes'] },
      campaign: { doNotMention: ['laugh'], keyMessages: ['No beer needed'] },
    },
    expects: { absent: ['beer', 'cigarette', 'laugh'], notes: ['forbidden-removed', 'do-not-mention-removed'] },
  },
  {
    name: 'five seconds',
    brief: { prompt: 'A cat jumps onto the table and knocks over a cup.', duration: 5, aspectRatio: '1:1' },
    expects: { shots: [1, 3] },
  },
  {
    name: 'three minutes of one line',
    brief: { prompt: 'A fisherman mends his net on the beach while the tide comes in.', duration: 180 },
    expects: { shots: [24, 36] },
  },
  {
    name: 'ชายชราที่ตลาดน้ำ',
    brief: {
      prompt:
        'ชายชราพายเรือออกจากบ้านตอนเช้ามืด หมอกลอยเหนือแม่น้ำ เขาแวะตลาดน้ำซื้อดอกไม้ จากนั้นพายเรือต่อไปจนถึงวัด เขาวางดอกไม้หน้ารูปภรรยา สุดท้ายเขายิ้มและมองแสงอาทิตย์ยามเย็น',
      duration: 30,
      aspectRatio: '9:16',
    },
    expects: { language: 'th', shots: [5, 8], scenes: [3, 8], endCard: null },
  },
  {
    name: 'กาแฟ โฆษณา',
    brief: {
      prompt:
        'เช้าวันจันทร์พนักงานออฟฟิศเหนื่อยและง่วง เธอเดินเข้าร้านกาแฟ บาริสต้าชงกาแฟหอมกรุ่น เธอดื่มกาแฟแล้วยิ้ม เพื่อนร่วมงานรีวิวว่าอร่อยที่สุด สั่งซื้อเลยวันนี้',
      duration: 15,
      platform: 'tiktok',
      brand: { palette: ['#6F4E37'], logo: 'logo.png' },
    },
    expects: { language: 'th', shots: [3, 5], roles: ['call-to-action'], endCard: 'สั่งซื้อเลยวันนี้' },
  },
  {
    name: 'ช็อตลิสต์ไทย',
    brief: {
      prompt: `ช็อต 1: ภาพมุมกว้าง ทุ่งนาตอนเช้า (4 วินาที)
ช็อต 2: ภาพระยะใกล้ มือของชาวนาจับรวงข้าว (3 วินาที)
ช็อต 3: เด็กวิ่งบนคันนา ขึ้นข้อความ "กลับบ้าน" (4 วินาที)
ช็อต 4: แม่ทำอาหารในครัว (4 วินาที)`,
      duration: 15,
    },
    expects: {
      language: 'th',
      shots: 4,
      shotList: true,
      seconds: [4, 3, 4, 4],
      captions: ['', '', 'กลับบ้าน', ''],
      sizes: ['WS', 'CU', null, null],
    },
  },
  {
    name: 'เลขไทย',
    brief: { prompt: '๑. หมานอนหน้าบ้าน\n๒. แมวเดินผ่าน\n๓. หมาวิ่งไล่แมว', duration: 15 },
    expects: { language: 'th', shots: 3, shotList: true },
  },
  {
    name: 'สั้นมาก',
    brief: { prompt: 'ทะเล', duration: 15 },
    expects: { language: 'th', shots: [3, 5], thin: true },
  },
  {
    name: 'คำต้องห้ามไทย',
    brief: {
      prompt: 'เพื่อนๆ นั่งดื่มเบียร์ริมทะเลตอนเย็น พวกเขาเล่นกีตาร์และร้องเพลง ดวงอาทิตย์ตกช้าๆ ทุกคนเต้นรำรอบกองไฟ',
      duration: 20,
      brand: { forbidden: ['เบียร์'] },
    },
    expects: { language: 'th', absent: ['เบียร์'], notes: ['forbidden-removed'] },
  },
  {
    name: 'นามธรรม',
    brief: { prompt: 'ความไว้วางใจเริ่มจากสิ่งเล็กๆ แม่ค้าส่งส้มให้เด็ก เด็กยิ้มและไหว้ ความรักของครอบครัวอยู่ในทุกจาน', duration: 20 },
    expects: { language: 'th', shots: [3, 6] },
  },
  {
    name: 'สามย่อหน้า ต่างเวลา',
    brief: {
      prompt:
        'ตอนเช้าเด็กผู้หญิงเดินไปโรงเรียนริมถนน เธอถือร่มสีแดง\n\nตอนเที่ยงเธอกินข้าวกับเพื่อนในห้องเรียน เพื่อนหัวเราะ\n\nตอนกลางคืนเธออ่านหนังสือในห้องนอน แม่เดินเข้ามากอด',
      duration: 30,
    },
    expects: { language: 'th', shots: [5, 8] },
  },
  {
    name: 'ช่วงเวลาเป็นวินาที',
    brief: {
      prompt: '0-3 วินาที: นักวิ่งผูกเชือกรองเท้า\n3-9 วินาที: เธอวิ่งผ่านสวนสาธารณะ\n9-15 วินาที: เธอดื่มน้ำและยิ้ม',
      duration: 15,
    },
    expects: { language: 'th', shots: 3, shotList: true, seconds: [3, 6, 6] },
  },
  {
    name: 'เฟดดำ และชื่อเรื่อง',
    brief: {
      prompt: 'ชื่อเรื่อง: คืนฝนตก\nหญิงสาวยืนรอรถเมล์กลางสายฝน ชายหนุ่มยื่นร่มให้เธอ ทั้งสองเดินไปด้วยกันบนถนน ค่อยๆ เฟดดำ',
      duration: 20,
    },
    expects: { language: 'th', openingTitle: 'คืนฝนตก', fadeOut: true },
  },
  {
    name: 'ไทยปนอังกฤษ',
    brief: {
      prompt: 'Close-up มือบาริสต้าเท latte art แล้วตัดไปที่ wide shot ของร้าน ลูกค้าถ่ายรูปด้วยโทรศัพท์ แล้วยิ้มให้กัน',
      duration: 15,
      language: 'th',
    },
    expects: { language: 'th', shots: [3, 5] },
  },
];

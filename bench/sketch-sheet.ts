// Contact sheets of the sketcher, to be looked at: node bench/sketch-sheet.ts <out-folder> [group]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { composeFrame } from '../src/main/local-render/compose-frame.ts';
import { prepareScene } from '../src/main/local-render/prepare-scene.ts';
import { SET_KINDS } from '../src/shared/model/scene-description.ts';
import type { SceneDescription } from '../src/shared/model/scene-description.ts';
import { CAMERA_ANGLES, SHOT_SIZES, TIMES_OF_DAY, WEATHERS } from '../src/shared/model/shot-terms.ts';
import { sampleScene } from './sketch-samples.ts';

interface Cell {
  scene: SceneDescription;
  t?: number;
  name: string;
}

function sheet(file: string, cells: readonly Cell[], columns: number, width: number, height: number): void {
  const rows = Math.ceil(cells.length / columns);
  const canvas = createCanvas(columns * (width + 8), rows * (height + 26));
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#888';
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  cells.forEach((cell, index) => {
    const scale = 1080 / Math.min(width, height);
    const large = createCanvas(Math.round(width * scale), Math.round(height * scale));
    const started = performance.now();
    composeFrame(
      prepareScene(cell.scene, { widthPx: large.width, heightPx: large.height }),
      large.getContext('2d'),
      cell.t ?? 0,
      { overlay: true },
    );
    const ms = Math.round(performance.now() - started);
    const x = (index % columns) * (width + 8) + 4;
    const y = Math.floor(index / columns) * (height + 26);
    ctx.drawImage(large, x, y + 20, width, height);
    ctx.fillStyle = '#fff';
    ctx.font = '14px sans-serif';
    ctx.fillText(`${cell.name} ${ms} ms`, x + 4, y + 15);
  });
  writeFileSync(file, canvas.toBuffer('image/png'));
  console.log(file);
}

const [folder = '/tmp/sketch', group = 'all'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const wants = (name: string): boolean => group === 'all' || group === name;

if (wants('sets')) {
  for (let from = 0; from < SET_KINDS.length; from += 10) {
    const kinds = SET_KINDS.slice(from, from + 10);
    sheet(
      join(folder, `sets-${from / 10}.png`),
      kinds.map((kind, index) => ({
        name: kind,
        scene: sampleScene({ set: { kind, variant: index % 4 } }, {}, { size: index % 2 === 0 ? 'WS' : 'FS' }),
      })),
      4,
      480,
      270,
    );
  }
}
if (wants('sizes')) {
  sheet(
    join(folder, 'sizes.png'),
    SHOT_SIZES.map((size) => ({
      name: size,
      scene: sampleScene(
        { set: { kind: 'market', variant: 0 } },
        {
          start: { x: 0.5, depth: 0.6, pose: 'hold', facing: 'right', emotion: 'happy' },
          end: { x: 0.5, depth: 0.6, pose: 'hold', facing: 'right' },
          holding: 'emoji:2615',
        },
        { size },
      ),
    })),
    4,
    480,
    270,
  );
}
if (wants('angles')) {
  sheet(
    join(folder, 'angles.png'),
    CAMERA_ANGLES.flatMap((angle) =>
      (['FS', 'MS'] as const).map((size) => ({
        name: `${angle} ${size}`,
        scene: sampleScene(
          { set: { kind: angle === 'overhead' ? 'room' : 'city-street', variant: 1 } },
          {
            start: { x: 0.5, depth: 0.6, pose: 'point', facing: 'right' },
            end: { x: 0.5, depth: 0.6, pose: 'point', facing: 'right' },
          },
          { size, angle },
        ),
      })),
    ),
    4,
    480,
    270,
  );
}
if (wants('times')) {
  sheet(
    join(folder, 'times.png'),
    (['city-street', 'beach', 'room'] as const).flatMap((kind) =>
      TIMES_OF_DAY.map((timeOfDay) => ({
        name: `${kind} ${timeOfDay}`,
        scene: sampleScene({ set: { kind, variant: 0 }, timeOfDay }),
      })),
    ),
    5,
    384,
    216,
  );
}
if (wants('weather')) {
  sheet(
    join(folder, 'weather.png'),
    WEATHERS.flatMap((weather) =>
      (['pencil', 'colour'] as const).map((look) => ({
        name: `${weather} ${look}`,
        scene: sampleScene({ set: { kind: weather === 'snow' ? 'park' : 'road', variant: 0 }, weather, look }),
      })),
    ),
    4,
    480,
    270,
  );
}
if (wants('portrait')) {
  sheet(
    join(folder, 'portrait.png'),
    (['WS', 'FS', 'MS', 'CU'] as const).flatMap((size, index) => [
      {
        name: size,
        scene: sampleScene(
          {
            ratio: '9:16',
            set: { kind: (['temple', 'alley', 'kitchen', 'beach'] as const)[index], variant: 1 },
            look: 'colour',
            caption: 'เช้านี้เธอออกไปตลาดเพื่อซื้อกาแฟแก้วโปรดของเธอ',
          },
          {},
          { size },
        ),
      },
      {
        name: `${size} end`,
        t: 1,
        scene: sampleScene(
          { ratio: '9:16', set: { kind: 'river', variant: index }, look: 'pencil', timeOfDay: 'night' },
          {},
          { size, move: 'push-in' },
        ),
      },
    ]),
    8,
    240,
    427,
  );
}
if (wants('things')) {
  const thing = (
    kind: string,
    pictogram: string,
    heightMetres: number,
    extra: Record<string, unknown> = {},
  ): Record<string, unknown> => ({
    kind,
    id: 'hero',
    label: pictogram,
    pictogram,
    heightMetres,
    start: { x: 0.4, depth: 0.6, pose: 'stand', facing: 'left' },
    end: { x: 0.5, depth: 0.6, pose: 'stand', facing: 'left' },
    ...extra,
  });
  const cells: [string, Record<string, unknown>, Record<string, unknown>, string][] = [
    ['dog', thing('animal', 'emoji:1f415', 0.6), { kind: 'park', variant: 0 }, 'FS'],
    ['car', thing('vehicle', 'emoji:1f697', 1.5), { kind: 'road', variant: 0 }, 'FS'],
    ['coffee table', thing('product', 'emoji:2615', 0.12), { kind: 'product-table', variant: 0 }, 'CU'],
    ['coffee kitchen MS', thing('product', 'emoji:2615', 0.12), { kind: 'kitchen', variant: 0 }, 'MS'],
    ['boat', thing('vehicle', 'emoji:26f5', 6), { kind: 'beach', variant: 0 }, 'WS'],
    ['elephant', thing('animal', 'emoji:1f418', 2.8), { kind: 'forest', variant: 1 }, 'WS'],
    ['cat CU', thing('animal', 'emoji:1f408', 0.35), { kind: 'room', variant: 0 }, 'CU'],
    ['product ECU', thing('product', 'asset:missing', 0.25), { kind: 'product-table', variant: 1 }, 'INS'],
  ];
  sheet(
    join(folder, 'things.png'),
    cells.flatMap(([name, subject, set, size]) =>
      (['pencil', 'colour'] as const).map((look) => ({
        name: `${name} ${look}`,
        scene: sampleScene({ subjects: [subject], set, look }, {}, { size }),
      })),
    ),
    4,
    480,
    270,
  );
}
if (wants('scenes')) {
  const look = (clothesTone: number, gender: string, hair: string, age = 'adult'): Record<string, unknown> => ({
    age,
    build: 'average',
    gender,
    hair,
    clothes: 'shirt',
    skinTone: 2,
    clothesTone,
  });
  const person = (
    id: string,
    x: number,
    pose: string,
    facing: string,
    looks: Record<string, unknown>,
    extra: Record<string, unknown> = {},
  ): Record<string, unknown> => ({
    kind: 'person',
    id,
    label: id,
    looks,
    start: { x, depth: 0.6, pose, facing, emotion: 'happy' },
    end: { x, depth: 0.6, pose, facing },
    ...extra,
  });
  const two = [
    person('hero', 0.36, 'shake-hands', 'right', look(1, 'woman', 'bun')),
    person('b', 0.64, 'shake-hands', 'left', look(0, 'man', 'short')),
  ];
  sheet(
    join(folder, 'scenes.png'),
    [
      {
        name: 'two MS office',
        scene: sampleScene({ set: { kind: 'office', variant: 0 }, subjects: two }, {}, { size: 'MS' }),
      },
      {
        name: 'two FS street night rain',
        scene: sampleScene(
          { subjects: two, timeOfDay: 'night', weather: 'rain', set: { kind: 'city-street', variant: 1 } },
          {},
          { size: 'FS' },
        ),
      },
      {
        name: 'crowd gym',
        scene: sampleScene(
          {
            set: { kind: 'stage', variant: 0 },
            subjects: [person('hero', 0.5, 'dance', 'camera', look(1, 'woman', 'ponytail'), { count: 7 })],
            look: 'colour',
          },
          {},
          { size: 'WS' },
        ),
      },
      {
        name: 'sit cook',
        scene: sampleScene(
          {
            set: { kind: 'kitchen', variant: 1 },
            timeOfDay: 'night',
            subjects: [
              person('hero', 0.45, 'cook', 'right', look(3, 'man', 'cap')),
              person('kid', 0.7, 'sit', 'left', look(2, 'neutral', 'curly', 'child')),
            ],
            props: [
              {
                id: 'p',
                label: 'pan',
                pictogram: 'emoji:1f373',
                x: 0.6,
                depth: 0.5,
                heightMetres: 0.3,
                support: 'table',
              },
            ],
          },
          {},
          { size: 'MWS' },
        ),
      },
      {
        name: 'hands INS',
        scene: sampleScene(
          { set: { kind: 'kitchen', variant: 1 } },
          { start: { x: 0.5, depth: 0.6, pose: 'cook', facing: 'right' }, holding: 'emoji:1f52a' },
          { size: 'INS' },
        ),
      },
      {
        name: 'feet ECU',
        scene: sampleScene({ set: { kind: 'road', variant: 1 } }, {}, { size: 'ECU', detail: 'feet' }),
      },
      {
        name: 'leaves run crane',
        scene: sampleScene(
          { set: { kind: 'forest', variant: 1 }, foreground: 'leaves', timeOfDay: 'golden-hour' },
          {
            start: { x: 0.3, depth: 0.6, pose: 'run', facing: 'right' },
            end: { x: 0.7, depth: 0.6, pose: 'run', facing: 'right' },
          },
          { size: 'FS', move: 'truck-right' },
        ),
      },
      {
        name: 'same end',
        t: 1,
        scene: sampleScene(
          { set: { kind: 'forest', variant: 1 }, foreground: 'leaves', timeOfDay: 'golden-hour' },
          {
            start: { x: 0.3, depth: 0.6, pose: 'run', facing: 'right' },
            end: { x: 0.7, depth: 0.6, pose: 'run', facing: 'right' },
          },
          { size: 'FS', move: 'truck-right' },
        ),
      },
    ],
    4,
    480,
    270,
  );
}
if (wants('groups')) {
  const looks = (clothesTone: number, gender: string, hair: string): Record<string, unknown> => ({
    age: 'adult',
    build: 'average',
    gender,
    hair,
    clothes: 'shirt',
    skinTone: 2,
    clothesTone,
  });
  const two = [
    ['hero', 0.3, 'right', looks(1, 'woman', 'long')],
    ['b', 0.7, 'left', looks(0, 'man', 'short')],
  ].map(([id, x, facing, l]) => ({
    kind: 'person',
    id,
    label: id,
    looks: l,
    start: { x, depth: 0.6, pose: 'think', facing, emotion: 'happy' },
    end: { x, depth: 0.6, pose: 'wave', facing },
  }));
  sheet(
    join(folder, 'groups.png'),
    (['market', 'park', 'restaurant', 'temple', 'classroom', 'city-street', 'forest', 'skyline'] as const).map(
      (kind, index) => {
        const size = (['FS', 'MS', 'MCU', 'WS', 'OTS', 'EWS', 'MWS', 'MS'] as const)[index];
        return {
          name: kind + ' ' + size,
          scene: sampleScene(
            {
              ratio: '9:16',
              set: { kind, variant: index % 4 },
              subjects: two,
              timeOfDay: index % 3 === 0 ? 'golden-hour' : 'day',
              look: index % 2 === 0 ? 'pencil' : 'colour',
              caption: 'ทั้งสองคนพบกันที่นี่ทุกเช้า',
            },
            {},
            { size, angle: index === 4 ? 'high' : 'eye-level' },
          ),
        };
      },
    ),
    8,
    240,
    427,
  );
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { buildFigure } from '../src/main/local-render/figures/build-figure.ts';
import { buildCloseUp } from '../src/main/local-render/figures/close-up.ts';
import type { CloseUpSpec } from '../src/main/local-render/figures/close-up.ts';
import type { FigureSpec } from '../src/main/local-render/figures/build-figure.ts';
import type { Figure, Shape, Tone } from '../src/main/local-render/shape-types.ts';
import { CLOTHES, EMOTIONS, FACINGS, HAIRS, POSES } from '../src/shared/model/scene-description.ts';
import type { PersonLooks } from '../src/shared/model/scene-description.ts';

/**
 * Contact sheets of the figures, to be looked at. `node bench/figure-sheet.ts [folder] [sheet…]` draws poses, looks, faces,
 * blends, cycles; it prints the time per figure.
 */
const folder = process.argv[2] ?? 'bench-out';
const wanted = new Set(process.argv.slice(3));

const TONES: Record<Tone, string> = {
  paper: '#f7f3ea',
  light: '#e3ddd0',
  mid: '#b9b2a5',
  dark: '#55504a',
  ink: '#26231f',
  skin: '#ecd2bb',
  'skin-shade': '#d8b498',
  hair: '#4a3c33',
  cloth: '#8fa9bd',
  'cloth-2': '#c9bfae',
  shoe: '#5d554e',
  white: '#fdfcf8',
  accent: '#cf6b4f',
  'accent-2': '#d9a441',
  sky: '#dfe8ee',
  ground: '#d5cfc2',
  water: '#b7ccd4',
  leaf: '#9db28c',
  wood: '#b48f68',
  wall: '#ece6da',
  tile: '#b5654a',
  gold: '#d9b24a',
  glass: '#d7e3e6',
  glow: '#fff2c4',
  shadow: '#8a8378',
};

function trace(ctx: SKRSContext2D, s: Shape): void {
  ctx.beginPath();
  s.points.forEach((p, i) => (i === 0 ? ctx.moveTo(p.x, p.y) : ctx.lineTo(p.x, p.y)));
  if (s.closed) ctx.closePath();
}

function drawFigure(ctx: SKRSContext2D, figure: Figure, x: number, y: number, scale: number): void {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  for (const s of figure.shapes) {
    trace(ctx, s);
    if (s.fill) {
      ctx.fillStyle = TONES[s.fill];
      ctx.fill();
    }
    if (s.stroke !== 'none') {
      ctx.lineJoin = 'round';
      ctx.lineCap = 'round';
      ctx.strokeStyle = TONES.ink;
      ctx.lineWidth = ({ fine: 1, mid: 1.7, bold: 2.6 }[s.stroke] * Math.min(1.7, Math.max(0.8, scale / 320))) / scale;
      ctx.stroke();
    }
  }
  ctx.restore();
}

interface Cell {
  label: string;
  figure: Figure;
}

function sheet(
  name: string,
  cells: readonly Cell[],
  columns: number,
  width: number,
  height: number,
  scale: number,
  drop = 0,
): void {
  if (wanted.size > 0 && !wanted.has(name)) return;
  const rows = Math.ceil(cells.length / columns);
  const canvas = createCanvas(columns * width, rows * height);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = TONES.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  cells.forEach((cell, i) => {
    const x = (i % columns) * width;
    const y = Math.floor(i / columns) * height;
    ctx.strokeStyle = '#d8d0c0';
    ctx.lineWidth = 1;
    ctx.strokeRect(x, y, width, height);
    ctx.beginPath();
    ctx.moveTo(x, y + height - 30);
    ctx.lineTo(x + width, y + height - 30);
    ctx.stroke();
    ctx.save();
    ctx.beginPath();
    ctx.rect(x, y, width, height);
    ctx.clip();
    drawFigure(ctx, cell.figure, x + width / 2, y + height - 30 + drop * scale, scale);
    ctx.restore();
    ctx.fillStyle = '#777';
    ctx.font = '13px sans-serif';
    ctx.fillText(cell.label, x + 6, y + height - 8);
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), canvas.toBuffer('image/png'));
}

const LOOKS: PersonLooks = {
  age: 'adult',
  build: 'average',
  gender: 'woman',
  hair: 'ponytail',
  clothes: 't-shirt',
  skinTone: 1,
  clothesTone: 2,
  glasses: false,
};
const MAN: PersonLooks = { ...LOOKS, gender: 'man', hair: 'short', clothes: 'shirt' };
const spec = (change: Partial<FigureSpec>): FigureSpec => ({
  looks: MAN,
  pose: 'stand',
  blend: 0,
  phase: 0,
  facing: 'right',
  emotion: 'neutral',
  seed: 7,
  detailLevel: 'mid',
  ...change,
});
const cell = (label: string, change: Partial<FigureSpec>): Cell => ({ label, figure: buildFigure(spec(change)) });

for (const facing of FACINGS)
  sheet(
    `poses-${facing}`,
    POSES.map((pose) => cell(pose, { pose, facing })),
    9,
    210,
    260,
    190,
  );
sheet(
  'hair',
  HAIRS.flatMap((hair) =>
    FACINGS.filter((f) => f !== 'left').map((facing) => cell(hair, { looks: { ...LOOKS, hair }, facing })),
  ),
  9,
  200,
  300,
  240,
);
sheet(
  'clothes',
  CLOTHES.flatMap((clothes) =>
    FACINGS.filter((f) => f !== 'left').map((facing) => cell(clothes, { looks: { ...LOOKS, clothes }, facing })),
  ),
  9,
  200,
  300,
  240,
);
sheet(
  'clothes-moving',
  CLOTHES.flatMap((clothes) =>
    (['walk', 'sit', 'run'] as const).map((pose) => cell(`${clothes} ${pose}`, { looks: { ...MAN, clothes }, pose })),
  ),
  9,
  200,
  300,
  230,
);
sheet(
  'bodies',
  (['child', 'teen', 'adult', 'elder'] as const).flatMap((age) =>
    (['slim', 'average', 'broad'] as const).flatMap((build) =>
      (['woman', 'man'] as const).map((gender) =>
        cell(`${age} ${build} ${gender}`, {
          looks: { ...LOOKS, age, build, gender, hair: gender === 'woman' ? 'bun' : 'short' },
          facing: 'camera',
        }),
      ),
    ),
  ),
  12,
  170,
  300,
  240,
);
sheet(
  'walk',
  Array.from({ length: 16 }, (_, i) => cell(`walk ${i / 16}`, { pose: 'walk', phase: i / 16 })),
  8,
  210,
  280,
  220,
);
sheet(
  'run',
  Array.from({ length: 16 }, (_, i) => cell(`run ${i / 16}`, { pose: 'run', phase: i / 16 })),
  8,
  210,
  280,
  220,
);
sheet(
  'blends',
  (
    [
      ['stand', 'sit'],
      ['walk', 'wave'],
      ['stand', 'lie'],
      ['sit', 'cheer'],
      ['point', 'kneel'],
    ] as const
  ).flatMap(([pose, poseTo]) =>
    Array.from({ length: 8 }, (_, i) =>
      cell(`${pose}-${poseTo} ${(i / 7).toFixed(2)}`, { pose, poseTo, blend: i / 7, looks: LOOKS }),
    ),
  ),
  8,
  210,
  280,
  200,
);
sheet(
  'faces',
  EMOTIONS.flatMap((emotion) => [
    cell(emotion, { emotion, facing: 'camera', detailLevel: 'near' }),
    cell(emotion, { emotion, facing: 'right', detailLevel: 'near', looks: LOOKS }),
  ]),
  6,
  260,
  300,
  1200,
  0.82,
);

const close = (label: string, change: Partial<CloseUpSpec>): Cell => ({
  label,
  figure: buildCloseUp({
    detail: 'face',
    looks: LOOKS,
    facing: 'camera',
    emotion: 'neutral',
    pose: 'stand',
    phase: 0,
    seed: 7,
    ...change,
  }),
});
const LONG: PersonLooks = { ...LOOKS, hair: 'long', clothes: 'shirt' };
sheet(
  'close-emotions',
  EMOTIONS.flatMap((emotion) => [
    close(emotion, { emotion, looks: LONG }),
    close(emotion, { emotion, facing: 'right', looks: MAN }),
  ]),
  6,
  320,
  350,
  320,
);
sheet(
  'close-views',
  (['front', 'three-quarter', 'profile'] as const).flatMap((turned) =>
    [
      LONG,
      MAN,
      { ...MAN, age: 'elder', glasses: true } as const,
      { ...LOOKS, age: 'child', hair: 'short' } as const,
      { ...LONG, hair: 'curly', age: 'teen' } as const,
      { ...LOOKS, hair: 'headscarf', glasses: true } as const,
    ].map((looks) => close(turned, { turned, facing: 'right', looks })),
  ),
  6,
  320,
  350,
  320,
);
sheet(
  'close-hair',
  HAIRS.flatMap((hair) =>
    (['camera', 'left', 'away'] as const).map((facing) => close(hair, { facing, looks: { ...LOOKS, hair } })),
  ),
  6,
  320,
  350,
  320,
);
sheet(
  'close-eyes',
  EMOTIONS.map((emotion) =>
    close(emotion, { emotion, detail: 'eyes', looks: emotion === 'tired' ? { ...MAN, age: 'elder' } : LONG }),
  ),
  3,
  520,
  330,
  300,
);
sheet(
  'close-hands',
  (['hold', 'phone', 'type', 'cook', 'pray', 'sell'] as const).map((pose) =>
    close(pose, { pose, detail: 'hands', looks: pose === 'cook' ? LOOKS : MAN }),
  ),
  3,
  520,
  390,
  360,
);
sheet(
  'close-feet',
  (['stand', 'walk', 'run'] as const).flatMap((pose) =>
    [0, 0.2].map((phase) => close(pose, { pose, phase, detail: 'feet', looks: MAN, facing: 'right' })),
  ),
  6,
  320,
  330,
  300,
);

const started = performance.now();
for (let i = 0; i < 400; i += 1) buildFigure(spec({ pose: POSES[i % POSES.length] ?? 'stand', phase: i / 400 }));
console.log(`figure: ${((performance.now() - started) / 400).toFixed(2)} ms each; sheets in ${folder}`);

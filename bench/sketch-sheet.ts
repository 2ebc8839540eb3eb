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
    composeFrame(prepareScene(cell.scene, { widthPx: large.width, heightPx: large.height }), large.getContext('2d'), cell.t ?? 0, { overlay: true });
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
    sheet(join(folder, `sets-${from / 10}.png`), kinds.map((kind, index) => ({ name: kind, scene: sampleScene({ set: { kind, variant: index % 4 } }, {}, { size: index % 2 === 0 ? 'WS' : 'FS' }) })), 4, 480, 270);
  }
}
if (wants('sizes')) {
  sheet(join(folder, 'sizes.png'), SHOT_SIZES.map((size) => ({ name: size, scene: sampleScene({ set: { kind: 'market', variant: 0 } }, { start: { x: 0.5, depth: 0.6, pose: 'hold', facing: 'right', emotion: 'happy' }, end: { x: 0.5, depth: 0.6, pose: 'hold', facing: 'right' }, holding: 'emoji:2615' }, { size }) })), 4, 480, 270);
}
if (wants('angles')) {
  sheet(join(folder, 'angles.png'), CAMERA_ANGLES.flatMap((angle) => (['FS', 'MS'] as const).map((size) => ({ name: `${angle} ${size}`, scene: sampleScene({ set: { kind: angle === 'overhead' ? 'room' : 'city-street', variant: 1 } }, { start: { x: 0.5, depth: 0.6, pose: 'point', facing: 'right' }, end: { x: 0.5, depth: 0.6, pose: 'point', facing: 'right' } }, { size, angle }) }))), 4, 480, 270);
}
if (wants('times')) {
  sheet(join(folder, 'times.png'), (['city-street', 'beach', 'room'] as const).flatMap((kind) => TIMES_OF_DAY.map((timeOfDay) => ({ name: `${kind} ${timeOfDay}`, scene: sampleScene({ set: { kind, variant: 0 }, timeOfDay }) }))), 5, 384, 216);
}
if (wants('weather')) {
  sheet(join(folder, 'weather.png'), WEATHERS.flatMap((weather) => (['pencil', 'colour'] as const).map((look) => ({ name: `${weather} ${look}`, scene: sampleScene({ set: { kind: weather === 'snow' ? 'park' : 'road', variant: 0 }, weather, look }) }))), 4, 480, 270);
}
if (wants('portrait')) {
  sheet(join(folder, 'portrait.png'), (['WS', 'FS', 'MS', 'CU'] as const).flatMap((size, index) => [
    { name: size, scene: sampleScene({ ratio: '9:16', set: { kind: (['temple', 'alley', 'kitchen', 'beach'] as const)[index], variant: 1 }, look: 'colour', caption: 'เช้านี้เธอออกไปตลาดเพื่อซื้อกาแฟแก้วโปรดของเธอ' }, {}, { size }) },
    { name: `${size} end`, t: 1, scene: sampleScene({ ratio: '9:16', set: { kind: 'river', variant: index }, look: 'pencil', timeOfDay: 'night' }, {}, { size, move: 'push-in' }) },
  ]), 8, 240, 427);
}

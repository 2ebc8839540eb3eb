// Draws the product's icon in every form that the packager needs: node scripts/make-icons.mjs
// PNG by size for Linux, ICO for Windows, ICNS for macOS (both hold PNG pictures). The drawing is src/renderer/ui/icon.svg.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'resources', 'icons');
const svg = readFileSync(join(root, 'src/renderer/ui/icon.svg'), 'utf8');

/** One picture. Apple's grid leaves a margin of 100 of 1024 around the shape. */
async function draw(sizePx, marginShare = 0) {
  const canvas = createCanvas(sizePx, sizePx);
  const inner = Math.round(sizePx * (1 - 2 * marginShare));
  const at = Math.round((sizePx - inner) / 2);
  // Drawn at its final size: a vector that was made large and shrunk is blurred.
  const picture = await loadImage(Buffer.from(svg.replace('<svg ', `<svg width="${inner}" height="${inner}" `)));
  canvas.getContext('2d').drawImage(picture, at, at, inner, inner);
  return canvas.encode('png');
}

function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ sizePx, png }, index) => {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(sizePx % 256, at);
    head.writeUInt8(sizePx % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

function icns(entries) {
  const chunk = (type, body) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(body.length + 8, 4);
    return Buffer.concat([head, body]);
  };
  return chunk('icns', Buffer.concat(entries.map(({ type, png }) => chunk(type, png))));
}

mkdirSync(folder, { recursive: true });
for (const sizePx of [16, 24, 32, 48, 64, 128, 256, 512, 1024])
  writeFileSync(join(folder, `${sizePx}x${sizePx}.png`), await draw(sizePx));
const windows = [];
for (const sizePx of [16, 24, 32, 48, 64, 128, 256]) windows.push({ sizePx, png: await draw(sizePx) });
writeFileSync(join(folder, 'icon.ico'), ico(windows));
const mac = [];
for (const [type, sizePx] of [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
])
  mac.push({ type, png: await draw(sizePx, 100 / 1024) });
writeFileSync(join(folder, 'icon.icns'), icns(mac));
process.stdout.write(`icons in ${folder}\n`);

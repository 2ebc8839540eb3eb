// Writes resources/pictograms.json.br: the animals, foods, objects and vehicles of fluent-emoji-flat as flat polygons, so that
// the sketcher can redraw them in its own hand without an SVG reader at run time. Run after a change of that package:
//   node scripts/build-pictogram-bodies.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';

const require = createRequire(import.meta.url);
const load = (file) => JSON.parse(readFileSync(require.resolve(`@iconify-json/fluent-emoji-flat/${file}`), 'utf8'));
const GROUPS = ['Activities', 'Animals & Nature', 'Food & Drink', 'Objects', 'Travel & Places'];
/** Ten units per pixel of the 32-pixel box. */
const SCALE = 10;

const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/giy;
const arity = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

function readPath(d) {
  const commands = [];
  let at = 0;
  let letter = null;
  const skip = () => {
    while (at < d.length && /[\s,]/.test(d[at])) at += 1;
  };
  const readNumber = (flag) => {
    skip();
    if (flag) {
      at += 1;
      return Number(d[at - 1]);
    }
    number.lastIndex = at;
    const found = number.exec(d);
    if (found === null) throw new Error(`bad path at ${at}: ${d.slice(at, at + 20)}`);
    at = number.lastIndex;
    return Number(found[0]);
  };
  for (;;) {
    skip();
    if (at >= d.length) return commands;
    if (/[a-z]/i.test(d[at])) {
      letter = d[at];
      at += 1;
    } else if (letter === 'M') letter = 'L';
    else if (letter === 'm') letter = 'l';
    const upper = letter.toUpperCase();
    const args = Array.from({ length: arity[upper] }, (_, index) =>
      readNumber(upper === 'A' && (index === 3 || index === 4)),
    );
    commands.push({ letter, args });
  }
}

function arc(from, rx, ry, turn, large, sweep, to) {
  if (rx === 0 || ry === 0) return [to];
  const phi = (turn * Math.PI) / 180;
  const cos = Math.cos(phi);
  const sin = Math.sin(phi);
  const dx = (from[0] - to[0]) / 2;
  const dy = (from[1] - to[1]) / 2;
  const x1 = cos * dx + sin * dy;
  const y1 = -sin * dx + cos * dy;
  const grow = Math.sqrt(Math.max(1, (x1 / rx) ** 2 + (y1 / ry) ** 2));
  rx = Math.abs(rx) * grow;
  ry = Math.abs(ry) * grow;
  const under = Math.max(
    0,
    (rx * rx * ry * ry - rx * rx * y1 * y1 - ry * ry * x1 * x1) / (rx * rx * y1 * y1 + ry * ry * x1 * x1),
  );
  const factor = (large === sweep ? -1 : 1) * Math.sqrt(under);
  const cx1 = (factor * rx * y1) / ry;
  const cy1 = (-factor * ry * x1) / rx;
  const cx = cos * cx1 - sin * cy1 + (from[0] + to[0]) / 2;
  const cy = sin * cx1 + cos * cy1 + (from[1] + to[1]) / 2;
  const start = Math.atan2((y1 - cy1) / ry, (x1 - cx1) / rx);
  let delta = Math.atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - start;
  if (sweep && delta < 0) delta += 2 * Math.PI;
  if (!sweep && delta > 0) delta -= 2 * Math.PI;
  const steps = Math.max(2, Math.ceil(Math.abs(delta) / 0.4));
  return Array.from({ length: steps }, (_, index) => {
    const a = start + (delta * (index + 1)) / steps;
    return [cx + rx * Math.cos(a) * cos - ry * Math.sin(a) * sin, cy + rx * Math.cos(a) * sin + ry * Math.sin(a) * cos];
  });
}

function flatten(d) {
  const rings = [];
  let ring = [];
  let point = [0, 0];
  let start = [0, 0];
  let control = null;
  let before = '';
  const close = () => {
    if (ring.length > 2) rings.push(ring);
    ring = [];
  };
  const curve = (a, b, to) => {
    const from = point;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) + Math.hypot(a[0] - from[0], a[1] - from[1]);
    const steps = Math.max(2, Math.min(9, Math.ceil(length * 1.1)));
    for (let step = 1; step <= steps; step += 1) {
      const u = step / steps;
      const v = 1 - u;
      ring.push([0, 1].map((k) => v ** 3 * from[k] + 3 * v * v * u * a[k] + 3 * v * u * u * b[k] + u ** 3 * to[k]));
    }
    control = b;
    point = to;
  };
  for (const { letter, args } of readPath(d)) {
    const upper = letter.toUpperCase();
    const base = letter === upper ? [0, 0] : point;
    const at = (index) => [base[0] + args[index], base[1] + args[index + 1]];
    if (upper === 'M') {
      close();
      point = at(0);
      start = point;
      ring = [point];
    } else if (upper === 'Z') {
      close();
      point = start;
      ring = [point];
    } else if (upper === 'L' || upper === 'T') {
      point = at(0);
      ring.push(point);
    } else if (upper === 'H') {
      point = [base[0] + args[0], point[1]];
      ring.push(point);
    } else if (upper === 'V') {
      point = [point[0], base[1] + args[0]];
      ring.push(point);
    } else if (upper === 'C') curve(at(0), at(2), at(4));
    else if (upper === 'S')
      curve('CS'.includes(before) ? [2 * point[0] - control[0], 2 * point[1] - control[1]] : point, at(0), at(2));
    else if (upper === 'Q') {
      const c = at(0);
      const to = at(2);
      curve(
        [0, 1].map((k) => point[k] + (2 / 3) * (c[k] - point[k])),
        [0, 1].map((k) => to[k] + (2 / 3) * (c[k] - to[k])),
        to,
      );
    } else if (upper === 'A') {
      const to = at(5);
      ring.push(...arc(point, args[0], args[1], args[2], args[3], args[4], to));
      point = to;
    }
    before = upper;
  }
  close();
  return rings;
}

function ellipse(cx, cy, rx, ry) {
  return [
    Array.from({ length: 16 }, (_, k) => [
      cx + rx * Math.cos((k * Math.PI) / 8),
      cy + ry * Math.sin((k * Math.PI) / 8),
    ]),
  ];
}

function readBody(body) {
  const parts = [];
  const visible = body.replace(/<defs>[\s\S]*?<\/defs>/g, '').replace(/<clipPath[\s\S]*?<\/clipPath>/g, '');
  const gradients = new Map();
  for (const [, id, inner] of body.matchAll(
    /<(?:linear|radial)Gradient id="([^"]+)"[^>]*>([\s\S]*?)<\/(?:linear|radial)Gradient>/g,
  )) {
    gradients.set(id, inner.match(/stop-color="(#[0-9a-f]{3,6})"/i)?.[1] ?? '#999999');
  }
  for (const [, tag, text] of visible.matchAll(/<(path|rect|circle|ellipse)([^>]*)>/g)) {
    const attribute = (name) => text.match(new RegExp(`(?:^|\\s)${name}="([^"]*)"`))?.[1];
    let fill = attribute('fill') ?? '#000000';
    const link = fill.match(/^url\(#(.+)\)$/);
    if (link !== null) fill = gradients.get(link[1]) ?? '#999999';
    if (fill === 'none' || !fill.startsWith('#')) continue;
    if (fill.length === 4) fill = `#${[...fill.slice(1)].map((c) => c + c).join('')}`;
    const value = (name) => Number(attribute(name) ?? 0);
    let rings = [];
    if (tag === 'path') rings = flatten(attribute('d') ?? '');
    if (tag === 'circle') rings = ellipse(value('cx'), value('cy'), value('r'), value('r'));
    if (tag === 'ellipse') rings = ellipse(value('cx'), value('cy'), value('rx'), value('ry'));
    if (tag === 'rect') {
      const [x, y, w, h] = ['x', 'y', 'width', 'height'].map(value);
      rings = [
        [
          [x, y],
          [x + w, y],
          [x + w, y + h],
          [x, y + h],
        ],
      ];
    }
    if (rings.length > 0) parts.push([fill, ...rings.map((ring) => ring.flat().map((n) => Math.round(n * SCALE)))]);
  }
  return parts;
}

const { categories } = load('metadata.json');
const { icons } = load('icons.json');
const wanted = new Set(GROUPS.flatMap((group) => categories[group]));
const result = {};
for (const [hexcode, name] of Object.entries(load('chars.json')).sort(([a], [b]) => (a < b ? -1 : 1))) {
  if (!wanted.has(name) || icons[name] === undefined) continue;
  const parts = readBody(icons[name].body);
  if (parts.length > 0) result[hexcode.replace(/-fe0f/g, '')] = parts;
}
const bytes = brotliCompressSync(JSON.stringify(result), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
writeFileSync(new URL('../resources/pictograms.json.br', import.meta.url), bytes);
console.log(`${Object.keys(result).length} pictograms, ${bytes.length} bytes`);

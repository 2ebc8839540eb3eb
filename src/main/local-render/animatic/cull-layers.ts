import { createCanvas } from '@napi-rs/canvas';
import { cameraAt, layerTransform } from '../layer-motion.ts';
import type { PreparedScene, SceneLayer } from '../prepare-scene.ts';

/** Masks are kept at this fraction of the picture: a wall's edge need not be known to the pixel. */
const MASK_SCALE = 1 / 8;
/** Picture pixels added round everything that is seen: more than two probes can differ by. */
const MARGIN_PX = 40;
const COLUMNS = 8;
/** Neighbouring columns overlap by this, so that no seam shows between them. */
const OVERLAP_PX = 2;
const PROBES = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];
/** Cutting a layer that loses less than this share only costs seams. */
const LEAST_GAIN = 0.15;

interface Mask {
  width: number;
  height: number;
  /** Bit 0: something is drawn here. Bit 1: nothing behind can be seen here. */
  cells: Uint8Array;
}

/**
 * The scene with what can never be seen cut out of its layers (sky behind houses, the empty corners of a wall): the same
 * frames for fewer pixels. `lastT`: the camera's last place on its way.
 */
export function cullLayers(scene: PreparedScene, lastT: number): PreparedScene {
  const small = scene.layers.map(shrink);
  const spans = scene.layers.map((layer) => emptySpans(layer));
  for (const probe of scene.description.camera.move === 'static' ? [0] : PROBES) {
    const t = probe * lastT;
    const width = Math.ceil(scene.widthPx * MASK_SCALE);
    const height = Math.ceil(scene.pictureHeightPx * MASK_SCALE);
    const hidden = new Uint8Array(width * height);
    for (let index = scene.layers.length - 1; index >= 0; index -= 1) {
      const layer = scene.layers[index] as SceneLayer;
      const mask = maskAt(scene, layer, small[index] as ReturnType<typeof shrink>, t, width, height);
      widen(scene, layer, spans[index] as Spans, mask, hidden, t);
      for (let at = 0; at < hidden.length; at += 1) if (((mask.cells[at] ?? 0) & 2) !== 0) hidden[at] = 1;
    }
  }
  return { ...scene, layers: scene.layers.flatMap((layer, index) => cut(layer, spans[index] as Spans)) };
}

function shrink(layer: SceneLayer): { canvas: SceneLayer['canvas']; scale: number } {
  const scale = MASK_SCALE / layer.pixelScale;
  const canvas = createCanvas(
    Math.max(1, Math.ceil(layer.canvas.width * scale)),
    Math.max(1, Math.ceil(layer.canvas.height * scale)),
  );
  const ctx = canvas.getContext('2d');
  ctx.imageSmoothingQuality = 'medium';
  ctx.scale(scale, scale);
  ctx.drawImage(layer.canvas, 0, 0);
  return { canvas, scale };
}

/** The whole way from picture pixels of the first framing to pixels of a frame, roll included. */
function frameTransform(
  scene: PreparedScene,
  layer: SceneLayer,
  t: number,
): { a: number; b: number; c: number; d: number; e: number; f: number } {
  const map = layerTransform(scene, layer.plane, t);
  const { roll } = cameraAt(scene, t);
  const cos = Math.cos(roll);
  const sin = Math.sin(roll);
  const midX = scene.widthPx / 2;
  const midY = scene.pictureHeightPx / 2;
  return {
    a: cos * map.a - sin * map.b,
    b: sin * map.a + cos * map.b,
    c: cos * map.c - sin * map.d,
    d: sin * map.c + cos * map.d,
    e: cos * (map.e - midX) - sin * (map.f - midY) + midX,
    f: sin * (map.e - midX) + cos * (map.f - midY) + midY,
  };
}

function maskAt(
  scene: PreparedScene,
  layer: SceneLayer,
  small: ReturnType<typeof shrink>,
  t: number,
  width: number,
  height: number,
): Mask {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  const map = frameTransform(scene, layer, t);
  ctx.imageSmoothingQuality = 'low';
  ctx.scale(MASK_SCALE, MASK_SCALE);
  ctx.transform(map.a, map.b, map.c, map.d, map.e, map.f);
  ctx.translate(layer.originX, layer.originY);
  ctx.scale(1 / MASK_SCALE, 1 / MASK_SCALE);
  ctx.drawImage(small.canvas, 0, 0);
  const alpha = canvas.data();
  const cells = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let least = 255;
      // Opaque only with opaque neighbours: an edge between two cells hides nothing.
      for (let dy = -2; dy <= 2; dy += 2) {
        for (let dx = -2; dx <= 2; dx += 2) {
          const nx = Math.min(width - 1, Math.max(0, x + dx));
          const ny = Math.min(height - 1, Math.max(0, y + dy));
          least = Math.min(least, alpha[(ny * width + nx) * 4 + 3] ?? 0);
        }
      }
      const own = alpha[(y * width + x) * 4 + 3] ?? 0;
      cells[y * width + x] = (own > 0 ? 1 : 0) | (least === 255 ? 2 : 0);
    }
  }
  return { width, height, cells };
}

/** Visible rows of each column of a layer, in pixels of its canvas; `bottom` below `top` where nothing is seen. */
interface Spans {
  columnPx: number;
  rows: { top: number; bottom: number }[];
}

function emptySpans(layer: SceneLayer): Spans {
  return {
    columnPx: Math.ceil(layer.canvas.width / COLUMNS),
    rows: Array.from({ length: COLUMNS }, () => ({ top: Infinity, bottom: -Infinity })),
  };
}

function widen(scene: PreparedScene, layer: SceneLayer, spans: Spans, mask: Mask, hidden: Uint8Array, t: number): void {
  const map = frameTransform(scene, layer, t);
  const det = map.a * map.d - map.b * map.c;
  const margin = MARGIN_PX * layer.pixelScale;
  const cell = 1 / MASK_SCALE;
  for (let y = 0; y < mask.height; y += 1) {
    for (let x = 0; x < mask.width; x += 1) {
      const at = y * mask.width + x;
      if (((mask.cells[at] ?? 0) & 1) === 0 || hidden[at] === 1) continue;
      const px = (x + 0.5) * cell - map.e;
      const py = (y + 0.5) * cell - map.f;
      const layerX = ((map.d * px - map.c * py) / det - layer.originX) * layer.pixelScale;
      const layerY = ((map.a * py - map.b * px) / det - layer.originY) * layer.pixelScale;
      const first = Math.max(0, Math.floor((layerX - margin) / spans.columnPx));
      const last = Math.min(COLUMNS - 1, Math.floor((layerX + margin) / spans.columnPx));
      for (let column = first; column <= last; column += 1) {
        const row = spans.rows[column];
        if (row === undefined) continue;
        row.top = Math.min(row.top, layerY - margin);
        row.bottom = Math.max(row.bottom, layerY + margin);
      }
    }
  }
}

function cut(layer: SceneLayer, spans: Spans): SceneLayer[] {
  const { width, height } = layer.canvas;
  const pieces = spans.rows
    .map((row, column) => ({
      x: column * spans.columnPx,
      right: Math.min(width, (column + 1) * spans.columnPx + (column < COLUMNS - 1 ? OVERLAP_PX : 0)),
      y: Math.max(0, Math.floor(row.top)),
      bottom: Math.min(height, Math.ceil(row.bottom)),
    }))
    .filter((piece) => piece.right > piece.x && piece.bottom > piece.y);
  const area = pieces.reduce((sum, piece) => sum + (piece.right - piece.x) * (piece.bottom - piece.y), 0);
  if (area > width * height * (1 - LEAST_GAIN)) return [layer];
  return pieces.map((piece) => {
    const canvas = createCanvas(piece.right - piece.x, piece.bottom - piece.y);
    canvas.getContext('2d').drawImage(layer.canvas, -piece.x, -piece.y);
    return {
      ...layer,
      canvas,
      originX: layer.originX + piece.x / layer.pixelScale,
      originY: layer.originY + piece.y / layer.pixelScale,
    };
  });
}

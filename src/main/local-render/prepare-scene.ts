import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, Image } from '@napi-rs/canvas';
import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { affineFromPoints, cameraOffset, horizonPx, movedCamera, projectPoint } from './camera.ts';
import type { Affine, Camera, WorldPoint } from './camera.ts';
import { layOutCaption } from './caption.ts';
import type { CaptionLayout } from './caption.ts';
import { foregroundShapes } from './foreground.ts';
import { solveFraming, TABLE_HEIGHT_METRES } from './framing.ts';
import type { Framing } from './framing.ts';
import { chooseInks } from './inks.ts';
import type { Inks } from './inks.ts';
import { createPen } from './pen.ts';
import type { Pen } from './pen.ts';
import { buildSet, isInterior } from './sets/build-set.ts';
import { createSetKit, SET_LAYERS } from './sets/set-kit.ts';
import type { SetKit, SetLayer } from './sets/set-kit.ts';
import { table } from './sets/furniture-parts.ts';
import { paintSky } from './sky.ts';
import { actorScale, placeActors } from './actors.ts';
import { makeSprite } from './sprites.ts';
import type { Actor } from './actors.ts';
import type { Sprite } from './sprites.ts';
import { paintGroundFog, paintVeil } from './weather.ts';

/** One pre-rendered plane of the picture. */
export interface SceneLayer {
  id: 'sky' | SetLayer | 'foreground';
  /** 0 far … 1 near. */
  depth: number;
  canvas: Canvas;
  /** Where the canvas' corner lies in the first framing, px. */
  originX: number;
  originY: number;
  /** Canvas pixels per picture pixel: above 1 where the camera comes closer. */
  pixelScale: number;
  /** Three points of the plane in the world; its movement is exact on them. */
  plane: readonly [WorldPoint, WorldPoint, WorldPoint];
}

/** Everything that needs to be drawn once for a shot. Frames are then put together by `composeFrame`. */
export interface PreparedScene {
  description: SceneDescription;
  /** Size of the whole canvas, caption strip included. */
  widthPx: number;
  heightPx: number;
  /** The picture's own height, above the caption strip. */
  pictureHeightPx: number;
  interior: boolean;
  inks: Inks;
  pen: Pen;
  unitPx: number;
  framing: Framing;
  travel: { x: number; z: number };
  actors: readonly Actor[];
  sprites: ReadonlyMap<string, Sprite>;
  heldSprites: ReadonlyMap<string, Sprite>;
  layers: readonly SceneLayer[];
  caption: CaptionLayout | null;
}

export interface PrepareOptions {
  widthPx: number;
  heightPx: number;
  /** Decoded images behind `asset:<id>`, by id with or without the prefix. */
  assetImages?: Readonly<Record<string, Image>>;
  /** Extra margin round each layer, in picture widths; the camera's own way is always covered. */
  overscan?: number;
  /** Draw the caption strip of the description. Default true. */
  caption?: boolean;
}

const DEPTHS: Record<SetLayer, number> = {
  far: 0.12,
  ground: 0.3,
  ceiling: 0.3,
  left: 0.4,
  right: 0.4,
  back: 0.45,
  mid: 0.55,
  near: 0.8,
};
const PRESSURE: Record<SetLayer, number> = {
  far: 0.46,
  ground: 0.6,
  ceiling: 0.6,
  left: 0.66,
  right: 0.66,
  back: 0.66,
  mid: 0.8,
  near: 1,
};
const SAMPLES = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];

/** The camera at `t` and the roll of the whole frame (radians). */
export function cameraAt(
  scene: Pick<PreparedScene, 'description' | 'framing' | 'travel'>,
  t: number,
): { camera: Camera; roll: number } {
  const { framing, description, travel } = scene;
  const offset = cameraOffset(description.camera, { camera: framing.camera, distance: framing.distance, travel }, t);
  return {
    camera: movedCamera(framing.camera, offset),
    roll: offset.roll + (description.camera.angle === 'dutch' ? 0.13 * (description.set.mirrored ? -1 : 1) : 0),
  };
}

/** Maps picture pixels of the first framing to picture pixels at `t`, for one plane. The frame's roll comes on top. */
export function layerTransform(
  scene: Pick<PreparedScene, 'description' | 'framing' | 'travel'>,
  plane: SceneLayer['plane'],
  t: number,
): Affine {
  const { camera } = cameraAt(scene, t);
  const base = scene.framing.camera;
  return affineFromPoints(
    plane.map((point) => projectPoint(base, point)),
    plane.map((point) => projectPoint(camera, point)),
  );
}

function frontal(z: number): SceneLayer['plane'] {
  return [
    { x: -1, y: 0, z },
    { x: 1, y: 0, z },
    { x: 0, y: 2, z },
  ];
}

function planeOf(layer: SetLayer, framing: Framing, backZ: number): SceneLayer['plane'] {
  const focusZ = framing.camera.z + framing.distance;
  const away = focusZ + framing.distance * 3 + 4;
  const side = Math.max(1.6, framing.distance * 0.7);
  switch (layer) {
    case 'far':
      return frontal(framing.camera.z + Math.max(90, framing.distance * 12));
    case 'ground':
      return [
        { x: -1, y: 0, z: focusZ },
        { x: 1, y: 0, z: focusZ },
        { x: 0, y: 0, z: away },
      ];
    case 'ceiling':
      return [
        { x: -1, y: 3, z: focusZ + 1 },
        { x: 1, y: 3, z: focusZ + 1 },
        { x: 0, y: 3, z: away },
      ];
    case 'left':
    case 'right': {
      const x = layer === 'left' ? -side : side;
      return [
        { x, y: 0, z: focusZ + 1 },
        { x, y: 2, z: focusZ + 1 },
        { x, y: 0, z: away },
      ];
    }
    case 'back':
      return frontal(backZ);
    case 'mid':
      return frontal(focusZ + framing.distance * 0.35);
    case 'near':
      return frontal(focusZ - framing.distance * 0.25);
  }
}

/** Draws sky, set, things and foreground of a description once, each as a plane with enough overscan for its move. */
export function prepareScene(description: SceneDescription, options: PrepareOptions): PreparedScene {
  const { widthPx, heightPx } = options;
  const measure = createCanvas(8, 8).getContext('2d');
  const text = description.caption?.trim() ?? '';
  const caption =
    options.caption === false || text === ''
      ? null
      : layOutCaption(
          measure,
          text,
          description.captionLanguage ?? (/[\u0e00-\u0e7f]/.test(text) ? 'th' : 'en'),
          widthPx,
          heightPx,
        );
  const pictureHeightPx = heightPx - (caption?.stripHeightPx ?? 0);
  const unitPx = Math.min(widthPx, heightPx) / 1080;
  const interior = isInterior(description.set.kind);
  const inks = chooseInks(description, interior);
  const pen = createPen({ inks, seed: description.seed, unitPx });
  const framing = solveFraming(description, widthPx, pictureHeightPx);
  const actors = placeActors(description, framing);
  const focusActor = actors.find((actor) => actor.id === framing.focus?.id);
  const travel =
    focusActor === undefined
      ? { x: 0, z: 0 }
      : { x: focusActor.end.x - focusActor.start.x, z: focusActor.end.z - focusActor.start.z };
  const base = { description, framing, travel };

  const kit = createSetKit(description, framing.camera, framing.distance);
  buildSet(kit);
  putTableUnder(kit, actors);
  const indoorBack = 3 * Math.max(1, framing.distance / 8);
  const layers: SceneLayer[] = [];
  const margin = (options.overscan ?? 0.01) * widthPx;

  const open = (id: SceneLayer['id'], depth: number, plane: SceneLayer['plane']): SceneLayer => {
    const area = coveredArea(base, plane, widthPx, pictureHeightPx, margin);
    const canvas = createCanvas(Math.ceil(area.width * area.scale), Math.ceil(area.height * area.scale));
    const ctx = canvas.getContext('2d');
    ctx.scale(area.scale, area.scale);
    ctx.translate(-area.x, -area.y);
    return { id, depth, canvas, originX: area.x, originY: area.y, pixelScale: area.scale, plane };
  };
  const areaOf = (layer: SceneLayer): { x: number; y: number; width: number; height: number } => ({
    x: layer.originX,
    y: layer.originY,
    width: layer.canvas.width / layer.pixelScale,
    height: layer.canvas.height / layer.pixelScale,
  });

  const sky = open('sky', 0, frontal(100_000));
  paintSky(
    sky.canvas.getContext('2d'),
    areaOf(sky),
    { widthPx, heightPx: pictureHeightPx, horizon: horizonPx(framing.camera), unitPx },
    description,
    inks,
    pen,
  );
  layers.push(sky);

  for (const id of SET_LAYERS) {
    const shapes = kit.shapes[id];
    if (shapes.length === 0) continue;
    const layer = open(id, DEPTHS[id], planeOf(id, framing, indoorBack));
    const ctx = layer.canvas.getContext('2d');
    pen.draw(ctx, shapes, { pressure: PRESSURE[id], weight: 0.62 + DEPTHS[id] * 0.55 });
    if (!interior && (id === 'far' || id === 'left' || id === 'right' || id === 'back')) {
      paintVeil(ctx, areaOf(layer), description, inks, id === 'far' ? 1 : 0.5);
    } else if (!interior && id === 'mid' && description.weather === 'fog') {
      paintVeil(ctx, areaOf(layer), description, inks, 0.55);
    } else if (!interior && id === 'ground' && description.weather === 'fog') {
      paintGroundFog(ctx, areaOf(layer), horizonPx(framing.camera), pictureHeightPx, inks);
    }
    layers.push(layer);
  }
  const near = foregroundShapes(description, widthPx, pictureHeightPx);
  if (near.length > 0) {
    const layer = open('foreground', 1, frontal(framing.camera.z + framing.distance * 0.72));
    const silhouette = inks.look === 'pencil' ? '#4b494b' : '#2c2f3c';
    pen.draw(layer.canvas.getContext('2d'), near, { weight: 1.2, silhouette });
    pen.draw(
      layer.canvas.getContext('2d'),
      near.map((item) => ({ ...item, fill: null, stroke: 'none' as const })),
      {},
    );
    layers.push(layer);
  }

  const source = { inks, seed: description.seed, unitPx, images: options.assetImages ?? {} };
  const sprites = new Map<string, Sprite>();
  const heldSprites = new Map<string, Sprite>();
  for (const actor of actors) {
    const biggest = Math.max(...[0, 0.5, 1].map((t) => actorScale(actor, cameraAt(base, t).camera, t)));
    if (actor.reference !== null) {
      const sprite = makeSprite(actor.reference, actor.key, biggest, source);
      if (sprite !== null) sprites.set(actor.key, sprite);
    }
    const holding = description.subjects.find((subject) => subject.id === actor.id)?.holding;
    if (holding !== undefined && /^(emoji|asset):/.test(holding) && actor.person !== null && actor.index === 0) {
      const sprite = makeSprite(holding, `${actor.key}/held`, biggest * (actor.closeUp === null ? 0.085 : 0.5), source);
      if (sprite !== null) heldSprites.set(actor.key, sprite);
    }
  }
  return {
    ...base,
    widthPx,
    heightPx,
    pictureHeightPx,
    interior,
    inks,
    pen,
    unitPx,
    actors,
    sprites,
    heldSprites,
    layers,
    caption,
  };
}

/** Small things stand on something: one table under all of them where the set has none of its own. */
function putTableUnder(kit: SetKit, actors: readonly Actor[]): void {
  if (kit.description.set.kind === 'product-table') return;
  const mirror = kit.description.set.mirrored ? -1 : 1;
  const things = actors.filter(
    (actor) => Math.abs(actor.start.y - TABLE_HEIGHT_METRES) < 0.01 && actor.closeUp === null && actor.person === null,
  );
  if (things.length === 0) return;
  const xs = things.map((actor) => actor.start.x * mirror);
  const zs = things.map((actor) => actor.start.z);
  const from = Math.min(...xs) - 0.55;
  const near = Math.min(...zs) - 0.28;
  table(
    kit,
    'mid',
    'under-things',
    from,
    near,
    Math.max(...xs) + 0.55 - from,
    Math.max(...zs) + 0.4 - near,
    TABLE_HEIGHT_METRES,
  );
}

/** The part of a plane that the frame sees anywhere on the camera's way, and how much finer it must be drawn. */
function coveredArea(
  scene: Pick<PreparedScene, 'description' | 'framing' | 'travel'>,
  plane: SceneLayer['plane'],
  widthPx: number,
  heightPx: number,
  margin: number,
): { x: number; y: number; width: number; height: number; scale: number } {
  let minX = 0;
  let minY = 0;
  let maxX = widthPx;
  let maxY = heightPx;
  let scale = 1;
  for (const t of SAMPLES) {
    const map = layerTransform(scene, plane, t);
    const { roll } = cameraAt(scene, t);
    const det = map.a * map.d - map.b * map.c;
    if (Math.abs(det) < 0.05) continue;
    scale = Math.max(scale, Math.sqrt(Math.abs(det)));
    const cos = Math.cos(-roll);
    const sin = Math.sin(-roll);
    for (const [cornerX, cornerY] of [
      [0, 0],
      [widthPx, 0],
      [0, heightPx],
      [widthPx, heightPx],
    ] as const) {
      const dx = cornerX - widthPx / 2;
      const dy = cornerY - heightPx / 2;
      const px = widthPx / 2 + dx * cos - dy * sin - map.e;
      const py = heightPx / 2 + dx * sin + dy * cos - map.f;
      const x = (map.d * px - map.c * py) / det;
      const y = (map.a * py - map.b * px) / det;
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
  }
  // A plane that shears wildly is cut off rather than allowed to eat the memory.
  minX = Math.max(minX, -widthPx * 1.2) - margin;
  maxX = Math.min(maxX, widthPx * 2.2) + margin;
  minY = Math.max(minY, -heightPx * 0.8) - margin;
  maxY = Math.min(maxY, heightPx * 1.8) + margin;
  return { x: minX, y: minY, width: maxX - minX, height: maxY - minY, scale: Math.min(1.6, scale) };
}

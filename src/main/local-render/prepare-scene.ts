import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, Image } from '@napi-rs/canvas';
import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { horizonPx } from './camera.ts';
import { layOutCaption } from './caption.ts';
import type { CaptionLayout } from './caption.ts';
import { foregroundShapes } from './foreground.ts';
import { TABLE_HEIGHT_METRES } from './framing.ts';
import type { Framing } from './framing.ts';
import { chooseInks, mixHex } from './inks.ts';
import type { Inks } from './inks.ts';
import { cameraAt, coveredArea, cropTo, frontal, planeOf } from './layer-motion.ts';
import type { FramingHold, LayerPlane } from './layer-motion.ts';
import { createPen } from './pen.ts';
import type { Pen } from './pen.ts';
import { buildSet, isInterior } from './sets/build-set.ts';
import { createSetKit, SET_LAYERS } from './sets/set-kit.ts';
import type { SetKit, SetLayer } from './sets/set-kit.ts';
import { table } from './sets/furniture-parts.ts';
import { paintSky } from './sky.ts';
import { actorScale } from './actors.ts';
import { stageScene } from './stage-scene.ts';
import { makeSprite } from './sprites.ts';
import type { Actor } from './actors.ts';
import type { Sprite } from './sprites.ts';
import { lightenLayer, softenForClose, softness } from './background.ts';
import { heldShare } from './thing-shape.ts';
import { paintGrain } from './paper.ts';
import type { Shape } from './shape-types.ts';
import { paintGroundFog, paintLight, paintVeil } from './weather.ts';

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
  plane: LayerPlane;
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
  hold?: FramingHold | null;
  actors: readonly Actor[];
  sprites: ReadonlyMap<string, Sprite>;
  heldSprites: ReadonlyMap<string, Sprite>;
  layers: readonly SceneLayer[];
  caption: CaptionLayout | null;
  /** Light of the hour, to be multiplied over the frame. */
  light: Canvas;
  /** The same with the paper's tooth, if that is wanted. */
  finish: Canvas;
}

export interface PrepareOptions {
  widthPx: number;
  heightPx: number;
  /** Decoded images behind `asset:<id>`, by id with or without the prefix. */
  assetImages?: Readonly<Record<string, Image>>;
  /** Extra margin round each layer, in picture widths; the camera's own way is always covered. */
  overscan?: number;
  /** The camera's last place on its way: above 1 for a film that goes on behind the end keyframe. Default 1. */
  lastT?: number;
  /** Draw the caption strip of the description. Default true. */
  caption?: boolean;
  /** Prepare the paper's tooth, which a film does without; default true. */
  grain?: boolean;
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
  const base = stageScene(description, widthPx, pictureHeightPx);
  const { framing, actors } = base;

  const kit = createSetKit(description, framing.camera, framing.distance);
  buildSet(kit);
  putTableUnder(kit, actors);
  const indoorBack = 3 * Math.max(1, framing.distance / 8);
  const layers: SceneLayer[] = [];
  const margin = (options.overscan ?? 0.01) * widthPx;

  const open = (id: SceneLayer['id'], depth: number, plane: LayerPlane, drawn: readonly Shape[] | null): SceneLayer => {
    const area = coveredArea(base, plane, widthPx, pictureHeightPx, margin, options.lastT);
    if (drawn !== null) cropTo(area, drawn, 24 * unitPx);
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

  // Rooms have no sky: it shows in their windows, which belong to the wall.
  if (!interior) {
    const sky = open('sky', 0, frontal(100_000), null);
    paintSky(
      sky.canvas.getContext('2d'),
      areaOf(sky),
      { widthPx, heightPx: pictureHeightPx, horizon: horizonPx(framing.camera), unitPx },
      description,
      inks,
      pen,
    );
    layers.push(sky);
  }

  const soft = softness(description);
  for (const id of SET_LAYERS) {
    const shapes = soft === 0 ? kit.shapes[id] : softenForClose(kit.shapes[id], soft);
    if (shapes.length === 0) continue;
    const layer = open(id, DEPTHS[id], planeOf(id, framing, indoorBack), shapes);
    const ctx = layer.canvas.getContext('2d');
    pen.draw(ctx, shapes, { pressure: PRESSURE[id] * (1 - 0.5 * soft), weight: 0.62 + DEPTHS[id] * 0.55 });
    if (!interior && (id === 'far' || id === 'left' || id === 'right' || id === 'back')) {
      paintVeil(ctx, areaOf(layer), description, inks, id === 'far' ? 1 : 0.5);
    } else if (!interior && id === 'mid' && description.weather === 'fog') {
      paintVeil(ctx, areaOf(layer), description, inks, 0.55);
    } else if (!interior && id === 'ground' && description.weather === 'fog') {
      paintGroundFog(ctx, areaOf(layer), horizonPx(framing.camera), pictureHeightPx, inks);
    }
    if (soft > 0) lightenLayer(ctx, areaOf(layer), inks, soft);
    layers.push(layer);
  }
  const near = foregroundShapes(description, widthPx, pictureHeightPx);
  if (near.length > 0) {
    const layer = open('foreground', 1, frontal(framing.camera.z + framing.distance * 0.72), near);
    const silhouette =
      inks.look === 'pencil'
        ? '#5d5a5a'
        : mixHex(inks.night ? '#1c2136' : '#3b4152', inks.skyBottom, inks.night ? 0.04 : 0.16);
    pen.draw(layer.canvas.getContext('2d'), near, { weight: 1.2, silhouette });
    pen.draw(
      layer.canvas.getContext('2d'),
      near.map((item) => ({ ...item, fill: null, stroke: 'none' as const })),
      {},
    );
    layers.push(layer);
  }

  const source = {
    inks,
    seed: description.seed,
    unitPx,
    images: options.assetImages ?? {},
    light: description.light.from,
  };
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
      const share = actor.closeUp === null ? heldShare(holding) : 0.5;
      const sprite = makeSprite(holding, `${actor.key}/held`, biggest * share, source, true);
      if (sprite !== null) heldSprites.set(actor.key, sprite);
    }
  }
  const lightOf = (grain: boolean): Canvas => {
    const canvas = createCanvas(widthPx, pictureHeightPx);
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, widthPx, pictureHeightPx);
    paintLight(ctx, { widthPx, heightPx: pictureHeightPx, unitPx }, description, inks, interior);
    if (grain) paintGrain(ctx, widthPx, pictureHeightPx, inks.look === 'pencil' ? 5 : 3);
    return canvas;
  };
  const light = lightOf(false);
  const finish = options.grain === false ? light : lightOf(true);
  return {
    ...base,
    light,
    finish,
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

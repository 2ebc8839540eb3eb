import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, Image, SKRSContext2D } from '@napi-rs/canvas';
import type { PersonSubject, Pose, Prop, SceneDescription, Subject } from '../../shared/model/scene-description.ts';
import { buildFigure } from './figures/build-figure.ts';
import { buildCloseUp } from './figures/close-up.ts';
import { projectPoint } from './camera.ts';
import type { Camera, WorldPoint } from './camera.ts';
import { FIGURE_METRES, isTableThing, TABLE_HEIGHT_METRES } from './framing.ts';
import type { Framing } from './framing.ts';
import type { Inks } from './inks.ts';
import { mixHex } from './inks.ts';
import type { Pen } from './pen.ts';
import { drawPictogram, loadPictogram } from './pictograms.ts';
import type { Pictogram } from './pictograms.ts';
import { hashKey, randomStream } from './seeded-random.ts';
import type { Figure, Point, Shape, Tone } from './shape-types.ts';

/** A person, an animal, a thing: where it is at the start and at the end, in metres. */
export interface Actor {
  id: string;
  person: PersonSubject | null;
  /** Null for persons. */
  reference: string | null;
  heightMetres: number;
  start: WorldPoint;
  end: WorldPoint;
  opacity: readonly [number, number];
  mirrored: boolean;
  /** Hangs or stands on something: no shadow on the floor. */
  grounded: boolean;
  key: string;
  index: number;
  /** What a close framing shows of a person instead of the whole figure. */
  closeUp: CloseUpDetail | null;
}

export type CloseUpDetail = 'face' | 'eyes' | 'hands' | 'feet';

const PHASED: ReadonlySet<Pose> = new Set([
  'walk',
  'run',
  'dance',
  'push',
  'ride',
  'swim',
  'climb',
  'carry',
  'wave',
  'cheer',
]);

/** The part of the focus person that fills a close framing; null where the whole figure is drawn. */
export function closeUpOf(description: SceneDescription, framing: Framing): CloseUpDetail | null {
  const { size, detail, angle } = description.camera;
  if (framing.focus?.person !== true || angle === 'overhead') return null;
  if (size !== 'CU' && size !== 'ECU' && size !== 'INS') return null;
  if (detail !== 'whole') return detail;
  return size === 'CU' ? 'face' : size === 'ECU' ? 'eyes' : 'hands';
}

/** A close-up stands on the lower edge of the frame and is as high as the frame. */
function placeCloseUp(actor: Actor, detail: CloseUpDetail, description: SceneDescription, framing: Framing): void {
  const { camera, distance } = framing;
  const portrait = camera.heightPx > camera.widthPx * 1.1;
  const frameMetres = (camera.heightPx * distance) / camera.focalPx;
  const tight = detail === 'face' || detail === 'hands' || detail === 'feet';
  const size = portrait ? (tight ? 0.66 : 0.6) : description.camera.size === 'ECU' && detail === 'face' ? 1.35 : 1;
  const drop = portrait ? (detail === 'face' ? 0.1 : 0.2) : 0;
  const floor = camera.y - ((camera.heightPx * (1 - drop) - camera.cy) * distance) / camera.focalPx;
  const { facing } = description.subjects.find((subject) => subject.id === actor.id)?.start ?? { facing: 'camera' };
  const lead = facing === 'right' ? -0.05 : facing === 'left' ? 0.05 : 0;
  const z = camera.z + distance;
  actor.closeUp = detail;
  actor.heightMetres = frameMetres * size;
  actor.grounded = false;
  actor.start = { x: framing.xOfStage(0.5 + lead, z), y: floor, z };
  actor.end = { ...actor.start };
}

/** Places all subjects and props on the stage. */
export function placeActors(description: SceneDescription, framing: Framing): Actor[] {
  const actors: Actor[] = [];
  const backOfRoom = framing.zOfDepth(0.28);
  for (const subject of description.subjects) {
    const table = isTableThing(subject, description);
    const focused = framing.focus?.id === subject.id;
    const startZ = framing.zOfDepth(subject.start.depth);
    const endZ = framing.zOfDepth(subject.end.depth);
    const base = table ? TABLE_HEIGHT_METRES : 0;
    const lead = focused ? composedX(subject, description) - subject.start.x : 0;
    const random = randomStream(hashKey(`crowd/${subject.id}`, description.seed));
    for (let index = 0; index < subject.count; index += 1) {
      const row = index === 0 ? 0 : Math.ceil(index / 2);
      const side = index % 2 === 0 ? 1 : -1;
      const spreadX = index === 0 ? 0 : side * row * 0.62 + (random() - 0.5) * 0.3;
      const spreadZ = index === 0 ? 0 : random() * 1.4 + 0.2;
      const at = (x: number, z: number): WorldPoint => ({
        x: framing.xOfStage(x + lead, z, base + 0.8) + spreadX,
        y: base,
        z: z + spreadZ,
      });
      actors.push({
        id: subject.id,
        person: subject.kind === 'person' ? subject : null,
        reference: subject.kind === 'person' ? null : subject.pictogram,
        heightMetres: subject.kind === 'person' ? FIGURE_METRES : subject.heightMetres,
        start: at(subject.start.x, startZ),
        end: at(subject.end.x, endZ),
        opacity: [subject.start.opacity, subject.end.opacity],
        // Most pictograms look to the left.
        mirrored: subject.start.facing === 'right',
        grounded: true,
        key: `${subject.id}/${index}`,
        index,
        closeUp: null,
      });
    }
  }
  separate(actors, description);
  const detail = closeUpOf(description, framing);
  const hero = actors.find((actor) => actor.id === framing.focus?.id && actor.index === 0);
  if (detail !== null && hero !== undefined) placeCloseUp(hero, detail, description, framing);
  for (const prop of description.props) actors.push(placeProp(prop, framing, backOfRoom));
  return actors;
}

/** Lead room: who looks or goes to one side stands on the other; close-ups stay near the middle. */
function composedX(subject: Subject, description: SceneDescription): number {
  const { size } = description.camera;
  const { x, facing } = subject.start;
  const close = ['MS', 'MCU', 'CU', 'ECU', 'OTS', 'INS'].includes(size);
  const alone = description.subjects.length === 1 && subject.count === 1;
  const moves = Math.abs(subject.end.x - subject.start.x) > 0.12;
  if (moves && !close) return x;
  const lead = facing === 'right' ? -0.07 : facing === 'left' ? 0.07 : 0;
  if (size === 'CU' || size === 'ECU') return 0.5 + (alone ? lead * 0.7 : 0);
  if (close) return alone ? Math.min(0.58, Math.max(0.42, x + lead)) : x;
  return alone && Math.abs(x - 0.5) < 0.04 ? x + lead : x;
}

/** People at one depth keep a shoulder's width between them, unless they touch on purpose. */
function separate(actors: Actor[], description: SceneDescription): void {
  const people = actors.filter((actor) => actor.person !== null && actor.index === 0);
  for (let left = 0; left < people.length; left += 1) {
    for (let right = left + 1; right < people.length; right += 1) {
      const a = people[left] as Actor;
      const b = people[right] as Actor;
      const pose = a.person?.start.pose;
      const least = pose === 'hug' ? 0.28 : pose === 'shake-hands' ? 0.75 : 0.62;
      for (const moment of ['start', 'end'] as const) {
        if (Math.abs(a[moment].z - b[moment].z) > 0.8) continue;
        const gap = b[moment].x - a[moment].x;
        if (Math.abs(gap) >= least) continue;
        const sign = gap >= 0 ? 1 : -1;
        const push = least - Math.abs(gap);
        const aFocus = description.camera.focusId === a.id;
        b[moment].x += sign * push * (aFocus ? 1 : 0.5);
        if (!aFocus) a[moment].x -= sign * push * 0.5;
      }
    }
  }
}

function placeProp(prop: Prop, framing: Framing, back: number): Actor {
  const z = prop.support === 'wall' ? Math.max(back, framing.zOfDepth(prop.depth)) : framing.zOfDepth(prop.depth);
  const y =
    prop.support === 'table' ? TABLE_HEIGHT_METRES : prop.support === 'wall' ? 1.5 : prop.support === 'air' ? 2.2 : 0;
  const at: WorldPoint = { x: framing.xOfStage(prop.x, z, y), y, z };
  return {
    id: prop.id,
    person: null,
    reference: prop.pictogram,
    heightMetres: prop.heightMetres,
    start: at,
    end: at,
    opacity: [1, 1],
    mirrored: false,
    grounded: prop.support === 'ground' || prop.support === 'table',
    key: prop.id,
    index: 0,
    closeUp: null,
  };
}

/** Where an actor stands at `t`. */
export function actorAt(actor: Actor, t: number): WorldPoint {
  const { start, end } = actor;
  return {
    x: start.x + (end.x - start.x) * t,
    y: start.y + (end.y - start.y) * t,
    z: start.z + (end.z - start.z) * t,
  };
}

const SKIN = ['#f6d9c0', '#efc19b', '#dca377', '#bd7f54', '#8f5c3b', '#5f3d2b'] as const;
const CLOTH = ['#4f7f96', '#c8553d', '#6c8c5a', '#d9a441', '#6d5a85', '#39404f'] as const;
const PENCIL_SKIN = ['#f7f0e3', '#f3ebdd', '#ebe2d3', '#ddd3c3', '#c3b8a8', '#a89d90'] as const;
const PENCIL_CLOTH = ['#efe9dd', '#a9a39b', '#cfc8bc', '#f5f0e5', '#8b8681', '#5f5c5c'] as const;

/** A person's own colours; the brand's key colour dresses the focus subject. */
export function personTones(
  person: PersonSubject,
  inks: Inks,
  focus: boolean,
  index = 0,
): Partial<Record<Tone, string>> {
  const { skinTone, clothesTone, age } = person.looks;
  const pencil = inks.look === 'pencil';
  const skin = (pencil ? PENCIL_SKIN : SKIN)[skinTone] ?? SKIN[1];
  const own = (pencil ? PENCIL_CLOTH : CLOTH)[(clothesTone + index) % 6] ?? CLOTH[0];
  const cloth = focus && index === 0 && !pencil ? mixHex(inks.accent, '#ffffff', 0.06) : own;
  const shade = pencil ? '#77726c' : '#40303a';
  const hair = age === 'elder' ? (pencil ? '#d8d3ca' : '#cfcac4') : pencil ? '#57524f' : '#3a2c28';
  const dim = (colour: string): string =>
    inks.night ? mixHex(colour, pencil ? '#f5f0e5' : '#1d2747', pencil ? 0.22 : 0.2) : colour;
  return {
    skin: dim(skin),
    'skin-shade': dim(mixHex(skin, shade, 0.22)),
    hair: dim(hair),
    cloth: dim(cloth),
    'cloth-2': dim(mixHex(own, pencil ? '#4c494a' : '#2b2f3d', 0.5)),
  };
}

function poseBlend(t: number): number {
  return t * t * (3 - 2 * t);
}

/** The figure of a person at `t`; big in the frame means finer detail. */
export function figureAt(person: PersonSubject, index: number, t: number, heightPx: number): Figure {
  const { start, end } = person;
  const same = start.pose === end.pose;
  const phased = PHASED.has(start.pose) || PHASED.has(end.pose);
  const looks =
    index === 0
      ? person.looks
      : {
          ...person.looks,
          clothesTone: (person.looks.clothesTone + index) % 6,
          hair:
            (['short', 'long', 'bun', 'short', 'curly', 'cap'] as const)[(index + person.looks.skinTone) % 6] ??
            'short',
        };
  return buildFigure({
    looks,
    pose: start.pose,
    ...(same ? {} : { poseTo: end.pose }),
    blend: same ? 0 : poseBlend(t),
    phase: phased ? (0.12 + t * (same ? 2.36 : 1.3) + index * 0.31) % 1 : (index * 0.31) % 1,
    facing: t < 0.5 ? start.facing : end.facing,
    emotion: t < 0.5 ? start.emotion : end.emotion,
    seed: hashKey(person.id, index),
    detailLevel: heightPx < 260 ? 'far' : heightPx < 1100 ? 'mid' : 'near',
  });
}

/** The part of a person that fills a close framing, at `t`. */
export function closeUpAt(person: PersonSubject, detail: CloseUpDetail, t: number): Figure {
  const { start, end } = person;
  const now = t < 0.5 ? start : end;
  return buildCloseUp({
    detail,
    looks: person.looks,
    facing: now.facing,
    emotion: now.emotion,
    pose: now.pose,
    phase: 0.15 + t * 0.5,
    blink: Math.max(0, 1 - Math.abs(t - 0.62) * 40),
    seed: hashKey(person.id),
  });
}

/** Maps an actor's own space to pixels: upright, leaning to the camera when it looks down steeply. */
export function actorPlace(actor: Actor, camera: Camera, t: number): (point: Point) => Point {
  const at = actorAt(actor, t);
  const lean = camera.pitch > 0.25 ? camera.pitch * 0.6 : 0;
  const up = Math.cos(lean) * actor.heightMetres;
  const away = Math.sin(lean) * actor.heightMetres;
  const side = actor.mirrored && actor.person === null ? -actor.heightMetres : actor.heightMetres;
  return (point) => {
    const { x, y } = projectPoint(camera, {
      x: at.x + point.x * side,
      y: at.y - point.y * up,
      z: at.z - point.y * away,
    });
    return { x, y };
  };
}

/** Height in pixels of one unit of the actor's space at `t`. */
export function actorScale(actor: Actor, camera: Camera, t: number): number {
  const at = actorAt(actor, t);
  const { depth } = projectPoint(camera, { ...at, y: at.y + actor.heightMetres * 0.5 });
  return (camera.focalPx * actor.heightMetres) / depth;
}

/** The shade under the feet, thrown away from the light, so that nothing floats. */
export function drawContactShadow(
  ctx: SKRSContext2D,
  pen: Pen,
  camera: Camera,
  at: WorldPoint,
  widthMetres: number,
  reach: number,
  light: SceneDescription['light']['from'],
  key: string,
  lowSun: boolean,
): void {
  const long = lowSun ? 2.1 : 1;
  const throwX = (light === 'left' ? 0.55 : light === 'right' ? -0.55 : 0.12) * long * reach;
  const points: Point[] = [];
  for (let step = 0; step < 12; step += 1) {
    const angle = (step / 12) * Math.PI * 2;
    const x = at.x + throwX * widthMetres + Math.cos(angle) * widthMetres * (0.62 + Math.abs(throwX) * 0.5);
    const z = at.z - 0.02 + Math.sin(angle) * widthMetres * 0.3;
    points.push(projectPoint(camera, { x, y: at.y, z }));
  }
  const shape: Shape = {
    key: `shadow/${key}`,
    points,
    curve: 'smooth',
    closed: true,
    fill: 'shadow',
    stroke: 'none',
    hatch: 0.5,
  };
  pen.draw(ctx, [{ ...shape, hatch: 0 }], { opacity: 0.45 });
  pen.draw(ctx, [{ ...shape, fill: null }]);
}

/** A thing drawn once, moved and scaled per frame. */
export interface Sprite {
  canvas: Canvas;
  /** Sprite pixels per unit of the actor's height. */
  scale: number;
  originX: number;
  originY: number;
  aspect: number;
}

interface SpriteSource {
  inks: Inks;
  seed: number;
  unitPx: number;
  images: Readonly<Record<string, Image>>;
}

/** Pre-renders a pictogram or an asset image at the greatest size it will have. */
export function makeSprite(
  reference: string,
  key: string,
  scalePx: number,
  source: SpriteSource,
  pressure = 1,
): Sprite | null {
  const scale = Math.max(8, Math.min(2600, scalePx));
  const image = reference.startsWith('asset:')
    ? (source.images[reference] ?? source.images[reference.slice(6)])
    : undefined;
  const pictogram =
    image === undefined ? loadPictogram(reference.startsWith('asset:') ? 'emoji:1f4e6' : reference) : null;
  const aspect = image === undefined ? (pictogram?.aspect ?? 1) : image.width / Math.max(1, image.height);
  const pad = 8 + 4 * source.unitPx;
  const canvas = createCanvas(Math.ceil(scale * aspect + pad * 2), Math.ceil(scale + pad * 2));
  const ctx = canvas.getContext('2d');
  const originX = canvas.width / 2;
  const originY = canvas.height - pad;
  if (image !== undefined)
    drawAsset(
      ctx,
      image,
      { x: originX - (scale * aspect) / 2, y: originY - scale, width: scale * aspect, height: scale },
      source,
      key,
    );
  else if (pictogram !== null) drawOnSprite(ctx, pictogram, scale, originX, originY, source, key, pressure);
  else drawParcel(ctx, scale, originX, originY, source);
  return { canvas, scale, originX, originY, aspect };
}

function drawOnSprite(
  ctx: SKRSContext2D,
  pictogram: Pictogram,
  scale: number,
  x: number,
  y: number,
  source: SpriteSource,
  key: string,
  pressure: number,
): void {
  const place = (point: Point): Point => ({ x: x + point.x * scale, y: y + point.y * scale });
  drawPictogram(ctx, pictogram, place, { inks: source.inks, key, seed: source.seed, unitPx: source.unitPx, pressure });
}

/** The brand's own picture keeps its pixels; a drawn edge ties it to the sketch when the picture is a full rectangle. */
function drawAsset(
  ctx: SKRSContext2D,
  image: Image,
  box: { x: number; y: number; width: number; height: number },
  source: SpriteSource,
  key: string,
): void {
  ctx.drawImage(image, box.x, box.y, box.width, box.height);
  const sample = [box.x + 2, box.x + box.width - 3].map(
    (x) => ctx.getImageData(Math.round(x), Math.round(box.y + 2), 1, 1).data[3] ?? 0,
  );
  if (sample.some((alpha) => alpha < 200)) return;
  ctx.lineJoin = 'round';
  const random = randomStream(hashKey(key, source.seed));
  for (const width of [3.2, 1.6]) {
    const off = (): number => (random() - 0.5) * 4 * source.unitPx;
    ctx.lineWidth = width * source.unitPx;
    ctx.strokeStyle = `rgba(${source.inks.line.join(',')},0.8)`;
    ctx.beginPath();
    ctx.moveTo(box.x + off(), box.y + off());
    ctx.lineTo(box.x + box.width + off(), box.y + off());
    ctx.lineTo(box.x + box.width + off(), box.y + box.height + off());
    ctx.lineTo(box.x + off(), box.y + box.height + off());
    ctx.closePath();
    ctx.stroke();
  }
}

/** What no drawing exists for becomes a plain package in the key colour. */
function drawParcel(ctx: SKRSContext2D, scale: number, x: number, y: number, source: SpriteSource): void {
  ctx.fillStyle = source.inks.accent;
  ctx.strokeStyle = `rgb(${source.inks.line.join(',')})`;
  ctx.lineWidth = 3 * source.unitPx;
  ctx.beginPath();
  ctx.rect(x - scale * 0.36, y - scale, scale * 0.72, scale);
  ctx.fill();
  ctx.stroke();
}

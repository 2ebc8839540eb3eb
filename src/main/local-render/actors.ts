import type { PersonSubject, Prop, SceneDescription, Subject } from '../../shared/model/scene-description.ts';
import { projectPoint } from './camera.ts';
import type { Camera, WorldPoint } from './camera.ts';
import { FIGURE_METRES, TABLE_HEIGHT_METRES, isTableThing } from './framing.ts';
import type { Framing } from './framing.ts';
import { coupleRiders } from './riders.ts';
import { seatsUnder } from './seats.ts';
import { hashKey, randomStream } from './seeded-random.ts';
import type { Point } from './shape-types.ts';
import { thingHeight } from './thing-shape.ts';

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
  /** Nothing of a person is drawn below this height over the ground, metres: a hull or a door hides it. */
  hiddenBelowMetres?: number;
}

export type CloseUpDetail = 'face' | 'eyes' | 'hands' | 'feet';

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
    // Who comes towards the camera stops before it.
    const nearest = framing.camera.z + framing.distance * (focused ? 0.62 : 0.5);
    const endZ =
      framing.camera.pitch > 1
        ? framing.zOfDepth(subject.end.depth)
        : Math.max(nearest, framing.zOfDepth(subject.end.depth));
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
        heightMetres: subject.kind === 'person' ? FIGURE_METRES : thingHeight(subject.pictogram, subject.heightMetres),
        start: at(subject.start.x, startZ),
        end: at(subject.end.x, endZ),
        opacity: [subject.start.opacity, subject.end.opacity],
        // Most pictograms look to the left.
        mirrored:
          subject.kind !== 'person' && !subject.pictogram.startsWith('asset:') && subject.start.facing === 'right',
        grounded: true,
        key: `${subject.id}/${index}`,
        index,
        closeUp: null,
      });
    }
  }
  separate(actors, description);
  coupleRiders(actors, description);
  const detail = closeUpOf(description, framing);
  const hero = actors.find((actor) => actor.id === framing.focus?.id && actor.index === 0);
  if (detail !== null && hero !== undefined) placeCloseUp(hero, detail, description, framing);
  actors.push(...seatsUnder(actors, description));
  for (const prop of description.props) actors.push(keepSmall(placeProp(prop, framing, backOfRoom), framing));
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
      const least =
        pose === 'hug'
          ? 0.28
          : pose === 'shake-hands'
            ? 0.75
            : pose === 'reach' || b.person?.start.pose === 'reach'
              ? 0.86
              : 0.62;
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
    heightMetres: thingHeight(prop.pictogram, prop.heightMetres),
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

/** Dressing never rules the picture: what would cover too much of it is set further back. */
function keepSmall(actor: Actor, framing: Framing): Actor {
  if (actor.id === framing.focus?.id) return actor;
  const { camera } = framing;
  const most = Math.min(camera.heightPx, camera.widthPx) * 0.4;
  const nearest = camera.z + (camera.focalPx * actor.heightMetres) / most;
  if (actor.start.z >= nearest || camera.pitch > 1) return actor;
  const grow = (nearest - camera.z) / Math.max(0.1, actor.start.z - camera.z);
  const at = { x: camera.x + (actor.start.x - camera.x) * Math.min(4, grow), y: actor.start.y, z: nearest };
  return { ...actor, start: at, end: at };
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

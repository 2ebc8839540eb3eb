import type { PersonSubject, SceneDescription, SubjectMoment } from '../../shared/model/scene-description.ts';
import { actorPlace } from './actors.ts';
import type { Actor } from './actors.ts';
import type { Camera } from './camera.ts';
import { drawnThing } from './drawn-things.ts';
import { buildFigure } from './figures/build-figure.ts';
import { buildCloseUp } from './figures/close-up.ts';
import { AGE_HEIGHT } from './figures/proportions.ts';
import { sizeRule } from './framing.ts';
import { cameraAt } from './layer-motion.ts';
import type { FramingHold, Staged } from './layer-motion.ts';
import { mountOf } from './riders.ts';
import { thingAspect } from './thing-shape.ts';
import type { Point } from './shape-types.ts';

/** Edges in pixels of the picture. */
export interface Extent {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

type Size = SceneDescription['camera']['size'];
const WHOLE: ReadonlySet<Size> = new Set(['EWS', 'WS', 'FS', 'POV']);
/** A shot loses its size when it is opened further than this. */
const LEAST_ZOOM = 0.16;

/** Points in an actor's own space that must be seen in the shot size: the whole body, or the head and what hangs on it. */
export function keyPoints(actor: Actor, moment: 'start' | 'end', size: Size): Point[] {
  const { person } = actor;
  if (person === null) {
    const drawn = drawnThing(actor.reference ?? '');
    if (drawn !== null && size !== 'ECU') {
      const per = 1 / drawn.heightMetres;
      return corners(drawn.minX * per, drawn.maxX * per, -1, 0);
    }
    const half = thingAspect(actor.reference ?? '') / 2;
    const seen = size === 'ECU' ? 0.55 : 1;
    return corners(-half * seen, half * seen, -0.5 - 0.5 * seen, -0.5 + 0.5 * seen);
  }
  const now = person[moment];
  if (actor.closeUp !== null) return closeUpPoints(actor, person, now);
  const figure = buildFigure({
    looks: person.looks,
    pose: now.pose,
    blend: 0,
    phase: 0.12,
    facing: now.facing,
    emotion: now.emotion,
    seed: 1,
    detailLevel: 'far',
  });
  const { anchors, bounds } = figure;
  // An open umbrella stands over the head.
  const above = /^emoji:(2602|2614|1f302)/.test(person.holding ?? '') ? 0.32 : 0;
  if (WHOLE.has(size)) return corners(bounds.minX, bounds.maxX, bounds.minY - above, bounds.maxY);
  const tall = AGE_HEIGHT[person.looks.age];
  const head = faceBox(anchors.head, tall);
  const middle = (a: Point, b: Point, u: number): Point => ({ x: a.x + (b.x - a.x) * u, y: a.y + (b.y - a.y) * u });
  if (size === 'MWS') return [...head, anchors.hips];
  if (size === 'MS') return [...head, middle(anchors.chest, anchors.hips, 0.5)];
  return [...head, anchors.chest];
}

function closeUpPoints(actor: Actor, person: PersonSubject, now: SubjectMoment): Point[] {
  const detail = actor.closeUp ?? 'face';
  const figure = buildCloseUp({
    detail,
    looks: person.looks,
    facing: now.facing,
    emotion: now.emotion,
    pose: now.pose,
    phase: 0.15,
    blink: 0,
    seed: 1,
  });
  const { eyes, leftHand, rightHand } = figure.anchors;
  if (detail === 'face') return corners(eyes.x - 0.24, eyes.x + 0.24, eyes.y - 0.36, eyes.y + 0.36);
  if (detail === 'eyes') return corners(eyes.x - 0.34, eyes.x + 0.34, eyes.y - 0.2, eyes.y + 0.2);
  if (detail === 'hands') {
    return corners(
      Math.min(leftHand.x, rightHand.x) - 0.1,
      Math.max(leftHand.x, rightHand.x) + 0.1,
      Math.min(leftHand.y, rightHand.y) - 0.12,
      Math.max(leftHand.y, rightHand.y) + 0.12,
    );
  }
  return corners(-0.3, 0.3, -0.6, -0.02);
}

/** The head with its hair, round its middle, in the figure's own units. */
function faceBox(head: Point, tall: number): Point[] {
  const r = 0.075 * (0.5 + 0.5 * tall);
  return corners(head.x - r, head.x + r, head.y - r * 1.25, head.y + r);
}

function corners(minX: number, maxX: number, minY: number, maxY: number): Point[] {
  return [
    { x: minX, y: minY },
    { x: maxX, y: minY },
    { x: minX, y: maxY },
    { x: maxX, y: maxY },
  ];
}

/** Where an actor's key points lie in the picture. */
export function keyExtent(actor: Actor, camera: Camera, t: 0 | 1, size: Size): Extent {
  const place = actorPlace(actor, camera, t);
  return extentOf(keyPoints(actor, t === 0 ? 'start' : 'end', size).map(place));
}

function extentOf(points: readonly Point[]): Extent {
  return {
    left: Math.min(...points.map((p) => p.x)),
    right: Math.max(...points.map((p) => p.x)),
    top: Math.min(...points.map((p) => p.y)),
    bottom: Math.max(...points.map((p) => p.y)),
  };
}

function union(a: Extent, b: Extent): Extent {
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** The part of the picture in which key points may lie. */
export function safeExtent(description: SceneDescription, widthPx: number, heightPx: number): Extent {
  const { size, angle } = description.camera;
  const whole = WHOLE.has(size);
  const extra = angle === 'dutch' ? 0.05 : 0;
  const side = (whole ? 0.04 : 0.035) + extra;
  const top = (whole ? 0.05 : size === 'ECU' ? 0.02 : 0.045) + extra;
  const bottom = (whole ? 0.045 : 0.02) + extra;
  return { left: widthPx * side, right: widthPx * (1 - side), top: heightPx * top, bottom: heightPx * (1 - bottom) };
}

/** Zoom (at most 1) and shift that bring a box inside, with as little change as possible. */
function fit(box: Extent, safe: Extent, middle: Point): { zoom: number; x: number; y: number } {
  const zoom = Math.max(
    LEAST_ZOOM,
    Math.min(1, (safe.right - safe.left) / (box.right - box.left), (safe.bottom - safe.top) / (box.bottom - box.top)),
  );
  const grown = scaled(box, zoom, middle);
  return {
    zoom,
    x: shiftInto(grown.left, grown.right, safe.left, safe.right),
    y: shiftInto(grown.top, grown.bottom, safe.top, safe.bottom),
  };
}

function shiftInto(from: number, to: number, least: number, most: number): number {
  if (to - from > most - least) return (least + most) / 2 - (from + to) / 2;
  return from < least ? least - from : to > most ? most - to : 0;
}

function scaled(box: Extent, zoom: number, middle: Point): Extent {
  return {
    left: middle.x + (box.left - middle.x) * zoom,
    right: middle.x + (box.right - middle.x) * zoom,
    top: middle.y + (box.top - middle.y) * zoom,
    bottom: middle.y + (box.bottom - middle.y) * zoom,
  };
}

function moveLens(camera: Camera, zoom: number, x: number, y: number): void {
  const midX = camera.widthPx / 2;
  const midY = camera.heightPx / 2;
  camera.focalPx *= zoom;
  camera.cx = midX + (camera.cx - midX) * zoom + x;
  camera.cy = midY + (camera.cy - midY) * zoom + y;
}

/**
 * Frames the focus from the figure as it is really posed. The camera at rest is shifted (and opened, where a pose needs
 * more room) for good; what a move still pushes out of the picture at the start or at the end is returned as a
 * correction for that end. Changes `framing.camera`.
 */
export function holdFocus(scene: Staged, actors: readonly Actor[]): FramingHold | null {
  const { framing, description } = scene;
  const { camera } = framing;
  const { size, move, angle } = description.camera;
  const hero = actors.find((actor) => actor.id === framing.focus?.id && actor.index === 0);
  if (hero === undefined) return null;
  const seen = (moment: 'start' | 'end'): boolean => isInside(description, hero.id, moment);
  const company = companyOf(hero, actors, description);
  const safe = safeExtent(description, camera.widthPx, camera.heightPx);
  const middle = { x: camera.widthPx / 2, y: camera.heightPx / 2 };
  const rider = description.subjects.find((subject) => subject.id === hero.id);
  const mount = rider?.kind === 'person' ? mountOf(rider, description) : null;
  const carrier = actors.find((actor) => actor.id === mount?.id && actor.index === 0);
  // A wide view of a rider shows what is ridden as well.
  const group = carrier !== undefined && (WHOLE.has(size) || size === 'MWS') ? [...company, carrier] : company;
  const boxAt = (lens: Camera, t: 0 | 1): Extent =>
    group.reduce((box, actor) => union(box, keyExtent(actor, lens, t, size)), keyExtent(hero, lens, t, size));

  // The camera at rest: where the move begins, or ends for one that opens up.
  const restT = move === 'pull-out' || move === 'zoom-out' ? 1 : 0;
  const alone = company.length === 0;
  const compose = (): void => {
    const box = boxAt(camera, restT);
    const rule = sizeRule(size, camera.heightPx > camera.widthPx * 1.1);
    let x = 0;
    let y = 0;
    if (hero.person !== null && angle !== 'overhead' && hero.closeUp === null) {
      const whole = WHOLE.has(size);
      y = whole
        ? (rule.headTop + rule.share) * camera.heightPx - box.bottom
        : Math.max(rule.headTop, 0.05) * camera.heightPx - box.top;
      // Who lies or kneels in a wide frame would hang at its lower edge.
      const low = (box.bottom - box.top) / camera.heightPx;
      if (whole && size === 'FS' && low < 0.55) y -= (0.55 - low) * 0.35 * camera.heightPx;
    }
    if (alone && !WHOLE.has(size)) {
      const facing = hero.person?.[restT === 0 ? 'start' : 'end'].facing;
      const lead = size === 'ECU' ? 0 : facing === 'right' ? -0.06 : facing === 'left' ? 0.06 : 0;
      const wanted = (0.5 + lead) * camera.widthPx;
      if (Math.abs(hero.end.x - hero.start.x) < 0.2 || move === 'follow') x = wanted - (box.left + box.right) / 2;
    }
    moveLens(camera, 1, x, y);
  };
  if (seen(restT === 0 ? 'start' : 'end')) compose();
  if (move === 'static' && seen('start') && seen('end')) {
    const together = union(boxAt(camera, 0), boxAt(camera, 1));
    const open = fit(together, safe, middle);
    moveLens(camera, Math.max(0.66, open.zoom), 0, 0);
    const again = fit(union(boxAt(camera, 0), boxAt(camera, 1)), safe, middle);
    moveLens(camera, 1, again.x, again.y);
  } else if (seen(restT === 0 ? 'start' : 'end')) {
    const open = fit(boxAt(camera, restT), safe, middle);
    moveLens(camera, open.zoom, open.x, open.y);
  }
  const still = { zoom: 1, x: 0, y: 0 };
  const endOf = (t: 0 | 1): FramingHold['start'] =>
    seen(t === 0 ? 'start' : 'end') ? fit(boxAt(cameraAt(scene, t).camera, t), safe, middle) : still;
  const hold = { start: endOf(0), end: endOf(1) };
  const nothing = [hold.start, hold.end].every((end) => end.zoom === 1 && end.x === 0 && end.y === 0);
  return nothing ? null : hold;
}

/** False where the text sends the subject out of the frame, or it is not there. */
function isInside(description: SceneDescription, id: string, moment: 'start' | 'end'): boolean {
  const subject = description.subjects.find((item) => item.id === id);
  if (subject === undefined) return true;
  const { x, opacity } = subject[moment];
  return x >= 0 && x <= 1 && opacity > 0.2;
}

/** The others that a medium shot is also about: they stand beside the focus, not behind it. */
function companyOf(hero: Actor, actors: readonly Actor[], description: SceneDescription): Actor[] {
  if (!['MWS', 'MS', 'MCU'].includes(description.camera.size) || hero.person === null) return [];
  const others = actors.filter(
    (actor) =>
      actor !== hero &&
      actor.person !== null &&
      actor.index === 0 &&
      Math.abs(actor.start.z - hero.start.z) < 1.2 &&
      Math.abs(actor.start.x - hero.start.x) < 2.2 &&
      isInside(description, actor.id, 'start') &&
      isInside(description, actor.id, 'end'),
  );
  return others.slice(0, 2);
}

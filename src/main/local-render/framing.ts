import type { PersonSubject, Prop, SceneDescription, Subject } from '../../shared/model/scene-description.ts';
import { projectPoint } from './camera.ts';
import type { Camera } from './camera.ts';
import { buildFigure } from './figures/build-figure.ts';
import { drawnThing } from './drawn-things.ts';
import { AGE_HEIGHT } from './figures/proportions.ts';
import { thingHeight } from './thing-shape.ts';

/** Metres of a standing adult: the unit of the figures. */
export const FIGURE_METRES = 1.7;
export const TABLE_HEIGHT_METRES = 0.76;

/** Where the head's top sits and how high a whole standing figure would be, both in picture heights. */
export interface SizeRule {
  headTop: number;
  share: number;
}

/** film-craft.md §1 as numbers; `portrait` leaves room for the narrower frame. */
export function sizeRule(size: SceneDescription['camera']['size'], portrait: boolean): SizeRule {
  switch (size) {
    case 'EWS':
      return { headTop: 0.55, share: 0.105 };
    case 'WS':
      return { headTop: 0.47, share: 0.36 };
    case 'FS':
      return { headTop: 0.13, share: 0.79 };
    case 'MWS':
      return { headTop: 0.11, share: portrait ? 1.12 : 1.22 };
    case 'MS':
      return { headTop: 0.13, share: portrait ? 1.5 : 1.72 };
    case 'OTS':
      return { headTop: 0.14, share: portrait ? 1.7 : 2.1 };
    case 'MCU':
      return { headTop: 0.13, share: portrait ? 2.1 : 2.75 };
    case 'CU':
      return { headTop: 0.14, share: portrait ? 3 : 4.4 };
    case 'ECU':
      return { headTop: -0.2, share: portrait ? 6 : 9 };
    case 'POV':
      return { headTop: 0.3, share: 0.6 };
    case 'INS':
      return { headTop: 0.2, share: 0.6 };
  }
}

/** Height of a thing that is itself the focus, in picture heights. */
function thingShare(size: SceneDescription['camera']['size']): number {
  const shares = {
    EWS: 0.12,
    WS: 0.3,
    FS: 0.62,
    MWS: 0.6,
    MS: 0.5,
    OTS: 0.5,
    MCU: 0.58,
    CU: 0.7,
    ECU: 1.35,
    POV: 0.42,
    INS: 0.62,
  };
  return shares[size];
}

/** The one thing that the framing is about. */
export interface Focus {
  id: string;
  person: boolean;
  heightMetres: number;
  /** Metres above the floor of its foot. */
  baseMetres: number;
  /** Top of the pose above its foot, in its own heights. */
  top: number;
  x: number;
  depth: number;
  endX: number;
  endDepth: number;
}

/** The framing of a shot: the camera at rest, and where the stage's depths lie. */
export interface Framing {
  camera: Camera;
  focus: Focus | null;
  /** Metres from the camera to the focus. */
  distance: number;
  /** Stage depth (0 horizon … 1 near) to metres of world z. */
  zOfDepth(depth: number): number;
  /** Frame x (0…1) at world z and height to metres of world x. */
  xOfStage(x: number, z: number, y?: number): number;
}

/** Height of a subject, metres. */
export function subjectHeight(subject: Subject): number {
  return subject.kind === 'person'
    ? FIGURE_METRES * AGE_HEIGHT[subject.looks.age]
    : thingHeight(subject.pictogram, subject.heightMetres);
}

/** True where small things stand on a table of the set instead of the floor. */
export function isTableThing(subject: Subject, description: SceneDescription): boolean {
  if (subject.kind === 'person' || subject.kind === 'vehicle') return false;
  if (drawnThing(subject.pictogram) !== null) return false;
  if (subject.heightMetres > 0.55) return false;
  if (description.set.kind === 'product-table') return true;
  return subject.kind !== 'animal';
}

function supportHeight(prop: Prop): number {
  if (prop.support === 'table') return TABLE_HEIGHT_METRES;
  if (prop.support === 'wall') return 1.55;
  if (prop.support === 'air') return 2.1;
  return 0;
}

/** Where the head's top is in the subject's first pose, in its own heights. */
function crownOf(subject: PersonSubject): number {
  const { pose, facing, emotion } = subject.start;
  const figure = buildFigure({
    looks: subject.looks,
    pose,
    blend: 0,
    phase: 0.12,
    facing,
    emotion,
    seed: 1,
    detailLevel: 'far',
  });
  const tall = AGE_HEIGHT[subject.looks.age];
  return Math.max(0.1, (-figure.anchors.head.y + 0.07 * tall) / tall);
}

function findFocus(description: SceneDescription): Focus | null {
  const { camera, subjects, props } = description;
  const byId = subjects.find((subject) => subject.id === camera.focusId);
  const prop = byId === undefined ? props.find((item) => item.id === camera.focusId) : undefined;
  if (prop !== undefined) {
    return {
      id: prop.id,
      person: false,
      heightMetres: prop.heightMetres,
      baseMetres: supportHeight(prop),
      top: 1,
      x: prop.x,
      depth: prop.depth,
      endX: prop.x,
      endDepth: prop.depth,
    };
  }
  const subject = byId ?? subjects.find((item) => item.kind === 'person') ?? subjects[0];
  if (subject === undefined) return null;
  return {
    id: subject.id,
    person: subject.kind === 'person',
    heightMetres: subjectHeight(subject),
    baseMetres: isTableThing(subject, description) ? TABLE_HEIGHT_METRES : 0,
    top: subject.kind === 'person' ? crownOf(subject) : 1,
    x: subject.start.x,
    depth: subject.start.depth,
    endX: subject.end.x,
    endDepth: subject.end.depth,
  };
}

const FOCAL = { wide: 0.78, normal: 1.2, long: 2.5, macro: 2 } as const;
const PITCH = { 'eye-level': 0, high: 0.3, low: -0.16, overhead: 1.42, dutch: 0, ground: -0.12 } as const;
/** Slope from the head up or down to the camera. */
const RISE = { 'eye-level': 0, high: 0.5, low: -0.5, overhead: 6, dutch: 0, ground: -0.62 } as const;

/** Places the camera so that the focus has the height, head room and angle that the shot asks for. */
export function solveFraming(description: SceneDescription, widthPx: number, heightPx: number): Framing {
  const { size, angle, lens } = description.camera;
  const portrait = heightPx > widthPx * 1.1;
  const focus = findFocus(description);
  const reference = Math.sqrt(widthPx * heightPx);
  let focalPx = FOCAL[lens] * reference;

  // Nobody there: a person-high mark at the stage's middle is framed instead, so that the set keeps its scale.
  const wideOnly = focus === null && !['EWS', 'WS'].includes(size);
  // From straight above nothing is nearer than head and shoulders.
  const tight = angle === 'overhead' && ['MCU', 'CU', 'ECU', 'INS', 'OTS'].includes(size);
  const rule = sizeRule(wideOnly ? 'WS' : tight ? 'MS' : size, portrait);
  let height = focus?.heightMetres ?? 1.7;
  let { headTop, share } = rule;
  const close = ['MCU', 'CU', 'ECU', 'INS', 'MS', 'OTS', 'POV'].includes(size);
  if (focus !== null && !focus.person) {
    if (!close) height = Math.max(height, size === 'EWS' ? 1.7 : size === 'WS' ? 0.9 : 0.3);
    share = thingShare(size);
    if (portrait) share *= 0.72;
    headTop = size === 'ECU' ? -0.14 : size === 'EWS' || size === 'WS' ? 0.42 : 0.55 - share / 2;
  }
  const top = focus === null ? 1.7 : focus.baseMetres + focus.heightMetres * focus.top;

  let pixels = share * heightPx;
  let distance = (focalPx * height) / pixels;
  // People who share the frame must fit side by side, most of all in a tall one.
  const company = description.subjects.filter(
    (subject) => subject.kind === 'person' && Math.abs(subject.start.x - 0.5) <= 0.6 && subject.start.opacity > 0.2,
  ).length;
  if (company > 1 && ['MWS', 'MS', 'MCU', 'OTS'].includes(size)) {
    const wanted = 0.62 * (Math.min(company, 3) - 1) + 0.62;
    const grow = Math.min(1.45, Math.max(1, (wanted * focalPx) / (widthPx * distance)));
    distance *= grow;
    pixels /= grow;
  }
  const nearest = focus !== null && !focus.person ? Math.max(0.45, height * 1.6) : 1.05;
  if (distance < nearest) {
    focalPx *= nearest / distance;
    distance = nearest;
  }

  const headMetres = focus === null || focus.person ? top - height * 0.07 : top - height * 0.35;
  const lift = focus !== null && !focus.person && angle === 'eye-level' ? Math.min(0.6, distance * 0.22) : 0;
  const table = focus !== null && focus.baseMetres > 0.3;
  let eyeMetres = headMetres + lift + RISE[angle] * distance;
  if (angle === 'eye-level' || angle === 'dutch') {
    // A wide eye-level shot stands at a person's eyes even when the subject is a dog or a boat.
    if (!close && !table) eyeMetres = Math.min(Math.max(eyeMetres, 1.15), 1.9);
  }
  if (angle === 'low') eyeMetres = Math.max(table ? TABLE_HEIGHT_METRES + 0.03 : 0.35, eyeMetres);
  if (angle === 'ground') eyeMetres = Math.max(table ? TABLE_HEIGHT_METRES + 0.02 : 0.14, Math.min(eyeMetres, 0.3));
  if (angle === 'high' && !close) eyeMetres = Math.max(eyeMetres, 2.6);
  const partOnly = focus?.person === true && ['CU', 'ECU', 'INS'].includes(size) && angle !== 'overhead';
  if (size === 'INS' && angle === 'eye-level' && !partOnly) eyeMetres = headMetres + distance * 0.45;

  // With nobody there the place itself is looked at: from a little above, its horizon in the picture.
  if (focus === null && (angle === 'high' || angle === 'overhead')) eyeMetres = Math.min(eyeMetres, 6);
  const scale = Math.max(0.35, distance / 4.2);
  const zOfDepth = (depth: number): number =>
    depth >= 0.6 ? -(depth - 0.6) * 2 * scale : Math.pow((0.6 - depth) / 0.6, 1.5) * 13 * scale;
  const focusZ = focus === null ? 0 : zOfDepth(focus.depth);
  let pitch: number = focus === null && angle === 'high' ? 0.1 : PITCH[angle];
  if (size === 'INS' && angle === 'eye-level') pitch = 0.3;
  // A close-up of a person is drawn flat on the frame; its angle shows in the set behind it.
  if (partOnly) pitch = 0;
  const drop = eyeMetres - headMetres;
  let flat =
    pitch > 0.2 ? Math.sqrt(Math.max(distance * distance * 0.12, distance * distance - drop * drop)) : distance;
  if (pitch > 1) {
    flat = distance * Math.cos(pitch);
    eyeMetres = headMetres + distance * Math.sin(pitch);
  }
  const camera: Camera = {
    widthPx,
    heightPx,
    focalPx,
    cx: widthPx / 2,
    cy: heightPx / 2,
    x: 0,
    y: eyeMetres,
    z: focusZ - flat,
    pitch,
  };
  if (focus !== null && pitch > 0.2 && pitch < 1) {
    // Looking down shortens what stands; the shot size is kept by a longer lens.
    const lean = Math.sin(pitch * 0.6) * height;
    const high = projectPoint(camera, { x: 0, y: focus.baseMetres + Math.cos(pitch * 0.6) * height, z: focusZ + lean });
    const low = projectPoint(camera, { x: 0, y: focus.baseMetres, z: focusZ });
    camera.focalPx *= Math.min(1.6, Math.max(0.7, pixels / Math.max(1, low.y - high.y)));
  }
  const crown = projectPoint(camera, { x: 0, y: top, z: focusZ });
  camera.cy += headTop * heightPx - crown.y;
  if (angle === 'overhead') {
    const middle = projectPoint(camera, {
      x: 0,
      y: (focus?.baseMetres ?? 0) + height * (close ? 0.8 : 0.4),
      z: focusZ,
    });
    camera.cy += heightPx * 0.5 - middle.y;
  }
  const xOfStage = (x: number, z: number, y = 0.8): number => {
    const { depth } = projectPoint(camera, { x: 0, y, z });
    return ((x - 0.5) * widthPx * depth) / camera.focalPx;
  };
  return { camera, focus, distance, zOfDepth, xOfStage };
}

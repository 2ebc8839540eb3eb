import type { Brief } from '../../shared/model/brief.ts';
import type { SceneDescription, Subject } from '../../shared/model/scene-description.ts';
import type {
  CameraAngle,
  CameraMove,
  Language,
  Lens,
  Lighting,
  Mood,
  ShotSize,
} from '../../shared/model/shot-terms.ts';
import { lightFor } from './depict/air.ts';
import { depict } from './depict/depict.ts';
import type { CastMemory, Reading, ReadPerson } from './reading-types.ts';
import { createCastMemory } from './reading/cast.ts';
import { readText } from './reading/read-text.ts';

/** What a person may change of a shot that reaches its picture. */
export interface ShotWish {
  description?: string | undefined;
  size?: ShotSize | undefined;
  angle?: CameraAngle | undefined;
  move?: CameraMove | undefined;
  lens?: Lens | undefined;
  lighting?: Lighting | undefined;
  mood?: Mood | undefined;
}

/** The shot's fields as they are before the wish. */
export interface ShotTerms {
  description: string;
  size: ShotSize;
  angle: CameraAngle;
  move: CameraMove;
  lens: Lens;
  lighting: Lighting;
  mood: Mood;
}

export interface Redepicted extends ShotTerms {
  picture: SceneDescription;
}

interface RedepictInput {
  shot: ShotTerms & { picture: SceneDescription };
  wish: ShotWish;
  /** Pictures of the whole film: people who are known there keep their looks. */
  film: readonly SceneDescription[];
  brief: Pick<Brief, 'seed' | 'assets'>;
  language: Language;
}

const CLOSE: ReadonlySet<ShotSize> = new Set(['CU', 'ECU', 'INS', 'MCU']);

/**
 * The picture after a person has changed words or camera of a shot. New words are read anew: who and what they name is
 * drawn, what they leave open stays as it was, and people keep the looks they have in the film. Words of the trade in new
 * text ("close-up of …") set the camera unless the wish itself says otherwise. Changed controls reframe what is there. Pure.
 */
export function redepict({ shot, wish, film, brief, language }: RedepictInput): Redepicted {
  const description = wish.description ?? shot.description;
  const isNewText = description.trim() !== shot.description.trim();
  const reading = isNewText ? read(description, film, brief.seed, language) : null;
  const before = isNewText ? read(shot.description, film, brief.seed, language) : null;
  const told = <K extends 'size' | 'angle' | 'move' | 'mood'>(key: K): Reading[K] | undefined =>
    reading !== null && reading[key] !== null && reading[key] !== before?.[key] ? reading[key] : undefined;
  const terms: ShotTerms = {
    description,
    size: wish.size ?? told('size') ?? shot.size,
    angle: wish.angle ?? told('angle') ?? shot.angle,
    move: wish.move ?? told('move') ?? shot.move,
    lens: wish.lens ?? shot.lens,
    lighting: wish.lighting ?? shot.lighting,
    mood: wish.mood ?? told('mood') ?? shot.mood,
  };
  const reframed = reframe(shot, terms);
  const saysSomething =
    reading !== null &&
    (reading.people.length + reading.things.length > 0 || reading.noPeople || reading.place !== null);
  const picture = saysSomething ? redraw(reframed, reading, terms, brief) : reframed;
  return { ...terms, picture };
}

function read(text: string, film: readonly SceneDescription[], seed: number, language: Language): Reading {
  return readText(text, { language, memory: memoryOf(film), seed });
}

/** The cast as the film's pictures show it. */
function memoryOf(film: readonly SceneDescription[]): CastMemory {
  const memory = createCastMemory();
  for (const { subjects } of film) {
    for (const subject of subjects) {
      if (subject.kind !== 'person') continue;
      const { id, label, count, looks } = subject;
      const person: ReadPerson = { kind: 'person', id, label, count, looks, named: true };
      if (!memory.people.has(id)) memory.people.set(id, person);
    }
  }
  return memory;
}

function sideOf(picture: SceneDescription): 'left' | 'right' {
  for (const { start, end } of picture.subjects) {
    if (start.x !== end.x && Math.abs(end.x - start.x) > 0.05) return end.x > start.x ? 'right' : 'left';
    if (end.facing === 'left' || end.facing === 'right') return end.facing;
  }
  return 'right';
}

function redraw(
  picture: SceneDescription,
  reading: Reading,
  terms: ShotTerms,
  brief: RedepictInput['brief'],
): SceneDescription {
  const place =
    reading.place === null || reading.place.set === picture.set.kind
      ? { set: picture.set.kind, variant: picture.set.variant }
      : { set: reading.place.set, variant: 0 };
  const isStaged = reading.people.length + reading.things.length > 0 || reading.noPeople;
  const drawn = depict({
    reading,
    ...terms,
    timeOfDay: reading.timeOfDay ?? picture.timeOfDay,
    weather: reading.weather ?? picture.weather,
    place,
    ratio: picture.ratio,
    look: picture.look,
    palette: picture.palette,
    seed: picture.seed,
    side: sideOf(picture),
    words: terms.description.slice(0, 2_000),
    ...(picture.caption === undefined ? {} : { caption: picture.caption }),
    ...(picture.captionLanguage === undefined ? {} : { captionLanguage: picture.captionLanguage }),
    ...(brief.assets.some(({ role }) => role === 'product') ? { productAsset: 'asset:product' } : {}),
  });
  if (isStaged) return { ...drawn, set: { ...drawn.set, mirrored: picture.set.mirrored } };
  // Only where and when are new: who is there stays.
  const { subjects, props, camera, foreground } = picture;
  return { ...drawn, subjects, props, camera, foreground };
}

/** The same stage through another camera, in another light. */
function reframe(shot: RedepictInput['shot'], terms: ShotTerms): SceneDescription {
  const { picture } = shot;
  const { size, angle, move, lens, lighting, mood } = terms;
  const focus = focusFor(picture, size);
  const camera: SceneDescription['camera'] = {
    ...picture.camera,
    size,
    angle,
    move,
    lens,
    amount: move === picture.camera.move ? picture.camera.amount : amountOf(terms),
    detail: size === picture.camera.size ? picture.camera.detail : detailFor(size, angle, focus),
    ...(focus === undefined ? {} : { focusId: focus.id }),
  };
  const isOther = size !== picture.camera.size;
  return {
    ...picture,
    camera,
    mood,
    light:
      lighting === picture.light.style
        ? picture.light
        : {
            ...lightFor(lighting, picture.timeOfDay, picture.weather, picture.set.kind, picture.seed),
            style: lighting,
          },
    foreground: isOther ? foregroundFor(picture, size, angle) : picture.foreground,
  };
}

function amountOf({ size, move }: ShotTerms): number {
  if (move === 'static') return 0;
  if (move === 'whip-pan') return 1;
  if (move === 'handheld') return 0.4;
  return CLOSE.has(size) ? 0.35 : 0.5;
}

/** An insert is about the thing; over a shoulder one looks at the other person. */
function focusFor(
  picture: SceneDescription,
  size: ShotSize,
): { id: string; kind: Subject['kind'] | 'prop' } | undefined {
  const { subjects, props, camera } = picture;
  const people = subjects.filter(({ kind }) => kind === 'person');
  const thing = subjects.find(({ kind }) => kind === 'product' || kind === 'thing') ?? props[0];
  const asFocus = (item: Subject | (typeof props)[number] | undefined) =>
    item && { id: item.id, kind: 'kind' in item ? item.kind : ('prop' as const) };
  if (size !== camera.size) {
    if (size === 'INS' && thing !== undefined) return asFocus(thing);
    if (size === 'OTS' && people.length > 1) return asFocus(people[1]);
  } else if (camera.focusId === undefined) return undefined;
  const known = [...subjects, ...props].find(({ id }) => id === camera.focusId);
  return asFocus(known ?? subjects[0] ?? thing);
}

function detailFor(
  size: ShotSize,
  angle: CameraAngle,
  focus: { kind: string } | undefined,
): SceneDescription['camera']['detail'] {
  if (focus?.kind !== 'person') return 'whole';
  if (size === 'INS') return 'hands';
  if (size === 'ECU') return angle === 'ground' ? 'feet' : 'eyes';
  return size === 'CU' || size === 'MCU' ? 'face' : 'whole';
}

function foregroundFor(picture: SceneDescription, size: ShotSize, angle: CameraAngle): SceneDescription['foreground'] {
  if (size === 'OTS') return picture.subjects.some(({ kind }) => kind === 'person') ? 'shoulder' : 'none';
  if (CLOSE.has(size) || size === 'POV' || angle === 'overhead') return 'none';
  return picture.foreground === 'shoulder' ? 'none' : picture.foreground;
}

import { z } from 'zod';
import {
  aspectRatioSchema,
  cameraAngleSchema,
  cameraMoveSchema,
  languageSchema,
  lensSchema,
  lightingSchema,
  moodSchema,
  shotSizeSchema,
  timeOfDaySchema,
  weatherSchema,
} from './shot-terms.ts';
import { lookSchema, paletteColourSchema } from './brief.ts';

/**
 * What a storyboard panel shows, as data that a person or a program can edit. The sketcher draws it, the animatic moves
 * it, the inspector edits it. One description serves both keyframes of a shot: everything that changes has a `start`
 * and an `end`, and the picture at time t (0…1) lies between them.
 *
 * Places are in *stage* units: x runs 0 (left edge of the frame at the shot's widest framing) … 1 (right edge);
 * `depth` 0 is the horizon, 1 is right in front of the camera. The painter turns stage into pixels with the horizon and
 * the perspective of the camera angle and size, so the same stage can be framed as a wide shot or as a close-up.
 */

export const SET_KINDS = [
  'city-street',
  'skyline',
  'rooftop',
  'alley',
  'forest',
  'park',
  'mountain',
  'field',
  'desert',
  'beach',
  'river',
  'market',
  'temple',
  'road',
  'bridge',
  'station',
  'room',
  'kitchen',
  'bedroom',
  'restaurant',
  'shop',
  'office',
  'classroom',
  'workshop',
  'gym',
  'stage',
  'product-table',
  'plain',
] as const;
export const setKindSchema = z.enum(SET_KINDS);
export type SetKind = z.infer<typeof setKindSchema>;

/** Poses a figure can take; the words of the text choose among them. */
export const POSES = [
  'stand',
  'walk',
  'run',
  'sit',
  'kneel',
  'jump',
  'reach',
  'hold',
  'point',
  'wave',
  'drink',
  'eat',
  'phone',
  'type',
  'read',
  'carry',
  'push',
  'ride',
  'drive',
  'dance',
  'hug',
  'shake-hands',
  'lie',
  'look-up',
  'look-down',
  'cook',
  'sell',
  'lift',
  'climb',
  'swim',
  'think',
  'cheer',
  'pray',
] as const;
export const poseSchema = z.enum(POSES);
export type Pose = z.infer<typeof poseSchema>;

export const FACINGS = ['left', 'right', 'camera', 'away'] as const;
export const facingSchema = z.enum(FACINGS);
export type Facing = z.infer<typeof facingSchema>;

export const EMOTIONS = [
  'neutral',
  'happy',
  'sad',
  'angry',
  'surprised',
  'afraid',
  'determined',
  'tired',
  'loving',
] as const;
export const emotionSchema = z.enum(EMOTIONS);
export type Emotion = z.infer<typeof emotionSchema>;

const unit = z.number().min(0).max(1);

/** Where and how one subject is at the start or at the end of the shot. May leave the frame (x below 0 or above 1). */
export const subjectMomentSchema = z.strictObject({
  x: z.number().min(-1).max(2),
  depth: unit,
  pose: poseSchema,
  facing: facingSchema,
  emotion: emotionSchema.default('neutral'),
  /** 1 = as usual; 0 = not there. */
  opacity: unit.default(1),
});
export type SubjectMoment = z.infer<typeof subjectMomentSchema>;

export const HAIRS = ['short', 'long', 'bun', 'ponytail', 'curly', 'bald', 'cap', 'hat', 'headscarf'] as const;
export const CLOTHES = [
  't-shirt',
  'shirt',
  'suit',
  'dress',
  'skirt',
  'hoodie',
  'jacket',
  'apron',
  'uniform',
  'sportswear',
  'robe',
  'coat',
] as const;

/** What makes a person recognisable in every panel; the same `id` keeps the same looks through the board. */
export const personLooksSchema = z.strictObject({
  age: z.enum(['child', 'teen', 'adult', 'elder']),
  build: z.enum(['slim', 'average', 'broad']),
  gender: z.enum(['woman', 'man', 'neutral']),
  hair: z.enum(HAIRS),
  clothes: z.enum(CLOTHES),
  /** Index into the painter's tone tables, so that looks stay editable without colours in the text. */
  skinTone: z.int().min(0).max(5),
  clothesTone: z.int().min(0).max(5),
  /** Colours that the text names ("yellow jacket", "red hair"): they win over the tables and the brand's key colour. */
  clothesColour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  hairColour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  glasses: z.boolean().default(false),
});
export type PersonLooks = z.infer<typeof personLooksSchema>;

const subjectCommon = {
  /** Stable within the project: `runner`, `woman-1`, `dog-1`. */
  id: z.string().min(1).max(60),
  /** The words of the text: "the old fisherman". */
  label: z.string().max(200),
  start: subjectMomentSchema,
  end: subjectMomentSchema,
  /** How many alike: a crowd is 5–12. */
  count: z.int().min(1).max(12).default(1),
  /** Pictogram key or `asset:<id>` of the thing in the hands; see `pictogramRefSchema`. */
  holding: z.string().max(120).optional(),
  /** Id of the subject (vehicle, animal, boat, board) that this one sits or stands on; both move together. */
  rides: z.string().max(60).optional(),
};

/** `emoji:1f415` (hexcode of the pictogram sets) or `asset:<id>` (an image of the library, e.g. the product). */
export const pictogramRefSchema = z.string().regex(/^(emoji:[0-9a-f-]{2,60}|asset:[A-Za-z0-9:_.-]{1,100})$/);

export const personSubjectSchema = z.strictObject({
  kind: z.literal('person'),
  ...subjectCommon,
  looks: personLooksSchema,
});
/** Animals, vehicles and things that act: drawn from a pictogram. `heightMetres` sets their size beside people. */
export const thingSubjectSchema = z.strictObject({
  kind: z.enum(['animal', 'vehicle', 'thing', 'product']),
  ...subjectCommon,
  pictogram: pictogramRefSchema,
  heightMetres: z.number().min(0.02).max(60),
});
export const subjectSchema = z.discriminatedUnion('kind', [personSubjectSchema, thingSubjectSchema]);
export type PersonSubject = z.infer<typeof personSubjectSchema>;
export type ThingSubject = z.infer<typeof thingSubjectSchema>;
export type Subject = z.infer<typeof subjectSchema>;

/** Dressing that does not act: a lamp, a cup on the table, a tree. */
export const propSchema = z.strictObject({
  id: z.string().min(1).max(60),
  label: z.string().max(200),
  pictogram: pictogramRefSchema,
  x: z.number().min(-0.5).max(1.5),
  depth: unit,
  heightMetres: z.number().min(0.02).max(60),
  /** `ground`: stands on the floor; `table`: on the set's table or counter; `air`: hangs or flies; `wall`. */
  support: z.enum(['ground', 'table', 'air', 'wall']),
});
export type Prop = z.infer<typeof propSchema>;

export const sceneDescriptionSchema = z.strictObject({
  version: z.literal(1),
  /** Same seed, same lines. Panels of one scene share it, so that the set looks the same in each. */
  seed: z.int().min(0).max(4_294_967_295),
  ratio: aspectRatioSchema,
  set: z.strictObject({
    kind: setKindSchema,
    /** 0…3: another arrangement of the same kind; the same place keeps its number. */
    variant: z.int().min(0).max(3),
    /** Which side it is seen from: a reverse shot mirrors the set. */
    mirrored: z.boolean().default(false),
  }),
  timeOfDay: timeOfDaySchema,
  weather: weatherSchema,
  light: z.strictObject({ style: lightingSchema, from: z.enum(['left', 'right', 'front', 'back', 'top']) }),
  mood: moodSchema,
  camera: z.strictObject({
    size: shotSizeSchema,
    angle: cameraAngleSchema,
    move: cameraMoveSchema,
    lens: lensSchema,
    /** How far the move goes: 0 none … 1 strong. */
    amount: unit,
    /** Id of the subject or prop that the framing is about; the painter frames this one by the shot size. */
    focusId: z.string().max(60).optional(),
    /** What an extreme close-up or insert shows of a person. */
    detail: z.enum(['face', 'eyes', 'hands', 'feet', 'whole']).default('whole'),
  }),
  subjects: z.array(subjectSchema).max(8),
  props: z.array(propSchema).max(12),
  /** A dark simple shape cropped by the edge that gives depth. */
  foreground: z.enum([
    'none',
    'leaves',
    'shoulder',
    'window-frame',
    'railing',
    'table-edge',
    'crowd',
    'rocks',
    'curtain',
  ]),
  palette: z.array(paletteColourSchema).max(12),
  look: lookSchema,
  caption: z.string().max(500).optional(),
  captionLanguage: languageSchema.optional(),
});
export type SceneDescription = z.infer<typeof sceneDescriptionSchema>;

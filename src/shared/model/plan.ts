import { z } from 'zod';
import { fpsSchema } from './frame-time.ts';
import { sceneDescriptionSchema } from './scene-description.ts';
import {
  aspectRatioSchema,
  cameraAngleSchema,
  cameraMoveSchema,
  languageSchema,
  lensSchema,
  lightingSchema,
  moodSchema,
  narrativeRoleSchema,
  shotSizeSchema,
  timeOfDaySchema,
  transitionSchema,
  weatherSchema,
} from './shot-terms.ts';

/** What a planner answers (offline or by a language model): scenes of shots whose frames sum to the brief's duration. */

export const plannedShotSchema = z.strictObject({
  /** One sentence for people: what is seen and what happens. */
  description: z.string().min(1).max(2_000),
  /** What an image model is told for the start keyframe; brand and campaign context included. */
  imagePrompt: z.string().min(1).max(8_000),
  /** What is told for the end keyframe. */
  endImagePrompt: z.string().min(1).max(8_000),
  /** What a video model is told: action and camera between the two. */
  motionPrompt: z.string().min(1).max(8_000),
  cutFrames: z.int().min(1),
  size: shotSizeSchema,
  angle: cameraAngleSchema,
  move: cameraMoveSchema,
  lens: lensSchema,
  lighting: lightingSchema,
  mood: moodSchema,
  transition: transitionSchema,
  /** Length of the transition into the next shot; 0 for a cut. */
  transitionFrames: z.int().min(0).max(48),
  role: narrativeRoleSchema,
  emotionalArc: z.string().max(200).default(''),
  /** Words that the viewer may read: burnt in on request, always in the SRT. */
  caption: z.string().max(500).default(''),
  picture: sceneDescriptionSchema,
});
export type PlannedShot = z.infer<typeof plannedShotSchema>;

export const plannedSceneSchema = z.strictObject({
  title: z.string().min(1).max(200),
  /** The part of the brief that this scene tells. */
  text: z.string().max(20_000),
  role: narrativeRoleSchema,
  place: z.string().max(200),
  timeOfDay: timeOfDaySchema,
  weather: weatherSchema,
  shots: z.array(plannedShotSchema).min(1).max(5),
});
export type PlannedScene = z.infer<typeof plannedSceneSchema>;

/** Codes with parameters; every door renders them in its language (decision 34). */
export const planNoteSchema = z.strictObject({
  code: z.enum([
    'forbidden-removed',
    'do-not-mention-removed',
    'shot-list-kept',
    'shot-list-scaled',
    'shots-beyond-segment',
    'reading-time-short',
    'duration-spread',
    'language-guessed',
    'prompt-thin',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PlanNote = z.infer<typeof planNoteSchema>;

/** R1.4: what the planner would rather ask than guess. */
export const planQuestionSchema = z.strictObject({
  code: z.enum(['who-or-what', 'where', 'what-happens', 'what-is-the-product', 'what-to-do-next']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PlanQuestion = z.infer<typeof planQuestionSchema>;

export const endCardSchema = z.strictObject({
  text: z.string().max(200),
  /** Brand colour behind text and logo. */
  colour: z.string().regex(/^#[0-9a-fA-F]{6}$/),
  showLogo: z.boolean(),
  /** The card covers this many last frames of the film; its length is part of the film's. */
  durationFrames: z.int().min(1),
});

export const planSchema = z.strictObject({
  title: z.string().min(1).max(200),
  language: languageSchema,
  ratio: aspectRatioSchema,
  fps: fpsSchema,
  durationFrames: z.int().min(1),
  scenes: z.array(plannedSceneSchema).min(1).max(60),
  /** Title over the first shot, where the brief gives one. */
  openingTitle: z.string().max(120).default(''),
  endCard: endCardSchema.nullable(),
  notes: z.array(planNoteSchema),
  /** 0…1; below 0.5 `questions` is not empty. */
  confidence: z.number().min(0).max(1),
  questions: z.array(planQuestionSchema),
  /** `local/rules` or the id of a model. */
  planner: z.string().min(1).max(100),
});
export type Plan = z.infer<typeof planSchema>;

/** How many shots these scenes have in all. */
export function countShots(scenes: readonly { shots: readonly unknown[] }[]): number {
  return scenes.reduce((sum, { shots }) => sum + shots.length, 0);
}

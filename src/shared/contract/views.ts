import { z } from 'zod';
import { brandSchema, campaignBriefSchema } from '../model/brief.ts';
import { idSchema, microUsdSchema, timeMsSchema } from '../model/ids.ts';
import { runStageSchema, runStateSchema } from '../model/run-terms.ts';
import { aspectRatioSchema, exportFormatSchema, languageSchema, qualitySchema } from '../model/shot-terms.ts';

/** What the window is shown: camelCase, times in milliseconds since 1970, money in micro-dollars. */

export const failureSchema = z.strictObject({ code: z.string(), details: z.record(z.string(), z.unknown()) });

export const runViewSchema = z.strictObject({
  runId: idSchema,
  projectId: idSchema,
  stage: runStageSchema,
  state: runStateSchema,
  fraction: z.number().min(0).max(1),
  currentScene: z.int().nullable(),
  scenes: z.int().min(0),
  etaMs: z.number().nullable(),
  estimateMicroUsd: microUsdSchema,
  actualMicroUsd: microUsdSchema,
  /** Besides: what may have been paid, and nobody knows. */
  uncertainMicroUsd: microUsdSchema,
  error: failureSchema.nullable(),
  failedParts: z.array(z.string()),
  createdAtMs: timeMsSchema,
  updatedAtMs: timeMsSchema,
  finishedAtMs: timeMsSchema.nullable(),
});
export type RunViewDto = z.infer<typeof runViewSchema>;

export const projectCardSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  status: z.string(),
  fps: z.int(),
  ratio: aspectRatioSchema,
  language: languageSchema,
  tags: z.array(z.string()),
  shotCount: z.int().min(0),
  durationFrames: z.int().min(0),
  posterAssetId: idSchema.nullable(),
  /** `null` where it has none, also while its client or campaign lies in the trash. */
  clientId: idSchema.nullable(),
  clientName: z.string().nullable(),
  campaignId: idSchema.nullable(),
  campaignName: z.string().nullable(),
  hasFilm: z.boolean(),
  /** It is there but cannot be read: it can be moved to the trash, not opened. */
  isDamaged: z.boolean(),
  createdAtMs: timeMsSchema,
  updatedAtMs: timeMsSchema,
  trashedAtMs: timeMsSchema.nullable(),
});
export type ProjectCard = z.infer<typeof projectCardSchema>;

export const boardShotSchema = z.strictObject({
  id: idSchema,
  scene: z.int().min(1),
  shot: z.int().min(1),
  description: z.string(),
  caption: z.string(),
  size: z.string(),
  angle: z.string(),
  move: z.string(),
  cutFrames: z.int().min(1),
  startAssetId: idSchema.nullable(),
  endAssetId: idSchema.nullable(),
  segmentAssetId: idSchema.nullable(),
});

export const filmFileSchema = z.strictObject({
  id: idSchema,
  runId: idSchema.nullable(),
  variation: z.int().min(1),
  format: exportFormatSchema,
  quality: qualitySchema,
  bytes: z.int().min(0),
  durationMs: z.int().min(0),
  createdAtMs: timeMsSchema,
});

const ownerSchema = z.strictObject({ id: idSchema, name: z.string() });

/** What the inspector tells about a project beside its card: weight, and who says what in its brief. */
export const projectFactsSchema = z.strictObject({
  projectId: idSchema,
  mediaBytes: z.int().min(0),
  filmBytes: z.int().min(0),
  films: z.array(filmFileSchema),
  brand: brandSchema,
  campaign: campaignBriefSchema,
  client: ownerSchema.extend({ brand: brandSchema }).nullable(),
  campaignOf: ownerSchema.extend({ brief: campaignBriefSchema }).nullable(),
});
export type ProjectFacts = z.infer<typeof projectFactsSchema>;

export const projectGroupSchema = z.strictObject({
  clientId: idSchema.nullable(),
  campaignId: idSchema.nullable(),
  status: z.string(),
  ratio: z.string(),
  isTrashed: z.boolean(),
  count: z.int().min(1),
});

const noteSchema = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const openProjectSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  status: z.string(),
  revision: z.int().min(0),
  fps: z.int(),
  ratio: aspectRatioSchema,
  language: languageSchema,
  prompt: z.string(),
  notes: z.array(noteSchema),
  questions: z.array(noteSchema),
  shots: z.array(boardShotSchema),
  films: z.array(filmFileSchema),
  /** The newest run, or null before the first. */
  latestRunId: idSchema.nullable(),
  trashedAtMs: timeMsSchema.nullable(),
});
export type OpenProjectView = z.infer<typeof openProjectSchema>;

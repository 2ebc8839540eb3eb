import { z } from 'zod';
import { briefSchema, draftPromptSchema } from './brief.ts';
import type { Brief } from './brief.ts';
import type { Fps } from './frame-time.ts';
import { idSchema } from './ids.ts';
import { callFlagSchema } from './paid-call.ts';
import { endCardSchema, plannedSceneSchema, plannedShotSchema } from './plan.ts';
import type { RecordsDiff } from './records-diff.ts';
import { slotSchema } from './shot-terms.ts';
import type { AspectRatio, Slot } from './shot-terms.ts';

/**
 * The editor's document (decision 26): what a person edits of a project, as tables of records by id. The rows of the
 * library are the same records with columns of their own. Every field of a record is always there; `null` stands for
 * "not given", so that a change of it is a change like any other.
 */

export const orderKeySchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[0-9A-Za-z]+$/);

export const projectRecordSchema = z.strictObject({
  id: idSchema,
  name: z.string().trim().min(1).max(200),
  clientId: idSchema.nullable(),
  campaignId: idSchema.nullable(),
  tags: z.array(z.string().trim().min(1).max(60)).max(100),
  posterAssetId: idSchema.nullable(),
  /** Title over the first shot and card over the end; only a planned project has them. */
  openingTitle: z.string().max(120),
  endCard: endCardSchema.nullable(),
});
export type ProjectRecord = z.infer<typeof projectRecordSchema>;

const { shape } = briefSchema;
/** The brief's fields without its own name: the project's name is the one that counts. */
export const briefRecordSchema = z.strictObject({
  id: idSchema,
  prompt: draftPromptSchema,
  duration: shape.duration.unwrap(),
  platform: shape.platform.unwrap(),
  aspectRatio: shape.aspectRatio.unwrap().nullable(),
  variations: shape.variations.unwrap(),
  keywords: shape.keywords.unwrap(),
  stylePresets: shape.stylePresets.unwrap(),
  brand: shape.brand.unwrap(),
  campaign: shape.campaign.unwrap(),
  assets: shape.assets.unwrap(),
  audio: shape.audio.unwrap(),
  exportFormats: shape.exportFormats.unwrap(),
  budget: shape.budget.unwrap().nullable(),
  seed: shape.seed.unwrap(),
  look: shape.look.unwrap(),
  slate: shape.slate.unwrap(),
  language: shape.language.unwrap().nullable(),
  // Records from before models could be chosen have none.
  imageModel: shape.imageModel.unwrap().nullable().default(null),
  videoModel: shape.videoModel.unwrap().nullable().default(null),
});
export type BriefRecord = z.infer<typeof briefRecordSchema>;

export const sceneRecordSchema = plannedSceneSchema.omit({ shots: true }).extend({
  id: idSchema,
  orderKey: orderKeySchema,
  title: z.string().max(200),
});
export type SceneRecord = z.infer<typeof sceneRecordSchema>;

const draftText = z.string().max(8_000);
export const shotRecordSchema = plannedShotSchema.extend({
  id: idSchema,
  sceneId: idSchema,
  /** Among the shots of its scene. */
  orderKey: orderKeySchema,
  // A person may empty a text while working on it; only a plan must have them all.
  description: z.string().max(2_000),
  imagePrompt: draftText,
  endImagePrompt: draftText,
  motionPrompt: draftText,
  emotionalArc: z.string().max(200),
  caption: z.string().max(500),
  sourceInFrames: z.int().min(0),
  locked: z.boolean(),
});
export type ShotRecord = z.infer<typeof shotRecordSchema>;

/** Which take stands in a slot. Its id is made of what it is about. */
export const chosenRecordSchema = z.strictObject({
  id: z.string().min(1).max(120),
  shotId: idSchema,
  slot: slotSchema,
  variation: z.int().min(1).max(3),
  takeId: idSchema,
});
export type ChosenRecord = z.infer<typeof chosenRecordSchema>;

/** The id of the record that says which take stands in a slot. */
export function chosenId(shotId: string, slot: Slot, variation: number): string {
  return `${shotId}:${slot}:${variation}`;
}

export type DocumentTables = {
  readonly project: Readonly<Record<string, ProjectRecord>>;
  readonly brief: Readonly<Record<string, BriefRecord>>;
  readonly scenes: Readonly<Record<string, SceneRecord>>;
  readonly shots: Readonly<Record<string, ShotRecord>>;
  readonly chosen: Readonly<Record<string, ChosenRecord>>;
};
export const TABLE_NAMES = ['project', 'brief', 'scenes', 'shots', 'chosen'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

export const RECORD_SCHEMAS = {
  project: projectRecordSchema,
  brief: briefRecordSchema,
  scenes: sceneRecordSchema,
  shots: shotRecordSchema,
  chosen: chosenRecordSchema,
} as const satisfies Record<TableName, z.ZodType>;

/** What stays fixed while a document is open. */
export interface DocumentFrame {
  projectId: string;
  fps: Fps;
  ratio: AspectRatio;
}

/** A take as the editor knows it: a result, never edited, never part of a diff (decision 7). */
export const takeSummarySchema = z.strictObject({
  id: idSchema,
  shotId: idSchema,
  slot: slotSchema,
  variation: z.int().min(1),
  assetId: idSchema,
  provider: z.string(),
  costMicroUsd: z.int().min(0),
  /** Why a bought file is not quite what was ordered (F45, F46). */
  flags: z.array(callFlagSchema),
  createdAtMs: z.int().min(0),
});
export type TakeSummary = z.infer<typeof takeSummarySchema>;

const fieldChangesSchema = z.record(z.string().max(200), z.tuple([z.unknown(), z.unknown()]));
const tableDiffSchema = <S extends z.ZodType>(record: S) =>
  z.strictObject({
    added: z.record(z.string().max(120), record).default({}),
    updated: z.record(z.string().max(120), fieldChangesSchema).default({}),
    removed: z.record(z.string().max(120), record).default({}),
  });

const diffShape = z
  .strictObject({
    project: tableDiffSchema(projectRecordSchema),
    brief: tableDiffSchema(briefRecordSchema),
    scenes: tableDiffSchema(sceneRecordSchema),
    shots: tableDiffSchema(shotRecordSchema),
    chosen: tableDiffSchema(chosenRecordSchema),
  })
  .partial();
/**
 * A diff as it travels; unknown tables and records that do not fit their schema are refused. The algebra works on any
 * tables, so the type is the general one.
 */
export const documentDiffSchema = diffShape as unknown as z.ZodType<RecordsDiff, RecordsDiff>;
export type DocumentDiff = RecordsDiff;

/** A diff that also takes away what was chosen for the shots it removes: no record is about a shot that is not there. */
export function withChosenOfRemovedShots(diff: DocumentDiff, chosen: Iterable<ChosenRecord>): DocumentDiff {
  const removedShots = diff['shots']?.removed ?? {};
  if (Object.keys(removedShots).length === 0) return diff;
  const table = diff['chosen'] ?? { added: {}, updated: {}, removed: {} };
  const removed = { ...table.removed };
  const updated = { ...table.updated };
  const added = { ...table.added };
  for (const record of chosen) {
    if (removedShots[record.shotId] === undefined) continue;
    removed[record.id] = record;
    delete updated[record.id];
    delete added[record.id];
  }
  return Object.keys(removed).length === 0 ? diff : { ...diff, chosen: { added, updated, removed } };
}

/** The brief's record of a stored brief. */
export function briefRecordOf(projectId: string, brief: Brief): BriefRecord {
  const { name: _name, fps: _fps, ...fields } = brief;
  return {
    ...fields,
    id: projectId,
    aspectRatio: brief.aspectRatio ?? null,
    budget: brief.budget ?? null,
    language: brief.language ?? null,
    imageModel: brief.imageModel ?? null,
    videoModel: brief.videoModel ?? null,
  };
}

/** The brief that a record stands for, in the place of the one it was made from. */
export function briefOfRecord(record: BriefRecord, former: Pick<Brief, 'fps' | 'name'>): Brief {
  const { id: _id, aspectRatio, budget, language, imageModel, videoModel, ...fields } = record;
  return {
    ...fields,
    fps: former.fps,
    ...(former.name === undefined ? {} : { name: former.name }),
    ...(aspectRatio === null ? {} : { aspectRatio }),
    ...(budget === null ? {} : { budget }),
    ...(language === null ? {} : { language }),
    ...(imageModel === null ? {} : { imageModel }),
    ...(videoModel === null ? {} : { videoModel }),
  };
}

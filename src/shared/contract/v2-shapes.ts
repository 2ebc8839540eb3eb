import { z } from 'zod';
import { ASSET_ROLES } from '../model/brief.ts';
import { idSchema } from '../model/ids.ts';
import { runStageSchema, runStateSchema } from '../model/run-terms.ts';
import {
  aspectRatioSchema,
  exportFormatSchema,
  languageSchema,
  platformSchema,
  qualitySchema,
} from '../model/shot-terms.ts';

/** R11.2 as it stands there, snake_case where it has it. Times are ISO 8601 UTC, money is USD, durations are seconds. */

const shortText = z.string().max(2_000);
const usd = z.number().min(0);

export const generateSchema = z.strictObject({
  campaignId: idSchema.nullish(),
  clientId: idSchema.nullish(),
  videoName: z.string().trim().min(1).max(200).optional(),
  creativePrompt: z.string().trim().min(1).max(50_000),
  duration: z.number().min(5).max(180).optional(),
  platform: platformSchema.optional(),
  aspectRatio: aspectRatioSchema.optional(),
  numberOfVariations: z.int().min(1).max(3).optional(),
  keywords: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
  stylePresets: z.array(z.string().min(1).max(40)).max(10).optional(),
  /** By id, as `upload-asset` gave it. */
  assets: z
    .array(z.union([idSchema, z.strictObject({ id: idSchema, role: z.enum(ASSET_ROLES).default('reference') })]))
    .max(50)
    .optional(),
  audioControls: z
    .strictObject({
      /** Asset id of a music bed. */
      music: idSchema.optional(),
      musicStyle: shortText.optional(),
      musicVolume: z.number().min(0).max(1).optional(),
      /** Words to speak. */
      voiceOver: z.string().max(20_000).optional(),
      /** Asset id of a spoken recording. */
      voiceOverAsset: idSchema.optional(),
    })
    .optional(),
  exportFormats: z.array(exportFormatSchema).min(1).max(4).optional(),
  /** Beyond R11.2: sizes of the exports, and the language of the film where the text leaves it open. */
  exportQualities: z.array(qualitySchema).min(1).max(4).optional(),
  language: languageSchema.optional(),
  /** Beyond R11.2: USD that the pictures may cost, where the library’s usual model is one that costs. */
  approvedCost: usd.max(100_000).optional(),
});

const errorSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
});

export const progressSchema = z.strictObject({
  stage: runStageSchema,
  /** 0…100 */
  percentage: z.number().min(0).max(100),
  currentScene: z.int().nullable(),
  /** Seconds; null when it cannot be said. */
  estimatedTimeRemaining: z.number().nullable(),
  cost: usd,
});

export const jobSchema = z.strictObject({
  job_id: idSchema,
  project_id: idSchema,
  status: runStateSchema,
  progress: progressSchema,
  storyboard: z.array(
    z.strictObject({
      sceneNumber: z.int().min(1),
      imageUrl: z.string().nullable(),
      description: z.string(),
      /** When the keyframe was made. */
      timestamp: z.iso.datetime().nullable(),
    }),
  ),
  results: z.strictObject({
    videoUrl: z.string().nullable(),
    variations: z.array(z.strictObject({ variation: z.int().min(1), videoUrl: z.string() })),
    /** By format and size: `mp4-1080p`; further variations `v2-mp4-1080p`. */
    exports: z.record(z.string(), z.string()),
  }),
  error: errorSchema.nullable(),
  estimatedCost: usd,
  actualCost: usd,
});
export type Job = z.infer<typeof jobSchema>;

export const jobEventSchema = z.strictObject({
  job_id: idSchema,
  status: runStateSchema,
  progress: progressSchema,
  error: errorSchema.nullable(),
});

export const metadataSchema = z.strictObject({
  job_id: idSchema,
  project_id: idSchema,
  name: z.string(),
  status: runStateSchema,
  aspectRatio: aspectRatioSchema,
  fps: z.int(),
  /** Of the plan; null before there is one. */
  duration: z.number().nullable(),
  language: languageSchema,
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  files: z.array(
    z.strictObject({
      url: z.string(),
      format: exportFormatSchema,
      quality: qualitySchema,
      variation: z.int().min(1),
      bytes: z.int().min(0),
      duration: z.number(),
      sha256: z.string(),
      createdAt: z.iso.datetime(),
    }),
  ),
});

export const assetSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  kind: z.enum(['image', 'video', 'audio', 'other']),
  mime: z.string(),
  bytes: z.int().min(0),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Seconds; null for pictures. */
  duration: z.number().nullable(),
  source: z.enum(['upload', 'import', 'made']),
  url: z.string(),
  createdAt: z.iso.datetime(),
});
export type AssetView = z.infer<typeof assetSchema>;

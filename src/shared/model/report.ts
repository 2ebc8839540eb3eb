import { z } from 'zod';
import { techGateReportSchema } from './gate-report.ts';
import { runStateSchema } from './run-terms.ts';

/** `report.json` of interfaces.md: what was made, from what, by whom, how it did, what it cost. Money in US dollars. */

const reportShotSchema = z.strictObject({
  scene: z.int().min(1),
  shot: z.int().min(1),
  shotId: z.string(),
  description: z.string(),
  imagePrompt: z.string(),
  endImagePrompt: z.string(),
  motionPrompt: z.string(),
  size: z.string(),
  angle: z.string(),
  move: z.string(),
  role: z.string(),
  caption: z.string(),
  /** Length in the film. */
  durationSeconds: z.number(),
  /** Length of what was made: 8.000 s (decision 24). */
  madeSeconds: z.number(),
  transition: z.string(),
  keyframes: z.array(
    z.strictObject({
      variation: z.int(),
      slot: z.enum(['start', 'end']),
      provider: z.string(),
      file: z.string(),
      costUsd: z.number(),
    }),
  ),
  segments: z.array(
    z.strictObject({
      variation: z.int(),
      provider: z.string(),
      file: z.string(),
      costUsd: z.number(),
      rounds: z.int(),
      gate: techGateReportSchema.nullable(),
    }),
  ),
});

export const reportSchema = z.strictObject({
  version: z.literal(1),
  product: z.literal('Framewright'),
  projectId: z.string(),
  jobId: z.string(),
  name: z.string(),
  status: runStateSchema,
  language: z.string(),
  aspectRatio: z.string(),
  fps: z.int(),
  durationSeconds: z.number(),
  planner: z.string(),
  confidence: z.number(),
  notes: z.array(z.strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
  scenes: z.array(
    z.strictObject({
      scene: z.int().min(1),
      title: z.string(),
      role: z.string(),
      place: z.string(),
      timeOfDay: z.string(),
      weather: z.string(),
      durationSeconds: z.number(),
      shots: z.array(reportShotSchema),
    }),
  ),
  gates: z.strictObject({
    technical: z.strictObject({ passed: z.int(), failed: z.int() }),
    /** Needs a vision model; says so when it was not run. */
    semantic: z.strictObject({ outcome: z.enum(['passed', 'failed', 'not-run']) }),
  }),
  cost: z.strictObject({
    estimateUsd: z.number(),
    actualUsd: z.number(),
    /** Besides: what may have been paid, and nobody knows. A report from before this was told has none. */
    uncertainUsd: z.number().default(0),
    currency: z.literal('USD'),
    ratesOf: z.string(),
  }),
  files: z.array(
    z.strictObject({
      file: z.string(),
      kind: z.enum(['film', 'thumbnail', 'captions']),
      variation: z.int(),
      format: z.string(),
      quality: z.string(),
      bytes: z.int(),
      durationSeconds: z.number().nullable(),
      sha256: z.string(),
      fromCache: z.boolean(),
    }),
  ),
  failed_segments: z.array(z.strictObject({ scene: z.int(), shot: z.int(), variation: z.int(), reason: z.string() })),
  failed_exports: z.array(
    z.strictObject({ variation: z.int(), format: z.string(), quality: z.string(), reason: z.string() }),
  ),
  timings: z.array(
    z.strictObject({ stage: z.string(), startedAt: z.string(), seconds: z.number(), outcome: z.string() }),
  ),
  createdAt: z.string(),
});
export type Report = z.infer<typeof reportSchema>;

import { z } from 'zod';
import { exportFormatSchema, qualitySchema } from './shot-terms.ts';

/** The stages of a run in their order (R7.1). Approval is a wait between FINANCIAL and RENDER. */
export const RUN_STAGES = [
  'INIT',
  'INPUT_SANITIZER',
  'ANALYSIS',
  'CREATIVE',
  'VISUAL',
  'FINANCIAL',
  'RENDER',
  'QA_TECH',
  'QA_SEMANTIC',
  'FINALIZE',
  'COMPLETE',
] as const;
export const runStageSchema = z.enum(RUN_STAGES);
export type RunStage = z.infer<typeof runStageSchema>;

/** State words of a run (R7.2): what people, the HTTP API and the command line see. */
export const RUN_STATES = [
  'pending',
  'planning',
  'generating_storyboard',
  'storyboard_complete',
  'generating_video',
  'exporting',
  'completed',
  'partially_completed',
  'failed',
  'cancelled',
  'stalled',
] as const;
export const runStateSchema = z.enum(RUN_STATES);
export type RunState = z.infer<typeof runStateSchema>;

/** States in which nothing more happens by itself and nothing is waited for. */
export const TERMINAL_STATES: ReadonlySet<RunState> = new Set([
  'completed',
  'partially_completed',
  'failed',
  'cancelled',
]);

const STATE_OF_STAGE: Record<RunStage, RunState> = {
  INIT: 'pending',
  INPUT_SANITIZER: 'planning',
  ANALYSIS: 'planning',
  CREATIVE: 'planning',
  VISUAL: 'generating_storyboard',
  FINANCIAL: 'generating_storyboard',
  RENDER: 'generating_video',
  QA_TECH: 'generating_video',
  QA_SEMANTIC: 'generating_video',
  FINALIZE: 'exporting',
  COMPLETE: 'completed',
};

/** The state that belongs to a stage while it works (decision 9: one pure function, one vocabulary on every door). */
export function stateOfStage(stage: RunStage): RunState {
  return STATE_OF_STAGE[stage];
}

/** Short side of a GIF that nobody gave a size. */
export const DEFAULT_GIF_QUALITY = '480p';

/** What a run was asked for. Stored with it, so that a resume after a crash wants the same. */
export const runOptionsSchema = z.strictObject({
  formats: z.array(exportFormatSchema).min(1),
  qualities: z.array(qualitySchema).min(1),
  /**
   * Size of GIFs where nobody named one: a GIF as large as the film is too heavy to send. Null: GIF at every quality.
   * A run stored before this was known has none.
   */
  gifQuality: qualitySchema.nullable().default(null),
  imageProvider: z.string(),
  videoProvider: z.string(),
  planner: z.string(),
  /** `keep`: goes on from the board that is there instead of planning a new one. Absent: plans. */
  board: z.enum(['plan', 'keep']).optional(),
  /** Approve by itself when the board is done: the caller said `--approve`. */
  autoApprove: z.boolean(),
  burnCaptions: z.boolean(),
  /** Bytes of each MP4/GIF that should not be passed; null where nobody asked. */
  targetBytes: z.int().min(100_000).nullable(),
  /** What one keyframe cost when the run was started, micro-dollars: the yes to the pictures. Null: free, or from before prices. */
  keyframeMicroUsd: z.int().min(0).nullable().default(null),
  /** How often a segment may be made in all; a failed gate is repeated once. */
  renderRounds: z.int().min(1).max(100),
  /** Of these, how many a person has paid for in advance, and up to which sum (decision 27). Absent: none. */
  allowance: z.strictObject({ rounds: z.int().min(0).max(3), microUsd: z.int().min(0) }).optional(),
  /**
   * Pieces that a person has given to another model, by job, with the price of one that was agreed to. The run's own
   * model, and what was approved of it, stays for all others. Absent: none.
   */
  otherModels: z
    .record(z.string(), z.strictObject({ model: z.string(), microUsd: z.int().min(0).nullable() }))
    .optional(),
  /** Folder that gets the files of interfaces.md; null leaves them in the library's exports folder. */
  outFolder: z.string().nullable(),
});
export type RunOptions = z.infer<typeof runOptionsSchema>;

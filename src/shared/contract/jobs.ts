import { z } from 'zod';
import { techGateReportSchema } from '../model/gate-report.ts';
import { idSchema, microUsdSchema, timeMsSchema } from '../model/ids.ts';
import { runStageSchema, runStateSchema } from '../model/run-terms.ts';
import { slotSchema } from '../model/shot-terms.ts';
import { exportStateSchema } from './exports.ts';
import { countInput, errorsOf, noInput, procedure } from './procedure.ts';
import { failureSchema, filmFileSchema } from './views.ts';

/** What runs, waits, has failed or was finished: runs of projects and exports in one list. */

const workCommon = {
  id: idSchema,
  projectId: idSchema,
  projectName: z.string(),
  posterAssetId: idSchema.nullable(),
  fraction: z.number().min(0).max(1),
  etaMs: z.number().nullable(),
  error: failureSchema.nullable(),
  /** Pieces that failed: shots of a run, files of an export. */
  failedCount: z.int().min(0),
  isOpen: z.boolean(),
  isFailed: z.boolean(),
  isDismissed: z.boolean(),
  canCancel: z.boolean(),
  canRetry: z.boolean(),
  createdAtMs: timeMsSchema,
  updatedAtMs: timeMsSchema,
  finishedAtMs: timeMsSchema.nullable(),
};

export const workSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...workCommon,
    kind: z.literal('run'),
    state: runStateSchema,
    stage: runStageSchema,
    isWaitingForApproval: z.boolean(),
    currentScene: z.int().nullable(),
    scenes: z.int().min(0),
    estimateMicroUsd: microUsdSchema,
    actualMicroUsd: microUsdSchema,
    /** Besides: what may have been paid, and nobody knows. */
    uncertainMicroUsd: microUsdSchema,
  }),
  z.strictObject({
    ...workCommon,
    kind: z.literal('export'),
    state: exportStateSchema,
    filesDone: z.int().min(0),
    filesTotal: z.int().min(0),
    /** `mp4 1080p`, in the order they are made. */
    fileKinds: z.array(z.string()),
    speed: z.number().nullable(),
  }),
]);
export type Work = z.infer<typeof workSchema>;

/** Words for one item of a run. */
export const ITEM_STATES = [
  'paused',
  'queued',
  'running',
  'retrying',
  /** No progress for 15 minutes; it is still looked at. */
  'stalled',
  'done',
  'failed',
  'cancelled',
  'interrupted',
] as const;
export const itemStateSchema = z.enum(ITEM_STATES);

export const ITEM_KINDS = ['plan-board', 'draw-keyframe', 'make-segment', 'finish-film', 'other'] as const;

export const runItemSchema = z.strictObject({
  jobId: idSchema,
  kind: z.enum(ITEM_KINDS),
  /** Numbers from 1; null where the item is of the whole project or its shot was deleted. */
  scene: z.int().nullable(),
  shot: z.int().nullable(),
  title: z.string(),
  slot: slotSchema.nullable(),
  variation: z.int().nullable(),
  /** Which try of the segment after a failed gate, from 1. */
  round: z.int().nullable(),
  state: itemStateSchema,
  attempts: z.int().min(0),
  maxAttempts: z.int().min(1),
  fraction: z.number().min(0).max(1),
  etaMs: z.number().nullable(),
  costMicroUsd: microUsdSchema,
  /** What the item made, for `/media/<id>`. */
  assetId: idSchema.nullable(),
  provider: z.string().nullable(),
  error: failureSchema.nullable(),
  gate: techGateReportSchema.nullable(),
  createdAtMs: timeMsSchema,
  startedAtMs: timeMsSchema.nullable(),
  finishedAtMs: timeMsSchema.nullable(),
});
export type RunItem = z.infer<typeof runItemSchema>;

export const runDetailsSchema = z.strictObject({
  work: workSchema,
  items: z.array(runItemSchema),
  timeline: z.array(
    z.strictObject({
      stage: runStageSchema,
      startedAtMs: timeMsSchema,
      finishedAtMs: timeMsSchema.nullable(),
      outcome: z.string().nullable(),
    }),
  ),
  films: z.array(filmFileSchema),
  providers: z.strictObject({ image: z.string(), video: z.string(), planner: z.string() }),
});
export type RunDetails = z.infer<typeof runDetailsSchema>;

export const jobBoardSchema = z.strictObject({
  /** What runs or waits, oldest first: the order in which it ends. */
  open: z.array(workSchema),
  /** Failed and not dismissed, newest first. */
  failed: z.array(workSchema),
  /** The last five that ended well, newest first. */
  recent: z.array(workSchema),
  /** Nothing new starts until a person says so. */
  isPaused: z.boolean(),
});
export type JobBoard = z.infer<typeof jobBoardSchema>;

export const WORK_FILTERS = ['all', 'open', 'failed', 'finished'] as const;
export const WORK_KINDS = ['all', 'run', 'export'] as const;

const changes = errorsOf('not-found', 'not-possible-now');

export const jobsContract = {
  board: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/work', summary: 'What runs, what failed, what was finished last' })
    .input(noInput)
    .output(jobBoardSchema),
  list: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/work/list', summary: 'Runs and exports, newest first' })
    .input(
      z
        .strictObject({
          filter: z.enum(WORK_FILTERS).optional(),
          kind: z.enum(WORK_KINDS).optional(),
          limit: countInput(200).optional(),
          beforeId: idSchema.optional(),
        })
        .optional(),
    )
    .output(z.strictObject({ works: z.array(workSchema), nextBeforeId: idSchema.nullable() })),
  run: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/work/runs/{runId}', summary: 'A run with its items, gates and time line' })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ runId: idSchema }))
    .output(runDetailsSchema),
  retryAll: procedure
    .meta({ role: 'editor', rate: 'render' })
    .route({ method: 'POST', path: '/work/retry-all', summary: 'Everything that failed and was not dismissed, again' })
    .input(noInput)
    .output(
      z.strictObject({
        retried: z.array(idSchema),
        /** What could not be started again, with its reason. */
        refused: z.array(z.strictObject({ id: idSchema, error: failureSchema })),
      }),
    ),
  retryItem: procedure
    .meta({ role: 'editor', rate: 'render' })
    .route({ method: 'POST', path: '/work/items/{jobId}/retry', summary: 'An item that was put aside, again' })
    .errors(errorsOf('not-found', 'not-possible-now', 'conflict'))
    .input(z.strictObject({ jobId: idSchema }))
    .output(z.strictObject({ retried: z.literal(true) })),
  dismiss: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/work/dismiss', summary: 'Takes failed rows out of the way; nothing is deleted' })
    .input(z.strictObject({ ids: z.array(idSchema).min(1).max(200) }))
    .output(z.strictObject({ dismissed: z.int().min(0) })),
  pause: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/work/pause', summary: 'Nothing new starts; what runs is finished' })
    .errors(changes)
    .input(noInput)
    .output(z.strictObject({ isPaused: z.boolean() })),
  resume: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/work/resume', summary: 'Goes on after a pause' })
    .errors(changes)
    .input(noInput)
    .output(z.strictObject({ isPaused: z.boolean() })),
};

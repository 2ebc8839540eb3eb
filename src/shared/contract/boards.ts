import { z } from 'zod';
import { idSchema, microUsdSchema, timeMsSchema } from '../model/ids.ts';
import { sceneDescriptionSchema } from '../model/scene-description.ts';
import {
  cameraAngleSchema,
  cameraMoveSchema,
  lensSchema,
  lightingSchema,
  moodSchema,
  shotSizeSchema,
} from '../model/shot-terms.ts';
import { purchaseSchema } from './briefs.ts';
import { errorsOf, procedure } from './procedure.ts';
import { failureSchema, runViewSchema } from './views.ts';

const ofProject = z.strictObject({ projectId: idSchema });
const slotsSchema = z
  .array(z.enum(['start', 'end']))
  .min(1)
  .max(2);
const jobsSchema = z.strictObject({ jobIds: z.array(idSchema) });
const changes = errorsOf('not-found', 'not-possible-now', 'provider-unknown', 'price-unknown', 'price-changed');
/** What the button said that all of it costs; refused when that has moved by more than 5 %. Left out where it is free. */
const seenPrice = { approvedMicroUsd: microUsdSchema.optional() };

/** "Automatic retakes: at most N rounds, at most so much": inside it a failed check may be paid for again (decision 27). */
export const allowanceSchema = z.strictObject({ rounds: z.int().min(0).max(3), microUsd: microUsdSchema });
const termShape = {
  size: shotSizeSchema,
  angle: cameraAngleSchema,
  move: cameraMoveSchema,
  lens: lensSchema,
  lighting: lightingSchema,
  mood: moodSchema,
};

export const slotWorkSchema = z.strictObject({
  jobId: idSchema,
  shotId: idSchema,
  slot: z.enum(['start', 'end', 'segment']),
  variation: z.int().min(1),
  state: z.enum(['queued', 'running', 'failed']),
  stage: z.enum(['draw', 'import', 'render']),
  fraction: z.number().min(0).max(1),
  etaMs: z.number().nullable(),
  costMicroUsd: microUsdSchema,
  error: failureSchema.nullable(),
});
export type SlotWorkDto = z.infer<typeof slotWorkSchema>;

export const boardStatusSchema = z.strictObject({
  work: z.array(slotWorkSchema),
  missing: z.array(z.strictObject({ shotId: idSchema, slot: z.enum(['start', 'end']), variation: z.int().min(1) })),
  imageProvider: z.strictObject({
    id: z.string(),
    label: z.string(),
    isLocal: z.boolean(),
    /** Of one keyframe. Null: nobody has named a price. */
    unitMicroUsd: microUsdSchema.nullable(),
  }),
  /** How many pictures "draw missing" would make: without locked shots and what is under way. */
  toDraw: z.int().min(0),
  /** How many takes of each keyframe a redraw makes. */
  variations: z.int().min(1),
  /** The newest run of the project, or null before the first. */
  run: runViewSchema.nullable(),
});
export type BoardStatusDto = z.infer<typeof boardStatusSchema>;

export const boardApprovalSchema = z.strictObject({
  approved: z
    .strictObject({
      atMs: timeMsSchema,
      by: z.string(),
      estimateMicroUsd: microUsdSchema,
      priceDate: z.string(),
      runId: idSchema.nullable(),
      allowance: allowanceSchema,
    })
    .nullable(),
  shots: z.array(
    z.strictObject({
      shotId: idSchema,
      state: z.enum(['approved', 'edited', 'new']),
      changes: z.array(
        z.enum(['length', 'camera', 'light', 'picture', 'prompt', 'transition', 'keyframes', 'model', 'other']),
      ),
    }),
  ),
  removedShotIds: z.array(idSchema),
  isWhole: z.boolean(),
  /** Of everything on this board, pictures and film, where it has a price. */
  estimateMicroUsd: microUsdSchema,
  items: z.array(purchaseSchema),
  priceDate: z.string(),
  hasUnknown: z.boolean(),
  /** Pictures that were paid for, with what they cost. */
  bought: z.strictObject({ pictures: z.int().min(0), microUsd: microUsdSchema }),
  /** What a yes makes: segments that are not there yet, and their price; null while it is unknown. */
  segments: z.strictObject({
    toMake: z.int().min(0),
    inAll: z.int().min(0),
    microUsd: microUsdSchema.nullable(),
    isLocal: z.boolean(),
  }),
  /** The price of a segment that was approved, where it has moved by more than 5 % since (F58). */
  priceMoved: z.strictObject({ fromMicroUsd: microUsdSchema, toMicroUsd: microUsdSchema }).nullable(),
  /** What these facts were read from; a yes says them again. */
  revision: z.int().min(0),
  resultsMark: z.string(),
});
export type BoardApprovalDto = z.infer<typeof boardApprovalSchema>;

/** The board as it is worked on: keyframes one by one, and the yes to all of them. */
export const boardsContract = {
  depict: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/boards/{projectId}/depict',
      summary: 'Picture and prompts that a shot would have with other words or another camera; changes nothing',
    })
    .errors(errorsOf('not-found'))
    .input(
      z.strictObject({
        projectId: idSchema,
        shotId: idSchema,
        /** The fields as the window has them, where it is ahead of the library. */
        before: z
          .strictObject({
            ...termShape,
            description: z.string().max(2_000),
            imagePrompt: z.string().max(8_000),
            endImagePrompt: z.string().max(8_000),
            motionPrompt: z.string().max(8_000),
            picture: sceneDescriptionSchema,
          })
          .optional(),
        wish: z.strictObject({ ...termShape, description: z.string().max(2_000) }).partial(),
      }),
    )
    .output(
      z.strictObject({
        ...termShape,
        description: z.string(),
        imagePrompt: z.string(),
        endImagePrompt: z.string(),
        motionPrompt: z.string(),
        picture: sceneDescriptionSchema,
      }),
    ),
  redraw: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/boards/{projectId}/redraw',
      summary: 'New takes of keyframes from the present fields',
    })
    .errors(changes)
    .input(z.strictObject({ projectId: idSchema, shotId: idSchema, slots: slotsSchema, ...seenPrice }))
    .output(jobsSchema),
  drawMissing: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/boards/{projectId}/draw-missing',
      summary: 'Every keyframe that is not there yet',
    })
    .errors(changes)
    .input(ofProject.extend(seenPrice))
    .output(jobsSchema),
  replaceImage: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/boards/{projectId}/replace-image',
      summary: 'A picture of the library as a take: cropped by up to a fifth to fill the frame, else whole with bars',
    })
    .errors(errorsOf('not-found', 'not-possible-now', 'unsupported-media'))
    .input(z.strictObject({ projectId: idSchema, shotId: idSchema, slots: slotsSchema, assetId: idSchema }))
    .output(jobsSchema),
  cancelDrawing: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/boards/{projectId}/cancel-drawing', summary: 'Stops what is drawn for a shot' })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ projectId: idSchema, shotId: idSchema, slots: slotsSchema.optional() }))
    .output(z.strictObject({ ok: z.literal(true) })),
  status: procedure
    .meta({ role: 'reviewer' })
    .route({
      method: 'GET',
      path: '/boards/{projectId}',
      summary: 'What is being drawn, what has failed, what is missing',
    })
    .errors(errorsOf('not-found'))
    .input(ofProject)
    .output(boardStatusSchema),
  approval: procedure
    .meta({ role: 'reviewer' })
    .route({
      method: 'GET',
      path: '/boards/{projectId}/approval',
      summary: 'What was approved, and which shots still stand',
    })
    .errors(errorsOf('not-found'))
    .input(ofProject)
    .output(boardApprovalSchema),
  sound: procedure
    .meta({ role: 'reviewer' })
    .route({
      method: 'GET',
      path: '/boards/{projectId}/sound',
      summary: 'Music and voice-over that lie under the film',
    })
    .errors(errorsOf('not-found'))
    .input(ofProject)
    .output(
      z.strictObject({
        musicAssetId: idSchema.nullable(),
        voiceAssetId: idSchema.nullable(),
        musicVolume: z.number().min(0).max(1),
      }),
    ),
  approve: procedure
    .meta({ role: 'editor', rate: 'approve' })
    .route({
      method: 'POST',
      path: '/boards/{projectId}/approve',
      summary:
        'Yes to the board as `approval` described it; the waiting run goes on, or one begins from it. Conflict if it changed',
    })
    .errors(
      errorsOf('not-found', 'not-possible-now', 'provider-unknown', 'conflict', 'price-unknown', 'budget-exceeded'),
    )
    .input(
      z.strictObject({
        projectId: idSchema,
        revision: z.int().min(0),
        resultsMark: z.string().max(300),
        estimateMicroUsd: microUsdSchema,
        allowance: allowanceSchema.optional(),
      }),
    )
    .output(z.strictObject({ runId: idSchema })),
};

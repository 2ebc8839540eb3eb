import { z } from 'zod';
import { idSchema, microUsdSchema } from '../model/ids.ts';
import { exportFormatSchema, qualitySchema } from '../model/shot-terms.ts';
import { countInput, errorsOf, procedure } from './procedure.ts';
import { runViewSchema } from './views.ts';

const one = z.strictObject({ runId: idSchema });
const changes = errorsOf('not-found', 'not-possible-now');

/** Passes of projects through the stages (decision 25). */
export const runsContract = {
  start: procedure
    .meta({ role: 'editor', rate: 'generate' })
    .route({ method: 'POST', path: '/runs', summary: 'Begin a pass of a project through the stages' })
    .errors(
      errorsOf('not-found', 'not-possible-now', 'provider-unknown', 'price-unknown', 'price-changed', 'price-unseen'),
    )
    .input(
      z.strictObject({
        projectId: idSchema,
        formats: z.array(exportFormatSchema).min(1).max(4).optional(),
        qualities: z.array(qualitySchema).min(1).max(4).optional(),
        imageProvider: z.string().min(1).max(200).optional(),
        videoProvider: z.string().min(1).max(200).optional(),
        planner: z.string().min(1).max(200).optional(),
        autoApprove: z.boolean().optional(),
        burnCaptions: z.boolean().optional(),
        /**
         * What the button said that one keyframe costs; refused when that has moved by more than 5 %. Without it a model
         * that costs must be named by the call or the brief.
         */
        seenKeyframeMicroUsd: microUsdSchema.optional(),
      }),
    )
    .output(one),
  approve: procedure
    .meta({ role: 'editor', rate: 'approve' })
    .route({ method: 'POST', path: '/runs/{runId}/approve', summary: 'Yes to the board; the run goes on' })
    .errors(errorsOf('not-found', 'not-possible-now', 'price-unknown', 'budget-exceeded'))
    .input(one)
    .output(runViewSchema),
  cancel: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/runs/{runId}/cancel' })
    .errors(errorsOf('not-found'))
    .input(one)
    .output(runViewSchema),
  retry: procedure
    .meta({ role: 'editor', rate: 'render' })
    .route({ method: 'POST', path: '/runs/{runId}/retry', summary: 'Failed or cancelled work again' })
    .errors(changes)
    .input(one)
    .output(runViewSchema),
  view: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/runs/{runId}' })
    .errors(errorsOf('not-found'))
    .input(one)
    .output(runViewSchema),
  list: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/runs', summary: 'Newest first' })
    .errors(errorsOf('not-found'))
    .input(
      z
        .strictObject({
          projectId: idSchema.optional(),
          limit: countInput(200).optional(),
          afterId: idSchema.optional(),
        })
        .optional(),
    )
    .output(z.strictObject({ runs: z.array(runViewSchema) })),
};

import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { idSchema } from '../model/ids.ts';
import { reportSchema } from '../model/report.ts';
import { countInput, errorsOf, noInput, procedure } from './procedure.ts';
import { assetSchema, generateSchema, jobEventSchema, jobSchema, metadataSchema } from './v2-shapes.ts';

const one = z.strictObject({ id: idSchema });
const known = errorsOf('not-found');
const changes = errorsOf('not-found', 'not-possible-now', 'approval-needed');

/**
 * The HTTP API of R11.2 for what exists. Film, thumbnail, export and upload carry bytes: they are routes of
 * `transport/media-route.ts` and `transport/upload-route.ts`, beside this contract.
 */
export const v2Contract = {
  generate: procedure
    .meta({ role: 'editor', rate: 'generate' })
    .route({
      method: 'POST',
      path: '/generate',
      summary: 'A brief becomes a storyboard; the job then waits for approval',
    })
    .errors(errorsOf('not-found', 'not-possible-now', 'price-unseen', 'price-unknown'))
    .input(generateSchema)
    .output(z.strictObject({ job_id: idSchema, estimatedCost: z.number().min(0) })),
  listJobs: procedure
    .meta({ role: 'reviewer', rate: 'jobs' })
    .route({ method: 'GET', path: '/jobs', summary: 'Newest first' })
    .input(z.strictObject({ limit: countInput(100).optional(), after: idSchema.optional() }).optional())
    .output(z.strictObject({ jobs: z.array(jobSchema), next: idSchema.nullable() })),
  getJob: procedure
    .meta({ role: 'reviewer', rate: 'jobs' })
    .route({ method: 'GET', path: '/jobs/{id}' })
    .errors(known)
    .input(one)
    .output(jobSchema),
  deleteJob: procedure
    .meta({ role: 'editor', rate: 'jobs' })
    .route({ method: 'DELETE', path: '/jobs/{id}', summary: 'Cancels the job and puts its project into the trash' })
    .errors(errorsOf('not-found', 'conflict'))
    .input(one)
    .output(z.strictObject({ job_id: idSchema, deleted: z.literal(true) })),
  approve: procedure
    .meta({ role: 'editor', rate: 'approve' })
    .route({
      method: 'POST',
      path: '/jobs/{id}/approve',
      summary: 'Yes to the storyboard; the job goes on to the film',
    })
    .errors(changes)
    .input(one)
    .output(jobSchema),
  render: procedure
    .meta({ role: 'editor', rate: 'render' })
    .route({
      method: 'POST',
      path: '/jobs/{id}/render',
      summary: 'Goes on with an approved job that failed or was cancelled; answers as it is while it renders',
    })
    .errors(changes)
    .input(one)
    .output(jobSchema),
  cancel: procedure
    .meta({ role: 'editor', rate: 'jobs' })
    .route({ method: 'POST', path: '/jobs/{id}/cancel' })
    .errors(known)
    .input(one)
    .output(jobSchema),
  retry: procedure
    .meta({ role: 'editor', rate: 'render' })
    .route({ method: 'POST', path: '/jobs/{id}/retry', summary: 'Failed or cancelled work again' })
    .errors(changes)
    .input(one)
    .output(jobSchema),
  data: procedure
    .meta({ role: 'reviewer', rate: 'jobs' })
    .route({ method: 'GET', path: '/jobs/{id}/data', summary: 'The report: scenes, shots, prompts, gates, files' })
    .errors(known)
    .input(one)
    .output(reportSchema),
  metadata: procedure
    .meta({ role: 'reviewer', rate: 'jobs' })
    .route({ method: 'GET', path: '/jobs/{id}/metadata', summary: 'Facts about the job and its files' })
    .errors(known)
    .input(one)
    .output(metadataSchema),
  jobEvents: procedure
    .meta({ role: 'reviewer', rate: 'jobs' })
    .route({ method: 'GET', path: '/jobs/{id}/events', summary: 'Progress as server-sent events until the job ends' })
    .errors(known)
    .input(one)
    .output(eventIterator(jobEventSchema)),
  listAssets: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/assets', summary: 'Uploaded and imported files, newest first' })
    .input(
      z
        .strictObject({
          limit: countInput(200).optional(),
          after: idSchema.optional(),
          kind: z.enum(['image', 'video', 'audio', 'other']).optional(),
        })
        .optional(),
    )
    .output(z.strictObject({ assets: z.array(assetSchema), next: idSchema.nullable() })),
  getAsset: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/assets/{id}' })
    .errors(known)
    .input(one)
    .output(assetSchema),
  deleteAsset: procedure
    .meta({ role: 'editor' })
    .route({ method: 'DELETE', path: '/assets/{id}', summary: 'For good; refused while a project uses it' })
    .errors(errorsOf('not-found', 'conflict'))
    .input(one)
    .output(z.strictObject({ id: idSchema, deleted: z.literal(true) })),
  cacheStats: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/cache/stats', summary: 'Rendered parts that need not be made again' })
    .input(noInput)
    .output(z.strictObject({ entries: z.int().min(0), bytes: z.int().min(0) })),
};

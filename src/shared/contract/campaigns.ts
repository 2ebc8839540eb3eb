import { z } from 'zod';
import { campaignBriefSchema } from '../model/brief.ts';
import { idSchema, timeMsSchema } from '../model/ids.ts';
import { errorsOf, noInput, procedure } from './procedure.ts';

const known = errorsOf('not-found');
const nameSchema = z.string().trim().min(1).max(200);
const one = z.strictObject({ campaignId: idSchema });

export const campaignViewSchema = z.strictObject({
  id: idSchema,
  /** `null`: a campaign of no client. */
  clientId: idSchema.nullable(),
  name: z.string(),
  brief: campaignBriefSchema,
  /** Projects that are not in the trash. */
  projectCount: z.int().min(0),
  createdAtMs: timeMsSchema,
  updatedAtMs: timeMsSchema,
  trashedAtMs: timeMsSchema.nullable(),
});
export type CampaignView = z.infer<typeof campaignViewSchema>;

/** Campaigns of clients, with what every film of theirs must say. */
export const campaignsContract = {
  list: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/campaigns', summary: 'By name; those in the trash after the others' })
    .input(noInput)
    .output(z.strictObject({ campaigns: z.array(campaignViewSchema) })),
  create: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/campaigns' })
    .errors(known)
    .input(
      z.strictObject({
        name: nameSchema,
        clientId: idSchema.nullable().optional(),
        brief: campaignBriefSchema.optional(),
      }),
    )
    .output(campaignViewSchema),
  update: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/campaigns/{campaignId}',
      summary: 'Another name, brief or client; its projects go with it to the client',
    })
    .errors(known)
    .input(
      z.strictObject({
        campaignId: idSchema,
        name: nameSchema.optional(),
        clientId: idSchema.nullable().optional(),
        brief: campaignBriefSchema.optional(),
      }),
    )
    .output(campaignViewSchema),
  trash: procedure
    .meta({ role: 'editor' })
    .route({ method: 'DELETE', path: '/campaigns/{campaignId}', summary: 'Its projects stay with the client' })
    .errors(known)
    .input(one)
    .output(one),
  restore: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/campaigns/{campaignId}/restore' })
    .errors(known)
    .input(one)
    .output(one),
};

import { z } from 'zod';
import { briefSchema } from '../model/brief.ts';
import { idSchema } from '../model/ids.ts';
import { runStateSchema } from '../model/run-terms.ts';
import { aspectRatioSchema, languageSchema } from '../model/shot-terms.ts';
import { countInput, errorsOf, noInput, procedure } from './procedure.ts';
import { openProjectSchema, projectCardSchema, projectFactsSchema, projectGroupSchema } from './views.ts';

const one = z.strictObject({ projectId: idSchema });
const placeShape = { clientId: idSchema.nullable(), campaignId: idSchema.nullable() };
const known = errorsOf('not-found');
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** Projects of the library. */
export const projectsContract = {
  create: procedure
    .meta({ role: 'editor', rate: 'generate' })
    .route({ method: 'POST', path: '/projects', summary: 'A project of a brief; assets are named by their ids' })
    .errors(known)
    .input(z.strictObject({ brief: briefSchema }))
    .output(one),
  createBlank: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/projects/blank', summary: 'A project whose brief is still to be written' })
    .errors(known)
    .input(
      z.strictObject({
        name: z.string().trim().min(1).max(200),
        language: languageSchema.optional(),
        clientId: idSchema.optional(),
        campaignId: idSchema.optional(),
      }),
    )
    .output(one),
  list: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/projects', summary: 'Newest change first' })
    .input(
      z
        .strictObject({
          limit: countInput(200).optional(),
          cursor: z.string().max(400).optional(),
          status: z.union([runStateSchema, z.literal('draft')]).optional(),
          clientId: idSchema.optional(),
          campaignId: idSchema.optional(),
          ratio: aspectRatioSchema.optional(),
          inTrash: flag.optional(),
        })
        .optional(),
    )
    .output(z.strictObject({ projects: z.array(projectCardSchema), nextCursor: z.string().nullable() })),
  counts: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/project-counts', summary: 'How many projects stand in each group' })
    .input(noInput)
    .output(z.strictObject({ groups: z.array(projectGroupSchema) })),
  sizes: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'POST', path: '/project-sizes', summary: 'Bytes on the disk; unknown ids are left out' })
    .input(z.strictObject({ projectIds: z.array(idSchema).min(1).max(200) }))
    .output(z.strictObject({ sizes: z.array(z.strictObject({ projectId: idSchema, bytes: z.int().min(0) })) })),
  facts: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/projects/{projectId}/facts', summary: 'Weight, films, and what it inherits' })
    .errors(errorsOf('not-found', 'library-corrupt'))
    .input(one)
    .output(projectFactsSchema),
  createSample: procedure
    .meta({ role: 'editor', rate: 'generate' })
    .route({ method: 'POST', path: '/project-samples', summary: 'The sample brief with its files as a project' })
    .errors(errorsOf('media-missing'))
    .input(z.strictObject({ language: languageSchema.optional() }))
    .output(one),
  move: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/project-moves',
      summary: 'Projects to a campaign, a client, or nobody; the answer says where each stood before',
    })
    .errors(known)
    .input(z.strictObject({ projectIds: z.array(idSchema).min(1).max(200), ...placeShape }))
    .output(z.strictObject({ former: z.array(z.strictObject({ projectId: idSchema, ...placeShape })) })),
  deleteForever: procedure
    .meta({ role: 'owner' })
    .route({
      method: 'POST',
      path: '/projects/{projectId}/delete-forever',
      summary: 'Only from the trash, by its name',
    })
    .errors(errorsOf('not-found', 'conflict'))
    .input(z.strictObject({ projectId: idSchema, name: z.string().max(400) }))
    .output(one),
  search: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/projects/search', summary: 'Words in names, briefs, scenes and shots' })
    .input(
      z.strictObject({
        query: z.string().max(500),
        limit: countInput(200).optional(),
        order: z.enum(['newest', 'best']).optional(),
      }),
    )
    .output(z.strictObject({ projects: z.array(projectCardSchema) })),
  open: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/projects/{projectId}', summary: 'Board, films and latest run of a project' })
    .errors(known)
    .input(one)
    .output(openProjectSchema),
  rename: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/projects/{projectId}/rename' })
    .errors(known)
    .input(z.strictObject({ projectId: idSchema, name: z.string().trim().min(1).max(200) }))
    .output(z.strictObject({ projectId: idSchema, name: z.string() })),
  duplicate: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/projects/{projectId}/duplicate' })
    .errors(known)
    .input(one)
    .output(one),
  trash: procedure
    .meta({ role: 'editor' })
    .route({ method: 'DELETE', path: '/projects/{projectId}', summary: 'Into the trash; restore brings it back' })
    .errors(errorsOf('not-found', 'conflict'))
    .input(one)
    .output(one),
  restore: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/projects/{projectId}/restore' })
    .errors(known)
    .input(one)
    .output(one),
};

import { z } from 'zod';
import { brandSchema } from '../model/brief.ts';
import { idSchema, timeMsSchema } from '../model/ids.ts';
import { errorsOf, noInput, procedure } from './procedure.ts';

const known = errorsOf('not-found');
const nameSchema = z.string().trim().min(1).max(200);
const one = z.strictObject({ clientId: idSchema });

export const clientViewSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  brand: brandSchema,
  /** Projects that are not in the trash. */
  projectCount: z.int().min(0),
  createdAtMs: timeMsSchema,
  updatedAtMs: timeMsSchema,
  trashedAtMs: timeMsSchema.nullable(),
});
export type ClientView = z.infer<typeof clientViewSchema>;

/** Clients with the brand that their campaigns and projects inherit (R1.3). */
export const clientsContract = {
  list: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/clients', summary: 'By name; those in the trash after the others' })
    .input(noInput)
    .output(z.strictObject({ clients: z.array(clientViewSchema) })),
  create: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/clients' })
    .errors(known)
    .input(z.strictObject({ name: nameSchema, brand: brandSchema.optional() }))
    .output(clientViewSchema),
  update: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/clients/{clientId}', summary: 'Another name, another brand, or both' })
    .errors(known)
    .input(z.strictObject({ clientId: idSchema, name: nameSchema.optional(), brand: brandSchema.optional() }))
    .output(clientViewSchema),
  trash: procedure
    .meta({ role: 'editor' })
    .route({ method: 'DELETE', path: '/clients/{clientId}', summary: 'Its projects stay, and inherit nothing from it' })
    .errors(known)
    .input(one)
    .output(one),
  restore: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/clients/{clientId}/restore' })
    .errors(known)
    .input(one)
    .output(one),
};

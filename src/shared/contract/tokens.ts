import { z } from 'zod';
import { idSchema } from '../model/ids.ts';
import { errorsOf, procedure } from './procedure.ts';

/** API tokens for programs and colleagues; the start token of the server is none of them. */
export const tokensContract = {
  create: procedure
    .meta({ role: 'owner' })
    .route({ method: 'POST', path: '/tokens', summary: 'A signed token with a role and an expiry' })
    .input(
      z.strictObject({
        subject: z.string().trim().min(1).max(100),
        role: z.enum(['reviewer', 'editor', 'owner']),
        expiresInDays: z.int().min(1).max(365).default(30),
      }),
    )
    .output(z.strictObject({ id: idSchema, token: z.string(), expiresAt: z.iso.datetime() })),
  revoke: procedure
    .meta({ role: 'owner' })
    .route({ method: 'DELETE', path: '/tokens/{id}', summary: 'The token is refused from now on' })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ id: idSchema }))
    .output(z.strictObject({ id: idSchema, revoked: z.literal(true) })),
};

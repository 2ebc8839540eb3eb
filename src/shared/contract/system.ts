import { z } from 'zod';
import { noInput, procedure } from './procedure.ts';

const providerSchema = z.strictObject({ id: z.string(), kind: z.enum(['image', 'video', 'planner']) });

/** What this door and this machine can do: features ask for these words, never for a platform. */
export const systemContract = {
  capabilities: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/system/capabilities', summary: 'What this door can do' })
    .input(noInput)
    .output(
      z.strictObject({
        version: z.string(),
        nativeDialogs: z.boolean(),
        revealInFolder: z.boolean(),
        upload: z.boolean(),
        providers: z.array(providerSchema),
      }),
    ),
  health: procedure
    .meta({ role: 'public' })
    .route({ method: 'GET', path: '/health', summary: 'Whether it runs' })
    .input(noInput)
    .output(z.strictObject({ status: z.literal('ok'), version: z.string() })),
};

import { z } from 'zod';
import { idSchema } from '../model/ids.ts';
import { errorsOf, noInput, procedure } from './procedure.ts';

const providerSchema = z.strictObject({ id: z.string(), kind: z.enum(['image', 'video', 'planner']) });

/** Folders of the library that may be opened by name. */
export const REVEALED_PLACES = ['library', 'exports', 'backups', 'logs'] as const;

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
  reveal: procedure
    .meta({ role: 'owner' })
    .route({ method: 'POST', path: '/system/reveal', summary: 'Shows a file of the library in the file manager' })
    .errors(errorsOf('not-found', 'media-missing', 'not-possible-now'))
    .input(
      z.union([
        z.strictObject({ exportId: idSchema }),
        z.strictObject({ assetId: idSchema }),
        z.strictObject({ place: z.enum(REVEALED_PLACES) }),
      ]),
    )
    .output(z.strictObject({ shown: z.literal(true) })),
  chooseFolder: procedure
    .meta({ role: 'owner' })
    .route({ method: 'POST', path: '/system/choose-folder', summary: 'Asks for a folder in a native dialog' })
    .errors(errorsOf('not-possible-now'))
    .input(z.strictObject({ title: z.string().trim().min(1).max(200) }))
    .output(
      z.strictObject({
        /** Null: the person left the dialog. `id` stands for the folder in other calls; `path` is for reading. */
        folder: z.strictObject({ id: idSchema, path: z.string() }).nullable(),
      }),
    ),
};

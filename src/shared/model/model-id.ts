import { z } from 'zod';

/** `vendor/model` or `vendor/owner/name` in one string (decision 30). */
export const modelIdSchema = z
  .string()
  .max(200)
  .regex(/^[\w.-]+(?:\/[\w.:-]+)+$/);

/** Who makes pictures and film where nobody has chosen: this machine, offline and free. */
export const LOCAL_MAKERS = { image: 'local/sketch', video: 'local/animatic' } as const;

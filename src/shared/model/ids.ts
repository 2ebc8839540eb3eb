import { z } from 'zod';

/** Every id in the library is a UUIDv7: sortable by time, unguessable enough for media URLs behind a token. */
export const idSchema = z.uuid();

/** Wall-clock instant in integer milliseconds since 1970 UTC. */
export const timeMsSchema = z.int().min(0);

/** Money is integer micro-dollars (decision 28): 1 USD = 1,000,000. */
export const microUsdSchema = z.int().min(0);

import { z } from 'zod';
import { callFlagSchema } from '../../shared/model/paid-call.ts';
import type { Money } from '../money/money.ts';
import type { CallCache } from './calls-deps.ts';

/** What arriving found out about a file: it is as true of the file the next time. */
const foundSchema = z.strictObject({
  made: z
    .strictObject({ widthPx: z.int(), heightPx: z.int(), durationSeconds: z.number().nullable() })
    .nullable()
    .default(null),
  flags: z.array(callFlagSchema).default([]),
});

/** Pictures and clips that were bought before, by the hash of their request (R8.5). */
export function createCallCache(cache: Pick<Money['cache'], 'find' | 'put'>): CallCache {
  return {
    find(kind, key) {
      const found = cache.find(kind, key);
      if (found?.sha256 == null || found.mime === null || found.bytes === null) return undefined;
      const { sha256, mime, bytes } = found;
      return { sha256, mime, bytes, ...foundSchema.parse(found.value ?? {}) };
    },
    put(kind, key, { sha256, mime, bytes, made, flags, costMicroUsd }) {
      cache.put(kind, key, { file: { sha256, mime, bytes }, value: { made, flags }, costMicroUsd });
    },
  };
}

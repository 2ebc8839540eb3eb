import type { Logger } from '../platform/logger.ts';
import { scrubSecrets } from '../platform/scrub-secrets.ts';
import { createScrubber } from './secret.ts';
import type { Scrubber, Secret } from './secret.ts';

function cleaned(value: unknown, scrub: Scrubber): unknown {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, scrub));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleaned(item, scrub)]));
}

/** A log that holds no key of a provider, in whatever spelling: also none that was entered after the start. */
export function createScrubbedLog(log: Logger, seen: () => readonly Secret[]): Logger {
  const fieldsOf = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
    cleaned(scrubSecrets(fields), createScrubber(seen())) as Record<string, unknown>;
  return {
    debug: (event, fields) => log.debug(event, fieldsOf(fields)),
    info: (event, fields) => log.info(event, fieldsOf(fields)),
    warn: (event, fields) => log.warn(event, fieldsOf(fields)),
    error: (event, fields) => log.error(event, fieldsOf(fields)),
  };
}

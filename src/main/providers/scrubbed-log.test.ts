import { expect, it } from 'vitest';
import type { Logger } from '../platform/logger.ts';
import { createScrubbedLog } from './scrubbed-log.ts';
import { createSecret } from './secret.ts';
import type { Secret } from './secret.ts';

it('takes a key out of every line, also one that came after the start', () => {
  const lines: string[] = [];
  const write = (event: string, fields?: object): void => void lines.push(JSON.stringify({ event, ...fields }));
  const inner: Logger = { debug: write, info: write, warn: write, error: write };
  const seen: Secret[] = [];
  const log = createScrubbedLog(inner, () => seen);
  const key = 'fw-canary-0123456789';
  log.info('before', { text: `x ${key}` });
  expect(lines.join()).toContain(key);
  seen.push(createSecret(key));
  lines.length = 0;
  log.info('a', { text: `x ${key} y`, deep: { list: [key, { again: key }] } });
  log.error('b', { error: new Error(`refused for ${key}`), encoded: Buffer.from(key).toString('base64') });
  expect(lines.join()).not.toContain(key);
  expect(lines.join()).not.toContain(Buffer.from(key).toString('base64'));
  expect(lines).toHaveLength(2);
});

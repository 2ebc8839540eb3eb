import { expect, it } from 'vitest';
import type { ProviderErrorCode } from '../../providers/remote-port.ts';
import { ProviderError } from '../../providers/remote-port.ts';
import { createLineProbe } from './line-probe.ts';

const failing = (code: ProviderErrorCode, status: number | null) => ({
  checkKey: (): Promise<never> =>
    Promise.reject(new ProviderError({ code, status, message: '', retryAfterMs: null, fields: [] })),
});

it.each([
  ['offline', null, 'offline'],
  ['timeout', null, 'offline'],
  ['portal', 200, 'portal'],
  ['clock-wrong', null, 'clock-wrong'],
  ['auth', 401, 'online'],
  ['auth', null, 'online'],
  ['unavailable', 503, 'online'],
  ['rate-limited', 429, 'online'],
  ['unavailable', null, 'offline'],
] as const)('%s with status %s: the line is %s', async (code, status, line) => {
  expect(await createLineProbe(() => failing(code, status))('v')).toBe(line);
});

it('an answer, an unknown vendor, a throw of another kind', async () => {
  expect(await createLineProbe(() => ({ checkKey: async () => ({ account: 'a' }) }))('v')).toBe('online');
  expect(await createLineProbe(() => undefined)('v')).toBe('online');
  expect(await createLineProbe(() => ({ checkKey: () => Promise.reject(new Error('x')) }))('v')).toBe('offline');
});

it('a probe is told to end', async () => {
  const probe = createLineProbe(
    () => ({
      checkKey: ({ signal }) =>
        new Promise((_answer, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
    }),
    1,
  );
  expect(await probe('v')).toBe('offline');
});

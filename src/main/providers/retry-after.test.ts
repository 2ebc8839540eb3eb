import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.parse('2026-11-21T07:00:00Z');

describe('what a provider asks to wait', () => {
  test.each([
    [{ body: 7 }, 7_000],
    [{ body: '7' }, 7_000],
    [{ body: 7, header: '120' }, 7_000],
    [{ header: '120' }, 120_000],
    [{ header: ' 5 ' }, 5_000],
    [{ header: '0' }, 1_000],
    [{ header: '99999999' }, 3_600_000],
    [{ header: 'Sat, 21 Nov 2026 07:00:30 GMT' }, 30_000],
    [{ header: 'Wed, 21 Oct 2015 07:28:00 GMT' }, 1_000],
    [{ header: 'Sat, 21 Nov 2026 09:00:30 GMT' }, 3_600_000],
    [{ header: 'soon', text: 'Your rate limit resets in ~30s.' }, 30_000],
    [{ text: 'Request was throttled. Expected available in 1 second.' }, 1_000],
    [{ text: 'Please retry in 1.35s.' }, 1_350],
    [{ body: -1 }, null],
    [{ body: null, header: '-5', text: 'Request was throttled.' }, null],
    [{ body: Number.NaN }, null],
    [{}, null],
  ])('%j → %s', (answer, expected) => {
    expect(retryAfterMs({ ...answer, nowMs: NOW })).toBe(expected);
  });

  test('whatever comes, it is null or between a second and an hour', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), fc.string(), (body, header, text) => {
        const waitMs = retryAfterMs({ body, header, text, nowMs: NOW });
        expect(waitMs === null || (waitMs >= 1_000 && waitMs <= 3_600_000)).toBe(true);
      }),
    );
  });
});

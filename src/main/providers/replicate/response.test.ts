import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonAnswer } from '../http/exchange.ts';
import { codeOfFailure, faultOf, outputsOf, parseInputKeys, parseList, parsePrediction, statusOf } from './response.ts';

const plain = (text: string): string => text;
const answer = (status: number, json: unknown, headers: Record<string, string> = {}): JsonAnswer => ({
  ...{ status, headers, json, text: json === undefined ? '' : JSON.stringify(json) },
});
const state = (status: string, rest: object = {}) => {
  const prediction = parsePrediction({ id: 'a1', status, ...rest });
  if (prediction === undefined) throw new Error('not a prediction');
  return statusOf(prediction, plain);
};

describe('states', () => {
  const ran = { started_at: '2026-11-20T10:00:00Z' };
  test.each([
    ['starting', {}, { state: 'pending' }],
    ['processing', ran, { state: 'running' }],
    ['succeeded', { output: 'https://a/b.mp4' }, { state: 'succeeded', outputs: [{ url: 'https://a/b.mp4' }] }],
    ['succeeded', { output: null, data_removed: true }, { state: 'expired' }],
    ['succeeded', { output: null }, { state: 'unknown' }],
    ['failed', { error: 'x (E1000)' }, { state: 'failed', fault: { code: 'unavailable' } }],
    ['failed', { error: 'x' }, { state: 'failed', fault: { code: 'provider-failed' } }],
    ['canceled', {}, { state: 'cancelled' }],
    ['aborted', {}, { state: 'cancelled' }],
    ['quantum', {}, { state: 'unknown', raw: 'quantum' }],
  ])('%s %j', (word, rest, expected) => expect(state(word, rest)).toMatchObject(expected));

  test.each([
    ['The input or output was flagged as sensitive. (E005) (uIJ6l3ruRD)', 'content-policy'],
    ['NSFW content detected', 'content-policy'],
    ['starting took too long (E6716)', 'unavailable'],
    ['out of memory (E1001)', 'provider-failed'],
    ['', 'provider-failed'],
  ])('%s → %s', (text, code) => expect(codeOfFailure(text)).toBe(code));
});

describe('whether an ending without a result was charged', () => {
  const created = { created_at: '2026-11-20T10:00:00Z', completed_at: '2026-11-20T10:00:07Z', output: null };
  const started = { started_at: '2026-11-20T10:00:02Z' };
  const times = { predict_time: 4.9, total_time: 7 };
  test.each([
    ['stopped in the queue', { metrics: { predict_time: 0, total_time: 7 } }, 'no'],
    ['stopped in the queue, as null', { started_at: null, metrics: { total_time: 7 } }, 'no'],
    ['stopped while it ran', { ...started, metrics: times }, 'unknown'],
    ['ran, by its time alone', { metrics: times }, 'unknown'],
    ['ran, by its start alone', started, 'unknown'],
    ['ran for no time at all, and started', { ...started, metrics: { predict_time: 0 } }, 'unknown'],
    ['a picture came out', { ...started, metrics: { ...times, image_output_count: 1 } }, 'yes'],
    ['seconds came out', { metrics: { video_output_duration_seconds: 2.5 } }, 'yes'],
    ['nothing came out, it says', { ...started, metrics: { ...times, image_output_count: 0 } }, 'unknown'],
    ['no times and no counters', {}, 'unknown'],
    ['times and counters are null', { started_at: null, metrics: null }, 'unknown'],
    ['no metrics in the metrics', { started_at: null, metrics: {} }, 'unknown'],
    ['the start is of another kind', { started_at: 7, metrics: { total_time: 7 } }, 'unknown'],
    ['the time is a word', { metrics: { predict_time: '0' } }, 'unknown'],
    ['the time is null', { started_at: null, metrics: { predict_time: null } }, 'unknown'],
  ] as const)('%s', (_name, rest, charged) => {
    expect(state('canceled', { ...created, ...rest })).toMatchObject({ charged });
    expect(state('failed', { ...created, error: 'x', ...rest })).toMatchObject({ charged });
    // Its deadline came before it ran: free, whatever the answer has lost.
    expect(state('aborted', { ...created, ...rest })).toMatchObject({ charged: 'no' });
  });
});

describe('outputs of any shape', () => {
  test.each([
    ['https://a/1', ['https://a/1']],
    [
      ['https://a/1', 'https://a/2'],
      ['https://a/1', 'https://a/2'],
    ],
    [
      { video: 'https://a/1', more: { thumb: 'data:image/png;base64,AA' }, count: 2 },
      ['https://a/1', 'data:image/png;base64,AA'],
    ],
    [['some', 'words'], []],
    [null, []],
    [7, []],
    ['file:///etc/passwd', ['file:///etc/passwd']],
  ])('%j', (output, urls) => expect(outputsOf(output).map(({ url }) => url)).toEqual(urls));
});

describe('errors', () => {
  test.each([
    [401, { title: 'Unauthenticated', detail: 'You did not pass a valid authentication token', status: 401 }, 'auth'],
    [
      402,
      { title: 'Insufficient credit', detail: 'You have insufficient credit to run this model.', status: 402 },
      'quota',
    ],
    [403, { detail: 'You have reached your monthly spend limit' }, 'quota'],
    [403, {}, 'auth'],
    [404, { detail: 'not here' }, 'not-found'],
    [409, {}, 'unavailable'],
    [410, {}, 'expired'],
    [413, { detail: 'Files must be less than 100MB in size' }, 'invalid-request'],
    [422, { title: 'Invalid version or not permitted', detail: 'x', status: 422 }, 'not-found'],
    [422, { title: 'Input validation failed', detail: 'x' }, 'invalid-request'],
    [429, undefined, 'rate-limited'],
    [500, 'text', 'unavailable'],
    [302, undefined, 'malformed-response'],
  ])('%i %j → %s', (status, json, code) => expect(faultOf(answer(status, json), plain, 0).code).toBe(code));

  test('live bodies of 429 and 422', () => {
    const throttled = {
      detail: 'Request was throttled. Your rate limit resets in ~7s.',
      ...{ status: 429, retry_after: 7 },
    };
    expect(faultOf(answer(429, throttled), plain, 0).retryAfterMs).toBe(7_000);
    const invalid = {
      detail: '- input.output_format: …\n',
      invalid_fields: [{ type: 'enum', field: 'input.output_format' }],
    };
    expect(faultOf(answer(422, invalid), plain, 0).fields).toEqual(['input.output_format']);
  });

  test('whatever the body is, the fault is one line of at most 300 characters', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.anything(), fc.string(), (status, json, text) => {
        const fault = faultOf({ status, headers: {}, json, text }, plain, 0);
        expect(fault.message.length).toBeLessThanOrEqual(300);
        expect(fault.message).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('anything at all', () => {
  test('never breaks the readers', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const prediction = parsePrediction({
          id: 'a1',
          status: 'succeeded',
          output: value,
          metrics: value,
          error: value,
        });
        if (prediction !== undefined) expect(statusOf(prediction, plain)).toHaveProperty('state');
        parseList(value);
        parseList({ results: [value], next: null });
        parseInputKeys(value);
        expect(outputsOf(value).length).toBeLessThanOrEqual(16);
      }),
    );
  });

  test('a list says how many entries it could not read', () => {
    const page = parseList({ results: [{ id: 'a', status: 'starting' }, { renamed: 1 }, null], next: null });
    expect(page?.predictions.map(({ id }) => id)).toEqual(['a']);
    expect(page?.unreadable).toBe(2);
    expect(parseList({ items: [] })).toBeUndefined();
  });
});

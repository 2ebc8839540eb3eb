import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/contract/errors.ts';
import { PRICE_TABLE } from '../../../shared/model/price-table.ts';
import type { MediaInput, RemoteImageOrder, RemoteVideoOrder } from '../remote-port.ts';
import { REPLICATE_DEFAULTS, REPLICATE_MODELS, remoteName, replicateModel } from './models.ts';
import { buildInput, compareInput, prepareCall, seedOfNonce } from './request.ts';

const FILE: MediaInput = { path: '/x.png', mime: 'image/png', bytes: 1, sha256: '' };
const KLING = 'replicate/kwaivgi/kling-v2.5-turbo-pro';
const KLING3 = 'replicate/kwaivgi/kling-v3-video';
const WAN_FAST = 'replicate/wan-video/wan-2.2-i2v-fast';
const WAN = 'replicate/wan-video/wan-2.5-i2v';
const SCHNELL = 'replicate/black-forest-labs/flux-schnell';

const video = (more: Partial<RemoteVideoOrder> = {}): RemoteVideoOrder => ({
  ...{ kind: 'video', prompt: 'p', start: FILE, end: FILE, seconds: 8, widthPx: 1920, heightPx: 1080, seed: null },
  ...more,
});
const image = (more: Partial<RemoteImageOrder> = {}): RemoteImageOrder => ({
  ...{ kind: 'image', prompt: 'p', widthPx: 1920, heightPx: 1080, seed: null, references: [] },
  ...more,
});
const inputOf = (
  id: string,
  order: RemoteImageOrder | RemoteVideoOrder,
  liveKeys: ReadonlySet<string> | null = null,
) => {
  const start = order.kind === 'video' && order.start !== null ? 'https://a/start' : null;
  const end = order.kind === 'video' && order.end !== null ? 'https://a/end' : null;
  const references = order.kind === 'image' ? order.references.map((_file, at) => `https://a/${at}`) : [];
  return buildInput(replicateModel(id), order, { start, end, references }, { nonce: 'n', liveKeys });
};

describe('inputs', () => {
  test.each([
    [KLING, video(), { prompt: 'p', start_image: 'https://a/start', end_image: 'https://a/end', duration: 10 }],
    [KLING, video({ seconds: 4.2, start: null, end: null }), { prompt: 'p', aspect_ratio: '16:9', duration: 5 }],
    [
      KLING,
      video({ start: null, end: null, widthPx: 4, heightPx: 5 }),
      { prompt: 'p', aspect_ratio: '1:1', duration: 10 },
    ],
    [KLING3, video({ widthPx: 720, heightPx: 1280 }), { duration: 8, mode: 'standard', generate_audio: false }],
    [KLING3, video(), { duration: 8, mode: 'pro' }],
    [
      WAN_FAST,
      video(),
      { image: 'https://a/start', last_image: 'https://a/end', num_frames: 121, frames_per_second: 15 },
    ],
    [WAN_FAST, video({ seconds: 5 }), { num_frames: 81, frames_per_second: 16, resolution: '720p' }],
    [WAN, video({ end: null }), { image: 'https://a/start', duration: 10, resolution: '1080p' }],
    [WAN, video({ end: null, seconds: 5, widthPx: 854, heightPx: 480 }), { duration: 5, resolution: '480p' }],
    [SCHNELL, image({ seed: 7 }), { aspect_ratio: '16:9', num_outputs: 1, output_format: 'png', seed: 7 }],
    [SCHNELL, image({ widthPx: 1080, heightPx: 1350 }), { aspect_ratio: '4:5' }],
    ['replicate/black-forest-labs/flux-kontext-pro', image({ references: [FILE] }), { input_image: 'https://a/0' }],
    ['replicate/black-forest-labs/flux-2-pro', image({ references: [FILE, FILE] }), { resolution: '2 MP' }],
  ])('%s', (id, order, expected) => expect(inputOf(id, order)).toMatchObject(expected));

  test('the seed is the person’s, else the nonce’s; a model without one gets none', () => {
    expect(inputOf(SCHNELL, image())['seed']).toBe(seedOfNonce('n'));
    expect(seedOfNonce('n')).not.toBe(seedOfNonce('m'));
    expect(seedOfNonce('n')).toBeLessThan(2 ** 31);
    expect(inputOf(KLING, video({ seed: 7 }))).not.toHaveProperty('seed');
  });

  test('a wan clip is never shorter than asked', () => {
    for (const seconds of [5, 6, 7, 8]) {
      const input = inputOf(WAN_FAST, video({ seconds }));
      const [frames, rate] = [Number(input['num_frames']), Number(input['frames_per_second'])];
      expect(frames / rate).toBeGreaterThanOrEqual(seconds);
      expect(frames >= 81 && frames <= 121 && rate >= 5 && rate <= 30).toBe(true);
    }
  });

  test('keys that the live schema lacks are dropped', () => {
    expect(inputOf(KLING, video(), new Set(['prompt', 'start_image']))).toEqual({
      prompt: 'p',
      start_image: 'https://a/start',
    });
  });
});

describe('orders that cannot be made', () => {
  test.each([
    ['longer than it makes', KLING, video({ seconds: 11 })],
    ['no start frame', WAN, video({ start: null, end: null })],
    ['an end without a start', KLING, video({ start: null })],
    ['an end frame that it does not take', WAN, video()],
    ['a picture from a video model', KLING, image()],
    ['a reference that it does not take', SCHNELL, image({ references: [FILE] })],
    ['nothing asked', SCHNELL, image({ prompt: ' ' })],
    ['no size', SCHNELL, image({ widthPx: 0 })],
  ])('%s', (_name, id, order) => expect(() => replicateModel(id).purchase(order)).toThrow(AppError));

  test.each(['local/sketch', 'replicate/x', 'replicate/../x', 'replicate/a/b/c', 'replicate/a/b?x'])(
    '%s is no model here',
    (id) => expect(() => remoteName(id)).toThrow(AppError),
  );
});

describe('what is bought', () => {
  test.each([
    [KLING, video(), { unit: 'second', variant: '', quantity: 10 }],
    [KLING3, video(), { unit: 'second', variant: 'pro', quantity: 8 }],
    [WAN_FAST, video(), { unit: 'clip', variant: '720p', quantity: 1 }],
    [SCHNELL, image(), { unit: 'image', variant: '', quantity: 1 }],
  ])('%s', (id, order, expected) => expect(replicateModel(id).purchase(order)).toEqual(expected));

  test('every line has a row in the price table, every default and replacement is a model', () => {
    for (const model of REPLICATE_MODELS) {
      const order = model.kind === 'image' ? image() : video({ seconds: 5, ...(model.endFrame ? {} : { end: null }) });
      const { unit, variant } = model.purchase(order);
      const rows = PRICE_TABLE.filter((row) => row.model === model.id && row.unit === unit);
      expect(
        rows.some((row) => row.variant === variant || row.variant === ''),
        model.id,
      ).toBe(true);
      expect(replicateModel(model.replacement ?? '').kind).toBe(model.kind);
    }
    for (const id of Object.values(REPLICATE_DEFAULTS)) expect(replicateModel(id).id).toBe(id);
  });
});

describe('comparing with a list', () => {
  const data = 'data:image/png;base64,AAAA';
  const sent = prepareCall(replicateModel(KLING), { prompt: 'p', start_image: data, duration: 10 });

  test.each([
    ['exact', { prompt: 'p', start_image: data, duration: 10 }],
    ['exact', { duration: 10, start_image: data, prompt: 'p', negative_prompt: '' }],
    ['likely', { prompt: 'p', start_image: 'https://replicate.delivery/x.png', duration: 10 }],
    ['other', { prompt: 'p', start_image: 'data:image/png;base64,AAAB', duration: 10 }],
    ['other', { prompt: 'q', start_image: data, duration: 10 }],
    ['other', { prompt: 'p', start_image: data }],
    ['other', {}],
    ['other', null],
  ])('%s', (verdict, listed) => expect(compareInput(sent.match['input'], listed)).toBe(verdict));

  test('what is kept holds no media', () => {
    expect(JSON.stringify([sent.match, sent.readable])).not.toContain('base64');
    expect(sent.body).toContain(data);
  });
});

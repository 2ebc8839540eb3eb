import { describe, expect, it } from 'vitest';
import { tempMoney } from '../../../tests/support/money/temp-money.ts';
import { chargeOf, estimate } from './purchases.ts';
import type { Wanted } from './purchases.ts';

const schnell = (quantity: number): Wanted => ({
  ...{ model: 'replicate/black-forest-labs/flux-schnell', unit: 'image', variant: '', quantity },
});
const fluxPro = (quantity: number): Wanted => ({ model: 'reference/flux-pro', unit: 'image', variant: '', quantity });
const skyreels = (quantity: number): Wanted => ({
  ...{ model: 'reference/skyreels-2', unit: 'second', variant: '', quantity },
});
const upscale: Wanted = { model: 'reference/upscale', unit: 'clip', variant: '', quantity: 1 };

describe('the worked examples of R8.2', () => {
  it.each([
    ['30 s, 5 scenes, 1 variation: a picture a scene, the film once', [schnell(5), skyreels(30)], 3_015_000],
    [
      '30 s, 8 HD scenes, 3 variations: a better picture a scene, the film thrice',
      [fluxPro(8), skyreels(90)],
      9_440_000,
    ],
    [
      '60 s, 10 scenes, upscaled: a picture a scene, the film once, one upscale',
      [schnell(10), skyreels(60), upscale],
      6_280_000,
    ],
  ])('%s', (_what, items, wanted) => {
    const found = estimate(items, tempMoney().prices);
    expect(found).toMatchObject({ totalMicroUsd: wanted, knownMicroUsd: wanted, unknown: [] });
    expect(found.lines.reduce((sum, { amountMicroUsd }) => sum + (amountMicroUsd ?? 0), 0)).toBe(wanted);
  });
});

describe('an estimate', () => {
  it('names its oldest rate', () => {
    const { prices } = tempMoney();
    const kling: Wanted = {
      model: 'replicate/kwaivgi/kling-v2.5-turbo-pro',
      unit: 'second',
      variant: '',
      quantity: 10,
    };
    expect(estimate([schnell(2), kling], prices)).toMatchObject({
      ...{ totalMicroUsd: 706_000, oldestPriceDate: '2026-10-08' },
      lines: [{ amountMicroUsd: 6_000 }, { amountMicroUsd: 700_000, priceDate: '2026-10-08' }],
    });
    expect(estimate([], prices)).toMatchObject({ totalMicroUsd: 0, oldestPriceDate: null });
  });

  it('has no total while a rate is unknown, and names what is missing once', () => {
    const { prices } = tempMoney();
    const flux2 = { model: 'replicate/black-forest-labs/flux-2-pro', unit: 'image', variant: '1 MP' } as const;
    const items = [schnell(1), { ...flux2, quantity: 1 }, { ...flux2, quantity: 4 }];
    expect(estimate(items, prices)).toMatchObject({ totalMicroUsd: null, knownMicroUsd: 3_000, unknown: [flux2] });
    prices.edit({ ...flux2, unitMicroUsd: 10_000 });
    expect(estimate(items, prices)).toMatchObject({ totalMicroUsd: 53_000, unknown: [] });
  });
});

describe('what a call really cost', () => {
  const seconds = { unit: 'second', variant: '', quantity: 10 } as const;
  const rate = { unitMicroUsd: 70_000 };

  it.each([
    ['pictures', { unit: 'image', variant: '', quantity: 1 }, { image_output_count: 2 }, 140_000, 'image_output_count'],
    ['seconds', seconds, { video_output_duration_seconds: 5.04 }, 352_800, 'video_output_duration_seconds'],
    ['clips', { unit: 'clip', variant: '720p', quantity: 1 }, { video_output_count: 1 }, 70_000, 'video_output_count'],
    ['run time', { unit: 'gpu-second', variant: '', quantity: 9 }, { predict_time: 2.5 }, 175_000, 'predict_time'],
    [
      'characters',
      { unit: 'thousand-characters', variant: '', quantity: 1 },
      { character_input_count: 1_500 },
      105_000,
      'character_input_count',
    ],
    ['nothing made', seconds, { video_output_duration_seconds: 0 }, 0, 'video_output_duration_seconds'],
  ] as const)('%s by the provider’s counter', (_what, purchase, counters, amountMicroUsd, counter) => {
    expect(chargeOf(purchase, counters, rate)).toMatchObject({ amountMicroUsd, counter });
  });

  it.each([
    ['none', {}],
    ['another one', { predict_time: 99 }],
    ['a text', { video_output_duration_seconds: '5' }],
    ['below zero', { video_output_duration_seconds: -5 }],
    ['not a number', { video_output_duration_seconds: Number.NaN }],
    ['endless', { video_output_duration_seconds: Number.POSITIVE_INFINITY }],
    ['beyond counting', { video_output_duration_seconds: 1e300 }],
  ])('counts what was ordered where the counter is: %s', (_what, counters) => {
    expect(chargeOf(seconds, counters as Record<string, number>, rate)).toEqual({
      ...{ amountMicroUsd: 700_000, quantity: 10, counter: null },
    });
  });

  it('is to the nearest micro-dollar, as a bill is', () => {
    expect(chargeOf(seconds, { video_output_duration_seconds: 1.000004 }, rate).amountMicroUsd).toBe(70_000);
    expect(chargeOf(seconds, { video_output_duration_seconds: 1.00001 }, rate).amountMicroUsd).toBe(70_001);
  });

  it('cannot be said without a rate', () => {
    expect(() => chargeOf(seconds, {}, { model: 'a/b', unitMicroUsd: null })).toThrow(
      expect.objectContaining({ code: 'price-unknown', details: { id: 'a/b' } }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { RunOptions } from '../../shared/model/run-terms.ts';
import type { ProviderChoice } from '../providers/port.ts';
import { optionsWithTerms, pricedOptions } from './agreed-options.ts';

const PAID = 'vendor/film';
const LOCAL = 'local/animatic';
const choice = (id: string, local: boolean, unitMicroUsd: number | null = 100): [string, ProviderChoice] => [
  id,
  {
    model: {
      ...{ id, kind: 'video', label: id, local },
      quote: () => ({ unit: 'clip', variant: '', quantity: 1, unitMicroUsd, priceDate: '2026-11-20' }),
    },
    submit: () => Promise.reject(new Error('not asked')),
  },
];
const deps = {
  imageProviders: new Map([choice('vendor/picture', false, 3_000), choice('vendor/unknown', false, null)]),
  videoProviders: new Map([choice(PAID, false), choice(LOCAL, true)]),
};
const options: RunOptions = {
  ...{ formats: ['mp4'], qualities: ['1080p'], gifQuality: null, planner: 'local/rules' },
  ...{ imageProvider: 'vendor/picture', videoProvider: LOCAL, autoApprove: false, burnCaptions: false },
  ...{ targetBytes: null, keyframeMicroUsd: null, renderRounds: 2, outFolder: null },
};

describe('what a yes says besides', () => {
  it('a maker that costs repeats nothing by itself, but what was agreed to', () => {
    expect(optionsWithTerms(deps, options, { videoProvider: PAID }).renderRounds).toBe(1);
    const agreed = optionsWithTerms(deps, options, { videoProvider: PAID, allowance: { rounds: 2, microUsd: 500 } });
    expect(agreed).toMatchObject({ videoProvider: PAID, renderRounds: 3, allowance: { rounds: 2, microUsd: 500 } });
    // Another yes without the word takes it back; rounds that a person asked for stay.
    expect(optionsWithTerms(deps, { ...agreed, renderRounds: 4 }, {})).toMatchObject({ renderRounds: 2 });
    expect(optionsWithTerms(deps, agreed, {}).allowance).toBeUndefined();
  });
  it('back on this machine a failed check is repeated once again', () => {
    const paid = { ...options, videoProvider: PAID, renderRounds: 1 };
    expect(optionsWithTerms(deps, paid, { videoProvider: LOCAL }).renderRounds).toBe(2);
  });
  it('a start takes the price of a picture along, and refuses one that nobody has named', () => {
    expect(pricedOptions(deps, '16:9', options).keyframeMicroUsd).toBe(3_000);
    expect(() => pricedOptions(deps, '16:9', { ...options, imageProvider: 'vendor/unknown' })).toThrow(
      expect.objectContaining({ code: 'price-unknown' }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { DAY_MS, tempMoney } from '../../../tests/support/money/temp-money.ts';
import type { PriceRow } from '../../shared/model/price-table.ts';
import { REPLICATE_MODELS } from '../providers/replicate/models.ts';
import type { MediaInput, RemoteOrder } from '../providers/remote-port.ts';
import { createPrices } from './prices.ts';

const KLING = 'replicate/kwaivgi/kling-v2.5-turbo-pro';
const KLING_3 = 'replicate/kwaivgi/kling-v3-video';
const FLUX_2 = 'replicate/black-forest-labs/flux-2-pro';

describe('the rate that applies', () => {
  it('is that of the table with its day and source', () => {
    expect(tempMoney().prices.find(KLING, 'second', '')).toMatchObject({
      ...{ unitMicroUsd: 70_000, date: '2026-10-08', isEdited: false, use: 'offered' },
      source: expect.stringContaining('Replicate'),
    });
  });

  it('is one for every variant where the model has one, and never guessed from other variants', () => {
    const { prices } = tempMoney();
    expect(prices.find('replicate/wan-video/wan-2.5-i2v', 'second', '1080p').unitMicroUsd).toBe(60_000);
    expect(prices.find(KLING_3, 'second', 'pro').unitMicroUsd).toBe(224_000);
    expect(prices.find(KLING_3, 'second', 'pro-8k')).toMatchObject({ unitMicroUsd: null, confidence: 'none' });
    expect(prices.find(KLING_3, 'second', '').unitMicroUsd).toBeNull();
    expect(prices.find(KLING_3, 'clip', 'pro').unitMicroUsd).toBeNull();
    expect(prices.find('replicate/nobody/knows', 'image', '').unitMicroUsd).toBeNull();
  });

  it('is nothing for work on this machine', () => {
    const { prices } = tempMoney();
    expect(prices.find('local/sketch', 'image', '').unitMicroUsd).toBe(0);
    expect(prices.find('local/animatic', 'second', '').unitMicroUsd).toBe(0);
    expect(prices.find('localhost/x', 'image', '').unitMicroUsd).toBeNull();
  });

  it('is a person’s own until they take it back, with the day they entered it', () => {
    const { prices, clock } = tempMoney();
    clock.now += 3 * DAY_MS;
    const wish = { model: KLING, unit: 'second', variant: '' } as const;
    expect(prices.edit({ ...wish, unitMicroUsd: 65_000 })).toMatchObject({
      ...{ unitMicroUsd: 65_000, date: '2026-11-24', isEdited: true, confidence: 'own' },
    });
    expect(prices.list().find(({ model }) => model === KLING)).toMatchObject({
      ...{ unitMicroUsd: 65_000, tableMicroUsd: 70_000, tableDate: '2026-10-08' },
    });
    expect(prices.reset(wish)).toMatchObject({ unitMicroUsd: 70_000, isEdited: false });
  });

  it('can be named for what the table does not know, and is then listed', () => {
    const { prices } = tempMoney();
    expect(prices.find(FLUX_2, 'image', '1 MP').unitMicroUsd).toBeNull();
    prices.edit({ model: FLUX_2, unit: 'image', variant: '', unitMicroUsd: 30_000 });
    prices.edit({ model: FLUX_2, unit: 'image', variant: '4 MP', unitMicroUsd: 90_000 });
    expect(prices.find(FLUX_2, 'image', '1 MP').unitMicroUsd).toBe(30_000);
    expect(prices.find(FLUX_2, 'image', '4 MP').unitMicroUsd).toBe(90_000);
    expect(prices.list().at(-1)).toMatchObject({ model: FLUX_2, variant: '4 MP', tableMicroUsd: null });
  });

  it('follows a changed table but not over a person’s word', () => {
    const { repos, clock, prices } = tempMoney();
    const row: PriceRow = {
      ...{ model: KLING, unit: 'second', variant: '', unitMicroUsd: 80_000, date: '2027-01-01' },
      ...{ source: 'a newer list', confidence: 'one', use: 'offered' },
    };
    const newer = createPrices({ repos, clock, table: [row] });
    expect(newer.find(KLING, 'second', '').unitMicroUsd).toBe(80_000);
    prices.edit({ model: KLING, unit: 'second', variant: '', unitMicroUsd: 1 });
    expect(newer.find(KLING, 'second', '').unitMicroUsd).toBe(1);
  });
});

const picture: MediaInput = { path: '/a.png', mime: 'image/png', bytes: 9, sha256: 'a'.repeat(64) };
const orderFor = (kind: 'image' | 'video', size: [number, number]): RemoteOrder => {
  const common = { prompt: 'a reed', widthPx: size[0], heightPx: size[1], seed: null };
  return kind === 'image'
    ? { ...common, kind, references: [] }
    : { ...common, kind, start: picture, end: null, seconds: 5 };
};

it('every model that is offered has its line in the table, for whatever size is ordered', () => {
  const { prices } = tempMoney();
  const listed = prices.list();
  for (const model of REPLICATE_MODELS) {
    for (const size of [
      [640, 360],
      [1280, 720],
      [1920, 1080],
      [2048, 2048],
    ] as [number, number][]) {
      const { unit, variant } = model.purchase(orderFor(model.kind, size));
      const rate = prices.find(model.id, unit, variant);
      const isListed = listed.some((row) => row.model === model.id && row.unit === unit);
      expect({ id: model.id, variant, isListed, use: rate.use }).toEqual({
        ...{ id: model.id, variant, isListed: true, use: 'offered' },
      });
      if (model.id !== FLUX_2) expect(rate.unitMicroUsd, `${model.id} ${variant}`).toBeGreaterThan(0);
    }
  }
});

import { expect, it } from 'vitest';
import { daySchema } from './money.ts';
import { PRICE_TABLE, PRICE_TABLE_DATE } from './price-table.ts';

it('every rate is whole micro-dollars with a day and a source, once', () => {
  expect(PRICE_TABLE.length).toBeGreaterThan(10);
  const seen = new Set<string>();
  for (const row of PRICE_TABLE) {
    const key = `${row.model} ${row.unit} ${row.variant}`;
    expect(seen.has(key), key).toBe(false);
    seen.add(key);
    expect(daySchema.parse(row.date) <= PRICE_TABLE_DATE, key).toBe(true);
    expect(row.source.length, key).toBeGreaterThan(5);
    expect(row.unitMicroUsd === null || Number.isInteger(row.unitMicroUsd), key).toBe(true);
    // A rate nobody knows says so, and only that one.
    expect(row.confidence === 'none', key).toBe(row.unitMicroUsd === null);
  }
});

it('a model has either one price or one for each variant', () => {
  const mixed = PRICE_TABLE.filter(
    ({ model, unit, variant }) =>
      variant === '' && PRICE_TABLE.some((row) => row.model === model && row.unit === unit && row.variant !== ''),
  );
  expect(mixed).toEqual([]);
});

it('the rates that the requirements name are there', () => {
  const rateOf = (model: string): number | null | undefined =>
    PRICE_TABLE.find((row) => row.model === model)?.unitMicroUsd;
  expect(rateOf('replicate/black-forest-labs/flux-schnell')).toBe(3_000);
  expect(rateOf('reference/flux-pro')).toBe(55_000);
  expect(rateOf('reference/skyreels-2')).toBe(100_000);
  expect(rateOf('reference/upscale')).toBe(250_000);
});

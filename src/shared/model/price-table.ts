import type { PriceUnit } from './money.ts';

/**
 * What models cost, as data: a rate, its day, where it was read and how sure it is. No provider names prices in its API, so
 * these come from public copies of price pages; a person's own rate wins over them (`price_edit`). A rate that nobody
 * knows is null: the person is asked before anything is bought.
 */

/** `several`: sources agree. `one`: a single source. `unsure`: sources disagree or the mapping is a guess. `none`: no rate. */
export const PRICE_CONFIDENCES = ['own', 'several', 'one', 'unsure', 'none'] as const;
export type PriceConfidence = (typeof PRICE_CONFIDENCES)[number];

export interface PriceRow {
  /** Full id, `vendor/owner/name`; `local/*` stands for every model of this machine. */
  model: string;
  unit: PriceUnit;
  /** '' where the model has one price. */
  variant: string;
  unitMicroUsd: number | null;
  /** YYYY-MM-DD: when the rate was recorded. */
  date: string;
  source: string;
  confidence: PriceConfidence;
  /** `offered`: an adapter sells it. `reference`: for comparing and for worked examples; it cannot be chosen. */
  use: 'offered' | 'reference';
}

/** Newest revision of the table. */
export const PRICE_TABLE_DATE = '2026-11-20';

/** Work on this machine costs nothing. */
export const LOCAL_MODELS = 'local/*';

type Rate = [variant: string, unitMicroUsd: number | null, confidence: PriceConfidence];

const COPIES = 'public copies of the Replicate price page, mid to late 2026';

const offered = (
  model: string,
  unit: PriceUnit,
  rates: readonly Rate[],
  date = PRICE_TABLE_DATE,
  source = COPIES,
): PriceRow[] =>
  rates.map(([variant, unitMicroUsd, confidence]) => ({
    ...{ model: `replicate/${model}`, unit, variant, unitMicroUsd, date, confidence },
    source: unitMicroUsd === null ? 'no public source names a rate' : source,
    use: 'offered',
  }));

const reference = (
  model: string,
  unit: PriceUnit,
  unitMicroUsd: number,
  source: string,
  confidence: PriceConfidence = 'one',
): PriceRow => ({
  ...{ model, unit, variant: '', unitMicroUsd, date: PRICE_TABLE_DATE, source, confidence },
  use: 'reference',
});

/** Rates of the requirements for models that no vendor serves any more (decision 17). */
const WORKED_EXAMPLES = 'requirement R8.1; no longer sold, kept for the worked examples';

export const PRICE_TABLE: readonly PriceRow[] = [
  {
    ...{ model: LOCAL_MODELS, unit: 'image', variant: '', unitMicroUsd: 0, date: PRICE_TABLE_DATE },
    ...{ source: 'made on this machine', confidence: 'own', use: 'offered' },
  },
  ...offered('black-forest-labs/flux-schnell', 'image', [['', 3_000, 'several']]),
  ...offered('black-forest-labs/flux-1.1-pro', 'image', [['', 40_000, 'several']]),
  ...offered('black-forest-labs/flux-kontext-pro', 'image', [['', 40_000, 'several']]),
  ...offered('black-forest-labs/flux-2-pro', 'image', [['', null, 'none']]),
  ...offered('kwaivgi/kling-v2.5-turbo-pro', 'second', [['', 70_000, 'several']], '2026-10-08'),
  ...offered('kwaivgi/kling-v3-video', 'second', [
    ['standard', 168_000, 'one'],
    ['standard-audio', 252_000, 'one'],
    ['pro', 224_000, 'one'],
    ['pro-audio', 336_000, 'one'],
    ['4k', 420_000, 'one'],
  ]),
  ...offered('wan-video/wan-2.2-i2v-fast', 'clip', [
    ['480p', 50_000, 'one'],
    ['720p', 110_000, 'one'],
    ['720p-interpolated', 145_000, 'one'],
  ]),
  ...offered('wan-video/wan-2.5-i2v', 'second', [['', 60_000, 'unsure']]),
  reference('reference/flux-pro', 'image', 55_000, WORKED_EXAMPLES),
  reference('reference/skyreels-2', 'second', 100_000, WORKED_EXAMPLES),
  reference('reference/upscale', 'clip', 250_000, WORKED_EXAMPLES),
  reference('reference/veo-3', 'second', 400_000, 'pricing sample of Replicate, mapping unsure', 'unsure'),
  reference('reference/runway-gen4.5', 'second', 120_000, 'price list of the vendor, November 2026'),
  reference('reference/runway-gen4-turbo', 'second', 50_000, 'price list of the vendor, November 2026'),
];

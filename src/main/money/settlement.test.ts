import { describe, expect, test } from 'vitest';
import type { Counters, Purchase } from '../providers/remote-port.ts';
import { chargeOf } from './purchases.ts';
import { chargedWord, settlementOf } from './settlement.ts';

const PICTURE: Purchase = { unit: 'image', variant: '', quantity: 1 };
const CLIP: Purchase = { unit: 'second', variant: '', quantity: 10 };
const RUN_TIME: Purchase = { unit: 'gpu-second', variant: '', quantity: 200 };
const RATES = { image: 3_000, second: 70_000, clip: 50_000, 'gpu-second': 975, 'thousand-characters': 60_000 };

function settle(charged: 'yes' | 'no' | 'unknown', purchase: Purchase, counters: Counters) {
  const unitMicroUsd = RATES[purchase.unit];
  return settlementOf(charged, () => chargeOf(purchase, counters, { unitMicroUsd }), purchase.quantity * unitMicroUsd);
}

describe('how an ending without a result is booked', () => {
  test.each([
    ['free, and says so', 'no', PICTURE, {}, 'released', 0],
    ['free although it ran', 'no', CLIP, { predict_time: 4 }, 'released', 0],
    ['ran; pictures are billed and it names none', 'unknown', PICTURE, { predict_time: 4 }, 'uncertain', 3_000],
    ['ran; seconds of film are billed and it names none', 'unknown', CLIP, { predict_time: 4 }, 'uncertain', 700_000],
    ['no counter at all', 'unknown', CLIP, {}, 'uncertain', 700_000],
    ['counters that cannot be read', 'unknown', CLIP, { video_output_duration_seconds: 'ten' }, 'uncertain', 700_000],
    ['its counter says nothing came out', 'unknown', PICTURE, { image_output_count: 0 }, 'released', 0],
    ['run time is billed: exactly that', 'unknown', RUN_TIME, { predict_time: 4 }, 'charged', 3_900],
    ['run time is billed and it did not run', 'unknown', RUN_TIME, { predict_time: 0 }, 'released', 0],
    ['run time is billed and lost', 'unknown', RUN_TIME, {}, 'uncertain', 195_000],
    ['one picture came out', 'yes', PICTURE, { image_output_count: 1 }, 'charged', 3_000],
    ['seconds came out', 'yes', CLIP, { video_output_duration_seconds: 2.5 }, 'charged', 175_000],
    ['charged for certain, no counter of the unit', 'yes', CLIP, { video_output_count: 1 }, 'charged', 700_000],
  ] as const)('%s', (_name, charged, purchase, counters, kind, amountMicroUsd) => {
    const found = settle(charged, purchase, counters);
    expect(found).toMatchObject({ kind, ...(kind === 'released' ? {} : { amountMicroUsd }) });
    expect(chargedWord(found)).toBe({ released: 'no', charged: 'yes', uncertain: 'unknown' }[kind]);
  });

  test('what costs nothing is never uncertain', () => {
    expect(settlementOf('unknown', () => ({ amountMicroUsd: 0, counter: null }), 0)).toMatchObject({
      kind: 'released',
    });
  });
});

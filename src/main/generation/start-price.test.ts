import { describe, expect, it } from 'vitest';
import { briefSchema } from '../../shared/model/brief.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { Planner } from '../planning/planner-port.ts';
import type { ProviderModel } from '../providers/port.ts';
import { assertStartAgreed } from './start-price.ts';
import type { StartWithoutScreen } from './start-price.ts';

const model = (id: string, kind: 'image' | 'video', unitMicroUsd: number | null): { model: ProviderModel } => ({
  model: {
    ...{ id, kind, label: id, local: false },
    quote: () => ({
      ...(kind === 'image' ? { unit: 'image', quantity: 1 } : { unit: 'second', quantity: 10 }),
      ...{ variant: '', unitMicroUsd, priceDate: '2026-10-08' },
    }),
  },
});
const local = (id: string, kind: 'image' | 'video'): { model: ProviderModel } => ({
  model: { id, kind, label: id, local: true },
});
/** Three shots in two scenes. */
const plan = { confidence: 1, scenes: [{ shots: [{}, {}] }, { shots: [{}] }] } as unknown as Plan;
const planner: Planner = { id: 'local/rules', plan: async () => plan };
const deps = {
  imageProviders: new Map([
    ['local/sketch', local('local/sketch', 'image')],
    ['a/image', model('a/image', 'image', 3_000)],
    ['a/new', model('a/new', 'image', null)],
  ]),
  videoProviders: new Map([
    ['local/animatic', local('local/animatic', 'video')],
    ['b/video', model('b/video', 'video', 70_000)],
  ]),
  planners: new Map([['local/rules', planner]]),
};
const PICTURES = 6 * 3_000;
const FILM = 3 * 700_000;

function start(
  makers: { image?: string; video?: string; auto?: boolean },
  more: Partial<StartWithoutScreen> = {},
  over = deps,
): Promise<number> {
  const { image = 'local/sketch', video = 'local/animatic', auto = false } = makers;
  return assertStartAgreed(over, {
    brief: briefSchema.parse({ prompt: 'A kettle.' }),
    wish: {},
    options: {
      ...{ imageProvider: image, videoProvider: video, planner: 'local/rules' },
      ...{ qualities: ['1080p'], autoApprove: auto },
    },
    ...{ agreedMicroUsd: null, flag: '--approve-cost', signal: AbortSignal.timeout(60_000) },
    ...more,
  });
}
const PAID = { image: 'a/image', video: 'b/video' };

describe('a start that shows no price', () => {
  it('goes where nothing costs, and where the film is not bought by itself', async () => {
    expect(await start({})).toBe(0);
    expect(await start({ auto: true })).toBe(0);
    expect(await start({ video: 'b/video' })).toBe(0);
  });

  it('is refused for a usual model that costs, with the amount and how to agree to it', async () => {
    await expect(start(PAID)).rejects.toMatchObject({
      code: 'price-unseen',
      details: {
        ...{ id: 'a/image', estimate: '$0.018', approved: '$0.00', usd: '0.018', flag: '--approve-cost' },
        ...{ estimateMicroUsd: PICTURES, agreedMicroUsd: null },
      },
    });
    await expect(start({ ...PAID, auto: true })).rejects.toMatchObject({
      details: { id: 'a/image, b/video', estimateMicroUsd: PICTURES + FILM },
    });
    await expect(start({ video: 'b/video', auto: true })).rejects.toMatchObject({
      details: { id: 'b/video', estimateMicroUsd: FILM },
    });
  });

  it('goes at an amount that covers it, to the micro-dollar', async () => {
    expect(await start(PAID, { agreedMicroUsd: PICTURES })).toBe(PICTURES);
    await expect(start(PAID, { agreedMicroUsd: PICTURES - 1 })).rejects.toMatchObject({ code: 'price-unseen' });
    expect(await start({ ...PAID, auto: true }, { agreedMicroUsd: PICTURES + FILM })).toBe(PICTURES + FILM);
    await expect(start({ ...PAID, auto: true }, { agreedMicroUsd: PICTURES })).rejects.toMatchObject({
      details: { approved: '$0.018' },
    });
  });

  it('goes for models that were named, by the call or by the brief; an amount binds them too', async () => {
    const wish = { imageProvider: 'a/image', videoProvider: 'b/video' };
    expect(await start({ ...PAID, auto: true }, { wish })).toBe(PICTURES + FILM);
    const brief = briefSchema.parse({ prompt: 'A kettle.', imageModel: 'a/image' });
    expect(await start(PAID, { brief })).toBe(PICTURES);
    await expect(start({ ...PAID, auto: true }, { brief })).rejects.toMatchObject({ code: 'price-unseen' });
    await expect(start(PAID, { wish, agreedMicroUsd: 1 })).rejects.toMatchObject({ code: 'price-unseen' });
  });

  it('leaves a brief that is too thin to plan from to the questions of the run', async () => {
    const thin: Planner = { id: 'local/rules', plan: async () => ({ ...plan, confidence: 0.1 }) };
    const planners = new Map([['local/rules', thin]]);
    expect(await start(PAID, {}, { ...deps, planners })).toBe(0);
  });

  it('never goes where nobody has named a price', async () => {
    const wish = { imageProvider: 'a/new' };
    await expect(start({ image: 'a/new' }, { wish })).rejects.toMatchObject({ code: 'price-unknown' });
    await expect(start({ image: 'a/new' }, { agreedMicroUsd: 1e9 })).rejects.toMatchObject({ code: 'price-unknown' });
  });
});

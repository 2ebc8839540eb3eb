/** The server's own prices, independent of the application's table. Micro-dollars. Pure. */
import type { MediaPlan } from './server-types.ts';

type Input = Readonly<Record<string, unknown>>;

/** Per image, per second of video, or per clip; facts page, "Price table". Where that has none, the figure is made up. */
const PER_IMAGE: Readonly<Record<string, number>> = {
  'black-forest-labs/flux-schnell': 3_000,
  'black-forest-labs/flux-1.1-pro': 40_000,
  'black-forest-labs/flux-kontext-pro': 40_000,
  'black-forest-labs/flux-kontext-max': 80_000,
  'black-forest-labs/flux-2-pro': 30_000,
  'google/nano-banana-2-lite': 34_000,
};
const PER_SECOND: Readonly<Record<string, number>> = {
  'kwaivgi/kling-v2.5-turbo-pro': 70_000,
  'wan-video/wan-2.5-i2v': 60_000,
  'wan-video/wan-2.5-t2v': 60_000,
  'xai/grok-imagine-video': 50_000,
};
const MADE_UP_PER_IMAGE = 40_000;
const MADE_UP_PER_SECOND = 70_000;
const MADE_UP_PER_RUN = 10_000;

function klingV3(input: Input): number {
  const sound = input['generate_audio'] === true;
  if (input['mode'] === '4k') return 420_000;
  if (input['mode'] === 'standard') return sound ? 252_000 : 168_000;
  return sound ? 336_000 : 224_000;
}

function wanFastClip(input: Input): number {
  if (input['resolution'] !== '720p') return 50_000;
  return input['interpolate_output'] === true ? 145_000 : 110_000;
}

function veoLite(input: Input): number {
  return input['resolution'] === '1080p' ? 80_000 : 50_000;
}

function unitPrice(model: string, input: Input, plan: MediaPlan): number {
  if (model === 'kwaivgi/kling-v3-video') return klingV3(input);
  if (model === 'google/veo-3.1-lite') return veoLite(input);
  if (plan.kind === 'image') return PER_IMAGE[model] ?? MADE_UP_PER_IMAGE;
  return plan.kind === 'video' ? (PER_SECOND[model] ?? MADE_UP_PER_SECOND) : MADE_UP_PER_RUN;
}

/** What a run that ends well costs, rounded to whole micro-dollars. `own` replaces the price of one unit. */
export function priceOf(model: string, input: Input, plan: MediaPlan, own?: Readonly<Record<string, number>>): number {
  const fixed = own?.[model];
  if (model === 'wan-video/wan-2.2-i2v-fast') return fixed ?? wanFastClip(input);
  const unit = fixed ?? unitPrice(model, input, plan);
  if (plan.kind === 'image') return unit * plan.count;
  return plan.kind === 'video' ? Math.round(unit * plan.seconds) : unit;
}

/** What a cancelled run costs: its share of the run time. */
export function shareOf(amountMicroUsd: number, ranMs: number, runMs: number): number {
  if (runMs <= 0) return amountMicroUsd;
  return Math.round(amountMicroUsd * Math.min(1, Math.max(0, ranMs / runMs)));
}

import { AppError } from '../../../shared/contract/errors.ts';
import type { Purchase, RemoteModel, RemoteOrder, RemoteVideoOrder } from '../remote-port.ts';

/** `owner/name` of the models by what they are for. Inputs and prices: Replicate's schemas as copied in 2026-08. */
export const REPLICATE_DEFAULTS = {
  image: 'replicate/black-forest-labs/flux-schnell',
  imageHd: 'replicate/black-forest-labs/flux-1.1-pro',
  imageEdit: 'replicate/black-forest-labs/flux-kontext-pro',
  videoBothFrames: 'replicate/kwaivgi/kling-v2.5-turbo-pro',
  videoStartFrame: 'replicate/wan-video/wan-2.5-i2v',
} as const;

const VENDOR = 'replicate';

/** The id at the vendor, `owner/name`, of our id `replicate/owner/name`. Throws AppError `invalid-input`. */
export function remoteName(model: string): string {
  const found = /^replicate\/([a-z0-9][\w.-]*\/[a-z0-9][\w.-]*)$/.exec(model)?.[1];
  if (found === undefined) throw new AppError('invalid-input', 'not a model of this vendor', { field: 'model', model });
  return found;
}

/** Short side of the order in pixels. */
const shortSide = (order: RemoteOrder): number => Math.min(order.widthPx, order.heightPx);

/** The smallest of these steps that is not below the order's short side, else the largest. */
function stepFor<Step extends string>(order: RemoteOrder, steps: readonly (readonly [number, Step])[]): Step {
  const fitting = steps.find(([px]) => px >= shortSide(order)) ?? steps.at(-1);
  if (fitting === undefined) throw new RangeError('no steps');
  return fitting[1];
}

/** `mode` of kling-v3. */
export const klingV3Mode = (order: RemoteOrder): 'standard' | 'pro' =>
  // 4k costs twice as much as pro and is never asked for by itself.
  stepFor(order, [
    [720, 'standard'],
    [1080, 'pro'],
  ]);

/** The same as a price knows it. */
const klingV3Variant = (order: RemoteOrder): string =>
  order.kind === 'video' && order.sound === true ? `${klingV3Mode(order)}-audio` : klingV3Mode(order);

/** Most pictures that wan-2.2-i2v-fast makes. */
export const WAN_FAST_FRAMES = 121;
/** Pictures a second of wan-2.2-i2v-fast: its own 16 reach 7.5 s, 8 s need 15. */
export const wanFastRate = (seconds: number): number =>
  seconds * 16 + 1 <= WAN_FAST_FRAMES ? 16 : Math.max(5, Math.floor(WAN_FAST_FRAMES / seconds));

/** `resolution` of wan-2.2-i2v-fast. */
export const wanFastResolution = (order: RemoteOrder): '480p' | '720p' =>
  stepFor(order, [
    [480, '480p'],
    [720, '720p'],
  ]);

/** `resolution` of wan-2.5-i2v. */
export const wanResolution = (order: RemoteOrder): '480p' | '720p' | '1080p' =>
  stepFor(order, [
    [480, '480p'],
    [720, '720p'],
    [1080, '1080p'],
  ]);

/** `resolution` of flux-2-pro. */
export const flux2Resolution = (order: RemoteOrder): '1 MP' | '2 MP' | '4 MP' => {
  const megapixels = (order.widthPx * order.heightPx) / 1_000_000;
  if (megapixels <= 1.2) return '1 MP';
  return megapixels <= 2.4 ? '2 MP' : '4 MP';
};

/** The shortest length of the model that is not shorter than wanted, seconds. Throws AppError `invalid-input`. */
export function secondsFor(model: Pick<RemoteModel, 'id' | 'seconds'>, order: RemoteVideoOrder): number {
  // A hundredth of a second is rounding of frames, not a wish for the next length.
  const fitting = model.seconds.find((seconds) => seconds >= order.seconds - 0.01);
  if (fitting === undefined) {
    throw new AppError('invalid-input', 'longer than the model makes', { field: 'seconds', model: model.id });
  }
  return fitting;
}

type Facts = Omit<RemoteModel, 'id' | 'vendor' | 'purchase' | 'replacement'> & { name: string; replacement: string };

function define(facts: Facts, buys: (model: RemoteModel, order: RemoteOrder) => Purchase): RemoteModel {
  const { name, replacement, ...rest } = facts;
  const model: RemoteModel = {
    ...rest,
    id: `${VENDOR}/${name}`,
    vendor: VENDOR,
    replacement: `${VENDOR}/${replacement}`,
    purchase(order) {
      checkOrder(model, order);
      return buys(model, order);
    },
  };
  return model;
}

/** Throws AppError `invalid-input` for an order that the model cannot make. */
export function checkOrder(model: RemoteModel, order: RemoteOrder): void {
  const refuse = (field: string) => new AppError('invalid-input', `${model.id}: ${field}`, { field, model: model.id });
  if (order.kind !== model.kind) throw refuse('kind');
  if (order.prompt.trim() === '') throw refuse('prompt');
  if (!(order.widthPx > 0 && order.heightPx > 0)) throw refuse('size');
  if (order.kind === 'image') {
    if (order.references.length > model.references) throw refuse('references');
    return;
  }
  if (order.start === null && (model.startFrame === 'required' || order.end !== null)) throw refuse('start');
  if (order.end !== null && !model.endFrame) throw refuse('end');
  if (order.sound === true && model.sound !== true) throw refuse('sound');
  secondsFor(model, order);
}

const oneImage = (): Purchase => ({ unit: 'image', variant: '', quantity: 1 });
const bySecond =
  (variantOf: (order: RemoteOrder) => string) =>
  (model: RemoteModel, order: RemoteOrder): Purchase => {
    if (order.kind !== 'video') throw new AppError('invalid-input', 'not a video', { field: 'kind' });
    return { unit: 'second', variant: variantOf(order), quantity: secondsFor(model, order) };
  };

const IMAGE = { kind: 'image', startFrame: 'none', endFrame: false, hasSeed: true, seconds: [] } as const;
const FLUX_RATIOS = ['16:9', '9:16', '1:1', '4:5', '5:4', '3:4', '4:3', '3:2', '2:3'] as const;
const WAN_FAST_SECONDS = [5, 6, 7, 8];
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** Every model of Replicate that is offered. */
export const REPLICATE_MODELS: readonly RemoteModel[] = [
  define(
    {
      ...IMAGE,
      name: 'black-forest-labs/flux-schnell',
      label: 'FLUX schnell',
      references: 0,
      ratios: [...FLUX_RATIOS, '21:9', '9:21'],
      replacement: 'black-forest-labs/flux-1.1-pro',
    },
    oneImage,
  ),
  define(
    {
      ...IMAGE,
      name: 'black-forest-labs/flux-1.1-pro',
      label: 'FLUX 1.1 pro',
      references: 1,
      ratios: FLUX_RATIOS,
      replacement: 'black-forest-labs/flux-2-pro',
    },
    oneImage,
  ),
  define(
    {
      ...IMAGE,
      name: 'black-forest-labs/flux-kontext-pro',
      label: 'FLUX Kontext pro',
      references: 1,
      ratios: [...FLUX_RATIOS, '21:9', '9:21', '2:1', '1:2'],
      replacement: 'black-forest-labs/flux-2-pro',
    },
    oneImage,
  ),
  define(
    {
      ...IMAGE,
      name: 'black-forest-labs/flux-2-pro',
      label: 'FLUX.2 pro',
      // The schema says "several"; four is what is known to be taken.
      references: 4,
      ratios: FLUX_RATIOS,
      replacement: 'black-forest-labs/flux-1.1-pro',
    },
    (_model, order) => ({ unit: 'image', variant: flux2Resolution(order), quantity: 1 }),
  ),
  define(
    {
      kind: 'video',
      name: 'kwaivgi/kling-v2.5-turbo-pro',
      label: 'Kling 2.5 Turbo Pro',
      startFrame: 'optional',
      endFrame: true,
      references: 0,
      hasSeed: false,
      seconds: [5, 10],
      ratios: ['16:9', '9:16', '1:1'],
      replacement: 'kwaivgi/kling-v3-video',
    },
    bySecond(() => ''),
  ),
  define(
    {
      kind: 'video',
      name: 'kwaivgi/kling-v3-video',
      label: 'Kling 3',
      sound: true,
      startFrame: 'optional',
      endFrame: true,
      references: 0,
      hasSeed: false,
      seconds: range(3, 15),
      ratios: ['16:9', '9:16', '1:1'],
      replacement: 'kwaivgi/kling-v2.5-turbo-pro',
    },
    bySecond(klingV3Variant),
  ),
  define(
    {
      kind: 'video',
      name: 'wan-video/wan-2.2-i2v-fast',
      label: 'WAN 2.2 fast',
      startFrame: 'required',
      endFrame: true,
      references: 0,
      hasSeed: true,
      seconds: WAN_FAST_SECONDS,
      fps: (order) => wanFastRate(secondsFor({ id: 'wan-2.2-i2v-fast', seconds: WAN_FAST_SECONDS }, order)),
      ratios: [],
      replacement: 'kwaivgi/kling-v2.5-turbo-pro',
    },
    (_model, order) => ({ unit: 'clip', variant: wanFastResolution(order), quantity: 1 }),
  ),
  define(
    {
      kind: 'video',
      name: 'wan-video/wan-2.5-i2v',
      label: 'WAN 2.5',
      startFrame: 'required',
      endFrame: false,
      references: 0,
      hasSeed: true,
      seconds: [5, 10],
      ratios: [],
      replacement: 'kwaivgi/kling-v2.5-turbo-pro',
    },
    bySecond(wanResolution),
  ),
];

/** The facts of one model. Throws AppError `invalid-input` for one that is not offered. */
export function replicateModel(id: string): RemoteModel {
  const found = REPLICATE_MODELS.find((model) => model.id === id);
  if (found === undefined)
    throw new AppError('invalid-input', 'not a model of this vendor', { field: 'model', model: id });
  return found;
}

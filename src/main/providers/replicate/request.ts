import { createHash } from 'node:crypto';
import { canonicalJson, withoutMedia } from '../canonical-json.ts';
import { nearestRatio } from '../nearest-ratio.ts';
import type { PreparedCall, RemoteModel, RemoteOrder, RemoteVideoOrder } from '../remote-port.ts';
import {
  flux2Resolution,
  klingV3Mode,
  remoteName,
  secondsFor,
  WAN_FAST_FRAMES,
  wanFastRate,
  wanFastResolution,
  wanResolution,
} from './models.ts';

/** Addresses or data URIs of the order's pictures, as they go into the input. */
export interface SentPictures {
  start: string | null;
  end: string | null;
  references: readonly string[];
}

type Input = Record<string, unknown>;

/** 31 bits of the nonce: a seed that makes the attempt recognisable where the person has not fixed one (decision 29). */
export function seedOfNonce(nonce: string): number {
  return createHash('sha256').update(nonce).digest().readUInt32BE(0) & 0x7fffffff;
}

function ratioOf(model: RemoteModel, order: RemoteOrder): Input {
  const ratio = nearestRatio(model.ratios, order.widthPx, order.heightPx);
  return ratio === undefined ? {} : { aspect_ratio: ratio };
}

/** A wan-2.2 clip has 81 to 121 pictures. */
function wanFastFrames(seconds: number): Input {
  const framesPerSecond = wanFastRate(seconds);
  const frames = Math.min(WAN_FAST_FRAMES, Math.max(81, Math.ceil(seconds * framesPerSecond) + 1));
  return { num_frames: frames, frames_per_second: framesPerSecond };
}

type Build = (model: RemoteModel, order: RemoteOrder, pictures: SentPictures) => Input;

const video =
  (build: (model: RemoteModel, order: RemoteVideoOrder, pictures: SentPictures) => Input): Build =>
  (model, order, pictures) =>
    order.kind === 'video' ? build(model, order, pictures) : {};

const klingFrames: Build = (model, order, { start, end }) => ({
  // The picture decides the shape where there is one.
  ...(start === null ? ratioOf(model, order) : { start_image: start }),
  ...(end === null ? {} : { end_image: end }),
});

/** Inputs by model, from the schemas of facts/replicate.md (third-party copies of 2026-08). */
const BUILDERS: Readonly<Record<string, Build>> = {
  'black-forest-labs/flux-schnell': (model, order) => ({
    ...ratioOf(model, order),
    num_outputs: 1,
    output_format: 'png',
  }),
  'black-forest-labs/flux-1.1-pro': (model, order, { references }) => ({
    ...ratioOf(model, order),
    ...(references[0] === undefined ? {} : { image_prompt: references[0] }),
    output_format: 'png',
  }),
  'black-forest-labs/flux-kontext-pro': (model, order, { references }) => ({
    ...ratioOf(model, order),
    ...(references[0] === undefined ? {} : { input_image: references[0] }),
    output_format: 'png',
  }),
  'black-forest-labs/flux-2-pro': (model, order, { references }) => ({
    ...ratioOf(model, order),
    ...(references.length === 0 ? {} : { input_images: references }),
    resolution: flux2Resolution(order),
    output_format: 'png',
  }),
  'kwaivgi/kling-v2.5-turbo-pro': video((model, order, pictures) => ({
    ...klingFrames(model, order, pictures),
    duration: secondsFor(model, order),
  })),
  'kwaivgi/kling-v3-video': video((model, order, pictures) => ({
    ...klingFrames(model, order, pictures),
    duration: secondsFor(model, order),
    mode: klingV3Mode(order),
    generate_audio: order.sound === true,
  })),
  'wan-video/wan-2.2-i2v-fast': video((model, order, { start, end }) => ({
    image: start,
    ...(end === null ? {} : { last_image: end }),
    ...wanFastFrames(secondsFor(model, order)),
    resolution: wanFastResolution(order),
    interpolate_output: false,
  })),
  'wan-video/wan-2.5-i2v': video((model, order, { start }) => ({
    image: start,
    duration: secondsFor(model, order),
    resolution: wanResolution(order),
    // Our prompts are complete; a rewritten one could not be repeated.
    enable_prompt_expansion: false,
  })),
};

/** The input of one prediction. `liveKeys` are those of the live schema: official models answer 422 to any other. */
export function buildInput(
  model: RemoteModel,
  order: RemoteOrder,
  pictures: SentPictures,
  options: { nonce: string; liveKeys: ReadonlySet<string> | null },
): Input {
  const build = BUILDERS[remoteName(model.id)];
  if (build === undefined) throw new RangeError(`no input is known for ${model.id}`);
  const seed = model.hasSeed ? { seed: order.seed ?? seedOfNonce(options.nonce) } : {};
  const input: Input = { prompt: order.prompt, ...build(model, order, pictures), ...seed };
  const { liveKeys } = options;
  return liveKeys === null ? input : Object.fromEntries(Object.entries(input).filter(([key]) => liveKeys.has(key)));
}

/** The call as it will leave, and what is kept of it. */
export function prepareCall(model: RemoteModel, input: Input): PreparedCall {
  const match = { model: remoteName(model.id), input: withoutMedia(input) };
  return { model: model.id, body: JSON.stringify({ input }), match, readable: match };
}

/**
 * How far a listed input is the one that was sent. `exact`: every key that was sent has its value; keys that the
 * provider adds do not count. `likely`: so are all but data URIs, which it may have replaced by addresses of its own.
 */
export function compareInput(sent: unknown, listed: unknown): 'exact' | 'likely' | 'other' {
  if (typeof sent !== 'object' || sent === null || typeof listed !== 'object' || listed === null) return 'other';
  const found = new Map(Object.entries(listed));
  let verdict: 'exact' | 'likely' = 'exact';
  for (const [key, value] of Object.entries(sent)) {
    const theirs = found.get(key);
    if (canonicalJson(withoutMedia(theirs)) === canonicalJson(value)) continue;
    if (!isReplaced(value, theirs)) return 'other';
    verdict = 'likely';
  }
  return verdict;
}

function isReplaced(sent: unknown, listed: unknown): boolean {
  if (Array.isArray(sent) && Array.isArray(listed)) {
    return (
      sent.length === listed.length && sent.every((item, at) => item === listed[at] || isReplaced(item, listed[at]))
    );
  }
  return (
    typeof sent === 'string' && sent.startsWith('sha256:') && typeof listed === 'string' && /^https?:/.test(listed)
  );
}

/** How long a prediction may take in all, queue and run, for the header `Cancel-After`: what a lost answer can cost. */
export function cancelAfter(kind: RemoteModel['kind']): string {
  return kind === 'image' ? '10m' : '35m';
}

import { describe, expect, it } from 'vitest';
import { replicateModel } from '../providers/replicate/models.ts';
import { ProviderError } from '../providers/remote-port.ts';
import type { RemoteVideoOrder } from '../providers/remote-port.ts';
import { checkOutput, wantedOf } from './verify-output.ts';
import type { ProbedFile, WantedOutput } from './verify-output.ts';

const seen = { blackShare: 0, frozenShare: 0, peakDb: undefined };
const GOOD: ProbedFile = { widthPx: 1_920, heightPx: 1_080, durationSeconds: 10, fps: 24, hasVideo: true, seen };
const CLIP: WantedOutput = { kind: 'video', widthPx: 1_920, heightPx: 1_080, seconds: 8 };
const LOUD: WantedOutput = { ...CLIP, sound: true };
const PICTURE: WantedOutput = { kind: 'image', widthPx: 1_920, heightPx: 1_080, seconds: null };

const flagsOf = (change: Partial<ProbedFile>, wanted = CLIP) => checkOutput({ ...GOOD, ...change }, wanted).flags;
const look = (change: Partial<ProbedFile['seen']>) => ({ seen: { ...seen, ...change } });

describe('a clip', () => {
  it.each<[string, Partial<ProbedFile>, WantedOutput?]>([
    ['as ordered', {}],
    ['longer than ordered', { durationSeconds: 8.9 }],
    ['half a second short', { durationSeconds: 7.5 }],
    ['720p for 1080p, as some models make', { widthPx: 1_280, heightPx: 720 }],
    ['23.976 a second', { fps: 24_000 / 1_001 }],
    ['30 a second for a film of 24: it is conformed', { fps: 30 }],
    ['15 a second where 15 were asked for', { fps: 15 }, { ...CLIP, fps: 15 }],
    ['of a rate that nobody knows', { fps: 0 }],
    ['dark for most of it, with a light in the end', look({ blackShare: 0.85 })],
    ['a still shot in which something small moves at times', look({ frozenShare: 0.85 })],
    ['silent where no sound was ordered', look({ peakDb: -91 })],
    ['quiet, with its sound', look({ peakDb: -48 }), LOUD],
  ])('%s is not flagged', (_what, change, wanted) => expect(flagsOf(change, wanted)).toEqual([]));

  it.each<[string, Partial<ProbedFile>, WantedOutput?]>([
    ['duration', { durationSeconds: 7.2 }],
    ['size', { widthPx: 960, heightPx: 540 }],
    ['size', { widthPx: 640, heightPx: 368 }, { ...CLIP, widthPx: 1_280, heightPx: 720 }],
    ['size', { widthPx: 1_080, heightPx: 1_080 }],
    ['size', { widthPx: 1_080, heightPx: 1_920 }],
    ['frame-rate', { fps: 15 }],
    ['frame-rate', { fps: 23 }],
    ['frame-rate', { fps: 12 }, { ...CLIP, fps: 15 }],
    ['black', look({ blackShare: 1, frozenShare: 1 })],
    ['frozen', look({ frozenShare: 0.95 })],
    ['no-audio', {}, LOUD],
    ['no-audio', look({ peakDb: -91 }), LOUD],
  ])('is flagged as %s alone', (flag, change, wanted) => expect(flagsOf(change, wanted)).toEqual([flag]));

  it('tells everything that is wrong', () => {
    expect(flagsOf({ durationSeconds: 4, fps: 12, widthPx: 320, heightPx: 180, ...look({ blackShare: 1 }) })).toEqual([
      ...['size', 'black', 'duration', 'frame-rate'],
    ]);
  });

  it.each<[string, Partial<ProbedFile>]>([
    ['no picture', { widthPx: 8, heightPx: 8 }],
    ['no length', { durationSeconds: null }],
    ['no movement of any kind', { hasVideo: false }],
  ])('with %s is no clip', (_what, change) => expect(() => flagsOf(change)).toThrow(ProviderError));
});

describe('a picture', () => {
  it.each<[string, Partial<ProbedFile>, WantedOutput?]>([
    ['as ordered', {}],
    ['one megapixel for 1080p', { widthPx: 1_344, heightPx: 768 }],
    ['one megapixel of a very wide picture', { widthPx: 1_536, heightPx: 640 }, { ...PICTURE, widthPx: 2_520 }],
    ['that does not move', look({ frozenShare: 1 })],
  ])('%s is not flagged', (_what, change, wanted = PICTURE) => expect(flagsOf(change, wanted)).toEqual([]));
  it.each<[string, Partial<ProbedFile>]>([
    ['size', { widthPx: 960, heightPx: 540 }],
    ['black', look({ blackShare: 1 })],
  ])('is flagged as %s alone', (flag, change) => expect(flagsOf(change, PICTURE)).toEqual([flag]));
});

describe('what is wanted', () => {
  const order: RemoteVideoOrder = {
    ...{ kind: 'video', prompt: 'x', start: null, end: null, seconds: 8, widthPx: 1_280, heightPx: 720, seed: null },
  };
  const CLIP_OF_ORDER = { kind: 'video', widthPx: 1_280, heightPx: 720, seconds: 8 };
  it('has the rate that the request names, and none where the model has its own', () => {
    expect(wantedOf(order, replicateModel('replicate/wan-video/wan-2.2-i2v-fast'))).toMatchObject({ fps: 15 });
    expect(wantedOf({ ...order, seconds: 7 }, replicateModel('replicate/wan-video/wan-2.2-i2v-fast')).fps).toBe(16);
    expect(wantedOf(order, replicateModel('replicate/kwaivgi/kling-v2.5-turbo-pro'))).toEqual(CLIP_OF_ORDER);
    expect(wantedOf(order, undefined)).toEqual(CLIP_OF_ORDER);
  });
  it('has sound where that was ordered, from a model that makes it, at the price of it', () => {
    const kling = replicateModel('replicate/kwaivgi/kling-v3-video');
    expect(wantedOf({ ...order, sound: true }, kling)).toMatchObject({ sound: true });
    expect(kling.purchase({ ...order, sound: true }).variant).toBe('standard-audio');
    expect(kling.purchase(order).variant).toBe('standard');
    const mute = replicateModel('replicate/kwaivgi/kling-v2.5-turbo-pro');
    expect(() => mute.purchase({ ...order, sound: true })).toThrow(/sound/);
  });
});

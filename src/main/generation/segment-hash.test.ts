import { describe, expect, it } from 'vitest';
import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { segmentHash } from './segment-hash.ts';
import type { SegmentParts } from './segment-hash.ts';

const PARTS: SegmentParts = {
  provider: 'replicate/kwaivgi/kling-v2.5-turbo-pro',
  wanted: {
    ...{ kind: 'video', prompt: 'slow push in', picture: { seed: 7 } as SceneDescription, drawnByUs: true },
    ...{ durationFrames: 192, cutFrames: 120, fps: 24, widthPx: 1_280, heightPx: 720, slate: null, seed: 7 },
  },
  ...{ start: 'a', end: 'b', assetHashes: { logo: 'c' }, round: 1 },
};
const wanted = (change: Partial<SegmentParts['wanted']>): SegmentParts => ({
  ...PARTS,
  wanted: { ...PARTS.wanted, ...change },
});
const BOTH = { endFrame: true };
const first = segmentHash(PARTS, BOTH);

describe('a bought segment', () => {
  it.each<[string, SegmentParts]>([
    ['the cut', wanted({ cutFrames: 96 })],
    ['the slate', wanted({ slate: { text: 'ANIMATIC' } })],
    ['how it would be drawn', wanted({ drawnByUs: false })],
    ['a file that only a drawing names', { ...PARTS, assetHashes: { logo: 'd' } }],
  ])('%s buys nothing anew', (_what, parts) => expect(segmentHash(parts, BOTH)).toBe(first));

  it.each<[string, SegmentParts]>([
    ['the model', { ...PARTS, provider: 'replicate/kwaivgi/kling-v3-video' }],
    ['the words', wanted({ prompt: 'slow pull out' })],
    ['the seed of a retake', wanted({ seed: 8 })],
    ['the first picture', { ...PARTS, start: 'x' }],
    ['the last picture', { ...PARTS, end: 'x' }],
    ['the size', wanted({ widthPx: 1_920, heightPx: 1_080 })],
    ['the rate', wanted({ fps: 25 })],
    ['the length', wanted({ durationFrames: 96 })],
    ['a round after a failed check', { ...PARTS, round: 2 }],
  ])('another is %s', (_what, parts) => expect(segmentHash(parts, BOTH)).not.toBe(first));

  it('does not know the last picture where its model takes none', () => {
    const hash = segmentHash(PARTS, { endFrame: false });
    expect(segmentHash({ ...PARTS, end: 'x' }, { endFrame: false })).toBe(hash);
    expect(hash).not.toBe(first);
  });
});

describe('a segment that is drawn here', () => {
  const drawn = segmentHash(PARTS, undefined);
  it.each<[string, SegmentParts]>([
    ['the cut', wanted({ cutFrames: 96 })],
    ['the slate', wanted({ slate: { text: 'ANIMATIC' } })],
    ['a file that it names', { ...PARTS, assetHashes: { logo: 'd' } }],
    ['a round', { ...PARTS, round: 2 }],
  ])('another is %s', (_what, parts) => expect(segmentHash(parts, undefined)).not.toBe(drawn));
});

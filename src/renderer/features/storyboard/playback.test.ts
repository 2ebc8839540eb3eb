import { describe, expect, it } from 'vitest';
import { createPlayback, endShare, middleOfFrame } from './playback.ts';

function setUp(fps = 24, frames = 48) {
  let nowMs = 0;
  let next: (() => void) | null = null;
  const playback = createPlayback(fps, {
    nowMs: () => nowMs,
    request: (tick) => {
      next = tick;
      return 1;
    },
    cancel: () => (next = null),
  });
  playback.setLength(frames);
  return {
    playback,
    pass(ms: number) {
      nowMs += ms;
      const tick = next;
      next = null;
      tick?.();
    },
  };
}

describe('createPlayback', () => {
  it('is on the frame of the time that has passed, however seldom it is asked', () => {
    const { playback, pass } = setUp();
    playback.play(0);
    pass(500);
    expect(playback.get().frame).toBe(12);
    pass(7);
    expect(playback.get().frame).toBe(12);
    pass(41);
    expect(playback.get().frame).toBe(13);
  });
  it('stops on the last frame, begins again from there, and loops when asked to', () => {
    const { playback, pass } = setUp();
    playback.play(40);
    pass(5_000);
    expect(playback.get()).toMatchObject({ frame: 47, isPlaying: false, isShown: true });
    playback.play();
    expect(playback.get().frame).toBe(0);
    playback.setLoop(true);
    pass(5_000);
    expect(playback.get()).toMatchObject({ frame: 0, isPlaying: true });
  });
  it('shuttles faster with every press, turns round at once, and holds at the first frame', () => {
    const { playback, pass } = setUp(24, 480);
    playback.seek(240);
    playback.shuttle(1);
    playback.shuttle(1);
    expect(playback.get().rate).toBe(2);
    pass(1_000);
    expect(playback.get().frame).toBe(288);
    playback.shuttle(-1);
    expect(playback.get().rate).toBe(-1);
    pass(1_000);
    expect(playback.get().frame).toBe(264);
    pass(60_000);
    expect(playback.get()).toMatchObject({ frame: 0, isPlaying: false });
  });
  it('steps stop it, seeks are held inside the film, a shorter film takes the frame along', () => {
    const { playback } = setUp();
    playback.play(10);
    playback.step(-1);
    expect(playback.get()).toMatchObject({ frame: 9, isPlaying: false });
    playback.seek(999);
    expect(playback.get().frame).toBe(47);
    playback.setLength(20);
    expect(playback.get().frame).toBe(19);
    playback.setLength(0);
    playback.play();
    expect(playback.get()).toMatchObject({ frame: 0, isPlaying: false });
  });
});

it('seeks to the middle of a frame', () => {
  expect(Math.floor(middleOfFrame(7, 24) * 24)).toBe(7);
});

it('endShare holds the start, holds the end, and never goes back', () => {
  const shares = Array.from({ length: 48 }, (_, frame) => endShare(frame, 48));
  expect(shares[0]).toBe(0);
  expect(shares[47]).toBe(1);
  expect(shares.filter((share) => share > 0 && share < 1).length).toBeLessThanOrEqual(8);
  expect(shares.every((share, at) => at === 0 || share >= (shares[at - 1] ?? 0))).toBe(true);
  expect(endShare(0, 1)).toBe(0);
});

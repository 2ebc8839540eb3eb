/** The clock of the animatic: whole frames by the time that has passed, never by counting ticks. */

export interface PlaybackState {
  readonly isPlaying: boolean;
  readonly frame: number;
  /** 1 forward, −1 back; 2, 4 … when J or L is pressed again. */
  readonly rate: number;
  /** The picture is shown large: playing, or paused on a frame. */
  readonly isShown: boolean;
}

export interface Playback {
  get(): PlaybackState;
  play(fromFrame?: number): void;
  pause(): void;
  /** Pauses and puts the picture away. */
  close(): void;
  toggle(): void;
  /** L and J: forward or back, faster with each press in the same direction. */
  shuttle(direction: 1 | -1): void;
  seek(frame: number): void;
  step(by: number): void;
  setLength(frames: number): void;
  setLoop(isLooping: boolean): void;
  subscribe(listener: () => void): () => void;
  dispose(): void;
}

interface Ticker {
  nowMs(): number;
  request(tick: () => void): number;
  cancel(handle: number): void;
}

const browserTicker: Ticker = {
  nowMs: () => performance.now(),
  request: (tick) => requestAnimationFrame(tick),
  cancel: (handle) => cancelAnimationFrame(handle),
};

const FASTEST = 8;

/** A paused clock at frame 0 of a film of `fps`. */
export function createPlayback(fps: number, ticker: Ticker = browserTicker): Playback {
  let state: PlaybackState = { isPlaying: false, frame: 0, rate: 1, isShown: false };
  let length = 0;
  let isLooping = false;
  let handle = 0;
  let began = { atMs: 0, frame: 0 };
  const listeners = new Set<() => void>();
  const set = (part: Partial<PlaybackState>): void => {
    const next = { ...state, ...part };
    if (
      next.frame === state.frame &&
      next.isPlaying === state.isPlaying &&
      next.rate === state.rate &&
      next.isShown === state.isShown
    )
      return;
    state = next;
    for (const listener of listeners) listener();
  };
  const last = (): number => Math.max(0, length - 1);
  const hold = (frame: number): number => Math.max(0, Math.min(last(), Math.round(frame)));

  const tick = (): void => {
    const passed = ((ticker.nowMs() - began.atMs) * fps * state.rate) / 1_000;
    const frame = began.frame + (passed < 0 ? Math.ceil(passed) : Math.floor(passed));
    if (frame > last() || frame < 0) {
      if (isLooping && length > 0) {
        begin(frame < 0 ? last() : 0);
        set({ frame: began.frame });
      } else {
        set({ frame: hold(frame), isPlaying: false, rate: 1 });
        return;
      }
    } else set({ frame });
    handle = ticker.request(tick);
  };
  const begin = (frame: number): void => {
    began = { atMs: ticker.nowMs(), frame };
  };
  const start = (frame: number, rate: number): void => {
    if (length === 0) return;
    ticker.cancel(handle);
    begin(hold(frame));
    set({ isPlaying: true, isShown: true, rate, frame: began.frame });
    handle = ticker.request(tick);
  };

  return {
    get: () => state,
    // From the end it begins again.
    play: (fromFrame = state.frame) => start(fromFrame >= last() ? 0 : fromFrame, 1),
    pause() {
      ticker.cancel(handle);
      set({ isPlaying: false, rate: 1 });
    },
    close() {
      ticker.cancel(handle);
      set({ isPlaying: false, rate: 1, isShown: false });
    },
    toggle() {
      if (state.isPlaying) this.pause();
      else this.play();
    },
    shuttle(direction) {
      const isFaster = state.isPlaying && Math.sign(state.rate) === direction;
      const rate = isFaster ? Math.max(-FASTEST, Math.min(FASTEST, state.rate * 2)) : direction;
      start(direction > 0 && state.frame >= last() ? 0 : state.frame, rate);
    },
    seek(frame) {
      const held = hold(frame);
      begin(held);
      set({ frame: held });
    },
    step(by) {
      ticker.cancel(handle);
      set({ isPlaying: false, rate: 1, isShown: true, frame: hold(state.frame + by) });
    },
    setLength(frames) {
      length = frames;
      if (state.frame > last()) set({ frame: last() });
    },
    setLoop(on) {
      isLooping = on;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      ticker.cancel(handle);
      listeners.clear();
    },
  };
}

/** The middle of a frame, where a seek lands on that frame and no other. Seconds. */
export const middleOfFrame = (frame: number, fps: number): number => (frame + 0.5) / fps;

/** Frames that the start keyframe takes to turn into the end: short, so that two drawings are hardly seen at once. */
const TURN_FRAMES = 8;

/**
 * How much of the end keyframe is seen at a frame of a shot: the start is held to the middle, then turns into the end, which
 * is held. 0 … 1.
 */
export function endShare(frame: number, cutFrames: number): number {
  if (cutFrames <= 1) return 0;
  const turn = Math.min(TURN_FRAMES, cutFrames / 3);
  const t = Math.max(0, Math.min(1, (frame - (cutFrames - turn) / 2) / turn));
  return t * t * (3 - 2 * t);
}

/** The stream through which a caller reads what FFmpeg writes to standard output. */
import { PassThrough } from 'node:stream';

export interface PipeEnd {
  stream: PassThrough;
  /** Calls the listener when the reader destroys the stream before its end; at once if that has happened. */
  whenGone(listener: () => void): void;
}

/** A megabyte: three 640 × 360 RGB frames, so that FFmpeg seldom waits for one turn of the event loop. */
const BUFFER_BYTES = 1 << 20;

/** A stream that never says `close`: fluent-ffmpeg would kill FFmpeg 20 ms after that, finished or not. */
export function createPipeEnd(): PipeEnd {
  let gone = false;
  let listener: (() => void) | undefined;
  const stream = new PassThrough({
    emitClose: false,
    highWaterMark: BUFFER_BYTES,
    destroy(error, done) {
      if (!this.readableEnded) {
        gone = true;
        listener?.();
      }
      done(error);
    },
  });
  // The error also rejects the run's promise; a caller who only awaits that must not crash on an unheard event.
  stream.on('error', () => undefined);
  return {
    stream,
    whenGone(next) {
      listener = next;
      if (gone) next();
    },
  };
}

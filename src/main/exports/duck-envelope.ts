/** How loud the music may be at every moment: volume, ducking under speech, a fade at the end. Pure numbers. */

/** Rate of the envelope; FFmpeg interpolates it to 48 kHz. */
export const ENVELOPE_RATE = 1_000;
/** Music under speech is this much softer: inside the 8–12 dB of film-craft.md §3. */
export const DUCK_DB = 10;
const DOWN_SECONDS = 0.15;
const UP_SECONDS = 0.4;
/** Pauses shorter than this stay ducked: the bed must not pump between words. */
const PAUSE_SECONDS = 0.6;
const FADE_IN_SECONDS = 0.05;
const FADE_OUT_SECONDS = 1.5;
const SPEECH_WINDOW_SECONDS = 0.02;

export interface Interval {
  startSeconds: number;
  endSeconds: number;
}

/**
 * Where somebody speaks, from mono samples (−1…1): 20 ms windows within 30 dB of the loudest and above −50 dBFS, pauses
 * under 0.6 s closed.
 */
export function speechIntervals(samples: Float32Array, rate: number): Interval[] {
  const size = Math.round(rate * SPEECH_WINDOW_SECONDS);
  const levels: number[] = [];
  for (let at = 0; at < samples.length; at += size) {
    let sum = 0;
    const end = Math.min(samples.length, at + size);
    for (let index = at; index < end; index += 1) sum += (samples[index] ?? 0) ** 2;
    levels.push(Math.sqrt(sum / (end - at)));
  }
  const loudest = levels.reduce((most, level) => Math.max(most, level), 0);
  const floor = Math.max(loudest * 10 ** (-30 / 20), 10 ** (-50 / 20));
  const intervals: Interval[] = [];
  for (const [index, level] of levels.entries()) {
    if (level < floor) continue;
    const startSeconds = (index * size) / rate;
    const endSeconds = Math.min(samples.length, (index + 1) * size) / rate;
    const last = intervals.at(-1);
    if (last && startSeconds - last.endSeconds <= PAUSE_SECONDS) last.endSeconds = endSeconds;
    else intervals.push({ startSeconds, endSeconds });
  }
  return intervals;
}

/** Decibels of ducking at a moment: full when the first word comes (150 ms down before it), back 400 ms after the last. */
export function duckDbAt(seconds: number, speech: readonly Interval[]): number {
  let db = 0;
  for (const { startSeconds, endSeconds } of speech) {
    if (seconds >= startSeconds - DOWN_SECONDS && seconds <= endSeconds + UP_SECONDS) {
      const down = Math.min(1, (seconds - startSeconds + DOWN_SECONDS) / DOWN_SECONDS);
      const up = Math.min(1, (endSeconds + UP_SECONDS - seconds) / UP_SECONDS);
      db = Math.max(db, DUCK_DB * Math.min(down, up));
    }
  }
  return db;
}

/** Gain of the music, 0…1, `ENVELOPE_RATE` values per second. The end is a fade to nothing, never a stop. */
export function musicEnvelope(film: { seconds: number; volume: number; speech: readonly Interval[] }): Float32Array {
  const count = Math.ceil(film.seconds * ENVELOPE_RATE) + 1;
  const fadeOut = Math.min(FADE_OUT_SECONDS, film.seconds / 3);
  return Float32Array.from({ length: count }, (_, index) => {
    const seconds = index / ENVELOPE_RATE;
    const fadeIn = Math.min(1, seconds / FADE_IN_SECONDS);
    const left = Math.min(1, Math.max(0, (film.seconds - seconds) / fadeOut));
    // A square falls evenly to the ear.
    return film.volume * fadeIn * left ** 2 * 10 ** (-duckDbAt(seconds, film.speech) / 20);
  });
}

/** Mono 16-bit WAV of values −1…1. */
export function wavBytes(values: Float32Array, rate: number): Buffer {
  const data = Buffer.alloc(44 + values.length * 2);
  data.write('RIFF', 0, 'latin1');
  data.writeUInt32LE(36 + values.length * 2, 4);
  data.write('WAVEfmt ', 8, 'latin1');
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(rate, 24);
  data.writeUInt32LE(rate * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36, 'latin1');
  data.writeUInt32LE(values.length * 2, 40);
  values.forEach((value, index) => {
    data.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), 44 + index * 2);
  });
  return data;
}

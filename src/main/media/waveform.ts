/** Waveform peaks as data: the screen draws them, and zooming needs no new decode. Pure. */

export interface WaveformPeaks {
  sampleRate: number;
  samplesPerBucket: number;
  durationSeconds: number;
  /** Lowest and highest 16-bit sample of each bucket. */
  min: Int16Array;
  max: Int16Array;
}

export interface PeakReader {
  /** Takes the next bytes of s16le mono; a sample may be split between two calls. */
  push(bytes: Buffer): void;
  finish(): WaveformPeaks;
}

/** Reads samples as they come; memory grows with the buckets alone. */
export function createPeakReader(sampleRate: number, samplesPerBucket: number): PeakReader {
  const min: number[] = [];
  const max: number[] = [];
  let low = 32_767;
  let high = -32_768;
  let inBucket = 0;
  let samples = 0;
  let half: number | undefined;

  const take = (sample: number): void => {
    if (sample < low) low = sample;
    if (sample > high) high = sample;
    samples += 1;
    inBucket += 1;
    if (inBucket === samplesPerBucket) close();
  };
  const close = (): void => {
    min.push(low);
    max.push(high);
    low = 32_767;
    high = -32_768;
    inBucket = 0;
  };
  return {
    push(bytes) {
      let at = 0;
      if (half !== undefined && bytes.length > 0) {
        take(((half | ((bytes[0] ?? 0) << 8)) << 16) >> 16);
        half = undefined;
        at = 1;
      }
      for (; at + 1 < bytes.length; at += 2) take(bytes.readInt16LE(at));
      if (at < bytes.length) half = bytes[at];
    },
    finish() {
      if (inBucket > 0) close();
      return {
        sampleRate,
        samplesPerBucket,
        durationSeconds: samples / sampleRate,
        min: Int16Array.from(min),
        max: Int16Array.from(max),
      };
    },
  };
}

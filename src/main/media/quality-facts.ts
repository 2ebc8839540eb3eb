/** What FFmpeg's detectors say about a file, read from their log lines. Pure. */

export interface QualityFacts {
  blackSeconds: number;
  /** Longest standing picture. An animatic may hold: a fact, no fault. */
  longestFreezeSeconds: number;
  silentSeconds: number;
  /** Integrated loudness, LUFS; undefined without sound or with nothing but silence. */
  loudnessLufs: number | undefined;
  truePeakDb: number | undefined;
}

function numbersAfter(log: string, pattern: RegExp): number[] {
  return [...log.matchAll(pattern)].map((match) => Number(match[1])).filter((value) => Number.isFinite(value));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Lengths of the freezes in a log, seconds; one that lasts until the end is logged without its length. Pure. */
export function freezesIn(log: string, durationSeconds: number): number[] {
  const freezes = numbersAfter(log, /freeze_duration: ([\d.]+)/g);
  const starts = numbersAfter(log, /freeze_start: ([\d.]+)/g);
  const openStart = starts.length > freezes.length ? starts.at(-1) : undefined;
  return openStart === undefined ? freezes : [...freezes, Math.max(0, durationSeconds - openStart)];
}

/** Pure. */
export function secondsOfBlack(log: string): number {
  return sum(numbersAfter(log, /black_duration:([\d.]+)/g));
}

/**
 * Reads blackdetect, freezedetect, silencedetect and the summary of ebur128. A freeze that lasts until the end is
 * logged without its length: `durationSeconds` closes it.
 */
export function parseQualityFacts(log: string, durationSeconds: number): QualityFacts {
  const loudness = numbersAfter(log, /\bI:\s+(-?[\d.]+) LUFS/g).at(-1);
  return {
    blackSeconds: secondsOfBlack(log),
    longestFreezeSeconds: Math.max(0, ...freezesIn(log, durationSeconds)),
    silentSeconds: sum(numbersAfter(log, /silence_duration: ([\d.]+)/g)),
    // -70 is the gate of the measure: nothing was loud enough to count.
    loudnessLufs: loudness === undefined || loudness <= -70 ? undefined : loudness,
    truePeakDb: numbersAfter(log, /Peak:\s+(-?[\d.]+) dBFS/g).at(-1),
  };
}

/** Loudness in two passes: measure the whole mix, then one gain for all of it, so that quiet stays quiet. */
import { z } from 'zod';
import type { Filter } from '../media/graph/filter-graph.ts';
import type { FfmpegInput, MediaTools } from '../media/media-types.ts';
import { parseQualityFacts } from '../media/quality-facts.ts';

/** Below −1 dBTP after the encoder, which adds a little to the peaks. */
const TRUE_PEAK_DB = -1.5;
/** A mix softer than this is silence with noise; raising it would only raise the noise. */
const SILENCE_LUFS = -60;
/** Wide enough for any mix: a narrow range would make the filter ride the level instead of setting it. */
const LOUDNESS_RANGE = 20;

const measuredSchema = z.object({
  input_i: z.coerce.number(),
  input_tp: z.coerce.number(),
  input_lra: z.coerce.number(),
  input_thresh: z.coerce.number(),
  target_offset: z.coerce.number(),
});
export type MeasuredLoudness = z.infer<typeof measuredSchema>;

/** Reads loudnorm's report out of FFmpeg's log; undefined where it measured silence or wrote none. */
export function parseLoudness(log: string): MeasuredLoudness | undefined {
  const values = Object.fromEntries([...log.matchAll(/"(\w+)"\s*:\s*"([^"]*)"/g)].map((match) => [match[1], match[2]]));
  const parsed = measuredSchema.safeParse(values);
  return parsed.success && Number.isFinite(parsed.data.input_i) ? parsed.data : undefined;
}

/** What a mix measures; undefined where it is silence. */
export interface MixLevel {
  lufs: number;
  truePeakDb: number;
}

/** Integrated loudness and true peak of a mix, five times faster than loudnorm's own report. Throws what FFmpeg throws. */
export async function measureMix(
  media: MediaTools,
  mix: FfmpegInput,
  signal?: AbortSignal,
): Promise<MixLevel | undefined> {
  const { stdout, done } = media.runToPipe({
    inputs: [mix],
    outputArgs: ['-map', '0:a:0', '-af', 'ebur128=peak=true'],
    outputFormat: 'null',
    ...(signal ? { signal } : {}),
  });
  stdout.resume();
  const { loudnessLufs: lufs, truePeakDb } = parseQualityFacts((await done).stderrTail, 0);
  return lufs === undefined || truePeakDb === undefined || lufs < SILENCE_LUFS ? undefined : { lufs, truePeakDb };
}

/**
 * The one gain that brings a mix to `targetLufs`, in steps of half a decibel: within a quarter of it (EBU R 128 allows a
 * half), and a film of which little changed keeps its gain and with it the sound that did not change. Undefined where the
 * peaks would come too high: then a limiter is needed.
 */
export function plainGainDb(level: MixLevel, targetLufs: number): number | undefined {
  const gainDb = Math.round((targetLufs - level.lufs) * 2) / 2;
  return level.truePeakDb + gainDb <= TRUE_PEAK_DB ? gainDb : undefined;
}

/** The filters that bring a mix to `targetLufs` with its peaks held: none for silence. Throws what FFmpeg throws. */
export async function loudnessFilters(
  media: MediaTools,
  mix: FfmpegInput,
  targetLufs: number,
  signal?: AbortSignal,
): Promise<Filter[]> {
  const target = { i: targetLufs, tp: TRUE_PEAK_DB, lra: LOUDNESS_RANGE };
  const { stdout, done } = media.runToPipe({
    inputs: [mix],
    outputArgs: [
      '-map',
      '0:a:0',
      '-af',
      `loudnorm=I=${targetLufs}:TP=${TRUE_PEAK_DB}:LRA=${LOUDNESS_RANGE}:print_format=json`,
    ],
    outputFormat: 'null',
    ...(signal ? { signal } : {}),
  });
  stdout.resume();
  const measured = parseLoudness((await done).stderrTail);
  if (!measured || measured.input_i < SILENCE_LUFS) return [];
  return [
    {
      name: 'loudnorm',
      options: {
        ...target,
        measured_i: measured.input_i,
        measured_tp: measured.input_tp,
        measured_lra: measured.input_lra,
        measured_thresh: measured.input_thresh,
        offset: measured.target_offset,
        linear: 'true',
      },
    },
    // Its limiter works at 192 kHz.
    { name: 'aresample', options: { osr: 48_000 } },
  ];
}

/** Loudness in two passes: measure the whole mix, then one gain for all of it, so that quiet stays quiet. */
import { z } from 'zod';
import { filterGraphText } from '../media/graph/filter-graph.ts';
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

/** What a mix measures. */
export interface MixLevel {
  lufs: number;
  /** Of the samples, or between them too: see `Peak`. */
  peakDb: number;
}

/** `sample` costs a third; what lies between two samples can be higher, in practice by up to 3 dB. */
type Peak = 'sample' | 'true';
const BETWEEN_SAMPLES_DB = 6;

const meter = (peak: Peak): Filter => ({ name: 'ebur128', options: { peak, framelog: 'verbose' } });
/** Measures what passes and passes it on unchanged; the summary is in FFmpeg's log when it ends. */
export const METER: readonly Filter[] = [meter('sample'), { name: 'aformat', options: { sample_fmts: 'flt' } }];

/** Integrated loudness and peak out of the log of a run with `METER`; undefined for silence. */
export function parseMeter(log: string): MixLevel | undefined {
  const { loudnessLufs: lufs, truePeakDb: peakDb } = parseQualityFacts(log, 0);
  return lufs === undefined || peakDb === undefined || lufs < SILENCE_LUFS ? undefined : { lufs, peakDb };
}

/**
 * The one gain that brings a mix to `targetLufs`, in steps of half a decibel: within a quarter of it (EBU R 128 allows a
 * half), and a film of which little changed keeps its gain and with it the sound that did not change. Undefined where the
 * peaks would come too high: then a limiter is needed.
 */
export function plainGainDb({ lufs, peakDb }: MixLevel, targetLufs: number): number | undefined {
  const gainDb = Math.round((targetLufs - lufs) * 2) / 2;
  return peakDb + gainDb <= TRUE_PEAK_DB ? gainDb : undefined;
}

/**
 * `plainGainDb` of a mix whose samples have been measured (`METER`): looks between them where that could matter. Throws
 * what FFmpeg throws.
 */
export async function gainOfMix(
  media: MediaTools,
  mix: FfmpegInput,
  level: MixLevel,
  targetLufs: number,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const isFarBelow = plainGainDb({ ...level, peakDb: level.peakDb + BETWEEN_SAMPLES_DB }, targetLufs);
  if (isFarBelow !== undefined) return isFarBelow;
  const { stdout, done } = media.runToPipe({
    inputs: [mix],
    filterGraph: filterGraphText([{ from: ['0:a:0'], filters: [meter('true')], to: ['a'] }]),
    outputArgs: ['-map', '[a]'],
    outputFormat: 'null',
    ...(signal ? { signal } : {}),
  });
  stdout.resume();
  const { truePeakDb } = parseQualityFacts((await done).stderrTail, 0);
  return plainGainDb({ lufs: level.lufs, peakDb: truePeakDb ?? 0 }, targetLufs);
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

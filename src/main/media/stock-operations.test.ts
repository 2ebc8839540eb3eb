import { describe, expect, it } from 'vitest';
import {
  convertArgs,
  copyTrimArgs,
  exactTrimArgs,
  planFilmstrip,
  qualityFactsArgs,
  stillArgs,
} from './args/stock-args.ts';
import { provenanceArgs, readProvenance } from './provenance.ts';
import { parseQualityFacts } from './quality-facts.ts';
import { createPeakReader } from './waveform.ts';

const invalid = expect.objectContaining({ code: 'invalid-input' }) as Error;

describe('planFilmstrip', () => {
  it('spreads tiles over the middle of equal spans', () => {
    const plan = planFilmstrip({ frames: 100, fps: 25, tiles: 4, columns: 2, gopFrames: 1 });
    expect(plan).toEqual({ frames: [12, 37, 62, 87], columns: 2, rows: 2, timesSeconds: [0.48, 1.48, 2.48, 3.48] });
  });

  it('takes key frames only and no more tiles than there are', () => {
    const plan = planFilmstrip({ frames: 48, fps: 24, tiles: 40, columns: 40, gopFrames: 12 });
    expect([plan.frames, plan.columns, plan.rows]).toEqual([[0, 12, 24, 36], 4, 1]);
  });
});

describe('numbers that would reach a graph', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1e9])('refuses %s', (value) => {
    expect(() => stillArgs({ atSeconds: value, longSidePx: 320, format: 'png' })).toThrow(invalid);
    expect(() => stillArgs({ atSeconds: 0, longSidePx: value, format: 'png' })).toThrow(invalid);
    expect(() => convertArgs({ format: 'mp4', shortSidePx: value })).toThrow(invalid);
  });

  it('refuses a cut that ends before it starts', () => {
    const cut = { startSeconds: 2, endSeconds: 2, format: 'mp4' as const };
    expect(() => copyTrimArgs(cut)).toThrow(invalid);
    expect(() => exactTrimArgs({ ...cut, fps: 24 })).toThrow(invalid);
  });
});

describe('cuts', () => {
  it('an exact one seeks just before its first frame and counts frames', () => {
    const args = exactTrimArgs({ startSeconds: 29 / 24, endSeconds: 70 / 24, format: 'mp4', fps: 24 });
    expect(args.inputArgs).toEqual(['-ss', '1.207833']);
    expect(args.outputArgs.join(' ')).toContain('-frames:v 41');
  });

  it('a copy seeks just behind its key frame', () => {
    expect(copyTrimArgs({ startSeconds: 1, endSeconds: 3, format: 'mov' })).toEqual({
      inputArgs: ['-ss', '1.0005'],
      outputArgs: [
        ...['-map', '0:v:0?', '-map', '0:a:0?', '-t', '2', '-c', 'copy', '-avoid_negative_ts', 'make_zero'],
        ...['-movflags', '+faststart'],
      ],
      outputFormat: 'mov',
    });
  });

  it('looks only at the streams that are there', () => {
    expect(
      qualityFactsArgs({
        video: undefined,
        audio: { codec: 'aac', sampleRate: 1, channels: 1, durationSeconds: 1, startSeconds: 0 },
      }),
    ).toMatchObject({
      outputArgs: ['-map', '[sound]'],
      filterGraph: expect.not.stringContaining('blackdetect') as string,
    });
  });
});

describe('createPeakReader', () => {
  it('gives the same peaks however the bytes are cut', () => {
    const samples = Int16Array.from({ length: 1_000 }, (_, n) => Math.round(30_000 * Math.sin(n / 9)));
    const bytes = Buffer.from(samples.buffer);
    const whole = createPeakReader(8_000, 64);
    whole.push(bytes);
    const pieces = createPeakReader(8_000, 64);
    for (let at = 0; at < bytes.length; at += 7) pieces.push(bytes.subarray(at, at + 7));
    const peaks = whole.finish();
    expect(pieces.finish()).toEqual(peaks);
    expect(peaks.max).toHaveLength(16);
    expect(peaks.max[0]).toBe(Math.max(...samples.slice(0, 64)));
    expect(peaks.min.at(-1)).toBe(Math.min(...samples.slice(960)));
    expect(peaks.durationSeconds).toBe(0.125);
  });

  it('has no bucket for no sound', () => expect(createPeakReader(8_000, 64).finish().max).toHaveLength(0));
});

describe('provenance', () => {
  it('is read back from the tags of either container', () => {
    const args = provenanceArgs({ animatic: true, createdAtIso: '2026-11-21T00:00:00.000Z' });
    const tags = Object.fromEntries(
      args.filter((token) => token !== '-metadata').map((token) => token.split('=') as [string, string]),
    );
    expect(readProvenance(tags)).toEqual({ animatic: true, createdAtIso: '2026-11-21T00:00:00.000Z' });
    expect(readProvenance({ COMMENT: 'framewright film' })).toEqual({ animatic: false, createdAtIso: '' });
  });

  it.each([{}, { comment: 'framewrighted' }, { title: 'framewright film' }])('is not seen in %j', (tags) => {
    expect(readProvenance(tags)).toBeUndefined();
  });
});

it('reads the detectors and closes a freeze that lasts to the end', () => {
  const log = `[blackdetect @ 0x5] [info] black_start:0 black_end:1 black_duration:1
[freezedetect @ 0x5] [info] lavfi.freezedetect.freeze_start: 0
[freezedetect @ 0x5] [info] lavfi.freezedetect.freeze_duration: 1
[freezedetect @ 0x5] [info] lavfi.freezedetect.freeze_start: 2.5
[silencedetect @ 0x5] [info] silence_end: 4 | silence_duration: 1.02
[Parsed_ebur128_1 @ 0x5] [info] Summary:
  Integrated loudness:
    I:         -13.4 LUFS
    Threshold: -23.5 LUFS
  True peak:
    Peak:       -9.8 dBFS`;
  expect(parseQualityFacts(log, 4)).toEqual({
    blackSeconds: 1,
    longestFreezeSeconds: 1.5,
    silentSeconds: 1.02,
    loudnessLufs: -13.4,
    truePeakDb: -9.8,
  });
  expect(parseQualityFacts('I: -70.0 LUFS', 4)).toMatchObject({ longestFreezeSeconds: 0, loudnessLufs: undefined });
});

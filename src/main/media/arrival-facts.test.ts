import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/contract/errors.ts';
import { parseArrivalFacts, readArrivalFacts } from './arrival-facts.ts';
import type { FfmpegRun, MediaTools } from './media-types.ts';

/** `count` looks at which nothing was another than before. */
const unchanged = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, at) => `[blackframe @ 0x3] frame:${at} pblack:100 pts:${at} t:${at / 4} type:I last_keyframe:0`,
  );
const BLACK = '[blackdetect @ 0x1] black_start:0 black_end:9.75 black_duration:9.75';
const lines = (...text: string[]): string => text.join('\n');

describe('the log of a look', () => {
  it('of a good clip has nothing', () => {
    expect(parseArrivalFacts('', 'video', 10)).toEqual({ blackShare: 0, frozenShare: 0, peakDb: undefined });
  });
  it('of a black clip: black to the last picture that was looked at is black throughout', () => {
    const freeze = '[freezedetect @ 0x2] lavfi.freezedetect.freeze_start: 0';
    expect(parseArrivalFacts(lines(BLACK, freeze, ...unchanged(39)), 'video', 10)).toMatchObject({
      blackShare: 1,
      frozenShare: 1,
    });
  });
  it('adds up what stands in pieces, and closes what stands until the end', () => {
    const log = lines(
      ...['freeze_start: 0', 'freeze_duration: 1', 'freeze_end: 1', 'freeze_start: 2', 'freeze_duration: 3'],
      ...['freeze_end: 5', 'freeze_start: 9'],
      ...unchanged(39),
    );
    expect(parseArrivalFacts(log, 'video', 10).frozenShare).toBeCloseTo(0.5, 3);
  });
  it('believes neither witness of a freeze alone', () => {
    const freeze = '[freezedetect @ 0x2] lavfi.freezedetect.freeze_start: 0';
    expect(parseArrivalFacts(lines(freeze, ...unchanged(20)), 'video', 10).frozenShare).toBeCloseTo(20 / 39, 3);
    expect(parseArrivalFacts(lines(freeze), 'video', 10).frozenShare).toBe(0);
    expect(parseArrivalFacts(lines(...unchanged(39)), 'video', 10).frozenShare).toBe(0);
    const near = '[blackframe @ 0x3] frame:1 pblack:99 pts:1 t:0.25 type:I last_keyframe:0';
    expect(parseArrivalFacts(lines(freeze, ...Array.from({ length: 39 }, () => near)), 'video', 10).frozenShare).toBe(
      0,
    );
  });
  it('a still is black or it is not', () => {
    const still = '[blackdetect @ 0x1] black_start:0 black_end:0.36 black_duration:0.36';
    expect(parseArrivalFacts(still, 'image', 0)).toMatchObject({ blackShare: 1, frozenShare: 0 });
    expect(parseArrivalFacts('', 'image', 0).blackShare).toBe(0);
  });
  it.each([
    ['[Parsed_volumedetect_4 @ 0x1] max_volume: -91.0 dB', -91],
    ['[Parsed_volumedetect_4 @ 0x1] max_volume: 0.0 dB', 0],
    ['', undefined],
  ])('%s is heard as %s', (log, peakDb) => expect(parseArrivalFacts(log, 'video', 8).peakDb).toBe(peakDb));
});

describe('one look', () => {
  const toolsOf = (outcome: string | AppError) => {
    const runs: Omit<FfmpegRun, 'outputPath'>[] = [];
    const runToPipe = (run: Omit<FfmpegRun, 'outputPath'>) => {
      runs.push(run);
      const done = typeof outcome === 'string' ? Promise.resolve({ stderrTail: outcome }) : Promise.reject(outcome);
      return { stdout: { resume: () => undefined }, done };
    };
    return { runs, tools: { runToPipe } as unknown as Pick<MediaTools, 'runToPipe'> };
  };
  const audio = { codec: 'aac', sampleRate: 48_000, channels: 1, durationSeconds: 8, startSeconds: 0 };
  const file = { path: '/x.mp4', kind: 'video' as const, info: { video: undefined, audio }, seconds: 8 };

  it('listens only where somebody wants to hear and there is something', async () => {
    const { runs, tools } = toolsOf('');
    await readArrivalFacts(tools, { ...file, listens: true });
    await readArrivalFacts(tools, { ...file, listens: false });
    await readArrivalFacts(tools, { ...file, info: { video: undefined, audio: undefined }, listens: true });
    expect(runs.map(({ filterGraph }) => filterGraph?.includes('volumedetect'))).toEqual([true, false, false]);
  });
  it('treats the file as foreign, and never asks whether a still moves', async () => {
    const { runs, tools } = toolsOf('');
    await readArrivalFacts(tools, { ...file, kind: 'image', listens: false });
    expect(runs[0]?.inputs).toMatchObject([{ trust: 'foreign' }]);
    expect(runs[0]?.filterGraph).not.toContain('freezedetect');
  });
  it('a file that cannot be decoded is broken; what went wrong around it is not its fault', async () => {
    const fails = (error: AppError) => readArrivalFacts(toolsOf(error).tools, { ...file, listens: false });
    await expect(fails(new AppError('ffmpeg-failed', 'x'))).rejects.toMatchObject({ code: 'broken-media' });
    await expect(fails(new AppError('ffmpeg-killed', 'x'))).rejects.toMatchObject({ code: 'ffmpeg-killed' });
  });
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformSegment } from '../../src/main/exports/conform.ts';
import { joinFiles } from '../../src/main/exports/join-files.ts';
import { hasRegularGops, readMp4Facts, videoFingerprint } from '../../src/main/exports/mp4-facts.ts';
import { stitchFilm } from '../../src/main/exports/stitch-film.ts';
import { openFilmRoom, planOf, SMALL } from './film-fixtures.ts';
import type { FilmRoom } from './film-fixtures.ts';

describe('stitching a film', () => {
  let room: FilmRoom;
  let paths: string[];
  beforeAll(async () => {
    room = await openFilmRoom();
    paths = [
      await room.segment('a.mp4'),
      await room.segment('b.mp4', { tone: 660 }),
      await room.segment('c.mp4', { tone: null }),
    ];
  });
  afterAll(() => room.close());

  const framesOf = (path: string): Promise<string> =>
    room.probe(['-select_streams', 'v:0', '-count_frames', '-show_entries', 'stream=nb_read_frames', path]);
  const decodesCleanly = (path: string): Promise<string> =>
    room.ffmpeg(['-v', 'error', '-xerror', '-err_detect', 'explode', '-i', path, '-f', 'null', '-']);

  it('conforms to closed GOPs of twelve with sound, and leaves alone what already is', async () => {
    const [, , silent = ''] = paths;
    const clip = await room.clip(silent);
    const made = await conformSegment(room.tools, { ...clip, format: { ...SMALL, fps: 24 } });
    expect([made.frames, made.isSource, made.facts.audio?.channels]).toEqual([96, false, 2]);
    expect(made.facts.video && hasRegularGops(made.facts.video, 12)).toBe(true);
    const again = await conformSegment(room.tools, {
      sourcePath: made.path,
      sourceHash: 'b'.repeat(64),
      format: { ...SMALL, fps: 24 },
    });
    expect(again.isSource).toBe(true);
  });

  it('fits another size and rate exactly', async () => {
    const wide = await room.segment('wide.mp4', { size: '320x240', rate: 30, seconds: 2 });
    const made = await conformSegment(room.tools, { ...(await room.clip(wide)), format: { ...SMALL, fps: 24 } });
    expect([made.frames, made.facts.video?.widthPx, made.facts.video?.heightPx]).toEqual([48, 180, 320]);
  });

  it('is exact to the frame with cuts inside GOPs and every transition, and copies the middles bit for bit', async () => {
    const [a = '', b = '', c = ''] = paths;
    const clips = [
      await room.clip(a, { cutFrames: 53, transition: 'dissolve', transitionFrames: 10 }),
      await room.clip(b, { sourceInFrames: 5, cutFrames: 61, transition: 'wipe', transitionFrames: 8 }),
      await room.clip(c, { cutFrames: 74, transition: 'fade', transitionFrames: 12 }),
      await room.clip(a, { cutFrames: 96 }),
    ];
    const outputPath = join(room.folder, 'cuts.mp4');
    const result = await stitchFilm(room.tools, planOf(clips), { outputPath });
    const total = 53 + 61 + 74 + 96;
    expect(await framesOf(outputPath)).toBe(String(total));
    expect(Number(await room.probe(['-show_entries', 'format=duration', outputPath]))).toBeCloseTo(total / 24, 1);
    expect(result.parts.copied).toBeGreaterThan(0);
    expect(await decodesCleanly(outputPath)).toBe('');
    const facts = await readMp4Facts(outputPath);
    expect(facts?.video?.sampleTicks).toBe(512);

    const film = await room.frameHashes(outputPath);
    const first = await conformSegment(room.tools, { ...(await room.clip(a)), format: { ...SMALL, fps: 24 } });
    const source = await room.frameHashes(first.path);
    expect(film.slice(0, 48)).toEqual(source.slice(0, 48));
    // The last clip after its fade: GOPs 1 to 7 untouched.
    expect(film.slice(53 + 61 + 74 + 12)).toEqual(source.slice(12, 96));
    // Inside the dissolve nothing is the plain clip.
    const second = await room.frameHashes(
      (await conformSegment(room.tools, { ...(await room.clip(b)), format: { ...SMALL, fps: 24 } })).path,
    );
    expect(film.slice(54, 62).some((hash) => second.includes(hash))).toBe(false);
  });

  it('holds cuts of one, two and three frames', async () => {
    const [a = '', b = ''] = paths;
    const lengths = [30, 1, 2, 3, 1, 40];
    const clips = await Promise.all(
      lengths.map((cutFrames, index) =>
        room.clip(index % 2 === 0 ? a : b, {
          sourceInFrames: index * 5,
          cutFrames,
          transition: 'dissolve',
          transitionFrames: 6,
        }),
      ),
    );
    const outputPath = join(room.folder, 'short-cuts.mp4');
    await stitchFilm(room.tools, planOf(clips), { outputPath });
    expect(await framesOf(outputPath)).toBe('77');
    expect(await decodesCleanly(outputPath)).toBe('');
  });

  it('keeps sound and picture together through ten clips', async () => {
    // A click at the start of every clip, found again in the film's sound.
    const click = join(room.folder, 'click.mp4');
    await room.ffmpeg([
      ...[
        '-f',
        'lavfi',
        '-i',
        'testsrc2=s=180x320:r=24',
        '-f',
        'lavfi',
        '-i',
        "aevalsrc='if(between(t,0.5,0.51),0.9*sin(2*PI*1000*t),0)':s=48000",
      ],
      ...[
        '-t',
        '2.5',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-pix_fmt',
        'yuv420p',
        '-c:a',
        'aac',
        '-ac',
        '2',
        '-b:a',
        '192k',
        click,
      ],
    ]);
    const clips = await Promise.all(Array.from({ length: 10 }, () => room.clip(click, { cutFrames: 53 })));
    for (const loudness of ['keep', 'normalise'] as const) {
      const outputPath = join(room.folder, `clicks-${loudness}.mp4`);
      await stitchFilm(room.tools, planOf(clips), { outputPath, loudness });
      expect(await clickTimes(outputPath)).toEqual(
        Array.from({ length: 10 }, (_, index) => Math.round((index * 53 * 1_000) / 24 + 500)),
      );
    }
    const joined = join(room.folder, 'joined.mp4');
    const result = await joinFiles(room.tools, { inputs: Array.from({ length: 10 }, () => click), output: joined });
    expect([result.copied, result.converted, result.frames]).toEqual([10, 0, 600]);
    // By packet: never more than half a packet off, and nothing that adds up.
    const times = await clickTimes(joined);
    expect(times).toHaveLength(10);
    for (const [index, ms] of times.entries()) expect(Math.abs(ms - (index * 2_500 + 500))).toBeLessThanOrEqual(11);
  });

  it('hears a clip where its sound begins late as the clip itself plays', async () => {
    const [picture, sound] = [await room.segment('late-picture.mp4', { tone: null }), join(room.folder, 'late.wav')];
    const late = join(room.folder, 'late.mp4');
    const click = "aevalsrc='if(between(t,0.5,0.51),0.9*sin(2*PI*1000*t),0)':s=48000:d=2";
    await room.ffmpeg(['-f', 'lavfi', '-i', click, sound]);
    const delayed = ['-i', picture, '-itsoffset', '1.25', '-i', sound, '-c:v', 'copy', '-c:a', 'aac', '-ac', '2'];
    await room.ffmpeg([...delayed, late]);
    const clips = [await room.clip(late), await room.clip(late)];
    const outputPath = join(room.folder, 'late-film.mp4');
    await stitchFilm(room.tools, planOf(clips), { outputPath });
    // The third silence ends with the film.
    const [first = 0, second = 0] = await clickTimes(outputPath);
    expect(Math.abs(first - 1_750)).toBeLessThanOrEqual(2);
    expect(Math.abs(second - 5_750)).toBeLessThanOrEqual(2);
  });

  async function clickTimes(path: string): Promise<number[]> {
    const log = await room.ffmpeg([
      '-i',
      path,
      '-map',
      '0:a:0',
      '-af',
      'silencedetect=n=-30dB:d=0.2',
      '-f',
      'null',
      '-',
    ]);
    return [...log.matchAll(/silence_end: ([0-9.]+)/g)]
      .map((match) => Math.round(Number(match[1]) * 1_000))
      .slice(0, 10);
  }

  it('renders only what changed', async () => {
    const clips = await Promise.all(
      paths.map((path) => room.clip(path, { cutFrames: 72, transition: 'dissolve', transitionFrames: 8 })),
    );
    await stitchFilm(room.tools, planOf(clips), { outputPath: join(room.folder, 'once.mp4') });
    const [first, second, third] = clips;
    if (!first || !second || !third) throw new Error('three clips');
    const changed = await room.clip(await room.segment('d.mp4', { tone: 880 }), { cutFrames: 72 });
    const result = await stitchFilm(room.tools, planOf([first, second, changed]), {
      outputPath: join(room.folder, 'again.mp4'),
    });
    expect(result.parts).toEqual({ whole: 0, copied: 1, rendered: 1, reused: 3 });
  });

  it('leaves nothing when it is cancelled', async () => {
    const folder = join(room.folder, 'cancelled');
    const long = await room.segment('long.mp4', { seconds: 20 });
    const controller = new AbortController();
    const clip = await room.clip(long, { cutFrames: 480 });
    const work = stitchFilm(room.tools, planOf([clip], SMALL), {
      outputPath: join(folder, 'film.mp4'),
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(folder).catch(() => [])).toEqual([]);
  });

  it('names a segment that is shorter than its cut', async () => {
    const clip = await room.clip(paths[0] ?? '', { id: 'shot-7', cutFrames: 120 });
    await expect(
      stitchFilm(room.tools, planOf([clip]), { outputPath: join(room.folder, 'short.mp4') }),
    ).rejects.toMatchObject({
      code: 'broken-media',
      details: { clip: 'shot-7', frames: 96, neededFrames: 120 },
    });
  });

  it('joins unlike files in order, and names those that are no films', async () => {
    const other = await room.segment('other.mp4', { size: '320x240', rate: 30, seconds: 2 });
    const output = join(room.folder, 'mixed.mp4');
    const result = await joinFiles(room.tools, {
      inputs: [paths[0] ?? '', other, paths[1] ?? ''],
      output,
      transition: 'dissolve',
      transitionSeconds: 0.5,
    });
    expect(result.frames).toBe(96 - 12 + 48 - 12 + 96);
    expect(await framesOf(output)).toBe(String(result.frames));
    expect(videoFingerprint((await readMp4Facts(output))?.video)).toBeDefined();
    await expect(
      joinFiles(room.tools, { inputs: [paths[0] ?? '', '/nowhere/x.mp4', import.meta.filename], output }),
    ).rejects.toMatchObject({
      code: 'broken-media',
      details: { files: [{ file: 'x.mp4' }, { file: 'film-stitch.test.ts' }] },
    });
    const twice = await joinFiles(room.tools, { inputs: [paths[0] ?? '', paths[0] ?? ''], output });
    expect(twice.path).toBe(join(room.folder, 'mixed-2.mp4'));
  });
});

import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilmTools } from '../../src/main/exports/conform.ts';
import { exportFilm } from '../../src/main/exports/export-film.ts';
import { makeGif } from '../../src/main/exports/make-gif.ts';
import { drawFilmOverlays } from '../../src/main/exports/overlays/film-overlays.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import type { FilmPlan } from '../../src/shared/model/film-plan.ts';
import { openFilmRoom, planOf } from './film-fixtures.ts';
import type { FilmRoom } from './film-fixtures.ts';

describe('exporting a film', () => {
  let room: FilmRoom;
  let plan: FilmPlan;
  beforeAll(async () => {
    room = await openFilmRoom();
    const a = await room.clip(await room.segment('a.mp4', { tone: null }), { cutFrames: 50 });
    const b = await room.clip(await room.segment('b.mp4', { tone: null }), { cutFrames: 58 });
    plan = planOf([a, b], { captions: [{ text: 'เบากว่าเดิมครึ่งหนึ่ง', startFrame: 10, durationFrames: 40 }] });
  });
  afterAll(() => room.close());

  const duration = async (path: string): Promise<number> =>
    Number(await room.probe(['-show_entries', 'format=duration', path]));
  const streams = (path: string): Promise<string> => room.probe(['-show_entries', 'stream=codec_name', path]);

  it('makes every format in one go, each of the right length, and all of it from the cache the second time', async () => {
    const folder = join(room.folder, 'all');
    const order = { plan, formats: ['mp4', 'mov', 'webm', 'gif'] as const, qualities: ['480p'] as const, folder };
    const fractions: number[] = [];
    const first = await exportFilm(room.tools, { ...order, onProgress: ({ fraction }) => fractions.push(fraction) });
    expect(first.failed).toEqual([]);
    expect((await readdir(folder)).toSorted()).toEqual([
      'final.gif',
      'final.mov',
      'final.mp4',
      'final.srt',
      'final.webm',
      'thumbnail.jpg',
    ]);
    for (const extension of ['mp4', 'mov', 'webm'])
      expect(Math.abs((await duration(join(folder, `final.${extension}`))) - 108 / 24)).toBeLessThan(1 / 24);
    expect(Math.abs((await duration(join(folder, 'final.gif'))) - 108 / 24)).toBeLessThan(1 / 12);
    expect(await streams(join(folder, 'final.mp4'))).toBe('h264\naac');
    expect(await streams(join(folder, 'final.webm'))).toBe('vp9\nopus');
    expect(await room.probe(['-show_entries', 'stream=width,height', join(folder, 'thumbnail.jpg')])).toBe('480\n854');
    expect(await readFile(join(folder, 'final.srt'), 'utf8')).toBe(
      '1\n00:00:00,417 --> 00:00:02,083\nเบากว่าเดิมครึ่งหนึ่ง\n',
    );
    expect(fractions.at(-1)).toBe(1);
    expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);

    const before = room.runs.length;
    const second = await exportFilm(room.tools, { ...order, variation: 2 });
    expect(second.files.filter((file) => file.kind === 'film').every((file) => file.fromCache)).toBe(true);
    expect(room.runs.length).toBe(before);
    expect(await readdir(folder)).toContain('final-v2.webm');
    const third = await exportFilm(room.tools, { ...order, formats: ['mp4'] });
    expect(third.files[0]?.path).toBe(join(folder, 'final-2.mp4'));
    const fourth = await exportFilm(room.tools, { ...order, formats: ['mp4'], overwrite: true });
    expect(fourth.files[0]?.path).toBe(join(folder, 'final.mp4'));
  });

  it('names files by quality where there are several', async () => {
    const folder = join(room.folder, 'sizes');
    const result = await exportFilm(room.tools, { plan, formats: ['mp4'], qualities: ['480p', '720p'], folder });
    expect(result.files.filter((file) => file.kind === 'film').map((file) => file.path)).toEqual([
      join(folder, 'final-480p.mp4'),
      join(folder, 'final-720p.mp4'),
    ]);
    expect(
      await room.probe([
        '-select_streams',
        'v',
        '-show_entries',
        'stream=width,height',
        join(folder, 'final-720p.mp4'),
      ]),
    ).toBe('720\n1280');
  });

  it('keeps within a wished size', async () => {
    const folder = join(room.folder, 'small');
    const targetBytes = 150_000;
    const result = await exportFilm(room.tools, {
      plan,
      formats: ['mp4', 'webm'],
      qualities: ['480p'],
      folder,
      targetBytes,
    });
    expect(result.failed).toEqual([]);
    for (const file of result.files.filter((one) => one.kind === 'film')) {
      expect(file.bytes).toBeLessThanOrEqual(targetBytes);
      expect(file.bytes).toBeGreaterThanOrEqual(targetBytes * 0.9);
    }
  });

  it('draws a hostile title as words, on its own frames only', async () => {
    const title = "'[a];movie=/etc/passwd[b]%{pts}\\:\n";
    const folder = join(room.folder, 'title');
    const titled = {
      ...plan,
      captions: [],
      titles: [{ text: title, startFrame: 4, durationFrames: 20, style: 'title' as const }],
    };
    const [drawn] = await drawFilmOverlays(room.tools.media, titled, { burnCaptions: false });
    expect(drawn).toMatchObject({ startFrame: 4, durationFrames: 20 });
    const [bare, words] = await Promise.all([
      exportFilm(room.tools, {
        plan: { ...plan, captions: [] },
        formats: ['mp4'],
        qualities: ['480p'],
        folder: join(folder, 'bare'),
      }),
      exportFilm(room.tools, { plan: titled, formats: ['mp4'], qualities: ['480p'], folder }),
    ]);
    const [without, withTitle] = [
      await room.frameHashes(bare.files[0]?.path ?? ''),
      await room.frameHashes(words.files[0]?.path ?? ''),
    ];
    expect(withTitle).toHaveLength(108);
    expect(withTitle[12]).not.toBe(without[12]);
    expect(withTitle.slice(24, 48)).toEqual(without.slice(24, 48));
    expect(room.runs.flatMap((run) => [run.filterGraph ?? '', ...run.outputArgs]).join('\n')).not.toContain('passwd');
  });

  it('shows burnt-in captions, and the end card to the last frame', async () => {
    const folder = join(room.folder, 'card');
    const endCard = { text: 'Shop now', logoPath: null, colour: '#ff6b6b', durationFrames: 24 };
    const result = await exportFilm(room.tools, {
      plan: { ...plan, endCard },
      formats: ['mp4'],
      qualities: ['480p'],
      folder,
      burnCaptions: true,
    });
    const still = join(folder, 'last.rgb');
    await room.ffmpeg([
      '-i',
      result.files[0]?.path ?? '',
      '-vf',
      'select=eq(n\\,107),format=gbrp,crop=4:4:0:0,format=rgb24',
      '-frames:v',
      '1',
      '-f',
      'rawvideo',
      still,
    ]);
    const [r = 0, g = 0, b = 0] = await readFile(still);
    expect([Math.abs(r - 0xff) < 8, Math.abs(g - 0x6b) < 8, Math.abs(b - 0x6b) < 8]).toEqual([true, true, true]);
    const plain = await exportFilm(room.tools, {
      plan: { ...plan, endCard },
      formats: ['mp4'],
      qualities: ['480p'],
      folder,
    });
    const [burnt, bare] = [
      await room.frameHashes(result.files[0]?.path ?? ''),
      await room.frameHashes(plain.files[0]?.path ?? ''),
    ];
    expect(burnt[30]).not.toBe(bare[30]);
    expect(burnt[70]).toBe(bare[70]);
  });

  it('brings music to −14 LUFS, lets it end, and ducks it under speech', async () => {
    const music = join(room.folder, 'bed.wav');
    const voice = join(room.folder, 'voice.wav');
    await room.ffmpeg(['-f', 'lavfi', '-i', 'sine=f=200:r=48000:d=2', '-af', 'volume=0.2', music]);
    await room.ffmpeg([
      '-f',
      'lavfi',
      '-i',
      "aevalsrc='if(between(t,1.5,2.5),0.3*sin(2*PI*3000*t),0)':s=48000:d=3",
      voice,
    ]);
    const audio = { musicPath: music, musicVolume: 1, voiceOverPath: voice, loudnessLufs: -14 };
    const result = await exportFilm(room.tools, {
      plan: { ...plan, audio },
      formats: ['mp4'],
      qualities: ['480p'],
      folder: join(room.folder, 'sound'),
    });
    const path = result.files[0]?.path ?? '';
    const log = await room.ffmpeg(['-i', path, '-map', '0:a:0', '-af', 'ebur128=peak=true', '-f', 'null', '-']);
    const summary = log.slice(log.lastIndexOf('Summary'));
    expect(Math.abs(Number(/I:\s+(-[0-9.]+)/.exec(summary)?.[1]) + 14)).toBeLessThan(1);
    expect(Number(/Peak:\s+(-?[0-9.]+)/.exec(summary)?.[1])).toBeLessThanOrEqual(-1);
    const bedLevel = async (from: number, to: number): Promise<number> => {
      const text = await room.ffmpeg([
        '-ss',
        String(from),
        '-to',
        String(to),
        '-i',
        path,
        '-map',
        '0:a:0',
        '-af',
        'lowpass=f=400,lowpass=f=400,volumedetect',
        '-f',
        'null',
        '-',
      ]);
      return Number(/mean_volume: (-?[0-9.]+)/.exec(text)?.[1]);
    };
    const [before, under, end] = [await bedLevel(0.3, 1.2), await bedLevel(1.7, 2.4), await bedLevel(4.4, 4.5)];
    expect(before - under).toBeGreaterThan(8);
    expect(before - under).toBeLessThan(12);
    expect(before - end).toBeGreaterThan(20);
  });

  it('names the sound file that is missing or broken', async () => {
    const broken = join(room.folder, 'broken.mp3');
    await writeFile(broken, 'not music at all');
    const order = { formats: ['mp4'] as const, qualities: ['480p'] as const, folder: join(room.folder, 'broken') };
    const withMusic = (musicPath: string): FilmPlan => ({ ...plan, audio: { ...plan.audio, musicPath } });
    await expect(exportFilm(room.tools, { ...order, plan: withMusic(broken) })).rejects.toMatchObject({
      details: { file: 'broken.mp3', role: 'music' },
    });
    await expect(exportFilm(room.tools, { ...order, plan: withMusic('/nowhere/bed.mp3') })).rejects.toMatchObject({
      code: 'media-missing',
      details: { file: 'bed.mp3' },
    });
    expect(await stat(order.folder).catch(() => undefined)).toBeUndefined();
  });

  it('leaves nothing in the folder when the finished film cannot be kept', async () => {
    const folder = join(room.folder, 'not-kept');
    const full: FilmTools['cache'] = {
      find: (key) => room.tools.cache.find(key),
      put: (key, path, extension, facts) =>
        extension === 'mp4' && 'sha256' in facts
          ? Promise.reject(new AppError('disk-full', 'No room', { folder }))
          : room.tools.cache.put(key, path, extension, facts),
    };
    const clip = await room.clip(await room.segment('not-kept.mp4', { tone: null }));
    const order = { formats: ['mp4'] as const, qualities: ['480p'] as const, folder };
    await expect(
      exportFilm({ ...room.tools, cache: full }, { ...order, plan: { ...plan, clips: [clip] } }),
    ).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing in the folder when it is cancelled', async () => {
    const folder = join(room.folder, 'cancelled');
    const controller = new AbortController();
    const long = await room.clip(await room.segment('long.mp4', { seconds: 12, tone: null }), { cutFrames: 288 });
    const work = exportFilm(room.tools, {
      plan: planOf([long]),
      formats: ['webm', 'gif'],
      qualities: ['720p'],
      folder,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(folder).catch(() => [])).toEqual([]);
  });

  it('a GIF that cannot be written fails as a file, not as a program', async () => {
    const sourcePath = await room.segment('unwritten.mp4', { tone: null, seconds: 2 });
    const size = { durationSeconds: 2, widthPx: 90, heightPx: 160, fps: 12 };
    const outputPath = join(room.folder, 'nowhere', 'film.gif');
    await expect(makeGif(room.tools.media, { sourcePath, outputPath, ...size })).rejects.toMatchObject({
      code: 'not-writable',
    });
  });

  it('reports a format that fails and makes the others', async () => {
    const media = {
      ...room.tools.media,
      runToPipe: () => {
        throw new Error('no pipe');
      },
    };
    const clip = await room.clip(await room.segment('e.mp4', { tone: null, seconds: 2 }), { cutFrames: 48 });
    const result = await exportFilm(
      { ...room.tools, media },
      { plan: planOf([clip]), formats: ['gif', 'mp4'], qualities: ['480p'], folder: join(room.folder, 'partly') },
    );
    expect(result.failed.map(({ format, reason }) => [format, reason])).toEqual([['gif', 'internal']]);
    expect(result.files.map((file) => file.format)).toEqual(['mp4', 'jpg']);
  });
});

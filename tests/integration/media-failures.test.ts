import { execFileSync, fork } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBinaries } from '../../src/main/media/binaries.ts';
import type { FfmpegRun } from '../../src/main/media/media-types.ts';
import { createPipeEnd } from '../../src/main/media/pipe-end.ts';
import { runProcess } from '../../src/main/media/run-ffmpeg.ts';
import { createSystemClock } from '../../src/main/platform/clock.ts';
import { runTechnicalGate } from '../../src/main/quality/run-technical-gate.ts';
import { createMediaLab, makeTestVideo, type MediaLab } from '../support/media/fixtures.ts';

let lab: MediaLab;
let film: string;

beforeAll(async () => {
  lab = await createMediaLab('failures');
  film = lab.path('film.mp4');
  makeTestVideo(lab.binaries, film, { seconds: 1 });
});
afterAll(() => lab.dispose());

const WALLS = ['bwrap', 'unshare', 'none'] as const;

/** A run that would take minutes. */
function longRun(outputPath: string, more: Partial<FfmpegRun> = {}): FfmpegRun {
  return {
    inputs: [{ lavfi: 'testsrc2=size=640x360:rate=24:duration=6000', trust: 'own' }],
    outputArgs: ['-c:v', 'libx264', '-preset', 'ultrafast'],
    outputPath,
    outputFormat: 'matroska',
    ...more,
  };
}

function wrapper(name: string, body: string): string {
  const path = lab.path(name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Processes whose command line holds a text; only those of this test hold its folder's name. */
function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(text);
      } catch {
        return false;
      }
    });
}

function hiddenFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('.framewright-'));
}

function freshFolder(name: string): string {
  const folder = lab.path(name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

describe('FFmpeg is not there', () => {
  it('an empty PATH gives the fix', async () => {
    const missing = { code: 'ffmpeg-missing', details: { tool: 'ffmpeg', reason: 'not-found' } };
    await expect(findBinaries({ PATH: '' })).rejects.toMatchObject(missing);
    await expect(findBinaries({ PATH: '' })).rejects.toMatchObject({
      details: { fix: expect.stringContaining('FFMPEG_BIN') as string },
    });
  });

  it.each([
    ['a path that does not exist', () => lab.path('no-such-ffmpeg')],
    ['a file that may not be executed', () => film],
    ['another program', () => '/bin/true'],
    ['a folder', () => lab.folder],
  ])('FFMPEG_BIN naming %s is an error, not a reason to take another', async (_what, path) => {
    const found = findBinaries({ PATH: process.env['PATH'], FFMPEG_BIN: path() });
    await expect(found).rejects.toMatchObject({ code: 'ffmpeg-missing', details: { variable: 'FFMPEG_BIN' } });
  });

  it('an FFmpeg that went away after the start is named', async () => {
    const tools = lab.toolsWith({ ffmpeg: lab.path('gone') });
    await expect(tools.run(longRun(lab.path('x.mkv')))).rejects.toMatchObject({ code: 'ffmpeg-missing' });
    const { stdout, done } = tools.runToPipe(longRun(lab.path('x.mkv')));
    await expect(done).rejects.toMatchObject({ code: 'ffmpeg-missing' });
    await expect(stdout.toArray()).rejects.toMatchObject({ code: 'ffmpeg-missing' });
  });

  it.each([
    ['a missing launcher', { command: '/no/such/launcher', prefix: [] }, 'ffmpeg-missing'],
    ['an argument that is too long', { command: '/bin/true', prefix: ['x'.repeat(4_000_000)] }, 'ffmpeg-failed'],
  ])('%s is an error of the run, not the end of the application', async (_what, launch, code) => {
    const run = runProcess({
      launch,
      binary: 'ffmpeg',
      inputs: [{ options: ['-f', 'lavfi'], source: 'color' }],
      stdin: undefined,
      outputOptions: ['-f', 'null'],
      target: createPipeEnd(),
      expectedFrames: undefined,
      stallMs: 5_000,
      signal: undefined,
      onProgress: undefined,
      clock: createSystemClock(),
      onChild: () => () => undefined,
    });
    await expect(run).rejects.toMatchObject({ code });
  });
});

describe.each(WALLS)('cancel, kill and stall behind %s', (walls) => {
  it('cancel ends FFmpeg and leaves no file', async () => {
    const folder = freshFolder(`cancel-${walls}`);
    const tools = lab.toolsWith({ walls });
    const cancel = new AbortController();
    const run = tools.run(longRun(join(folder, 'x.mkv'), { signal: cancel.signal, onProgress: () => cancel.abort() }));
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
    expect(processesWith(folder)).toEqual([]);
  });

  it('cancel ends a wrapper that ignores SIGTERM, and its children', async () => {
    const folder = freshFolder(`stubborn-${walls}`);
    const mark = `61${process.pid}${WALLS.indexOf(walls)}`;
    const ffmpeg = wrapper(`stubborn-${walls}.sh`, `trap '' TERM\nsleep ${mark} &\nsleep ${mark}\nsleep ${mark}`);
    const tools = lab.toolsWith({ walls, ffmpeg });
    const cancel = new AbortController();
    const run = tools.run(longRun(join(folder, 'x.mkv'), { signal: cancel.signal }));
    await expect.poll(() => processesWith(`sleep\0${mark}`).length).toBeGreaterThan(0);
    cancel.abort();
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => processesWith(`sleep\0${mark}`)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a hanging FFmpeg is ended and named', async () => {
    const folder = freshFolder(`hang-${walls}`);
    const mark = `62${process.pid}${WALLS.indexOf(walls)}`;
    const tools = lab.toolsWith({ walls, ffmpeg: wrapper(`hang-${walls}.sh`, `sleep ${mark}`) });
    const run = tools.run(longRun(join(folder, 'x.mkv'), { stallMs: 300 }));
    await expect(run).rejects.toMatchObject({ code: 'ffmpeg-stalled', retryable: true });
    await expect.poll(() => processesWith(`sleep\0${mark}`)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('an FFmpeg killed from outside is named, with no half file', async () => {
    const folder = freshFolder(`kill-${walls}`);
    const tools = lab.toolsWith({ walls });
    const kill = (): void => {
      for (const pid of processesWith(folder)) {
        if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'ffmpeg') process.kill(pid, 'SIGKILL');
      }
    };
    const run = tools.run(longRun(join(folder, 'x.mkv'), { onProgress: kill }));
    await expect(run).rejects.toMatchObject({ code: 'ffmpeg-killed', details: { signal: 'SIGKILL' }, retryable: true });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a run that was killed once is made again with one thread', async () => {
    const folder = freshFolder(`again-${walls}`);
    const mark = join(folder, 'seen');
    const real = lab.binaries.ffmpeg.path;
    // The first call dies as the kernel's memory killer would have it, the second is FFmpeg.
    const script = `if [ ! -e '${mark}' ]; then : > '${mark}'; kill -9 $$; fi\nexec '${real}' "$@"`;
    const tools = lab.toolsWith({ walls, ffmpeg: wrapper(`again-${walls}.sh`, script) });
    const result = await tools.run({
      inputs: [{ lavfi: 'testsrc2=size=64x36:rate=24:duration=1', trust: 'own' }],
      outputArgs: ['-c:v', 'libx264'],
      outputPath: join(folder, 'x.mp4'),
      outputFormat: 'mp4',
    });
    expect(result.commandLine.join(' ')).toContain('-threads 1');
    expect(readdirSync(folder).toSorted()).toEqual(['seen', 'x.mp4']);
  });

  it('dispose ends what still runs', async () => {
    const folder = freshFolder(`dispose-${walls}`);
    const tools = lab.toolsWith({ walls });
    const started = Promise.withResolvers<undefined>();
    const run = tools.run(longRun(join(folder, 'x.mkv'), { onProgress: () => started.resolve(undefined) }));
    const outcome = run.catch((error: unknown) => error);
    await started.promise;
    await tools.dispose();
    expect(await outcome).toMatchObject({ code: 'cancelled' });
    expect(processesWith(folder)).toEqual([]);
    await expect(tools.run(longRun(join(folder, 'y.mkv')))).rejects.toMatchObject({ code: 'not-possible-now' });
  });
});

describe('after kill -9 of the application', () => {
  it.each([
    ['foreign', 'bwrap'],
    ['own', 'unshare'],
    ['own', 'none'],
  ])('no FFmpeg is left, and the next run clears the half file away (%s, %s)', async (trust, walls) => {
    const folder = freshFolder(`orphan-${trust}-${walls}`);
    const endless = lab.path('endless.mp4');
    makeTestVideo(lab.binaries, endless, { seconds: 1 });
    const room = new URL('../../src/main/media/', import.meta.url).pathname;
    const script = `
      import { findBinaries } from '${room}binaries.ts';
      import { createMediaTools } from '${room}media-tools.ts';
      const log = { debug() {}, info() {}, warn() {}, error() {} };
      const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
      const tools = createMediaTools({ binaries: await findBinaries(process.env), log, tempRoot: '${folder}/t', clock, env: { FRAMEWRIGHT_WALLS: '${walls}' } });
      await tools.run({
        inputs: [{ path: '${endless}', trust: '${trust}', args: ['-re', '-stream_loop', '-1'] }],
        outputArgs: ['-c:v', 'libx264'], outputPath: '${folder}/x.mkv', outputFormat: 'matroska',
        onProgress: () => process.send('running'),
      });`;
    const file = lab.path(`orphan-${trust}-${walls}.ts`);
    writeFileSync(file, script);
    const app = fork(file, { stdio: 'ignore' });
    await new Promise((resolve) => app.once('message', resolve));
    expect(processesWith(`${folder}/.framewright-`).length).toBeGreaterThan(0);
    app.kill('SIGKILL');
    await expect.poll(() => processesWith(`${folder}/.framewright-`)).toEqual([]);
    const [half] = hiddenFiles(folder);
    utimesSync(join(folder, half ?? ''), new Date(0), new Date(0));
    await lab.toolsWith({}).run({
      inputs: [{ path: film, trust: 'own' }],
      outputArgs: ['-c', 'copy'],
      outputPath: join(folder, 'y.mkv'),
      outputFormat: 'matroska',
    });
    expect(hiddenFiles(folder)).toEqual([]);
  });
});

describe('the result file', () => {
  it('an FFmpeg that ends well without writing is a failure', async () => {
    const folder = freshFolder('empty');
    const tools = lab.toolsWith({ ffmpeg: wrapper('nothing.sh', 'exit 0') });
    const run = tools.run(longRun(join(folder, 'x.mkv')));
    await expect(run).rejects.toMatchObject({ code: 'ffmpeg-failed', details: { reason: 'empty-output' } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('an FFmpeg that ends well with a bad file is caught by the probe and by the gate', async () => {
    const path = lab.path('bad.mkv');
    const tools = lab.toolsWith({
      walls: 'none',
      ffmpeg: wrapper('garbage.sh', 'for last; do :; done\nprintf "no film at all" > "${last#file:}"'),
    });
    await tools.run(longRun(path));
    await expect(tools.probe(path, 'own')).rejects.toMatchObject({ code: 'broken-media' });
    const wanted = { durationSeconds: 8, fps: 24, paid: false, provenanceTag: 'framewright' };
    expect(await runTechnicalGate(tools, { path, trust: 'own' }, wanted)).toMatchObject({ passed: false, score: 0 });
  });

  it('replaces an older file only when the new one is whole', async () => {
    const path = lab.path('kept.mkv');
    writeFileSync(path, 'older');
    const bad = { ...longRun(path), outputArgs: ['-c:v', 'no-such-encoder'] };
    await expect(lab.tools.run(bad)).rejects.toMatchObject({ code: 'ffmpeg-failed' });
    expect(readFileSync(path, 'utf8')).toBe('older');
    expect(hiddenFiles(lab.folder)).toEqual([]);
  });

  it('names a folder that does not exist or is a file', async () => {
    for (const path of [lab.path('nowhere/x.mkv'), join(film, 'x.mkv')]) {
      await expect(lab.tools.run(longRun(path))).rejects.toMatchObject({ code: 'not-writable' });
    }
  });

  it('names a folder that refuses files', async (test) => {
    const folder = freshFolder('locked');
    const isRoot = process.getuid?.() === 0;
    const lock = (on: boolean): void => {
      if (isRoot) execFileSync('chattr', [on ? '+i' : '-i', folder], { stdio: 'pipe' });
      else chmodSync(folder, on ? 0o555 : 0o755);
    };
    try {
      lock(true);
    } catch {
      return test.skip('root, and this file system has no chattr +i');
    }
    try {
      await expect(lab.tools.run(longRun(join(folder, 'x.mkv')))).rejects.toMatchObject({ code: 'not-writable' });
    } finally {
      lock(false);
    }
  });

  it.each(WALLS)('a disk that fills up on the way is named, with no half file (%s)', async (walls) => {
    const folder = freshFolder(`small-disk-${walls}`);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'pipe' });
    } catch {
      console.warn('skipped: no right to mount a small disk');
      return;
    }
    try {
      const run = lab.toolsWith({ walls }).run(longRun(join(folder, 'x.mkv')));
      await expect(run).rejects.toMatchObject({ code: 'disk-full', retryable: true });
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

describe('pipes', () => {
  it('feeds raw frames and takes arguments with one space as they are', async () => {
    const frames = Readable.from(
      (function* () {
        for (let frame = 0; frame < 48; frame += 1) yield Buffer.alloc(64 * 36 * 3, frame * 5);
      })(),
    );
    const path = lab.path('piped.mp4');
    const result = await lab.tools.run({
      inputs: [
        { stdin: frames, args: ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', '64x36', '-r', '24'], trust: 'own' },
      ],
      outputArgs: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-metadata', 'title=My film'],
      outputPath: path,
      outputFormat: 'mp4',
    });
    expect(result.frames).toBe(48);
    const info = await lab.tools.probe(path, 'own');
    expect(info.video?.frames).toBe(48);
    expect(info.tags['title']).toBe('My film');
  });

  it('hands on the error of the stream that feeds it, and leaves no file', async () => {
    const frames = new PassThrough();
    frames.write(Buffer.alloc(64 * 36 * 3));
    const path = lab.path('broken-feed.mp4');
    const run = lab.tools.run({
      inputs: [
        { stdin: frames, args: ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', '64x36', '-r', '24'], trust: 'own' },
      ],
      outputArgs: ['-c:v', 'libx264'],
      outputPath: path,
      outputFormat: 'mp4',
    });
    setTimeout(() => frames.destroy(new Error('the drawing worker died')), 200);
    await expect(run).rejects.toMatchObject({ code: 'ffmpeg-failed', cause: { message: 'the drawing worker died' } });
    expect(existsSync(path)).toBe(false);
    expect(hiddenFiles(lab.folder)).toEqual([]);
  });

  it('stops FFmpeg when the reader goes away', async () => {
    const { stdout, done } = lab.tools.runToPipe({
      inputs: [{ lavfi: 'testsrc2=size=640x360:rate=24:duration=6000', trust: 'own' }],
      outputArgs: ['-pix_fmt', 'rgb24'],
      outputFormat: 'rawvideo',
    });
    stdout.once('data', () => stdout.destroy());
    await expect(done).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('cancel does not wait for a reader that does not read', async () => {
    const cancel = new AbortController();
    const { stdout, done } = lab.tools.runToPipe({
      inputs: [{ lavfi: 'testsrc2=size=640x360:rate=24:duration=6000', trust: 'own' }],
      outputArgs: ['-pix_fmt', 'rgb24'],
      outputFormat: 'rawvideo',
      signal: cancel.signal,
    });
    stdout.once('readable', () => cancel.abort());
    await expect(done).rejects.toMatchObject({ code: 'cancelled' });
    expect(stdout.destroyed).toBe(true);
  });

  it('gives a slow reader every byte', async () => {
    const { stdout, done } = lab.tools.runToPipe({
      inputs: [{ path: film, trust: 'foreign' }],
      outputArgs: ['-map', '0:v:0', '-pix_fmt', 'rgb24'],
      outputFormat: 'rawvideo',
    });
    let bytes = 0;
    for await (const chunk of stdout) {
      bytes += (chunk as Buffer).length;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await done;
    expect(bytes).toBe(320 * 180 * 3 * 24);
  });

  it('reads through links, to the file and to FFmpeg itself', async () => {
    const place = freshFolder('linked');
    symlinkSync(film, join(place, 'film-link.mp4'));
    const bin = freshFolder('bin');
    symlinkSync(lab.binaries.ffmpeg.path, join(bin, 'ffmpeg'));
    const tools = lab.toolsWith({ ffmpeg: join(bin, 'ffmpeg') });
    await tools.run({
      inputs: [{ path: join(place, 'film-link.mp4'), trust: 'foreign' }],
      outputArgs: ['-c', 'copy'],
      outputPath: join(place, 'out.mp4'),
      outputFormat: 'mp4',
    });
    expect((await tools.probe(join(place, 'out.mp4'), 'foreign')).video?.frames).toBe(24);
  });

  it('reports progress up to the whole', async () => {
    const fractions: number[] = [];
    await lab.tools.run({
      inputs: [{ path: film, trust: 'own' }],
      outputArgs: ['-c:v', 'libx264', '-preset', 'ultrafast'],
      outputPath: lab.path('progress.mp4'),
      outputFormat: 'mp4',
      expectedFrames: 24,
      onProgress: (progress) => fractions.push(progress.fraction ?? -1),
    });
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(statSync(lab.path('progress.mp4')).size).toBeGreaterThan(0);
  });
});

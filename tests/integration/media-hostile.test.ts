import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputFlags } from '../../src/main/media/args/flag-blocks.ts';
import { launchChain, limitsFor } from '../../src/main/media/launcher.ts';
import { sniffMedia } from '../../src/main/media/sniff.ts';
import { convert, makeThumbnail } from '../../src/main/media/stock-operations.ts';
import {
  AWKWARD_NAMES,
  bombPng,
  disguises,
  listenForLeaks,
  writeEvil,
  type Canary,
} from '../support/media/evil-media.ts';
import { createMediaLab, makeTestVideo, rawFfmpeg, tryRawFfmpeg, type MediaLab } from '../support/media/fixtures.ts';

const execute = promisify(execFile);
/** An FFmpeg call without any flag of ours, which asks the listener where it can reach it. */
const WITH_NETWORK = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'file,http,tcp', '-f', 'concat', '-safe', '0'];
const SECRET = 'canary-7f3a91-secret';
let lab: MediaLab;
let canary: Canary;
let secretPath: string;
let film: string;

beforeAll(async () => {
  lab = await createMediaLab('hostile');
  canary = await listenForLeaks();
  mkdirSync(lab.path('secrets'));
  mkdirSync(lab.path('out'));
  secretPath = lab.path('secrets/secret.txt');
  writeFileSync(secretPath, `${SECRET}\n`.repeat(200));
  film = lab.path('film.mp4');
  makeTestVideo(lab.binaries, film, { seconds: 1 });
});
afterAll(async () => {
  await canary.close();
  await lab.dispose();
});

const out = (name: string) => lab.path(join('out', name));

/** Files below a folder that hold the secret. */
function leaks(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(SECRET));
}

async function exitCode(command: string, args: readonly string[]): Promise<number> {
  return execute(command, args, { timeout: 20_000 }).then(
    () => 0,
    (error: { code?: number }) => error.code ?? -1,
  );
}

const REASONS = Object.keys(disguises('', ''));

describe('disguised text files', () => {
  it.each(REASONS.flatMap((reason) => ['mp4', 'mkv', 'png'].map((ending) => [reason, ending] as const)))(
    '%s named .%s is refused at every door',
    async (reason, ending) => {
      const path = writeEvil(lab.folder, `evil-${reason}.${ending}`, disguises(canary.url, secretPath)[reason] ?? '');
      const refusal = { code: 'unsupported-media', details: { reason } };
      await expect(sniffMedia(path)).rejects.toMatchObject(refusal);
      await expect(lab.tools.probe(path, 'foreign')).rejects.toMatchObject(refusal);
      const run = {
        inputs: [{ path, trust: 'foreign' as const }],
        outputArgs: ['-c', 'copy'],
        outputPath: out('x.mkv'),
        outputFormat: 'matroska',
      };
      await expect(lab.tools.run(run)).rejects.toMatchObject(refusal);
    },
  );

  // Second wall: what FFmpeg itself does with the flag block, had the sniffer been fooled. Subtitles and metadata name
  // no other file; SVG and XML may end without an error where no decoder is built in.
  it.each(['hls-playlist', 'dash-manifest', 'session-description', 'concat-list', 'svg', 'unknown'])(
    'the flag block alone refuses %s',
    async (reason) => {
      const path = writeEvil(lab.folder, `flags-${reason}.mp4`, disguises(canary.url, secretPath)[reason] ?? '');
      const args = [
        '-nostdin',
        '-v',
        'error',
        '-y',
        ...inputFlags('foreign'),
        '-i',
        `file:${path}`,
        '-f',
        'matroska',
        out(`flags-${reason}.mkv`),
      ];
      expect(await exitCode(lab.binaries.ffmpeg.path, args)).not.toBe(0);
      expect(canary.hits).toEqual([]);
    },
  );

  it('nobody has asked the listener and the secret is in no output', () => {
    expect(canary.hits).toEqual([]);
    expect(leaks(out('.'))).toEqual([]);
  });

  it('positive control: without the walls the listener is asked and the search finds a secret', async () => {
    const path = writeEvil(lab.folder, 'control.txt', disguises(canary.url, secretPath)['concat-list'] ?? '');
    await exitCode(lab.binaries.ffmpeg.path, [...WITH_NETWORK, '-i', path, '-f', 'null', '-']);
    expect(canary.hits).toContain('/concat.mp4');
    expect(leaks(lab.path('secrets'))).toEqual([secretPath]);
  });
});

describe('walls of the operating system', () => {
  const limits = limitsFor({ pixels: 1, seconds: 1, foreign: true, inputs: 1, cores: 2 });
  const request = (binary: string, readable: string[] | undefined) => ({
    binary,
    limits,
    niced: true,
    tempRoot: lab.folder,
    writable: [],
    readable,
    foreign: true,
  });

  it('take the network away even from an FFmpeg that wants it', async (test) => {
    const walls = await lab.tools.walls();
    if (walls.isolation === 'none') return test.skip('neither bwrap nor unshare works here');
    const path = writeEvil(lab.folder, 'wants.txt', disguises(canary.url, secretPath)['concat-list'] ?? '');
    const { command, prefix } = launchChain(walls, request(lab.binaries.ffmpeg.path, undefined));
    const before = canary.hits.length;
    await exitCode(command, [...prefix, ...WITH_NETWORK, '-i', path, '-f', 'null', '-']);
    expect(canary.hits.length).toBe(before);
  });

  it('show a foreign run only its own files', async (test) => {
    const walls = await lab.tools.walls();
    if (walls.isolation !== 'bwrap') return test.skip('bwrap does not work here');
    const cat = (readable: string[]) => {
      const { command, prefix } = launchChain(walls, { ...request('/bin/cat', readable), tempRoot: lab.path('out') });
      return exitCode(command, [...prefix, secretPath]);
    };
    expect(await cat([film])).not.toBe(0);
    expect(await cat([secretPath])).toBe(0);
  });

  it('pass on nothing of our environment', async () => {
    const walls = await lab.tools.walls();
    const { command, prefix } = launchChain(walls, request('/usr/bin/env', undefined));
    const { stdout } = await execute(command, prefix, { env: { ...process.env, REPLICATE_API_TOKEN: 'never-seen' } });
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(
      names.filter((name) => !['PATH', 'LANG', 'MALLOC_ARENA_MAX', 'TMPDIR', 'HOME', 'PWD'].includes(name ?? '')),
    ).toEqual([]);
  });
});

describe('bombs and broken files', () => {
  it('refuses a 30,000 × 30,000 picture from its header', async () => {
    const path = writeEvil(lab.folder, 'huge.png', bombPng(30_000, { withPixels: false }));
    await expect(sniffMedia(path)).rejects.toMatchObject({ code: 'media-too-large', details: { widthPx: 30_000 } });
    await expect(lab.tools.probe(path, 'foreign')).rejects.toMatchObject({ code: 'media-too-large' });
  });

  it('the flag block refuses a 16,000 × 16,000 picture before decoding it', async () => {
    const path = writeEvil(lab.folder, 'bomb.png', bombPng(16_000, { withPixels: true }));
    const decode = (flags: string[]) =>
      exitCode(lab.binaries.ffmpeg.path, [
        '-nostdin',
        '-v',
        'error',
        ...flags,
        '-f',
        'png_pipe',
        '-i',
        `file:${path}`,
        '-f',
        'null',
        '-',
      ]);
    expect(await decode(inputFlags('foreign'))).not.toBe(0);
    await expect(lab.tools.probe(path, 'foreign')).rejects.toMatchObject({ code: 'media-too-large' });
  });

  it('refuses a decoder that is not on the list (MagicYUV), though this FFmpeg could decode it', async () => {
    const path = lab.path('pixel-smash.mkv');
    rawFfmpeg(lab.binaries, ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=0.2', '-c:v', 'magicyuv', path]);
    expect(tryRawFfmpeg(lab.binaries, ['-i', path, '-f', 'null', '-']).status).toBe(0);
    const request = { path, trust: 'foreign' as const, outputPath: out('magic.mp4'), format: 'mp4' as const };
    await expect(convert(lab.tools, request)).rejects.toMatchObject({ code: 'broken-media' });
  });

  it('refuses a truncated MP4 and an empty file', async () => {
    const cut = lab.path('cut.mp4');
    copyFileSync(film, cut);
    truncateSync(cut, Math.floor(statSync(film).size / 2));
    await expect(lab.tools.probe(cut, 'foreign')).rejects.toMatchObject({ code: 'broken-media' });
    const empty = writeEvil(lab.folder, 'empty.mp4', '');
    await expect(lab.tools.probe(empty, 'foreign')).rejects.toMatchObject({ code: 'broken-media' });
    await expect(lab.tools.probe(lab.path('nowhere.mp4'), 'foreign')).rejects.toMatchObject({ code: 'media-missing' });
    await expect(lab.tools.probe(lab.folder, 'foreign')).rejects.toMatchObject({ code: 'media-missing' });
  });

  it('has left no output at all', () => {
    expect(readdirSync(out('.')).filter((name) => !name.startsWith('flags-'))).toEqual([]);
  });
});

describe('awkward names', () => {
  it.each(AWKWARD_NAMES)('reads and writes %j', async (name) => {
    const path = lab.path(name);
    copyFileSync(film, path);
    expect((await lab.tools.probe(path, 'foreign')).video?.frames).toBe(24);
    mkdirSync(out('awkward'), { recursive: true });
    const picture = join(out('awkward'), name);
    await makeThumbnail(lab.tools, { path, trust: 'foreign', outputPath: picture, format: 'png' });
    expect(await sniffMedia(picture)).toMatchObject({ container: 'png' });
    expect(readdirSync(out('awkward'))).toContain(name);
  });

  it('says clearly when a name or a path is too long', async () => {
    const request = { path: film, trust: 'foreign' as const, format: 'png' as const };
    await expect(
      makeThumbnail(lab.tools, { ...request, outputPath: out(`${'n'.repeat(252)}.png`) }),
    ).rejects.toMatchObject({ code: 'not-writable' });
    const deep = join(lab.folder, ...Array.from({ length: 20 }, () => 'd'.repeat(250)), 'x.png');
    await expect(makeThumbnail(lab.tools, { ...request, outputPath: deep })).rejects.toMatchObject({
      code: 'not-writable',
    });
  });
});

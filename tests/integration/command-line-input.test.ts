import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

let folder = '';
let home = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-cli-'));
  home = join(folder, 'home');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const make = (brief: unknown, ...more: string[]) =>
  runCli(['make', '-', '--out', join(folder, 'out'), ...more], {
    home,
    cwd: folder,
    input: typeof brief === 'string' ? brief : JSON.stringify(brief),
  });
const good = { prompt: 'A runner crosses a city at dawn.', duration: 5 };

describe('what bad input gets', () => {
  it.each([
    ['an unknown field', { ...good, colour: 'red' }, 'colour'],
    ['a wrong type', { ...good, duration: 'long' }, 'duration'],
    ['duration 0', { ...good, duration: 0 }, 'duration'],
    ['duration -5', { ...good, duration: -5 }, 'duration'],
    ['duration 9999', { ...good, duration: 9999 }, 'duration'],
    ['an empty prompt', { ...good, prompt: '' }, 'prompt'],
    ['a prompt of 200,000 characters', { ...good, prompt: 'run '.repeat(50_000) }, 'prompt'],
    ['a missing asset', { ...good, assets: [{ path: 'nowhere.png' }] }, 'nowhere.png'],
    ['text that is no JSON', '{"prompt": ', 'JSON'],
  ])('%s: exit code 2 and one sentence that names it', async (_what, brief, word) => {
    const { code, stderr, stdout } = await make(brief);
    expect(code, stderr).toBe(2);
    expect(stderr).toContain(word);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(/\{\{|undefined|\[object|at .*\.ts:/);
    expect(stdout).toBe('');
  });

  it('leaves no project and no file behind', async () => {
    const { stdout } = await runCli(['projects', 'list', '--json'], { home });
    expect(JSON.parse(stdout)).toEqual([]);
    expect(await readdir(join(folder, 'out')).catch(() => [])).toEqual([]);
  });

  it.each([
    ['text named .png', 'note.png', Buffer.from('hello, I am a picture'), 'note.png'],
    ['an SVG', 'drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'drawing.svg'],
    ['an HLS playlist named .mp4', 'film.mp4', Buffer.from('#EXTM3U\nhttp://127.0.0.1:9/x.ts\n'), 'film.mp4'],
    [
      'a file of 60 MB',
      'big.png',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(60 * 1024 * 1024)]),
      'big.png',
    ],
  ])('refuses %s by name', async (_what, name, bytes, word) => {
    await writeFile(join(folder, name), bytes);
    const { code, stderr } = await make({ ...good, assets: [{ path: name, role: 'product' }] });
    expect(code, stderr).toBe(2);
    expect(stderr).toContain(word);
  });

  it('asks instead of guessing when the brief says nothing', async () => {
    const { code, stderr } = await make({ prompt: 'Something nice.', duration: 15 });
    expect(code, stderr).toBe(2);
    expect(stderr).toContain('?');
  });

  it('says in Thai what it says in English', async () => {
    const { code, stderr } = await runCli(['make', '-', '--out', join(folder, 'out')], {
      home,
      input: '{"prompt":"x","duration":0}',
      env: { LC_ALL: 'th_TH.UTF-8' },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/[\u0E00-\u0E7F]/);
  });

  it('names a folder that cannot be written to, before any work', async () => {
    await writeFile(join(folder, 'a-file'), 'x');
    const { code, stderr } = await runCli(['make', '-', '--out', join(folder, 'a-file', 'inside')], {
      home,
      input: JSON.stringify(good),
    });
    expect(code).toBe(1);
    expect(stderr).toContain('a-file');
  });

  it('names the fix when FFmpeg is missing', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty, { recursive: true });
    const { code, stderr } = await runCli(['make', '-', '--out', join(folder, 'out')], {
      home,
      input: JSON.stringify(good),
      env: { PATH: empty, FFMPEG_BIN: join(empty, 'ffmpeg') },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('FFMPEG_BIN');
  });

  it('names unknown projects, runs and providers', async () => {
    const unknown = '0190b1f0-0000-7000-8000-000000000000';
    for (const args of [
      ['resume', unknown],
      ['jobs', 'show', unknown],
      ['projects', 'show', unknown],
      ['export', unknown, '--formats', 'mp4', '--out', join(folder, 'out')],
    ]) {
      const { code, stderr } = await runCli(args, { home });
      expect(code, args.join(' ')).toBe(2);
      expect(stderr, args.join(' ')).toContain(unknown);
    }
    const { code, stderr } = await make(good, '--video-provider', 'nobody/nothing');
    expect(code).toBe(2);
    expect(stderr).toContain('nobody/nothing');
  });
});

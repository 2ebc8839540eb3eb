import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadBrief, parseBriefJson } from './load-brief.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-brief-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const stdin = async function* (text: string) {
  yield Buffer.from(text);
};

describe('loadBrief', () => {
  it('finds every named file beside the brief', async () => {
    await writeFile(
      join(folder, 'brief.json'),
      JSON.stringify({
        prompt: 'A runner crosses a city at dawn.',
        assets: [{ path: 'shoe.png', role: 'product' }],
        brand: { logo: 'art/logo.png' },
        audio: { music: 'bed.wav', voiceOver: 'file: vo.wav' },
      }),
    );
    const { files, brief } = await loadBrief('brief.json', { cwd: folder, stdin: stdin('') });
    expect(files.map(({ path, role }) => [path.slice(folder.length + 1), role])).toEqual([
      ['shoe.png', 'product'],
      ['art/logo.png', 'logo'],
      ['bed.wav', 'music'],
      ['vo.wav', 'voice'],
    ]);
    expect(brief.duration).toBe(30);
  });

  it('reads standard input, with a byte order mark', async () => {
    const { brief } = await loadBrief('-', { cwd: folder, stdin: stdin('\uFEFF{"prompt":"น้องหมาวิ่งบนชายหาด"}') });
    expect(brief.prompt).toBe('น้องหมาวิ่งบนชายหาด');
  });

  it('takes spoken words for words, not for a file', async () => {
    const { files } = await loadBrief('-', {
      cwd: folder,
      stdin: stdin('{"prompt":"A runner.","audio":{"voiceOver":"Run. Breathe."}}'),
    });
    expect(files).toEqual([]);
  });

  it.each([
    ['not JSON', 'not json {', 'invalid-input'],
    ['an unknown field', '{"prompt":"x y z","colour":"red"}', 'invalid-input'],
    ['a duration of 9999', '{"prompt":"x y z","duration":9999}', 'invalid-input'],
    ['a duration of 0', '{"prompt":"x y z","duration":0}', 'invalid-input'],
    ['a duration of -5', '{"prompt":"x y z","duration":-5}', 'invalid-input'],
    ['an empty prompt', '{"prompt":"  "}', 'invalid-input'],
    ['a prompt of 200,000 characters', JSON.stringify({ prompt: 'x '.repeat(100_000) }), 'invalid-input'],
    ['a list where an object should be', '[]', 'invalid-input'],
  ])('refuses %s', async (_what, text, code) => {
    await expect(loadBrief('-', { cwd: folder, stdin: stdin(text) })).rejects.toMatchObject({ code });
  });

  it('names a brief that is not there', async () => {
    await expect(loadBrief('nope.json', { cwd: folder, stdin: stdin('') })).rejects.toMatchObject({
      code: 'media-missing',
      details: { what: join(folder, 'nope.json') },
    });
  });
});

describe('parseBriefJson', () => {
  it('keeps the place of the mistake', () => {
    expect(() => parseBriefJson('{"a": }')).toThrow(
      expect.objectContaining({ details: { issues: [expect.objectContaining({ code: 'not-json' })] } }),
    );
  });
});

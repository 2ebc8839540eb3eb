import { describe, expect, it } from 'vitest';
import type { CheckedBrief } from '../../../shared/contract/briefs.ts';
import { briefSchema } from '../../../shared/model/brief.ts';
import { briefRecordOf } from '../../../shared/model/document.ts';
import { isBriefFile, readBriefFile } from './read-brief-file.ts';

const projectId = '01890a5d-ac96-774b-bcce-b302099a8057';
const present = briefRecordOf(
  projectId,
  briefSchema.parse({ prompt: 'A cat waits.', duration: 45, keywords: ['night'], budget: 5 }),
);

/** The library's check, as far as this test needs it. */
const api = {
  briefs: {
    check: ({ text }: { text?: string }): Promise<CheckedBrief> =>
      Promise.resolve({ brief: briefSchema.parse(JSON.parse(text ?? '')), issues: [], normalised: [] }),
  },
} as unknown as Parameters<typeof readBriefFile>[0];
const fileOf = (content: unknown, name = 'brief.json'): File =>
  new File([typeof content === 'string' ? content : JSON.stringify(content)], name);

describe('readBriefFile', () => {
  it('takes what the file says and leaves the rest as it is', async () => {
    const read = await readBriefFile(api, fileOf({ prompt: 'A dog runs.', keywords: ['night'] }), present, 'Film');
    expect(read.fields).toEqual({ prompt: 'A dog runs.', keywords: ['night'] });
    // The keywords are the same already; length and budget are not the file's business.
    expect(read.changes).toEqual(['prompt']);
  });

  it('does not take over files that lie beside the brief file, and names them', async () => {
    const given = {
      prompt: 'A can.',
      name: 'Cold brew',
      assets: [{ path: 'can.png', role: 'product' }],
      brand: { voice: 'Dry', logo: 'logo.png' },
      audio: { music: 'bed.mp3', musicStyle: 'Piano' },
    };
    const read = await readBriefFile(api, fileOf(given), present, 'Film');
    expect(read.missing).toEqual(['can.png', 'logo.png', 'bed.mp3']);
    expect(read.fields).not.toHaveProperty('assets');
    expect(read.fields.brand).toEqual({ voice: 'Dry' });
    expect(read.fields.audio).toEqual({ musicVolume: 0.6, musicStyle: 'Piano' });
    expect(read.newName).toBe('Cold brew');
    expect(read.changes).toEqual(['name', 'prompt', 'brand', 'audio']);
  });

  it('reads plain words as the prompt, with line breaks of any system', async () => {
    const read = await readBriefFile(api, fileOf('\uFEFFOne.\r\nTwo.\rThree.', 'story.txt'), present, 'Film');
    expect(read.text).toBe('One.\nTwo.\nThree.');
    expect(read.changes).toEqual(['prompt']);
  });

  it('refuses what is too long in a sentence about the prompt', async () => {
    const read = await readBriefFile(api, fileOf('x'.repeat(100_001), 'book.txt'), present, 'Film');
    expect(read.checked.issues).toEqual([
      { path: 'prompt', code: 'too-long', params: { limit: 100_000, found: 100_001 } },
    ]);
    const huge = await readBriefFile(api, fileOf('x'.repeat(700_000)), present, 'Film');
    expect(huge.checked.issues[0]?.code).toBe('too-long');
  });
});

it.each([
  ['brief.json', '', true],
  ['story.TXT', '', true],
  ['notes.md', '', true],
  ['can.png', 'image/png', false],
  ['noname', 'text/plain', true],
  ['mark.svg', 'image/svg+xml', false],
])('%s (%s) is a brief file: %s', (name, type, is) => expect(isBriefFile({ name, type })).toBe(is));

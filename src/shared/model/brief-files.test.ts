import { describe, expect, it } from 'vitest';
import { withAnswer } from './answer-question.ts';
import { filesNamedBy, withFileRole, withoutFile } from './brief-files.ts';

const brief = {
  assets: [
    { path: 'a', role: 'reference' as const },
    { path: 'b', role: 'product' as const },
  ],
  brand: { voice: 'Warm', logo: 'l' },
  audio: { musicVolume: 0.6, music: 'm', voiceOver: 'file: v' },
};

describe('files of a brief', () => {
  it('are named in four places, each once', () => {
    expect(filesNamedBy({ ...brief, assets: [...brief.assets, { path: 'l', role: 'logo' }] })).toEqual([
      { path: 'a', role: 'reference' },
      { path: 'b', role: 'product' },
      { path: 'l', role: 'logo' },
      { path: 'm', role: 'music' },
      { path: 'v', role: 'voice' },
    ]);
  });

  it.each(['a', 'l', 'm', 'v'])('%s is taken out wherever it stands, and nothing else is', (path) => {
    const left = filesNamedBy(withoutFile(brief, path)).map((file) => file.path);
    expect(left).toEqual(['a', 'b', 'l', 'm', 'v'].filter((one) => one !== path));
    expect(withoutFile(brief, path).brand.voice).toBe('Warm');
  });

  it('words to speak are no file', () => {
    const spoken = { ...brief, audio: { musicVolume: 1, voiceOver: 'The city sleeps.' } };
    expect(withoutFile(spoken, 'The city sleeps.').audio).toEqual(spoken.audio);
  });

  it('another role keeps the place; a logo of the brand becomes a file like the others', () => {
    expect(withFileRole(brief, 'a', 'logo').assets[0]).toEqual({ path: 'a', role: 'logo' });
    const moved = withFileRole(brief, 'l', 'reference');
    expect(moved.brand).toEqual({ voice: 'Warm' });
    expect(moved.assets.at(-1)).toEqual({ path: 'l', role: 'reference' });
  });
});

describe('withAnswer', () => {
  const written = { prompt: 'A cat waits.', campaign: {} };

  it('puts the place first, what to do into the campaign, all else behind', () => {
    expect(withAnswer(written, 'where', ' On  a roof ').prompt).toBe('On a roof.\nA cat waits.');
    expect(withAnswer(written, 'what-happens', 'It jumps!').prompt).toBe('A cat waits.\nIt jumps!');
    expect(withAnswer(written, 'who-or-what', 'แมวดำ').prompt).toBe('A cat waits.\nแมวดำ');
    expect(withAnswer(written, 'what-to-do-next', 'Order today')).toEqual({
      ...written,
      campaign: { cta: 'Order today' },
    });
  });

  it('an empty answer changes nothing', () => expect(withAnswer(written, 'where', '  ')).toBe(written));
});

import { describe, expect, it } from 'vitest';
import { captionsName, exportBaseName, exportFilmName, exportSettingsSchema, plannedFilms } from './export-settings.ts';
import type { ExportSettings } from './export-settings.ts';

const settings = (wish: Partial<ExportSettings>): ExportSettings => ({
  formats: ['mp4'],
  qualities: ['1080p'],
  gifQuality: '480p',
  variations: [1],
  captions: 'none',
  targetBytes: null,
  ...wish,
});
const keysOf = (wish: Partial<ExportSettings>): string[] => plannedFilms(settings(wish)).map(({ key }) => key);

describe('what an export will make', () => {
  it('is every format at every size of every variation, and one GIF where it has a size of its own', () => {
    expect(keysOf({ formats: ['mp4', 'gif'], qualities: ['1080p', '720p'], variations: [1, 2] })).toEqual([
      'v1-mp4-1080p',
      'v1-mp4-720p',
      'v1-gif-480p',
      'v2-mp4-1080p',
      'v2-mp4-720p',
      'v2-gif-480p',
    ]);
    expect(keysOf({ formats: ['gif'], qualities: ['1080p', '720p'], gifQuality: null })).toEqual([
      'v1-gif-1080p',
      'v1-gif-720p',
    ]);
  });

  it('makes a GIF from the film that is made anyway, and a GIF alone at its own size', () => {
    const master = (wish: Partial<ExportSettings>) => plannedFilms(settings(wish)).at(-1)?.masterQuality;
    expect(master({ formats: ['webm', 'gif'] })).toBe('1080p');
    expect(master({ formats: ['gif'] })).toBe('480p');
  });

  it('refuses the same twice, nothing at all, and sizes that no film has', () => {
    expect(exportSettingsSchema.safeParse(settings({})).success).toBe(true);
    for (const wrong of [{ formats: [] }, { formats: ['mp4', 'mp4'] }, { variations: [4] }, { targetBytes: 10 }])
      expect(exportSettingsSchema.safeParse({ ...settings({}), ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  });
});

describe('names of files', () => {
  it('keeps Thai, leaves out what a system refuses, and never ends in a dot', () => {
    expect(exportBaseName('กาแฟเย็น: ฤดูร้อน?', 'none')).toBe('กาแฟเย็น ฤดูร้อน');
    expect(exportBaseName('../a\\b/c\u202e', 'none')).toBe('a b c');
    expect(exportBaseName('Spot v1...', 'burn')).toBe('Spot v1 (captions)');
    expect(exportBaseName('...', 'none')).toBe('film');
    expect(exportBaseName('CON', 'none')).toBe('film CON');
    expect(exportBaseName('e\u0301', 'none')).toBe('\u00e9');
  });

  it('cuts long names between letters, so that no mark loses its letter', () => {
    const name = exportBaseName('กำ้'.repeat(200), 'none');
    expect([...new Intl.Segmenter('th').segment(name)]).toHaveLength(80);
  });

  it('tells variation, size and format', () => {
    expect(exportFilmName('Spot', { format: 'mp4', quality: '720p', variation: 1 })).toBe('Spot-720p.mp4');
    expect(exportFilmName('Spot', { format: 'gif', quality: '480p', variation: 2 })).toBe('Spot-v2-480p.gif');
    expect([captionsName('Spot', 1), captionsName('Spot', 3)]).toEqual(['Spot.srt', 'Spot-v3.srt']);
  });
});

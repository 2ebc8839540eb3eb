import type { ExportSettings } from '../../../shared/model/export-settings.ts';
import type { AspectRatio } from '../../../shared/model/shot-terms.ts';

/** Settings for a purpose, only where the project's ratio fits it. Pure. */

export const PRESET_IDS = ['youtube', 'reels', 'feed', 'web', 'mail', 'editing', 'preview', 'everything'] as const;
export type PresetId = (typeof PRESET_IDS)[number];

export interface ExportPreset {
  id: PresetId;
  settings: Omit<ExportSettings, 'variations'>;
}

const base = { gifQuality: '480p', captions: 'none', targetBytes: null } as const;

const ALL: readonly (ExportPreset & { ratios: readonly AspectRatio[] | 'all' })[] = [
  { id: 'youtube', ratios: ['16:9'], settings: { ...base, formats: ['mp4'], qualities: ['1080p'] } },
  { id: 'reels', ratios: ['9:16'], settings: { ...base, formats: ['mp4'], qualities: ['1080p'], captions: 'burn' } },
  {
    id: 'feed',
    ratios: ['1:1', '4:5'],
    settings: { ...base, formats: ['mp4'], qualities: ['1080p'], captions: 'burn' },
  },
  { id: 'web', ratios: 'all', settings: { ...base, formats: ['webm', 'mp4'], qualities: ['720p'] } },
  {
    id: 'mail',
    ratios: 'all',
    settings: { ...base, formats: ['gif'], qualities: ['480p'], targetBytes: 5_000_000 },
  },
  { id: 'editing', ratios: 'all', settings: { ...base, formats: ['mov'], qualities: ['1080p'] } },
  { id: 'preview', ratios: 'all', settings: { ...base, formats: ['mp4'], qualities: ['480p'] } },
  {
    id: 'everything',
    ratios: 'all',
    settings: { ...base, formats: ['mp4', 'mov', 'webm', 'gif'], qualities: ['1080p'] },
  },
];

/** Presets that this ratio can really become; a caption preset of a film without captions leaves them out. */
export function presetsFor(ratio: AspectRatio, hasCaptions: boolean): ExportPreset[] {
  return ALL.filter(({ ratios }) => ratios === 'all' || ratios.includes(ratio)).map(({ id, settings }) => ({
    id,
    settings: hasCaptions ? settings : { ...settings, captions: 'none' },
  }));
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value) => other.includes(value));

/** Whether the settings are what the preset says. */
export function isPreset(settings: ExportSettings, preset: ExportPreset): boolean {
  const { settings: wanted } = preset;
  return (
    same(settings.formats, wanted.formats) &&
    same(settings.qualities, wanted.qualities) &&
    settings.captions === wanted.captions &&
    settings.targetBytes === wanted.targetBytes &&
    (!settings.formats.includes('gif') || settings.gifQuality === wanted.gifQuality)
  );
}

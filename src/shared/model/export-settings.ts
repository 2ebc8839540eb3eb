import { z } from 'zod';
import { exportFormatSchema, qualitySchema } from './shot-terms.ts';
import type { ExportFormat, Quality } from './shot-terms.ts';

/** What a person wants to be made of a finished project. */

/** Smallest and largest wish for a file, in bytes: below it no film fits, above it the wish says nothing. */
export const TARGET_BYTES = { min: 200_000, max: 4_000_000_000 } as const;

const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

export const exportSettingsSchema = z.strictObject({
  formats: z.array(exportFormatSchema).min(1).max(4).refine(distinct),
  qualities: z.array(qualitySchema).min(1).max(3).refine(distinct),
  /** One size for GIFs whatever the films' sizes are; null: a GIF at every size. */
  gifQuality: qualitySchema.nullable(),
  variations: z.array(z.int().min(1).max(3)).min(1).max(3).refine(distinct),
  /** Captions drawn into the picture. A file with the captions as text is made in both cases. */
  captions: z.enum(['none', 'burn']),
  /** Largest size of each film file; null: as large as a good picture needs. */
  targetBytes: z.int().min(TARGET_BYTES.min).max(TARGET_BYTES.max).nullable(),
});
export type ExportSettings = z.infer<typeof exportSettingsSchema>;

/** One film file of an export, before it is made. */
export interface PlannedFilm {
  /** Names it within its export: `v1-mp4-1080p`. */
  key: string;
  format: ExportFormat;
  quality: Quality;
  variation: number;
  /** Size of the stitched film that it is made from. */
  masterQuality: Quality;
}

/** The film files of an export in the order they are made: by variation and size, the stitched film of each first. Pure. */
export function plannedFilms(settings: ExportSettings): PlannedFilm[] {
  const { formats, qualities, gifQuality, variations } = settings;
  const films = formats.filter((format) => format !== 'gif');
  const plan: PlannedFilm[] = [];
  const add = (format: ExportFormat, quality: Quality, variation: number, masterQuality: Quality): void =>
    void plan.push({ key: `v${variation}-${format}-${quality}`, format, quality, variation, masterQuality });
  for (const variation of variations) {
    for (const quality of qualities) {
      for (const format of films) add(format, quality, variation, quality);
      if (formats.includes('gif') && gifQuality === null) add('gif', quality, variation, quality);
    }
    if (formats.includes('gif') && gifQuality !== null)
      add('gif', gifQuality, variation, films.length > 0 ? (qualities[0] ?? gifQuality) : gifQuality);
  }
  return plan;
}

const LONGEST_NAME = 80;

/** A project's name as the first part of file names on every system; Thai letters stay. Pure. */
export function exportBaseName(projectName: string, captions: ExportSettings['captions']): string {
  const clean = projectName
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const short = [...new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(clean)]
    .slice(0, LONGEST_NAME)
    .map(({ segment }) => segment)
    .join('')
    .replace(/[. ]+$/, '')
    .replace(/^[. ]+/, '');
  // Names that Windows keeps for devices.
  const safe = short === '' || /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(short) ? `film ${short}`.trim() : short;
  return captions === 'burn' ? `${safe} (captions)` : safe;
}

/** Name of a film file: `River flowers-1080p.mp4`, `River flowers-v2-1080p.mp4`. Pure. */
export function exportFilmName(base: string, film: Pick<PlannedFilm, 'format' | 'quality' | 'variation'>): string {
  return `${base}${film.variation > 1 ? `-v${film.variation}` : ''}-${film.quality}.${film.format}`;
}

/** Name of the captions of a variation. Pure. */
export function captionsName(base: string, variation: number): string {
  return `${base}${variation > 1 ? `-v${variation}` : ''}.srt`;
}

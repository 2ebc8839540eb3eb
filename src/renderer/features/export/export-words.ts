import type { ExportNote, ExportView } from '../../../shared/contract/exports.ts';
import type { ExportSettings } from '../../../shared/model/export-settings.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { Formatters } from '../../lib/formatters.ts';
import type { BadgeShape, BadgeTone } from '../../ui/badge.tsx';

/** Exports in a person's words. Pure. */

/** Limits are typed in millions of bytes, as mail programs count them. */
const MEGABYTE = 1_000_000;

const FORMAT_WORDS = { mp4: 'MP4', mov: 'MOV', webm: 'WebM', gif: 'GIF' } as const;

export const formatInWords = (format: keyof typeof FORMAT_WORDS): string => FORMAT_WORDS[format];

/** "MP4, WebM, 1080p, captions in the picture". */
export function settingsInWords(t: Translate, settings: ExportSettings): string {
  const isOnlyGif = settings.formats.every((format) => format === 'gif');
  const qualities = isOnlyGif && settings.gifQuality !== null ? [settings.gifQuality] : settings.qualities;
  return [
    t('export.summary', { formats: settings.formats.map(formatInWords).join(', '), qualities: qualities.join(', ') }),
    settings.captions === 'burn' ? t('export.captions-in') : null,
    settings.targetBytes === null
      ? null
      : t('export.limit', { size: `${settings.targetBytes / MEGABYTE} ${t('export.mb')}` }),
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** A note of the preflight as a sentence. */
export function noteInWords(t: Translate, { bytes }: Pick<Formatters, 'bytes'>, note: ExportNote): string {
  const { needBytes, freeBytes, leastBytes, ...params } = note.params;
  const sizes = {
    need: typeof needBytes === 'number' ? bytes(needBytes) : '',
    free: typeof freeBytes === 'number' ? bytes(freeBytes) : '',
    least: typeof leastBytes === 'number' ? bytes(leastBytes) : '',
  };
  if (note.code === 'unapproved-shots' && params.count === 1) return t('export.note.unapproved-one', params);
  return t(`export.note.${note.code}`, { ...params, ...sizes });
}

/** Colour of a file's or an export's state. */
function toneOf(state: ExportView['state'] | ExportView['files'][number]['state']): BadgeTone {
  if (state === 'done') return 'ok';
  if (state === 'failed') return 'err';
  if (state === 'partly-done' || state === 'interrupted') return 'warn';
  if (state === 'waiting' || state === 'queued' || state === 'paused' || state === 'cancelled') return 'draft';
  return 'info';
}

/** Badge of a state: what waits has a clock, what was cancelled a cross. */
export function badgeOf(state: Parameters<typeof toneOf>[0]): { tone: BadgeTone; shape?: BadgeShape } {
  const tone = toneOf(state);
  return tone === 'draft' ? { tone, shape: state === 'cancelled' ? 'cross' : 'clock' } : { tone };
}

/** Whether an export still works or waits. */
export const isOpenExport = ({ state }: Pick<ExportView, 'state'>): boolean =>
  state === 'paused' || state === 'queued' || state === 'running' || state === 'retrying' || state === 'cancelling';

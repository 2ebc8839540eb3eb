import type { ExportFileView } from '../../../shared/contract/exports.ts';
import type { RunItem, Work } from '../../../shared/contract/jobs.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/contract/errors.ts';
import type { GateCheck } from '../../../shared/model/gate-report.ts';
import { shotName } from '../../../shared/model/shot-name.ts';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import { isMessageKey } from '../../../shared/i18n/translate.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { leftInWords, wordOf } from '../../lib/words.ts';
import { failureParams } from './call-words.ts';
import type { BadgeShape, BadgeTone } from '../../ui/badge.tsx';

/** Jobs in a person's words. Pure. */

type Failure = NonNullable<Work['error']>;

export const kindInWords = (t: Translate, work: Pick<Work, 'kind'>): string => t(`jobs.kind-${work.kind}`);

export function stateInWords(t: Translate, work: Pick<Work, 'state'>): string {
  return t(`jobs.state.${work.state}`);
}

const FORMATS: Readonly<Record<string, string>> = { mp4: 'MP4', mov: 'MOV', webm: 'WebM', gif: 'GIF' };
const RUNNING = new Set(['planning', 'generating_storyboard', 'generating_video', 'exporting', 'running', 'retrying']);
const WAITING = new Set(['pending', 'queued', 'paused', 'cancelling']);

/** Colour and shape of a state. */
export function toneOfState(state: Work['state'] | RunItem['state'] | ExportFileView['state']): {
  tone: BadgeTone;
  shape?: BadgeShape;
} {
  if (state === 'completed' || state === 'done') return { tone: 'ok' };
  if (state === 'failed') return { tone: 'err' };
  if (state === 'partially_completed' || state === 'partly-done' || state === 'stalled' || state === 'interrupted')
    return { tone: 'warn' };
  if (state === 'storyboard_complete') return { tone: 'warn', shape: 'clock' };
  if (state === 'cancelled') return { tone: 'draft', shape: 'cross' };
  if (RUNNING.has(state)) return { tone: 'info', shape: state === 'retrying' ? 'loop' : 'clock' };
  return { tone: 'draft', shape: WAITING.has(state) ? 'clock' : 'pencil' };
}

/** What stands under a name: stage, scene, file, time left. */
export function noteOfWork(t: Translate, work: Work): string {
  const left = work.isOpen && work.etaMs !== null ? leftInWords(t, work.etaMs) : null;
  if (work.kind === 'run') {
    const failed = work.isFailed ? failedInWords(t, work.failedCount) : null;
    const scenes = work.scenes === 1 ? t('jobs.one-scene') : t('jobs.scenes', { count: work.scenes });
    if (!work.isOpen) return [failed, work.scenes > 0 ? scenes : null].filter((part) => part !== null).join(', ');
    if (work.isWaitingForApproval) return t('jobs.stage-waiting');
    const stage = t(`stage.${work.stage}`);
    const scene =
      work.currentScene === null ? null : t('ui.scene-of', { scene: work.currentScene, scenes: work.scenes });
    return [stage, scene, left].filter((part) => part !== null).join(', ');
  }
  if (work.isOpen && work.state !== 'queued' && work.state !== 'paused') {
    const file = t('jobs.note-files', { done: Math.min(work.filesTotal, work.filesDone + 1), total: work.filesTotal });
    return [file, left].filter((part) => part !== null).join(', ');
  }
  return work.fileKinds.map((kind) => kind.replace(/^\w+/, (format) => FORMATS[format] ?? format)).join(', ');
}

function failedInWords(t: Translate, count: number): string {
  return count === 1 ? t('jobs.failed-one') : t('jobs.failed-shots', { count });
}

export interface FailureParts {
  /** What failed. */
  title: string;
  /** On which object. */
  subject: string;
  /** Why. */
  reason: string;
  /** What to do. */
  next: string;
}

/** Why and what to do, by code; codes without words of their own fall back to the sentence of every door. */
export function reasonOf(t: Translate, failure: Failure): { reason: string; next: string } {
  const { code, details } = failure;
  const whyKey = `jobs.why.${code}`;
  const nextKey = `jobs.next.${code}`;
  const texts = failureParams(t, details);
  const what = texts.what ?? texts.path ?? texts.file ?? texts.folder ?? texts.name ?? '';
  return {
    reason: isMessageKey(whyKey)
      ? t(whyKey, { ...texts, what })
      : describeError({ code: code as ErrorCode, details: details as ErrorDetails }, t),
    next: isMessageKey(nextKey) ? t(nextKey, { ...texts, what }) : t('jobs.next.other'),
  };
}

/** The four parts of a failed job. */
export function failureOfWork(t: Translate, work: Work): FailureParts {
  const isPartly = work.state === 'partially_completed' || work.state === 'partly-done';
  const title = t(`jobs.error-title-${work.kind}${isPartly ? '-partly' : ''}`);
  const failure = work.error ?? { code: 'internal', details: {} };
  return { title, subject: work.projectName, ...reasonOf(t, failure) };
}

/** Name of an item: "Shot 2A, start, variation 2". */
export function itemInWords(t: Translate, item: RunItem): string {
  const parts = [t(`jobs.item.${item.kind}`)];
  if (item.scene !== null && item.shot !== null)
    parts[0] = t('jobs.shot', { name: shotName({ scene: item.scene, shot: item.shot }) });
  if (item.slot === 'start' || item.slot === 'end') parts.push(t(`jobs.slot.${item.slot}`));
  if (item.variation !== null && item.variation > 1) parts.push(t('jobs.variation', { variation: item.variation }));
  if (item.round !== null && item.round > 1) parts.push(t('jobs.round', { round: item.round }));
  return parts.join(', ');
}

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
/** The gate counts in millions, as its limit is written. */
const megabytes = (value: number): string => `${(value / 1_000_000).toFixed(value < 10_000_000 ? 1 : 0)} MB`;
const mbits = (value: number): string => (value / 1_000_000).toFixed(value < 10_000_000 ? 1 : 0);

/** What a check measured, with its unit. */
export function measuredInWords(t: Translate, check: GateCheck): string {
  const { value } = check;
  if (typeof value.reason === 'string') return value.reason;
  const unknown = t('jobs.measured.unknown');
  switch (check.id) {
    case 'resolution':
      return t('jobs.measured.pixels', { width: number(value.widthPx) ?? 0, height: number(value.heightPx) ?? 0 });
    case 'codec':
      return String(value.codec ?? unknown);
    case 'bitrate': {
      const rate = number(value.bitsPerSecond);
      return rate === null ? unknown : t('jobs.measured.mbits', { rate: mbits(rate) });
    }
    case 'frame-rate':
      return t('jobs.measured.fps', { fps: number(value.fps) ?? 0 });
    case 'duration':
      return t('jobs.measured.seconds', { seconds: number(value.seconds) ?? 0 });
    case 'audio-sync': {
      if (value.hasAudio === false) return t('jobs.measured.no-sound');
      const apart = Math.max(number(value.startOffsetSeconds) ?? 0, number(value.durationDifferenceSeconds) ?? 0);
      return t('jobs.measured.offset', { seconds: apart });
    }
    case 'colour-space':
      return String(value.pixelFormat ?? unknown);
    case 'container':
      return String(value.container ?? unknown)
        .split(',')
        .includes('mp4')
        ? 'mp4'
        : String(value.container ?? unknown);
    case 'file-size': {
      const size = number(value.bytesPerMinute);
      return size === null ? unknown : t('jobs.measured.size', { size: megabytes(size) });
    }
    case 'metadata': {
      const missing = Object.entries(value)
        .filter(([, isThere]) => isThere === false)
        .map(([fact]) => wordOf(t, 'jobs.fact', fact));
      return missing.length === 0
        ? t('jobs.measured.complete')
        : t('jobs.measured.missing', { list: missing.join(', ') });
    }
  }
}

/** What a check wanted. */
export function wantedInWords(t: Translate, check: GateCheck): string {
  const { expected } = check;
  if (expected.readable === true) return t('jobs.wanted.readable');
  switch (check.id) {
    case 'resolution':
      return t('jobs.wanted.min-side', { px: number(expected.minShortSidePx) ?? 0 });
    case 'frame-rate':
      return t('jobs.wanted.fps', { fps: number(expected.projectFps) ?? 0 });
    case 'bitrate': {
      const min = number(expected.minBitsPerSecond) ?? 0;
      const max = mbits(number(expected.maxBitsPerSecond) ?? 0);
      return min === 0 ? t('jobs.wanted.rate-below', { max }) : t('jobs.wanted.rate-between', { min: mbits(min), max });
    }
    case 'duration':
      return t('jobs.wanted.length', {
        seconds: number(expected.seconds) ?? 0,
        tolerance: number(expected.toleranceSeconds) ?? 0,
      });
    case 'audio-sync':
      return t('jobs.wanted.offset', { seconds: number(expected.maxOffsetSeconds) ?? 0 });
    case 'file-size':
      return t('jobs.wanted.below-size', { size: megabytes(number(expected.belowBytesPerMinute) ?? 0) });
    case 'metadata':
      return t('jobs.wanted.complete');
    case 'codec':
    case 'colour-space':
    case 'container':
      return t('jobs.wanted.one-of', { list: String(expected.oneOf ?? '') });
  }
}

/** Text for the clipboard: what a helper needs to know, no paths of the machine beyond what the error names. */
export function errorText(work: Work, items: readonly RunItem[] = []): string {
  const failed = items.filter(({ error }) => error !== null);
  return JSON.stringify(
    {
      job: work.id,
      kind: work.kind,
      project: work.projectId,
      state: work.state,
      error: work.error,
      finishedAt: work.finishedAtMs === null ? null : new Date(work.finishedAtMs).toISOString(),
      ...(failed.length === 0
        ? {}
        : {
            items: failed.map(({ jobId, kind, scene, shot, slot, error }) => ({
              jobId,
              kind,
              scene,
              shot,
              slot,
              error,
            })),
          }),
    },
    null,
    2,
  );
}

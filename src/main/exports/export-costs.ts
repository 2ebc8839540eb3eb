/** How long files take and how large they become: learnt on this machine, guessed before. Pure but for the settings. */
import { z } from 'zod';
import type { PlannedFilm } from '../../shared/model/export-settings.ts';
import type { ExportFormat } from '../../shared/model/shot-terms.ts';
import type { LibraryDb } from '../db/open.ts';
import type { Repositories } from '../db/repositories.ts';
import { GIF_FPS } from './encode-format.ts';

/** Kinds of work whose speed is remembered. `sized` is an encode to a wished size. */
export const WORK_KINDS = ['stitch', 'copy', 'sized', 'webm', 'gif'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** Milliseconds for a million pixels of one frame, before anything was measured here. */
const FIRST_MS: Readonly<Record<WorkKind, number>> = { stitch: 12, copy: 0.3, sized: 16, webm: 30, gif: 24 };
/** Bits for a pixel of one frame, as drawn films of this program come out. */
const FIRST_BITS: Readonly<Record<ExportFormat, number>> = { mp4: 0.15, mov: 0.15, webm: 0.08, gif: 1.1 };
/** A larger picture of the same film needs fewer bits for each pixel. */
const SIZE_POWER = 0.75;
const REFERENCE_PIXELS = 1280 * 720;
const SETTING = 'exports.speed';

const speedsSchema = z.partialRecord(z.enum(WORK_KINDS), z.number().positive());
export type WorkSpeeds = z.infer<typeof speedsSchema>;

/** The work that a format is. */
export function workOfFormat(format: ExportFormat, targetBytes: number | null): WorkKind {
  if (format === 'gif' || format === 'webm') return format;
  return targetBytes === null ? 'copy' : 'sized';
}

export interface FilmSize {
  widthPx: number;
  heightPx: number;
  fps: number;
  frames: number;
}

const framesOf = (kind: WorkKind, size: FilmSize): number =>
  kind === 'gif' ? (size.frames / size.fps) * GIF_FPS : size.frames;

/** Expected time of a piece of work in ms. Pure. */
export function workMs(kind: WorkKind, size: FilmSize, speeds: WorkSpeeds): number {
  const megapixels = (size.widthPx * size.heightPx * framesOf(kind, size)) / 1_000_000;
  return Math.round(megapixels * (speeds[kind] ?? FIRST_MS[kind]));
}

/** A finished file of the same film: what it says about the size of others. */
export interface KnownSize {
  format: ExportFormat;
  bytes: number;
  durationMs: number;
  pixels: number;
}

/** Expected size of a file in bytes, from finished files of the same film where there are any. Pure. */
export function filmBytes(
  film: Pick<PlannedFilm, 'format'>,
  size: FilmSize,
  known: readonly KnownSize[],
  targetBytes: number | null,
): number {
  const pixels = size.widthPx * size.heightPx;
  const seconds = size.frames / size.fps;
  const bitsAt = (format: ExportFormat): number => {
    const frames = format === 'gif' ? seconds * GIF_FPS : size.frames;
    const perFrame = FIRST_BITS[format] * REFERENCE_PIXELS * (pixels / REFERENCE_PIXELS) ** SIZE_POWER;
    return frames * perFrame;
  };
  const nearest = known
    .filter(({ format, durationMs }) => format === film.format && durationMs > 0)
    .sort((a, b) => Math.abs(Math.log(a.pixels / pixels)) - Math.abs(Math.log(b.pixels / pixels)))[0];
  const bytes =
    nearest === undefined
      ? bitsAt(film.format) / 8
      : (nearest.bytes / (nearest.durationMs / 1_000)) * seconds * (pixels / nearest.pixels) ** SIZE_POWER;
  return Math.max(1_000, Math.round(targetBytes === null ? bytes : Math.min(bytes, targetBytes)));
}

/** What this machine's earlier exports took. */
export function createWorkSpeeds(deps: { db: Pick<LibraryDb, 'writeHint'>; repos: Pick<Repositories, 'settings'> }) {
  const { settings } = deps.repos;
  const read = (): WorkSpeeds => settings.find(SETTING, speedsSchema) ?? {};
  return {
    read,
    /** Half of the new value: one busy minute must not spoil every estimate after it. Never throws: no film is lost for it. */
    learn(kind: WorkKind, size: FilmSize, tookMs: number): void {
      const megapixels = (size.widthPx * size.heightPx * framesOf(kind, size)) / 1_000_000;
      if (megapixels <= 0 || tookMs <= 0) return;
      const value = tookMs / megapixels;
      try {
        deps.db.writeHint(() => {
          const speeds = read();
          settings.set(SETTING, { ...speeds, [kind]: ((speeds[kind] ?? value) + value) / 2 });
        }, 'exports.learn-speed');
      } catch {
        // A library that cannot be written fails where it matters: at the step that remembers the film.
      }
    },
  };
}
export type WorkSpeedMemory = ReturnType<typeof createWorkSpeeds>;

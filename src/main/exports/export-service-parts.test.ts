import { describe, expect, it } from 'vitest';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import { filmBytes, workMs, workOfFormat } from './export-costs.ts';
import { notesOnDisk, notesOnTarget } from './export-notes.ts';
import { exportStateOf } from './export-views.ts';
import { createLiveExports, paceOf } from './live-exports.ts';
import { frameOfWork, sourceOfFrame } from './live-frame.ts';

const clip = (sourcePath: string, cutFrames: number, sourceInFrames = 0) => ({
  id: sourcePath,
  sourcePath,
  sourceHash: 'a'.repeat(64),
  sourceInFrames,
  cutFrames,
  transition: 'cut' as const,
  transitionFrames: 0,
});
const plan = { fps: 24, clips: [clip('/a', 48), clip('/b', 24, 10)] } as unknown as FilmPlan;
const size = { widthPx: 1280, heightPx: 720, fps: 24, frames: 240 };

describe('the state word of an export', () => {
  const state = (status: string, more: Partial<{ attempts: number; cancelRequested: boolean }> = {}) =>
    exportStateOf(
      { status: status as 'queued', attempts: 0, cancelRequested: false, ...more },
      { isPaused: false, hasFiles: true },
    );

  it('tells waiting, trying again, stopping and the ends apart', () => {
    expect(state('queued')).toBe('queued');
    expect(state('queued', { attempts: 1 })).toBe('retrying');
    expect(state('running', { cancelRequested: true })).toBe('cancelling');
    expect(state('failed')).toBe('partly-done');
    expect(
      exportStateOf({ status: 'failed', attempts: 1, cancelRequested: false }, { isPaused: false, hasFiles: false }),
    ).toBe('failed');
    expect(
      exportStateOf({ status: 'queued', attempts: 0, cancelRequested: false }, { isPaused: true, hasFiles: false }),
    ).toBe('paused');
    expect(state('needs-attention')).toBe('interrupted');
  });
});

describe('time and speed', () => {
  it('trusts the estimate first and the phase itself once it has moved', () => {
    const live = createLiveExports().open('x');
    expect(paceOf(live, 0)).toEqual({ etaMs: null, speed: null });
    Object.assign(live, {
      plan,
      film: { key: 'k', format: 'mp4', quality: '720p', variation: 1, masterQuality: '720p' },
      expectedMs: 8_000,
      nextPhaseMs: 1_000,
      laterMs: 2_000,
    });
    expect(paceOf(live, 100)).toEqual({ etaMs: 11_000, speed: null });
    live.fraction = 0.5;
    // Half of three seconds of film in two seconds: two more, and what comes after.
    expect(paceOf(live, 2_000)).toEqual({ etaMs: 5_000, speed: 0.75 });
  });

  it('learns: a known speed replaces the first guess, larger pictures take longer', () => {
    expect(workMs('webm', size, { webm: 10 })).toBe(Math.round((1280 * 720 * 240) / 1e6) * 10 + 2);
    expect(workMs('stitch', { ...size, widthPx: 1920, heightPx: 1080 }, {})).toBeGreaterThan(
      workMs('stitch', size, {}),
    );
    expect([workOfFormat('mp4', null), workOfFormat('mp4', 1), workOfFormat('webm', 1)]).toEqual([
      'copy',
      'sized',
      'webm',
    ]);
  });
});

describe('sizes', () => {
  it('goes by the same film where it was made before, never above the wish', () => {
    const known = [{ format: 'mp4' as const, bytes: 4_000_000, durationMs: 10_000, pixels: 1280 * 720 }];
    expect(filmBytes({ format: 'mp4' }, size, known, null)).toBe(4_000_000);
    expect(filmBytes({ format: 'mp4' }, { ...size, frames: 120 }, known, null)).toBe(2_000_000);
    expect(filmBytes({ format: 'mp4' }, size, known, 1_000_000)).toBe(1_000_000);
    const smaller = filmBytes({ format: 'mp4' }, { ...size, widthPx: 854, heightPx: 480 }, known, null);
    expect(smaller).toBeGreaterThan(4_000_000 * 0.4);
    expect(smaller).toBeLessThan(4_000_000);
    // Another format says nothing about this one.
    expect(filmBytes({ format: 'webm' }, size, known, null)).toBe(filmBytes({ format: 'webm' }, size, [], null));
  });
});

describe('notes', () => {
  it('stops where the files do not fit twice, warns where little is left, is silent where nobody knows', () => {
    expect(notesOnDisk(1_000_000_000, 1_900_000_000)[0]).toMatchObject({ code: 'disk-too-small', level: 'stop' });
    expect(notesOnDisk(1_000_000_000, 2_100_000_000)[0]).toMatchObject({ code: 'disk-tight', level: 'warn' });
    expect(notesOnDisk(1_000_000_000, 9_000_000_000)).toEqual([]);
    expect(notesOnDisk(1_000_000_000, null)).toEqual([]);
  });

  it('warns of a limit that no picture can meet', () => {
    expect(notesOnTarget(300_000, 60)[0]).toMatchObject({ code: 'target-small', level: 'warn' });
    expect(notesOnTarget(300_000, 5)).toEqual([]);
    expect(notesOnTarget(null, 60)).toEqual([]);
  });
});

describe('the picture under work', () => {
  it('finds the frame of the film in its segment', () => {
    expect(frameOfWork({ fraction: 0 }, plan)).toBe(0);
    expect(frameOfWork({ fraction: 1 }, plan)).toBe(71);
    expect(sourceOfFrame(plan, 47)).toEqual({ path: '/a', frame: 47 });
    expect(sourceOfFrame(plan, 48)).toEqual({ path: '/b', frame: 10 });
    expect(sourceOfFrame(plan, 72)).toBeUndefined();
  });
});

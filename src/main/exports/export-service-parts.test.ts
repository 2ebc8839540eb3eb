import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../../tests/support/library/sample-plan.ts';
import { projectDeps, tempLibrary } from '../../../tests/support/library/temp-library.ts';
import { briefSchema } from '../../shared/model/brief.ts';
import { exportSettingsSchema, plannedFilms } from '../../shared/model/export-settings.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import { createStepRepository } from '../db/repositories/step-repository.ts';
import { createProjectService } from '../projects/project-service.ts';
import { createWorkSpeeds, filmBytes, workMs, workOfFormat } from './export-costs.ts';
import { notesOnDisk, notesOnTarget } from './export-notes.ts';
import { exportStateOf } from './export-views.ts';
import { planStep } from './export-job.ts';
import { createLiveExports, paceOf } from './live-exports.ts';
import { frameOfWork, sourceOfFrame } from './live-frame.ts';
import { filmPlanOfProject } from './project-film.ts';
import { prepareRetry } from './retry-export.ts';

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

describe('the speed of this machine', () => {
  it('is learnt without waiting for the disk, and no film is lost where it cannot be kept', () => {
    const written: number[] = [];
    const repos = { settings: { find: () => undefined, set: () => written.push(1) } } as never;
    createWorkSpeeds({ db: { writeHint: (fn) => fn() }, repos }).learn('webm', size, 1_000);
    expect(written).toEqual([1]);
    const full = () => {
      throw new Error('SQLITE_FULL');
    };
    createWorkSpeeds({ db: { writeHint: full }, repos }).learn('webm', size, 1_000);
    expect(written).toEqual([1]);
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

describe('an export that is tried again', () => {
  /** A failed export of a project with one segment; it remembers the film and one step more. */
  async function failedExport(step: string) {
    const library = tempLibrary();
    const { db, repos, store } = library;
    const projects = createProjectService(projectDeps(library));
    const { id: projectId } = projects.create(briefSchema.parse({ prompt: 'A shoe film' }));
    const scene = { title: 'Dawn', text: 'Shoes', place: 'street', shots: [{ description: 'Laces' }] };
    const [shot] = projects.storePlan(projectId, samplePlan([scene])).shots;
    if (shot === undefined) throw new Error('no shot');
    const { sha256, bytes } = await store.putBytes(Buffer.from('segment'));
    const size = { bytes, widthPx: 1280, heightPx: 720, durationMs: 8_000 };
    const file = { kind: 'video', mime: 'video/mp4', extension: 'mp4', name: 'x', source: 'made' } as const;
    repos.assets.insert({ id: 'segment', sha256, ...size, ...file, createdAtMs: 1, trashedAtMs: null });
    const made = { slot: 'segment', variation: 1, provider: 'local/animatic', requestHash: 'r', request: {} } as const;
    const origin = { costMicroUsd: 0, runId: null, jobId: null, scores: {}, personId: null };
    projects.addTake({ shotId: shot.id, assetId: 'segment', ...made, ...origin });
    db.sql.exec(
      `INSERT INTO job (id, kind, version, lane, status, max_attempts, run_at_ms, input_json, created_at_ms)
       VALUES ('e', 'export-film', 1, 'encode', 'failed', 1, 0, '{}', 0)`,
    );
    const steps = createStepRepository(db);
    const output_json = JSON.stringify(filmPlanOfProject(library, projectId, 1));
    steps.insert('e', { ordinal: 0, name: planStep(1), output_json }, 1);
    steps.insert('e', { ordinal: 1, name: step, output_json: '{}' }, 1);
    const settings = {
      ...{ formats: ['mp4'], qualities: ['480p'], gifQuality: '480p', variations: [1], captions: 'none' },
      targetBytes: null,
    };
    const job = { id: 'e', input: { projectId, settings, folder: '/f', base: 'final' } };
    return {
      retry: () => prepareRetry(library, job),
      names: () => steps.listByJob('e').map(({ name }) => name),
      change: () => repos.shots.update({ ...repos.shots.get(shot.id), cutFrames: 30 }),
      filmKey: plannedFilms(exportSettingsSchema.parse(settings))[0]?.key ?? '',
    };
  }

  it('keeps what is finished while the film is the same', async () => {
    const { retry, names } = await failedExport('captions-v1');
    retry();
    expect(names()).toEqual(['plan-v1', 'captions-v1']);
  });

  it('begins anew with the film of now where nothing of the former one is finished', async () => {
    const { retry, names, change } = await failedExport('captions-v1');
    change();
    retry();
    expect(names()).toEqual([]);
  });

  it('refuses to put files of another film beside those that are finished', async () => {
    const { filmKey } = await failedExport('captions-v1');
    const { retry, names, change } = await failedExport(filmKey);
    change();
    expect(retry).toThrow(expect.objectContaining({ code: 'not-possible-now' }));
    expect(names()).toEqual(['plan-v1', filmKey]);
  });
});

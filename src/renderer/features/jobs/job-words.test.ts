import { describe, expect, it } from 'vitest';
import type { RunItem, Work } from '../../../shared/contract/jobs.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import type { GateCheck } from '../../../shared/model/gate-report.ts';
import { errorText, failureOfWork, itemInWords, measuredInWords, noteOfWork, wantedInWords } from './job-words.ts';

const t = createTranslate('en');
const th = createTranslate('th');

const common = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  projectId: '01890a5d-ac96-774b-bcce-b302099a8058',
  projectName: 'Harbour',
  posterAssetId: null,
  fraction: 0.5,
  etaMs: 40_000,
  error: null,
  failedCount: 0,
  isOpen: true,
  isFailed: false,
  isDismissed: false,
  canCancel: true,
  canRetry: false,
  createdAtMs: 0,
  updatedAtMs: 0,
  finishedAtMs: null,
};
const run: Work = {
  ...common,
  kind: 'run',
  state: 'generating_video',
  stage: 'RENDER',
  isWaitingForApproval: false,
  currentScene: 2,
  scenes: 3,
  estimateMicroUsd: 0,
  actualMicroUsd: 0,
  uncertainMicroUsd: 0,
};

describe('jobs in words', () => {
  it('says stage, scene and time left while a film is made, and that it waits for a person', () => {
    expect(noteOfWork(t, run)).toBe('Making segments, scene 2 of 3, about 40 s left');
    expect(noteOfWork(t, { ...run, isWaitingForApproval: true })).toBe('waits for you');
  });

  it('says what failed, on which, why and what to do, in both languages', () => {
    const failed: Work = {
      ...run,
      state: 'partially_completed',
      isOpen: false,
      isFailed: true,
      error: { code: 'not-writable', details: { folder: '/films' } },
    };
    expect(failureOfWork(t, failed)).toEqual({
      title: 'The film is only partly done',
      subject: 'Harbour',
      reason: 'Nothing can be written into the folder /films.',
      next: 'Give the folder write permission or choose another one, then try again.',
    });
    expect(failureOfWork(th, failed).reason).toContain('/films');
    // A code without words of its own still gets a sentence and a way on.
    const other = failureOfWork(t, { ...failed, error: { code: 'library-corrupt', details: { what: 'x' } } });
    expect(other.reason.length).toBeGreaterThan(10);
    expect(other.next).toBe(t('jobs.next.other'));
  });

  it('names an item by its place', () => {
    const item = { kind: 'draw-keyframe', scene: 2, shot: 1, slot: 'end', variation: 2, round: null } as RunItem;
    expect(itemInWords(t, item)).toBe('Shot 2A, end, variation 2');
  });

  it('copies ids and reasons, and no words of the person', () => {
    const text = errorText({ ...run, error: { code: 'disk-full', details: {} } });
    expect(JSON.parse(text)).toMatchObject({ job: common.id, error: { code: 'disk-full' } });
    expect(text).not.toContain('Harbour');
  });
});

describe('checks in words', () => {
  const check = (id: GateCheck['id'], value: GateCheck['value'], expected: GateCheck['expected']): string[] => {
    const row: GateCheck = { id, outcome: 'passed', value, expected };
    return [measuredInWords(t, row), wantedInWords(t, row)];
  };

  it('gives every value its unit', () => {
    expect(check('resolution', { widthPx: 1280, heightPx: 720, shortSidePx: 720 }, { minShortSidePx: 720 })).toEqual([
      '1280 × 720',
      'at least 720 px on the short side',
    ]);
    expect(
      check('bitrate', { bitsPerSecond: 3_450_000 }, { minBitsPerSecond: 0, maxBitsPerSecond: 8_000_000 }),
    ).toEqual(['3.5 Mbit/s', 'at most 8.0 Mbit/s']);
    expect(check('audio-sync', { hasAudio: false }, { maxOffsetSeconds: 0.1 })).toEqual([
      'no sound',
      'at most 0.1 s apart',
    ]);
    expect(check('metadata', { hasSize: true, hasCreationTime: false }, { complete: true })[0]).toBe(
      'missing: time of making',
    );
    expect(check('codec', { reason: 'cut short' }, { readable: true })).toEqual([
      'cut short',
      'a file that can be read',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { jobStatusOfCall, runWord, STALLED_AFTER_MS, type RunPhase } from './state-words.ts';
import type { CallState } from '../../shared/model/paid-call.ts';
import type { JobStatus } from './job-types.ts';

describe('jobStatusOfCall', () => {
  const table: [CallState, JobStatus][] = [
    ['QUEUED', 'queued'],
    ['RESERVED', 'queued'],
    ['SUBMITTING', 'running'],
    ['SUBMITTED', 'running'],
    ['RUNNING', 'running'],
    ['REMOTE_DONE', 'running'],
    ['DOWNLOADING', 'running'],
    ['VERIFYING', 'running'],
    ['CANCEL_REQUESTED', 'running'],
    ['WAITING', 'waiting'],
    ['UNCERTAIN', 'waiting'],
    ['NEEDS_USER', 'needs-attention'],
    ['DONE', 'succeeded'],
    ['DONE_FLAGGED', 'succeeded'],
    ['REJECTED', 'failed'],
    ['FAILED', 'failed'],
    ['CANCELED', 'cancelled'],
  ];
  it.each(table)('%s is %s', (state, status) => {
    expect(jobStatusOfCall(state)).toBe(status);
  });
});

describe('runWord', () => {
  const word = (phase: RunPhase, statuses: JobStatus[], more: { cancelled?: boolean; quietMs?: number } = {}): string =>
    runWord({
      phase,
      jobs: statuses.map((status) => ({ status, startedAtMs: status === 'queued' ? null : 1 })),
      cancelled: more.cancelled ?? false,
      progressedAtMs: 1_000,
      nowMs: 1_000 + (more.quietMs ?? 0),
    });

  it.each<[string, RunPhase, JobStatus[], string]>([
    ['nothing yet', 'planning', [], 'pending'],
    ['planning waits for its turn', 'planning', ['queued'], 'pending'],
    ['planning runs', 'planning', ['running'], 'planning'],
    ['keyframes', 'storyboard', ['succeeded', 'running', 'queued'], 'generating_storyboard'],
    ['waits for approval', 'approval', ['succeeded', 'succeeded'], 'storyboard_complete'],
    ['segments', 'video', ['succeeded', 'waiting'], 'generating_video'],
    ['one failed, others still run', 'video', ['failed', 'running'], 'generating_video'],
    ['one failed, others are done', 'video', ['failed', 'succeeded'], 'partially_completed'],
    ['all failed', 'video', ['failed', 'failed'], 'failed'],
    ['planning failed after a step that went well', 'planning', ['succeeded', 'failed'], 'failed'],
    ['only a person can go on', 'video', ['needs-attention', 'succeeded'], 'generating_video'],
    ['film', 'export', ['running'], 'exporting'],
    ['done', 'done', ['succeeded'], 'completed'],
    ['every job cancelled', 'video', ['cancelled', 'cancelled'], 'cancelled'],
  ])('%s', (_name, phase, statuses, expected) => {
    expect(word(phase, statuses)).toBe(expected);
  });

  it('says stalled after 15 quiet minutes of open work, but never of an approval', () => {
    expect(word('video', ['running'], { quietMs: STALLED_AFTER_MS - 1 })).toBe('generating_video');
    expect(word('video', ['running'], { quietMs: STALLED_AFTER_MS })).toBe('stalled');
    expect(word('approval', ['succeeded'], { quietMs: STALLED_AFTER_MS })).toBe('storyboard_complete');
  });

  it('a cancelled run is cancelled whatever its jobs do', () => {
    expect(word('video', ['running', 'succeeded'], { cancelled: true })).toBe('cancelled');
  });
});

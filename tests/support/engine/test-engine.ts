import type { LibraryDb } from '../../../src/main/db/open.ts';
import { createJobEngine } from '../../../src/main/jobs/engine.ts';
import type { JobEngineDeps } from '../../../src/main/jobs/engine-deps.ts';
import type { JobEngine, JobEvent, JobHandler } from '../../../src/main/jobs/job-types.ts';
import type { Timers } from '../../../src/main/jobs/timers.ts';
import type { Clock } from '../../../src/main/platform/clock.ts';
import { newUuid } from '../../../src/main/platform/ids.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';
import { z } from 'zod';

/** Clock and timers that move only when told. */
export interface FakeTime extends Clock, Timers {
  /** Moves both clocks and fires what falls due, in order. */
  advance(deltaMs: number): void;
  /** Sets the wall clock alone, as a person or NTP does. */
  setWall(deltaMs: number): void;
  pending(): number;
}

export function createFakeTime(startMs = 1_800_000_000_000): FakeTime {
  let wallMs = startMs;
  let monoMs = 0;
  const waiting = new Set<{ dueMs: number; fn: () => void }>();
  return {
    nowMs: () => wallMs,
    monotonicMs: () => monoMs,
    set(delayMs, fn) {
      const entry = { dueMs: monoMs + delayMs, fn };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    advance(deltaMs) {
      const endMs = monoMs + deltaMs;
      for (;;) {
        const due = [...waiting].filter((entry) => entry.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (due === undefined) break;
        waiting.delete(due);
        wallMs += Math.max(0, due.dueMs - monoMs);
        monoMs = Math.max(monoMs, due.dueMs);
        due.fn();
      }
      wallMs += endMs - monoMs;
      monoMs = endMs;
    },
    setWall: (deltaMs) => void (wallMs += deltaMs),
    pending: () => waiting.size,
  };
}

export interface TestEngine {
  engine: JobEngine;
  events: JobEvent[];
}

/** An engine on a fake or the real clock, with every event kept. */
export function createTestEngine(
  db: LibraryDb,
  time: (Clock & Partial<Timers>) | undefined,
  more: Partial<JobEngineDeps> = {},
): TestEngine {
  const clock = time ?? { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
  const engine = createJobEngine({
    db,
    clock,
    newId: newUuid,
    log: silentLogger,
    random: () => 0.5,
    maxConcurrent: 4,
    laneLimits: {},
    ...(time?.set === undefined ? {} : { timers: { set: time.set } }),
    ...more,
  });
  const events: JobEvent[] = [];
  engine.onEvent((event) => events.push(event));
  return { engine, events };
}

/** A handler around one function, for jobs whose input is any object. */
export function handlerOf(
  run: JobHandler<Record<string, unknown>, unknown>['run'],
  more: Partial<JobHandler<Record<string, unknown>, unknown>> = {},
): JobHandler<Record<string, unknown>, unknown> {
  return {
    kind: 'toy',
    version: 1,
    input: z.record(z.string(), z.unknown()),
    lane: (input) => (typeof input['lane'] === 'string' ? input['lane'] : 'default'),
    retry: { maxAttempts: 3, delaysMs: [1_000, 5_000] },
    recovery: 'resume',
    run,
    ...more,
  };
}

/** Lets the event loop turn until `isDone`; fails loudly instead of hanging. A step waits for the real disk. */
export async function turnsUntil(isDone: () => boolean, what = 'condition'): Promise<void> {
  const untilMs = performance.now() + 10_000;
  for (let turn = 0; turn < 20_000 || performance.now() < untilMs; turn += 1) {
    if (isDone()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`${what} did not come`);
}

/** A promise that rejects with the signal's reason, as real work does when it is aborted. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

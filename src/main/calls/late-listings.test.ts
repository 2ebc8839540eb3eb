import { expect, it } from 'vitest';
import { LATE_LOOK_EVERY_MS, watchForLate } from './late-listings.ts';

/** Timers that fire when told to. */
function handTimers() {
  const due: { delayMs: number; fn: () => void }[] = [];
  return {
    due,
    set: (delayMs: number, fn: () => void) => {
      const entry = { delayMs, fn };
      due.push(entry);
      return () => void due.splice(due.indexOf(entry), due.includes(entry) ? 1 : 0);
    },
    fire: () => due.shift()?.fn(),
  };
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('looks every minute, never twice at once, goes on after a fault, and stops what is under way', async () => {
  const timers = handTimers();
  const ends: { resolve: () => void; reject: (error: Error) => void; signal: AbortSignal }[] = [];
  const errors: unknown[] = [];
  const stop = watchForLate({
    timers,
    look: (signal) => new Promise<void>((resolve, reject) => ends.push({ resolve, reject, signal })),
    onError: (error) => errors.push(error),
  });
  expect(timers.due.map(({ delayMs }) => delayMs)).toEqual([LATE_LOOK_EVERY_MS]);
  timers.fire();
  // Under way: no other is planned.
  expect([ends.length, timers.due.length]).toEqual([1, 0]);
  ends[0]?.reject(new Error('no list'));
  await settle();
  expect([errors.length, timers.due.length]).toEqual([1, 1]);
  timers.fire();
  stop();
  expect(ends[1]?.signal.aborted).toBe(true);
  ends[1]?.resolve();
  await settle();
  expect(timers.due).toEqual([]);
});

it('stopped while it waits: nothing is looked for', () => {
  const timers = handTimers();
  const stop = watchForLate({ timers, look: () => Promise.reject(new Error('never')), onError: () => undefined });
  stop();
  expect(timers.due).toEqual([]);
});

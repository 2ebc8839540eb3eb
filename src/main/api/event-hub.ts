import type { AppEvent, EventTopic } from '../../shared/contract/events.ts';
import type { RunService } from '../generation/run-service.ts';
import type { Clock } from '../platform/clock.ts';

/** This file turns what happens in the engine into hints for whoever watches, few enough to be read. */
export interface EventHub {
  /** Everything that happens from now on, until `signal` aborts. */
  subscribe(signal?: AbortSignal): AsyncGenerator<AppEvent, void, void>;
  /** Something changed by a call. */
  changed(topic: EventTopic, id: string): void;
  close(): void;
}

const PROGRESS_EVERY_MS = 250;
/** A watcher that does not read: older hints of the same thing give way, then the oldest. */
const QUEUE_MAX = 500;

interface Watcher {
  queue: AppEvent[];
  wake: (() => void) | null;
}

const keyOf = (event: AppEvent): string => (event.topic === 'ready' ? 'ready' : `${event.topic}:${event.id}`);

/** One hub for all doors. */
export function createEventHub(deps: { runs: Pick<RunService, 'onEvent' | 'view'>; clock: Clock }): EventHub {
  const { runs, clock } = deps;
  const watchers = new Set<Watcher>();
  const lastProgressMs = new Map<string, number>();
  const pending = new Map<string, NodeJS.Timeout>();
  let revision = 0;
  let isClosed = false;

  const publish = (event: AppEvent): void => {
    for (const watcher of watchers) {
      const key = keyOf(event);
      const same = watcher.queue.findIndex((queued) => keyOf(queued) === key);
      if (same >= 0) watcher.queue.splice(same, 1);
      watcher.queue.push(event);
      if (watcher.queue.length > QUEUE_MAX) watcher.queue.shift();
      watcher.wake?.();
    }
  };
  const next = (): number => (revision += 1);

  const sendProgress = (runId: string): void => {
    pending.delete(runId);
    lastProgressMs.set(runId, clock.monotonicMs());
    if (watchers.size === 0) return;
    try {
      publish({ topic: 'progress', id: runId, revision: next(), run: runs.view(runId) });
    } catch {
      // The run was deleted between the event and now; its project's hint tells.
    }
  };
  const progress = (runId: string): void => {
    if (pending.has(runId) || watchers.size === 0) return;
    const waitMs = (lastProgressMs.get(runId) ?? 0) + PROGRESS_EVERY_MS - clock.monotonicMs();
    if (waitMs <= 0) sendProgress(runId);
    else pending.set(runId, setTimeout(() => sendProgress(runId), waitMs).unref());
  };

  const off = runs.onEvent((event) => {
    if (event.type === 'progress') {
      progress(event.runId);
      return;
    }
    publish({ topic: 'run', id: event.runId, revision: next() });
    publish({ topic: 'project', id: event.projectId, revision: next() });
    if (event.type === 'rest') {
      clearTimeout(pending.get(event.runId));
      pending.delete(event.runId);
      lastProgressMs.delete(event.runId);
    }
  });

  return {
    async *subscribe(signal) {
      const watcher: Watcher = { queue: [{ topic: 'ready', revision }], wake: null };
      const wake = (): void => watcher.wake?.();
      signal?.addEventListener('abort', wake);
      watchers.add(watcher);
      try {
        while (!isClosed && signal?.aborted !== true) {
          const event = watcher.queue.shift();
          if (event !== undefined) yield event;
          else {
            await new Promise<void>((resolve) => (watcher.wake = resolve));
            watcher.wake = null;
          }
        }
      } finally {
        watchers.delete(watcher);
        signal?.removeEventListener('abort', wake);
      }
    },
    changed: (topic, id) => publish({ topic, id, revision: next() }),
    close() {
      isClosed = true;
      off();
      for (const timer of pending.values()) clearTimeout(timer);
      for (const watcher of watchers) watcher.wake?.();
    },
  };
}

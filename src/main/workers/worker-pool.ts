import { Worker } from 'node:worker_threads';
import { AppError, ERROR_CODES } from '../../shared/contract/errors.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { WorkerReply, WorkerTask } from './worker-messages.ts';

export interface RunOptions {
  signal?: AbortSignal;
  /** 0…1 */
  onProgress?(fraction: number): void;
}

/** A few threads that take tasks in the order they come. */
export interface WorkerPool {
  /** Errors: `cancelled` when the signal fires, `internal` when the thread dies, else what the thread reports. */
  run(payload: unknown, options?: RunOptions): Promise<unknown>;
  /** Ends all threads; waiting tasks fail as `cancelled`. */
  close(): Promise<void>;
}

interface Waiting {
  id: number;
  payload: unknown;
  options: RunOptions;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface Slot {
  worker: Worker | null;
  task: Waiting | null;
}

function asCode(code: string): ErrorCode {
  return ERROR_CODES.find((known) => known === code) ?? 'internal';
}

/**
 * Makes a pool of at most `size` threads of one worker entry. Threads start when needed and do not keep the process
 * alive while idle. A running task is cancelled by ending its thread: drawing code has no place to stop halfway.
 */
export function createWorkerPool({ url, size }: { url: URL; size: number }): WorkerPool {
  const slots: Slot[] = Array.from({ length: Math.max(1, size) }, () => ({ worker: null, task: null }));
  const queue: Waiting[] = [];
  let nextId = 1;
  let closed = false;

  const cancelled = (): AppError => new AppError('cancelled', 'the work was cancelled');

  function finish(slot: Slot): Waiting | null {
    const { task } = slot;
    slot.task = null;
    slot.worker?.unref();
    return task;
  }

  function drop(slot: Slot): void {
    const { worker } = slot;
    slot.worker = null;
    worker?.removeAllListeners();
    // A late error of a thread that is being ended has nobody left to hear it.
    worker?.on('error', () => {});
    void worker?.terminate();
  }

  function start(slot: Slot): Worker {
    const worker = new Worker(url);
    worker.unref();
    worker.on('message', (reply: WorkerReply) => {
      if (slot.task?.id !== reply.id) return;
      if (reply.kind === 'progress') {
        slot.task.options.onProgress?.(reply.fraction);
        return;
      }
      const task = finish(slot);
      if (reply.kind === 'done') task?.resolve(reply.value);
      else task?.reject(new AppError(asCode(reply.code), reply.message, reply.details));
      pump();
    });
    const died = (cause: unknown): void => {
      drop(slot);
      finish(slot)?.reject(new AppError('internal', 'a drawing thread stopped unexpectedly', {}, { cause }));
      pump();
    };
    worker.on('error', died);
    worker.on('exit', (exitCode) => died(new Error(`thread ended with ${exitCode}`)));
    slot.worker = worker;
    return worker;
  }

  function pump(): void {
    if (closed) return;
    for (const slot of slots) {
      if (slot.task !== null) continue;
      const task = queue.shift();
      if (task === undefined) return;
      slot.task = task;
      const worker = slot.worker ?? start(slot);
      worker.ref();
      worker.postMessage({ id: task.id, payload: task.payload } satisfies WorkerTask);
    }
  }

  return {
    run(payload, options = {}) {
      if (closed || options.signal?.aborted === true) return Promise.reject(cancelled());
      return new Promise((resolve, reject) => {
        const id = nextId;
        nextId += 1;
        const stop = (): void => {
          const at = queue.findIndex((task) => task.id === id);
          if (at >= 0) queue.splice(at, 1)[0]?.reject(cancelled());
          const slot = slots.find((candidate) => candidate.task?.id === id);
          if (slot === undefined) return;
          drop(slot);
          finish(slot)?.reject(cancelled());
          pump();
        };
        const settle =
          <Value>(done: (value: Value) => void) =>
          (value: Value): void => {
            options.signal?.removeEventListener('abort', stop);
            done(value);
          };
        queue.push({ id, payload, options, resolve: settle(resolve), reject: settle(reject) });
        options.signal?.addEventListener('abort', stop, { once: true });
        pump();
      });
    },
    async close() {
      closed = true;
      for (const task of queue.splice(0)) task.reject(cancelled());
      await Promise.all(
        slots.map(async (slot) => {
          const { worker } = slot;
          drop(slot);
          finish(slot)?.reject(cancelled());
          await worker?.terminate();
        }),
      );
    },
  };
}

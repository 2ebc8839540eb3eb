import { parentPort } from 'node:worker_threads';
import { toAppError } from '../../shared/contract/errors.ts';
import type { ErrorDetails } from '../../shared/contract/errors.ts';

/** One piece of work sent to a thread. */
export interface WorkerTask {
  id: number;
  payload: unknown;
}

/** What a thread answers. Errors travel as their code, so that the caller can throw the same one again. */
export type WorkerReply =
  | { id: number; kind: 'progress'; fraction: number }
  | { id: number; kind: 'done'; value: unknown }
  | { id: number; kind: 'failed'; code: string; message: string; details: ErrorDetails };

/** Runs in the thread: answers each task with the handler's result. */
export function serveTasks<Payload, Value>(
  handle: (payload: Payload, onProgress: (fraction: number) => void) => Promise<Value>,
): void {
  const port = parentPort;
  if (port === null) throw new Error('serveTasks belongs into a worker thread');
  const reply = (message: WorkerReply): void => port.postMessage(message);
  port.on('message', (task: WorkerTask) => {
    const { id } = task;
    handle(task.payload as Payload, (fraction) => reply({ id, kind: 'progress', fraction })).then(
      (value) => reply({ id, kind: 'done', value }),
      (error: unknown) => {
        const { code, message, details } = toAppError(error);
        reply({ id, kind: 'failed', code, message, details });
      },
    );
  });
}

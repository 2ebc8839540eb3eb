import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { DocumentPort } from '../../../src/renderer/editor/document-port.ts';

const SCRIPT = fileURLToPath(new URL('./document-child.ts', import.meta.url));

/** A real process that holds the library, and the editor's port to it. Killed, it is started again by the next `start`. */
export interface LibraryProcess {
  readonly port: DocumentPort;
  /** What a job of the library does: another take for a shot. */
  addTake(shotId: string): Promise<unknown>;
  start(): Promise<void>;
  /** kill -9, at once. Calls that wait for an answer are rejected as a lost connection is. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  isRunning(): boolean;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;
interface Waiting {
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

export function createLibraryProcess(home: string): LibraryProcess {
  let child: Child | null = null;
  let ended: Promise<void> = Promise.resolve();
  let nextId = 0;
  const waiting = new Map<number, Waiting>();

  const call = <T>(method: string, argument: unknown): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (child === null || !child.stdin.writable) return reject(new Error('the library is not running'));
      nextId += 1;
      waiting.set(nextId, { resolve: resolve as Waiting['resolve'], reject });
      child.stdin.write(`${JSON.stringify({ id: nextId, method, argument })}\n`);
    });

  return {
    port: {
      load: (projectId) => call('load', projectId),
      applyDiff: (request) => call('applyDiff', request),
      history: (request) => call('history', request),
      pulse: (projectId) => call('pulse', projectId),
    },
    addTake: (shotId) => call('addTake', shotId),
    isRunning: () => child !== null,
    async start() {
      if (child !== null) return;
      await ended;
      const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'test' };
      // The workers of the test runner hand down options that are not for this child.
      delete env['NODE_OPTIONS'];
      const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, home], {
        env,
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      child = started;
      // A write into a pipe whose reader was killed is a lost connection, nothing else.
      started.stdin.on('error', () => undefined);
      ended = new Promise((resolve) =>
        started.on('close', () => {
          if (child === started) child = null;
          for (const { reject } of waiting.values()) reject(new Error('the connection was lost'));
          waiting.clear();
          resolve();
        }),
      );
      const lines = createInterface({ input: started.stdout });
      await new Promise<void>((resolve, reject) => {
        started.on('error', reject);
        started.on('close', (code) => reject(new Error(`the library did not open (${code})`)));
        lines.on('line', (line) => {
          if (line === 'ready') return resolve();
          const { id, result, error } = JSON.parse(line) as { id: number; result: never; error?: object };
          const caller = waiting.get(id);
          waiting.delete(id);
          if (error === undefined) caller?.resolve(result);
          else caller?.reject(error);
        });
      });
    },
    async kill() {
      child?.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child?.stdin.end();
      await ended;
    },
  };
}

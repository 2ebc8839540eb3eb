import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { WorkerOrder } from './worker.ts';

const SCRIPT = fileURLToPath(new URL('./worker.ts', import.meta.url));
const LIMIT_MS = 60_000;

interface RunOptions {
  failPoint?: string | undefined;
  killAfterMs?: number | undefined;
  under?: readonly string[];
  env?: NodeJS.ProcessEnv;
  limitMs?: number;
}

export interface WorkerEnd {
  signal: NodeJS.Signals | null;
  code: number | null;
  /** The watchdog ended it: it hung. */
  hung: boolean;
  /** Kill points passed; empty after a kill. */
  passed: Record<string, number>;
  stderr: string;
}

/**
 * Runs the worker to its end or its death.
 * @param failPoint value of FRAMEWRIGHT_FAIL
 * @param killAfterMs SIGKILL this long after it has opened its library
 * @param under program and arguments that start it: a tracer, a limit of the system
 * @param limitMs when the watchdog ends it
 */
export function runWorker(
  order: WorkerOrder,
  { failPoint, killAfterMs, under = [], env: more = {}, limitMs = LIMIT_MS }: RunOptions = {},
): Promise<WorkerEnd> {
  return new Promise((resolve, reject) => {
    const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'test', PAID_WORKER: JSON.stringify(order), ...more };
    delete env['FRAMEWRIGHT_FAIL'];
    // The workers of the test runner hand down options that are not for this child.
    delete env['NODE_OPTIONS'];
    if (failPoint !== undefined) env['FRAMEWRIGHT_FAIL'] = failPoint;
    const [program, ...given] = [...under, process.execPath, SCRIPT];
    // A group of its own: the watchdog's signal reaches what a tracer started too.
    const child = spawn(program ?? process.execPath, given, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: under.length > 0,
    });
    const killAll = (): void => {
      if (under.length > 0 && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    };
    let stdout = '';
    let stderr = '';
    let timer: NodeJS.Timeout | undefined;
    let hung = false;
    const watchdog = setTimeout(() => {
      hung = true;
      killAll();
    }, limitMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (killAfterMs !== undefined && timer === undefined && stdout.includes('started\n'))
        timer = setTimeout(killAll, killAfterMs);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      clearTimeout(watchdog);
      const last = stdout.trim().split('\n').at(-1) ?? '';
      const passed = last.startsWith('{') ? (JSON.parse(last) as Record<string, number>) : {};
      resolve({ signal, code, hung, passed, stderr });
    });
  });
}

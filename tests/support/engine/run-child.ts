import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./toy-child.ts', import.meta.url));

const CHILD_LIMIT_MS = 30_000;

export interface ChildEnd {
  signal: NodeJS.Signals | null;
  code: number | null;
  /** Kill points passed, from a child that came to its end. */
  passed: Record<string, number>;
  hasStarted: boolean;
  stderr: string;
}

/**
 * Runs the toy child to its end or its death.
 * @param failPoint value of FRAMEWRIGHT_FAIL, or undefined
 * @param killAfterMs SIGKILL this long after the child said `started`, or never
 */
export function runToyChild(file: string, failPoint?: string, killAfterMs?: number): Promise<ChildEnd> {
  return new Promise((resolve, reject) => {
    const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'test' };
    delete env['FRAMEWRIGHT_FAIL'];
    // The workers of the test runner hand down options that are not for this child.
    delete env['NODE_OPTIONS'];
    if (failPoint !== undefined) env['FRAMEWRIGHT_FAIL'] = failPoint;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, file], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    let timer: NodeJS.Timeout | undefined;
    // A child that hangs must not outlive the test; it shows as a kill that nobody asked for.
    const watchdog = setTimeout(() => child.kill('SIGKILL'), CHILD_LIMIT_MS);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (killAfterMs !== undefined && timer === undefined && stdout.includes('started\n')) {
        timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      }
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      clearTimeout(watchdog);
      const last = stdout.trim().split('\n').at(-1) ?? '';
      const passed = last.startsWith('{') ? (JSON.parse(last) as Record<string, number>) : {};
      resolve({ signal, code, passed, hasStarted: stdout.includes('started\n'), stderr });
    });
  });
}

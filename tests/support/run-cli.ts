import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const cli = resolve(import.meta.dirname, '../../src/main/cli.ts');

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command line from source as its own process. `input` goes to standard input. */
export function runCli(
  args: readonly string[],
  options: {
    home: string;
    env?: NodeJS.ProcessEnv;
    input?: string;
    cwd?: string;
    /** Sends the signal once, when stderr matches. */
    signalWhen?: [NodeJS.Signals, RegExp];
    /** Called with all of stderr so far, whenever more comes. */
    onStderr?: (text: string) => void;
  },
): Promise<CliResult> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: options.cwd ?? process.cwd(),
      env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', ...options.env, FRAMEWRIGHT_HOME: options.home },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    let sent = false;
    child.stderr.on('data', () => {
      options.onStderr?.(stderr);
      if (sent || options.signalWhen === undefined || !options.signalWhen[1].test(stderr)) return;
      sent = true;
      child.kill(options.signalWhen[0]);
    });
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

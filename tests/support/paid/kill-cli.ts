import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The process could not be started at all. */
  spawnError: string | undefined;
  stderr: string;
}

/** Runs a command line; kills its process after `killAfterMs` unless it has ended. `onStderr` gets all that was said so far. */
export function runKillable(
  cli: string,
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; killAfterMs: number | undefined; onStderr?: (text: string) => void },
): Promise<Ended> {
  const { env, killAfterMs, onStderr } = options;
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      stderr += part;
      onStderr?.(stderr);
    });
    let spawnError: string | undefined;
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      clearTimeout(timer);
      done({ code, signal, spawnError, stderr });
    };
    child.on('error', (error) => {
      spawnError = String(error);
      if (child.pid === undefined) end(null, null);
    });
    // `close`, not `exit`: what the process said last, its project's id perhaps, is then read.
    child.on('close', end);
  });
}

/** The project that a killed `make` left, if it came that far. */
export function projectIn(home: string): string | undefined {
  const file = join(home, 'library.db');
  if (!existsSync(file)) return undefined;
  try {
    const db = new BetterSqlite3(file, { readonly: true });
    try {
      return (db.prepare('SELECT id FROM project LIMIT 1').get() as { id: string } | undefined)?.id;
    } finally {
      db.close();
    }
  } catch {
    // Killed before the tables were made.
    return undefined;
  }
}

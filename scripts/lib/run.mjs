import { spawnSync } from 'node:child_process';

/** Runs a program quietly; on failure the last lines of its output go with the answer. */
export function runQuietly(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`;
  return {
    ok: result.status === 0,
    output,
    tail: output.trim().split('\n').slice(-12).join('\n'),
    missing: result.error?.code === 'ENOENT',
  };
}

/** First line of `program --version`-like output, or undefined where the program does not run. */
export function versionOf(program, flag = '-version') {
  const result = runQuietly(program, [flag], { timeout: 15_000 });
  return result.ok ? result.output.split('\n')[0].trim() : undefined;
}

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lowerSession, type ProcFiles } from './session-priority.ts';

const AT_ONCE = [0, 0, 0];

/** A proc where the child's session is what `groups` says, look by look. */
function fakeProc(groups: readonly string[], refusals = 0): ProcFiles & { written: string[] } {
  const written: string[] = [];
  let look = 0;
  let refused = 0;
  return {
    written,
    read(path) {
      if (path === '/proc/self/autogroup') return Promise.resolve('/autogroup-1 nice 0\n');
      if (path.endsWith('/children')) return Promise.resolve('');
      const group = groups[look];
      look += 1;
      return group === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(`${group} nice 0\n`);
    },
    write(path, text) {
      refused += 1;
      if (refused <= refusals) return Promise.reject(new Error('EAGAIN'));
      written.push(`${path}=${text}`);
      return Promise.resolve();
    },
  };
}

describe('lowerSession', () => {
  it('lowers the session of the child once it has one', async () => {
    const proc = fakeProc(['/autogroup-1', '/autogroup-2', '/autogroup-2']);
    await lowerSession(42, 10, proc, AT_ONCE);
    expect(proc.written).toEqual(['/proc/42/autogroup=10']);
  });

  it('never touches the session of the app', async () => {
    const proc = fakeProc(['/autogroup-1', '/autogroup-1', '/autogroup-1']);
    await lowerSession(42, 10, proc, AT_ONCE);
    expect(proc.written).toEqual([]);
  });

  it('asks again when the system refuses a change so soon', async () => {
    const proc = fakeProc(['/autogroup-2', '/autogroup-2', '/autogroup-2'], 1);
    await lowerSession(42, 10, proc, AT_ONCE);
    expect(proc.written).toEqual(['/proc/42/autogroup=10']);
  });

  it('does nothing where there are no autogroups', async () => {
    const proc = fakeProc(['/autogroup-2']);
    const bare: ProcFiles = { ...proc, read: () => Promise.reject(new Error('ENOENT')) };
    await lowerSession(42, 10, bare, AT_ONCE);
    expect(proc.written).toEqual([]);
  });

  it.skipIf(!existsSync('/proc/self/autogroup') || !existsSync('/usr/bin/setsid'))(
    'reaches a real child in a session of its own',
    async () => {
      const ours = readFileSync('/proc/self/autogroup', 'utf8');
      const child = spawn('/usr/bin/setsid', ['sleep', '30'], { stdio: 'ignore' });
      try {
        await lowerSession(child.pid ?? 0, 10);
        expect(readFileSync(`/proc/${child.pid}/autogroup`, 'utf8')).toContain('nice 10');
        expect(readFileSync('/proc/self/autogroup', 'utf8')).toBe(ours);
      } finally {
        child.kill('SIGKILL');
      }
    },
  );
});

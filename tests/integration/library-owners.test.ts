import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/main/library/open-library.ts';
import { libraryOptions, tempFolder, tempLibrary } from '../support/library/temp-library.ts';

const CHILD = fileURLToPath(new URL('../support/library/owner-child.ts', import.meta.url));

interface Answer {
  opened: boolean;
  fence?: number | null;
  keys?: string[];
  code?: string;
  details?: { pid?: number; address?: string | null };
}

function startChild(home: string, mode = 'owner', options: SpawnOptions = {}): ChildProcess {
  const child = spawn(process.execPath, [CHILD, home, mode], { stdio: ['pipe', 'pipe', 'inherit'], ...options });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function answerOf(child: ChildProcess): Promise<Answer> {
  if (!child.stdout) throw new Error('no stdout');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as Answer;
  throw new Error('the child said nothing');
}

async function end(child: ChildProcess, how: 'close' | 'SIGKILL'): Promise<void> {
  const exited = once(child, 'exit');
  if (how === 'close') child.stdin?.end();
  else child.kill(how);
  await exited;
}

describe('two processes, one library', () => {
  it('gives it to exactly one of four that start together', async () => {
    const home = join(tempFolder(), 'library');
    const children = Array.from({ length: 4 }, () => startChild(home));
    const answers = await Promise.all(children.map(answerOf));
    expect(answers.filter((answer) => answer.opened)).toHaveLength(1);
    for (const answer of answers.filter((one) => !one.opened)) expect(answer.code).toBe('library-busy');
  });

  it('names the owner, lets readers read, and hands over when it closes', async () => {
    const library = tempLibrary();
    library.lease.setAddress('http://127.0.0.1:4319');
    library.repos.settings.set('seen', true);
    const { home } = library.paths;
    expect(await answerOf(startChild(home))).toEqual({
      opened: false,
      code: 'library-busy',
      details: { pid: process.pid, address: 'http://127.0.0.1:4319' },
    });
    const reader = startChild(home, 'reader');
    expect(await answerOf(reader)).toEqual({ opened: true, fence: null, keys: ['seen'] });
    await end(reader, 'close');

    library.close();
    expect(existsSync(`${library.paths.databaseFile}-wal`)).toBe(false);
    expect(await answerOf(startChild(home))).toMatchObject({ opened: true, fence: 2 });
  });

  it('takes over from an owner that was killed, with all that it had committed', async () => {
    const { home } = libraryOptions(join(tempFolder(), 'library'));
    const first = startChild(home);
    expect(await answerOf(first)).toMatchObject({ opened: true, fence: 1 });
    await end(first, 'SIGKILL');
    const second = openLibrary({ ...libraryOptions(home), mode: 'owner' });
    onTestFinished(() => second.close());
    expect(second.lease.fence).toBe(2);
    expect(second.db.sql.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('says when the journal of a killed owner was taken away, and never after a clean end', async () => {
    const { home } = libraryOptions(join(tempFolder(), 'library'));
    const noticesOnOpen = () => {
      const library = openLibrary({ ...libraryOptions(home), mode: 'owner' });
      library.close();
      return library.notices;
    };
    expect(noticesOnOpen()).toEqual([]);
    for (const isTaken of [false, true]) {
      const child = startChild(home);
      await answerOf(child);
      await end(child, 'SIGKILL');
      if (isTaken) rmSync(join(home, 'library.db-wal'));
      expect(noticesOnOpen()).toEqual(isTaken ? ['journal-missing'] : []);
      expect(noticesOnOpen()).toEqual([]);
    }
  });

  it('an owner that is stopped keeps its library', async () => {
    const { home } = libraryOptions(join(tempFolder(), 'library'));
    const first = startChild(home);
    await answerOf(first);
    first.kill('SIGSTOP');
    expect(await answerOf(startChild(home))).toMatchObject({ code: 'library-busy', details: { pid: first.pid } });
  });
});

// Root may write everywhere, so these run as nobody; where we are not root, as ourselves.
const asNobody: SpawnOptions = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

describe.skipIf(process.platform === 'win32')('a library that cannot be written', () => {
  const readOnlyHome = (): string => {
    const root = tempFolder();
    chmodSync(root, 0o755);
    const library = tempLibrary(join(root, 'library'));
    library.repos.settings.set('kept', 1);
    library.close();
    const { home, databaseFile } = library.paths;
    chmodSync(databaseFile, 0o444);
    chmodSync(home, 0o555);
    onTestFinished(() => chmodSync(home, 0o755));
    return home;
  };

  it('says so to an owner and changes nothing', async () => {
    const home = readOnlyHome();
    const answer = await answerOf(startChild(home, 'owner', asNobody));
    expect(answer.opened).toBe(false);
    expect(['not-writable', 'library-readonly']).toContain(answer.code);
  });

  it('can still be read', async () => {
    const home = readOnlyHome();
    expect(await answerOf(startChild(home, 'reader', asNobody))).toEqual({ opened: true, fence: null, keys: ['kept'] });
    expect(existsSync(join(home, 'library.db-shm'))).toBe(false);
  });
});

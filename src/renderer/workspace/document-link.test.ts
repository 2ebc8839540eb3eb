import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../editor/document-port.ts';
import { createWindowJournal, holdWindowName } from './document-link.ts';

function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (at) => [...items.keys()][at] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}

/** Locks of windows that live; a window dies by taking its name out. What is held is waited for until the signal. */
function fakeLocks(living: Set<string>): LockManager {
  return {
    request: (name: string, { signal }: { signal: AbortSignal }, granted: () => Promise<never>) => {
      if (living.has(name))
        return new Promise((_, fail) => signal.addEventListener('abort', () => fail(new Error('aborted'))));
      living.add(name);
      return granted();
    },
    query: () =>
      Promise.resolve({
        held: [...living].map((name) => ({ name, mode: 'exclusive' as const, clientId: 'c' })),
        pending: [],
      }),
  } as unknown as LockManager;
}

const projectId = '01890a5d-ac96-774b-bcce-b302099a8057';
const record = (writtenAtMs: number): JournalRecord => ({
  projectId,
  baseRevision: 3,
  writtenAtMs,
  changes: [
    {
      changeId: '01890a5d-ac96-774b-bcce-b302099a8058',
      kind: 'edit',
      label: 'undo.shot.fields',
      params: {},
      diff: {},
      selection: null,
      joinsLast: false,
      takeCopies: [],
    },
  ],
});

describe('createWindowJournal', () => {
  it('finds what a window that is gone has left, and not what a living one waits to send', async () => {
    const storage = memoryStorage();
    const living = new Set(['one', 'two', 'three'].map((name) => `fw.window.${name}`));
    const locks = fakeLocks(living);
    createWindowJournal({ storage, locks, name: 'one' }).write(projectId, record(10));
    createWindowJournal({ storage, locks, name: 'two' }).write(projectId, record(20));
    const mine = createWindowJournal({ storage, locks, name: 'three' });
    expect(await mine.findLeft(projectId)).toBeNull();
    living.delete('fw.window.one');
    const left = await mine.findLeft(projectId);
    expect(left?.record.writtenAtMs).toBe(10);
    mine.forget(left?.key ?? '');
    expect(await mine.findLeft(projectId)).toBeNull();
  });

  it('finds its own record again after a reload', async () => {
    const storage = memoryStorage();
    const locks = fakeLocks(new Set());
    createWindowJournal({ storage, locks, name: 'one' }).write(projectId, record(10));
    const reloaded = createWindowJournal({ storage, locks, name: 'one' });
    expect((await reloaded.findLeft(projectId))?.record.changes).toHaveLength(1);
  });

  it('takes a broken record for none, and a full storage for no reason to stop', async () => {
    const storage = memoryStorage();
    const journal = createWindowJournal({ storage, locks: fakeLocks(new Set()), name: 'one' });
    storage.setItem(`fw.journal.${projectId}.one`, '{"changes":[{"kind":"nonsense"}]}');
    expect(journal.read(projectId)).toBeNull();
    expect(await journal.findLeft(projectId)).toBeNull();
    storage.setItem = () => {
      throw new Error('full');
    };
    expect(() => journal.write(projectId, record(1))).not.toThrow();
  });
});

describe('holdWindowName', () => {
  const patience = () => AbortSignal.timeout(1);

  it('names a window once, and again after a reload', async () => {
    const session = memoryStorage();
    const living = new Set<string>();
    const locks = fakeLocks(living);
    expect(await holdWindowName({ session, locks, newId: () => 'a', patience })).toBe('a');
    expect([...living]).toEqual(['fw.window.a']);
    living.clear();
    expect(await holdWindowName({ session, locks, newId: () => 'b', patience })).toBe('a');
    expect([...living]).toEqual(['fw.window.a']);
  });

  it('gives a twin, which has a copy of the storage, a name of its own', async () => {
    const living = new Set<string>();
    const locks = fakeLocks(living);
    const session = memoryStorage();
    const copy = memoryStorage();
    const name = await holdWindowName({ session, locks, newId: () => 'a', patience });
    copy.setItem('fw.window', name);
    expect(await holdWindowName({ session: copy, locks, newId: () => 'b', patience })).toBe('b');
    expect(copy.getItem('fw.window')).toBe('b');
    expect([...living]).toEqual(['fw.window.a', 'fw.window.b']);
  });
});

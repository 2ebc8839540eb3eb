import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../editor/document-port.ts';
import { createWindowJournal, windowName } from './document-link.ts';

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

/** Locks of windows that live; a window dies by taking its name out. */
function fakeLocks(living: Set<string>): LockManager {
  return {
    request: (name: string) => {
      living.add(name);
      return new Promise(() => undefined);
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
    const living = new Set<string>();
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

  it('names a window once', () => {
    const session = memoryStorage();
    expect(windowName(session, () => 'a')).toBe('a');
    expect(windowName(session, () => 'b')).toBe('a');
  });
});

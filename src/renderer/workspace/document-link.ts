import { documentChangeSchema } from '../../shared/model/document-change.ts';
import { failureOf, isAway } from '../client/api.ts';
import type { Api } from '../client/api.ts';
import type { DocumentPort, JournalPort, JournalRecord } from '../editor/document-port.ts';

/** An answer with a code goes on as code and details; what is none counts as "not reached" for the autosave. */
async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (isAway(error) || typeof code !== 'string') throw error;
    const failure = failureOf(error);
    throw Object.assign(new Error(failure.code), failure);
  }
}

/** The editor's port over the contract. */
export function documentPortOf(api: Api): DocumentPort {
  return {
    load: (projectId) => asked(api.documents.load({ projectId })),
    applyDiff: (request) => asked(api.documents.applyDiff(request)),
    history: (request) => asked(api.documents.history(request)),
    pulse: (projectId) => asked(api.documents.pulse({ projectId })),
  };
}

const PREFIX = 'fw.journal.';

/** One window's name: survives a reload and a restored tab, differs between windows. */
export function windowName(session: Storage, newId: () => string): string {
  const known = session.getItem('fw.window');
  if (known !== null) return known;
  const name = newId();
  session.setItem('fw.window', name);
  return name;
}

function parseRecord(text: string | null): JournalRecord | null {
  if (text === null) return null;
  try {
    const record = JSON.parse(text) as JournalRecord;
    return { ...record, changes: record.changes.map((change) => documentChangeSchema.parse(change)) };
  } catch {
    // Written by an older version, or cut off: nothing that could be put back.
    return null;
  }
}

export interface WindowJournal extends JournalPort {
  /** Unsent changes of windows that are gone, newest first: for a person to decide about. */
  findLeft(projectId: string): Promise<{ key: string; record: JournalRecord } | null>;
  forget(key: string): void;
}

/**
 * Unsent changes in the storage of the page, one record for each window and project, so that two windows on one project
 * do not write over each other. A lock that the system takes away with the window tells whether its owner still lives.
 */
export function createWindowJournal(deps: { storage: Storage; locks: LockManager; name: string }): WindowJournal {
  const { storage, locks, name } = deps;
  const keyOf = (projectId: string): string => `${PREFIX}${projectId}.${name}`;
  // Held until the page goes.
  void locks.request(`fw.window.${name}`, () => new Promise<never>(() => undefined)).catch(() => undefined);
  return {
    read: (projectId) => parseRecord(storage.getItem(keyOf(projectId))),
    write(projectId, record) {
      try {
        if (record === null) storage.removeItem(keyOf(projectId));
        else storage.setItem(keyOf(projectId), JSON.stringify(record));
      } catch {
        // The storage of the page is full: typing goes on, and the library gets the change in a moment anyway.
      }
    },
    async findLeft(projectId) {
      const { held = [] } = await locks.query();
      const living = new Set(held.map((lock) => lock.name));
      const left = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
        .filter((key) => key.startsWith(`${PREFIX}${projectId}.`))
        .filter((key) => {
          const owner = key.slice(`${PREFIX}${projectId}.`.length);
          return owner === name || !living.has(`fw.window.${owner}`);
        })
        .flatMap((key) => {
          const record = parseRecord(storage.getItem(key));
          return record === null || record.changes.length === 0 ? [] : [{ key, record }];
        });
      return left.sort((a, b) => b.record.writtenAtMs - a.record.writtenAtMs)[0] ?? null;
    },
    forget: (key) => storage.removeItem(key),
  };
}

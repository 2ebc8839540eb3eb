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

const NAME_KEY = 'fw.window';
const lockOf = (name: string): string => `fw.window.${name}`;

/** Holds a name until the page goes; false where another window has it, and keeps it until `giveUp`. */
function hold(locks: LockManager, name: string, giveUp: AbortSignal): Promise<boolean> {
  return new Promise((answer) => {
    const keep = (): Promise<never> => {
      answer(true);
      return new Promise<never>(() => undefined);
    };
    locks.request(lockOf(name), { signal: giveUp }, keep).catch(() => answer(false));
  });
}

/**
 * This window's name, held until it goes: survives a reload and a restored tab, differs between windows. A tab that was
 * duplicated has a copy of its twin's and takes a new one. `patience` tells how long a name is waited for: the page
 * before a reload may let go a little later than this one starts.
 */
export async function holdWindowName(deps: {
  session: Storage;
  locks: LockManager;
  newId: () => string;
  patience: () => AbortSignal;
}): Promise<string> {
  const { session, locks, newId, patience } = deps;
  const known = session.getItem(NAME_KEY);
  if (known !== null && (await hold(locks, known, patience()))) return known;
  const name = newId();
  session.setItem(NAME_KEY, name);
  await hold(locks, name, patience());
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
 * do not write over each other. The lock on a name, which the system takes away with the window, tells whether its owner still lives.
 */
export function createWindowJournal(deps: { storage: Storage; locks: LockManager; name: string }): WindowJournal {
  const { storage, locks, name } = deps;
  const keyOf = (projectId: string): string => `${PREFIX}${projectId}.${name}`;
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
          return owner === name || !living.has(lockOf(owner));
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

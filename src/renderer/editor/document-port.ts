import type { DocumentDiff } from '../../shared/model/document.ts';
import type { DocumentChange, EntrySelection, LabelParams } from '../../shared/model/document-change.ts';
import type { LoadedState } from './document-store.ts';

/** What the editor asks of the library. The client implements it over the contract; tests give it a service. */
export interface DocumentPort {
  load(projectId: string): Promise<LoadedState & { revision: number; resultsMark: string }>;
  /** Rejects with `{ code, details }` of the closed set; anything else counts as "not reached". */
  applyDiff(request: { projectId: string; baseRevision: number; change: DocumentChange }): Promise<{
    revision: number;
    voidedShotIds: readonly string[];
  }>;
  history(request: { projectId: string; limit: number; undoFrom?: number }): Promise<{
    undo: readonly StoredEntry[];
    redo: readonly StoredEntry[];
  }>;
  /** Cheap: whether anything has happened since a load. */
  pulse(projectId: string): Promise<{ revision: number; resultsMark: string }>;
}

/** A step of undo as the library keeps it; its diff is what was done. */
export interface StoredEntry {
  revision: number;
  /** The change that wrote it. */
  changeId: string | null;
  label: string;
  params: LabelParams;
  createdAtMs: number;
  selection: EntrySelection | null;
  diff: DocumentDiff;
}

/** Unsent changes of a document, kept outside the process until the library has them. */
export interface JournalRecord {
  projectId: string;
  baseRevision: number;
  changes: DocumentChange[];
  writtenAtMs: number;
}

/** Where unsent changes survive a crash of the window. Writing `null` forgets them. Synchronous, like localStorage. */
export interface JournalPort {
  read(projectId: string): JournalRecord | null;
  write(projectId: string, record: JournalRecord | null): void;
}

/** Timers as a parameter, so that tests need no real time. Gives how to cancel. */
export interface TimerPort {
  set(delayMs: number, fn: () => void): () => void;
}

/** Codes after which the same call may work later; everything that is no code of ours counts as not reached. */
const PASSING = new Set([
  'rate-limited',
  'disk-full',
  'library-busy',
  'provider-unavailable',
  'unauthorized',
  'not-writable',
  'library-readonly',
  'internal',
]);

export interface PortFailure {
  code: string;
  details: Readonly<Record<string, unknown>>;
  /** Trying again by itself makes sense. */
  isPassing: boolean;
}

/** Reads what a port threw. */
export function portFailure(error: unknown): PortFailure {
  const { code, details } = (typeof error === 'object' && error !== null ? error : {}) as Partial<PortFailure>;
  if (typeof code !== 'string') return { code: 'offline', details: {}, isPassing: true };
  const given = typeof details === 'object' && details !== null ? details : {};
  return { code, details: given, isPassing: PASSING.has(code) };
}

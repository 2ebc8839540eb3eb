import { hasOnlyUpdates, squashDiffs } from '../../shared/model/records-diff.ts';
import type { DocumentChange } from '../../shared/model/document-change.ts';
import { portFailure } from './document-port.ts';
import type { DocumentPort, JournalPort, TimerPort } from './document-port.ts';

/** What the window says about saving. Never "saved" while anything is unsent. */
export type SaveState =
  | { kind: 'saved'; revision: number; atMs: number | null }
  | { kind: 'saving'; waiting: number }
  | {
      kind: 'unsaved';
      waiting: number;
      /** `offline`, or a code of the closed set. */
      reason: string;
      details: Readonly<Record<string, unknown>>;
      /** It is tried again by itself; otherwise a person has to decide. */
      isRetrying: boolean;
    };

export interface AutosaveDeps {
  projectId: string;
  revision: number;
  port: Pick<DocumentPort, 'applyDiff'>;
  journal: JournalPort;
  timers: TimerPort;
  nowMs: () => number;
  /** The library has moved on: gives the waiting changes as they fit its new state, and that state's revision. */
  rebase: (waiting: () => readonly DocumentChange[]) => Promise<{ revision: number; changes: DocumentChange[] }>;
  onStored?: (change: DocumentChange, answer: { revision: number; voidedShotIds: readonly string[] }) => void;
}

export interface Autosave {
  enqueue(change: DocumentChange, chainKey: string | null): void;
  state(): SaveState;
  revision(): number;
  waiting(): readonly DocumentChange[];
  /**
   * Something a person did is on its way here: typed and resting in its field, or a drag whose end is not known. It counts
   * as waiting until the answer is called; `flush` calls `handOver` first.
   */
  hold(handOver: () => void): () => void;
  /** Sends everything now, with what is held; resolves when all is stored or it cannot go on. */
  flush(): Promise<SaveState>;
  /** The connection is back: tries at once. */
  wake(): void;
  /** Runs `work` while nothing is being sent, with the queue untouched by it; used to take over a newer state. */
  exclusively(work: () => Promise<{ revision: number; changes: DocumentChange[] } | null>): Promise<void>;
  /** Drops the change that was refused for good and takes over the library's state. Rejects, still refused, where that cannot be had. */
  dropRefused(): Promise<void>;
  subscribe(listener: (state: SaveState) => void): () => void;
  dispose(): void;
}

/** Longest time that a change waits for others to travel with. */
export const SAVE_DELAY_MS = 400;
const RETRY_DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
const REBASES_IN_A_ROW = 5;

/**
 * Brings changes to the library one after the other, each with the revision before it. What waits is in the journal until
 * the library has it, so a crash of the window loses nothing; a lost answer is found by the change's id.
 */
export function createAutosave(deps: AutosaveDeps): Autosave {
  const { projectId, port, journal, timers } = deps;
  let revision = deps.revision;
  let queue: { change: DocumentChange; chainKey: string | null }[] = [];
  let isSending = false;
  let failure: { code: string; details: Readonly<Record<string, unknown>>; isPassing: boolean } | null = null;
  let attempts = 0;
  let storedAtMs: number | null = null;
  let cancelTimer: (() => void) | null = null;
  let isDisposed = false;
  const held = new Set<{ handOver: () => void }>();
  let turn: Promise<void> = Promise.resolve();
  const listeners = new Set<(state: SaveState) => void>();

  const state = (): SaveState => {
    const waiting = queue.length + held.size;
    if (waiting === 0 && failure === null) return { kind: 'saved', revision, atMs: storedAtMs };
    if (failure === null) return { kind: 'saving', waiting };
    const { code, details, isPassing } = failure;
    return { kind: 'unsaved', waiting, reason: code, details, isRetrying: isPassing };
  };
  const tell = (): void => {
    for (const listener of listeners) listener(state());
  };
  const remember = (): void => {
    const changes = queue.map(({ change }) => change);
    journal.write(
      projectId,
      changes.length === 0 ? null : { projectId, baseRevision: revision, changes, writtenAtMs: deps.nowMs() },
    );
  };
  const schedule = (delayMs: number): void => {
    cancelTimer?.();
    cancelTimer = timers.set(delayMs, () => {
      cancelTimer = null;
      void run();
    });
  };

  const sendAll = async (): Promise<void> => {
    let rebases = 0;
    while (queue.length > 0 && !isDisposed) {
      const [first] = queue;
      if (first === undefined) return;
      // Later edits of the same field wait for this answer instead of changing what is under way.
      first.chainKey = null;
      isSending = true;
      try {
        const answer = await port.applyDiff({ projectId, baseRevision: revision, change: first.change });
        queue.shift();
        revision = answer.revision;
        failure = null;
        attempts = 0;
        storedAtMs = deps.nowMs();
        remember();
        deps.onStored?.(first.change, answer);
        tell();
      } catch (error) {
        const failed = portFailure(error);
        if (failed.code === 'conflict' && rebases < REBASES_IN_A_ROW) {
          rebases += 1;
          try {
            await takeOver(deps.rebase);
            continue;
          } catch (rebaseError) {
            failure = portFailure(rebaseError);
          }
        } else failure = failed.code === 'conflict' ? { ...failed, isPassing: true } : failed;
        if (failure.isPassing) schedule(RETRY_DELAYS_MS[Math.min(attempts, RETRY_DELAYS_MS.length - 1)] ?? 30_000);
        attempts += 1;
        tell();
        return;
      } finally {
        isSending = false;
      }
    }
  };

  const takeOver = async (
    work: (waiting: () => readonly DocumentChange[]) => Promise<{ revision: number; changes: DocumentChange[] } | null>,
    dropped = 0,
  ): Promise<void> => {
    const fresh = await work(() => queue.slice(dropped).map(({ change }) => change));
    if (fresh === null) return;
    revision = fresh.revision;
    queue = fresh.changes.map((change) => ({ change, chainKey: null }));
    failure = null;
    remember();
    tell();
  };

  /** One thing at a time: sending and taking over never overlap. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work, work);
    return turn;
  };
  const run = (): Promise<void> => {
    cancelTimer?.();
    cancelTimer = null;
    return inTurn(sendAll);
  };

  return {
    enqueue(change, chainKey) {
      const last = queue.at(-1);
      const canJoin =
        last !== undefined &&
        chainKey !== null &&
        last.chainKey === chainKey &&
        change.joinsLast &&
        hasOnlyUpdates(change.diff) &&
        hasOnlyUpdates(last.change.diff);
      if (canJoin) {
        const diff = squashDiffs(last.change.diff, change.diff);
        last.change = { ...last.change, diff, selection: change.selection ?? last.change.selection };
      } else queue.push({ change, chainKey });
      remember();
      tell();
      if (cancelTimer === null && !isSending && (failure === null || failure.isPassing)) schedule(SAVE_DELAY_MS);
    },
    state,
    revision: () => revision,
    waiting: () => queue.map(({ change }) => change),
    hold(handOver) {
      const one = { handOver };
      held.add(one);
      tell();
      return () => {
        if (held.delete(one)) tell();
      };
    },
    async flush() {
      for (const { handOver } of [...held]) handOver();
      await run();
      return state();
    },
    wake() {
      if (failure !== null && !failure.isPassing) return;
      if (queue.length > 0) void run();
    },
    exclusively: (work) => inTurn(() => takeOver(work)),
    dropRefused: () =>
      inTurn(async () => {
        if (failure === null || failure.isPassing) return;
        // It leaves the queue with the fresh state, not before: without that the document still shows it.
        await takeOver(deps.rebase, 1);
        await sendAll();
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      isDisposed = true;
      cancelTimer?.();
      cancelTimer = null;
      listeners.clear();
    },
  };
}

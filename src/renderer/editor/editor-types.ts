import type { EntrySelection, LabelParams } from '../../shared/model/document-change.ts';
import type { DocumentDiff } from '../../shared/model/document.ts';
import type { Autosave } from './autosave.ts';
import type { DocumentPort, JournalPort, TimerPort } from './document-port.ts';
import type { DocumentStore } from './document-store.ts';
import type { Draft } from './draft.ts';
import type { History } from './history.ts';
import type { Collision } from './rebase.ts';
import type { Session } from './session.ts';

/** What the editor of an open document needs, takes and gives. */

export interface EditorDeps {
  projectId: string;
  port: DocumentPort;
  journal: JournalPort;
  timers: TimerPort;
  newId: () => string;
  nowMs: () => number;
  screen?: string;
}

export interface EditOptions<R> {
  /** Values for the label's sentence: "Delete {{count}} shots". */
  params?: LabelParams;
  /** Edits with the same key, one after the other, are one step: `shot:<id>:caption`. */
  mergeKey?: string;
  /** What is selected afterwards; without it the selection stays. */
  select?: (result: R) => readonly string[];
}

/** What the window tells a person without being asked. */
export type EditorNotice =
  | { kind: 'collided'; collisions: readonly Collision[] }
  | { kind: 'taken-over'; revision: number }
  | { kind: 'approval-lost'; shotIds: readonly string[] };

export interface UndoStep {
  label: string;
  params: LabelParams;
  diff: DocumentDiff;
  /** Where to go and what to flash. */
  selection: EntrySelection | null;
}

export interface Editor {
  readonly projectId: string;
  readonly document: DocumentStore;
  readonly session: Session;
  readonly history: Pick<History, 'state' | 'entries' | 'subscribe'>;
  readonly autosave: Pick<
    Autosave,
    'state' | 'subscribe' | 'hold' | 'flush' | 'wake' | 'dropRefused' | 'waiting' | 'revision'
  >;
  /** Runs a command. Label: a key of the language files. A command that throws changes nothing and is thrown on. */
  edit<R>(label: string, command: (draft: Draft) => R, options?: EditOptions<R>): R;
  /**
   * A gesture: everything edited under its label until `commit` is one step; `bail` takes it back. One whose end never came
   * is closed by the next gesture, by an edit with another label and by a flush; `commit` and `bail` then do nothing.
   */
  begin(label: string, params?: LabelParams): void;
  commit(): void;
  bail(): void;
  isInGesture(): boolean;
  /** The field was left: what is typed next is a step of its own. */
  seal(): void;
  /** `null` where nothing is left to undo, or a gesture is open. */
  undo(): UndoStep | null;
  redo(): UndoStep | null;
  /** Something may have happened elsewhere: takes over what did, with my waiting changes on top. */
  refresh(): Promise<void>;
  onNotice(listener: (notice: EditorNotice) => void): () => void;
  dispose(): void;
}

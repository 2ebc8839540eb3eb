import { createContext, use, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { v7 } from 'uuid';
import type { JournalRecord } from '../editor/document-port.ts';
import type { SaveState } from '../editor/autosave.ts';
import type { DocumentState } from '../editor/document-store.ts';
import { openEditor } from '../editor/editor.ts';
import type { Editor } from '../editor/editor-types.ts';
import type { SessionState } from '../editor/session.ts';
import { createWindowJournal, documentPortOf, holdWindowName } from './document-link.ts';
import type { WindowJournal } from './document-link.ts';
import { useWorkspace } from './workspace-context.ts';

/** What a window that is gone has left of the open project. */
export interface Recovery {
  record: JournalRecord;
  /** Puts the changes on top of the library's state, or forgets them. */
  decide(isRestored: boolean): void;
}

export type ProjectEditorState =
  | { kind: 'none' }
  | { kind: 'loading' }
  | { kind: 'asking'; recovery: Recovery }
  | { kind: 'failed'; error: unknown; retry: () => void }
  | { kind: 'open'; editor: Editor };

const ProjectEditorContext = createContext<ProjectEditorState>({ kind: 'none' });

/** How long the page before a reload may still hold the name of the window. */
const NAME_PATIENCE_MS = 500;

const timers = {
  set(delayMs: number, fn: () => void): () => void {
    const timer = window.setTimeout(fn, delayMs);
    return () => window.clearTimeout(timer);
  },
};

/** Opens the editor of the route's project, and closes it when the project changes. */
export function ProjectEditorProvider({ children }: { children: ReactNode }) {
  const { api, route, connection, onHint } = useWorkspace();
  const { projectId } = route;
  const [state, setState] = useState<ProjectEditorState>({ kind: 'none' });
  const [attempt, setAttempt] = useState(0);
  const screen = useRef(route.screen);
  const [ownJournal] = useState(async () => {
    const { localStorage: storage, sessionStorage: session, navigator } = window;
    const { locks } = navigator;
    const patience = (): AbortSignal => AbortSignal.timeout(NAME_PATIENCE_MS);
    return createWindowJournal({ storage, locks, name: await holdWindowName({ session, locks, newId: v7, patience }) });
  });

  useEffect(() => {
    if (projectId === null) {
      setState({ kind: 'none' });
      return undefined;
    }
    let isOver = false;
    const open = async (
      journal: WindowJournal,
      left: { key: string; record: JournalRecord } | null,
      isRestored: boolean,
    ): Promise<void> => {
      setState({ kind: 'loading' });
      try {
        const deps = {
          projectId,
          port: documentPortOf(api),
          journal,
          timers,
          newId: v7,
          nowMs: Date.now,
          screen: screen.current,
        };
        const editor = await openEditor(deps, isRestored ? (left?.record ?? null) : null);
        if (left !== null) {
          journal.forget(left.key);
          // What was put back waits in this window's own record from now on.
          const waiting = [...editor.autosave.waiting()];
          if (waiting.length > 0)
            journal.write(projectId, { ...left.record, baseRevision: editor.autosave.revision(), changes: waiting });
        }
        if (isOver) return editor.dispose();
        setState({ kind: 'open', editor });
      } catch (error) {
        if (!isOver) setState({ kind: 'failed', error, retry: () => setAttempt((count) => count + 1) });
      }
    };
    setState({ kind: 'loading' });
    const begin = async (): Promise<void> => {
      const journal = await ownJournal;
      const left = await journal.findLeft(projectId).catch(() => null);
      if (isOver) return;
      if (left === null) return open(journal, null, false);
      const decide = (isRestored: boolean): void => void open(journal, left, isRestored);
      setState({ kind: 'asking', recovery: { record: left.record, decide } });
    };
    void begin();
    return () => {
      isOver = true;
    };
  }, [api, projectId, ownJournal, attempt]);

  const editor = state.kind === 'open' ? state.editor : null;
  // Ends with the fields that show it, not with the route: what they hand over when they go is sent too. What cannot be
  // sent stays in the journal.
  useEffect(() => {
    if (editor === null) return undefined;
    const onHide = (): void => void editor.autosave.flush();
    window.addEventListener('pagehide', onHide);
    return () => {
      window.removeEventListener('pagehide', onHide);
      void editor.autosave.flush().finally(() => editor.dispose());
    };
  }, [editor]);
  useEffect(() => {
    screen.current = route.screen;
    editor?.session.show(route.screen);
  }, [editor, route.screen]);
  useEffect(() => {
    if (editor === null) return undefined;
    const refresh = (): void =>
      void editor.refresh().catch((error: unknown) => {
        // Deleted, here or in another window. Anything else is asked again with the next hint.
        if ((error as { code?: unknown }).code !== 'not-found') return;
        const gone: ProjectEditorState = { kind: 'failed', error, retry: () => setAttempt((count) => count + 1) };
        setState((now) => (now.kind === 'open' && now.editor === editor ? gone : now));
      });
    if (connection === 'open') {
      editor.autosave.wake();
      refresh();
    }
    return onHint((event) => {
      if (event.topic === 'project' && event.id === editor.projectId) refresh();
    });
  }, [connection, editor, onHint]);

  return <ProjectEditorContext value={state}>{children}</ProjectEditorContext>;
}

/** How far the open project is: loading, asking about left changes, failed, open. */
export const useProjectEditorState = (): ProjectEditorState => use(ProjectEditorContext);

/** The editor of the open project; null while there is none. */
export function useEditor(): Editor | null {
  const state = use(ProjectEditorContext);
  return state.kind === 'open' ? state.editor : null;
}

const nothing = (): (() => void) => () => undefined;

/** A part of the open document; draws again only when the answer changes identity. The selector must be stable or cheap. */
export function useDocument<T>(selector: (state: DocumentState) => T): T | undefined {
  const editor = useEditor();
  const read = useCallback(
    () => (editor === null ? undefined : selector(editor.document.getState())),
    [editor, selector],
  );
  return useSyncExternalStore(editor?.document.subscribe ?? nothing, read);
}

/** A part of what is selected and looked at. */
export function useSession<T>(selector: (state: SessionState) => T): T | undefined {
  const editor = useEditor();
  const read = useCallback(
    () => (editor === null ? undefined : selector(editor.session.getState())),
    [editor, selector],
  );
  return useSyncExternalStore(editor?.session.subscribe ?? nothing, read);
}

/** What the window says about saving; undefined while no project is open. */
export function useSaveState(): SaveState | undefined {
  const editor = useEditor();
  const [state, setState] = useState<SaveState | undefined>(editor?.autosave.state());
  useEffect(() => {
    setState(editor?.autosave.state());
    return editor?.autosave.subscribe(setState);
  }, [editor]);
  return state;
}

/** The history of the open project, drawn again with every step. */
export function useHistoryState(): ReturnType<Editor['history']['state']> | undefined {
  const editor = useEditor();
  const [state, setState] = useState(editor?.history.state());
  useEffect(() => {
    setState(editor?.history.state());
    return editor?.history.subscribe(() => setState(editor.history.state()));
  }, [editor]);
  return state;
}

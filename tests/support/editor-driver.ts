import { openEditor, readRecovery } from '../../src/renderer/editor/editor.ts';
import type { Editor } from '../../src/renderer/editor/editor-types.ts';
import type { DocumentPort, JournalPort } from '../../src/renderer/editor/document-port.ts';
import { moveShots, setDuration, setShotFields } from '../../src/renderer/editor/commands/shots.ts';
import { selectShotOrder } from '../../src/renderer/editor/selectors.ts';
import { newUuid } from '../../src/main/platform/ids.ts';
import { createFakeTime } from './engine/test-engine.ts';
import type { FakeTime } from './engine/test-engine.ts';

/** An editor without a window: what hands do, as calls. Time moves only when told. */
export interface EditorDriver {
  readonly editor: Editor;
  readonly time: FakeTime;
  order(): readonly string[];
  click(id: string): void;
  modClick(id: string): void;
  shiftClick(id: string): void;
  /** Types into the caption, letter by letter, `pauseMs` apart. */
  typeCaption(shotId: string, text: string, pauseMs?: number): void;
  /** Drags shots over the places named, and lets go; `escape` ends it instead. */
  drag(shotIds: readonly string[], over: readonly { sceneId: string; index: number }[], end?: 'drop' | 'escape'): void;
  /** Drags the right edge of a shot through these lengths. */
  dragEdge(shotId: string, lengths: readonly number[]): void;
  undo(times?: number): void;
  redo(times?: number): void;
  /** Lets the waiting time pass and everything be sent. */
  save(): Promise<void>;
  /** The window dies: nothing more is sent. */
  crash(): void;
}

export interface DriverDeps {
  projectId: string;
  port: DocumentPort;
  journal: JournalPort;
  time?: FakeTime;
  /** Puts back what a former window left. */
  isRecovering?: boolean;
}

export async function openDriver(deps: DriverDeps): Promise<EditorDriver> {
  const time = deps.time ?? createFakeTime();
  const { projectId, port, journal } = deps;
  const recovery = deps.isRecovering === true ? readRecovery(journal, projectId) : null;
  const editor = await openEditor(
    { projectId, port, journal, timers: time, newId: newUuid, nowMs: time.nowMs },
    recovery,
  );
  const { session } = editor;
  const order = (): readonly string[] => selectShotOrder(editor.document.getState());
  return {
    editor,
    time,
    order,
    click: (id) => session.select(id),
    modClick: (id) => session.toggle(id),
    shiftClick: (id) => session.range(id, order()),
    typeCaption(shotId, text, pauseMs = 80) {
      for (let length = 1; length <= text.length; length += 1) {
        const fields = { caption: text.slice(0, length) };
        editor.edit('undo.shot.caption', (draft) => setShotFields(draft, { shotIds: [shotId], fields }), {
          mergeKey: `shot:${shotId}:caption`,
        });
        time.advance(pauseMs);
      }
    },
    drag(shotIds, over, end = 'drop') {
      editor.begin('undo.shot.move', { count: shotIds.length });
      for (const place of over) editor.edit('undo.shot.move', (draft) => moveShots(draft, { shotIds, ...place }));
      if (end === 'drop') editor.commit();
      else editor.bail();
    },
    dragEdge(shotId, lengths) {
      editor.begin('undo.shot.duration');
      for (const cutFrames of lengths)
        editor.edit('undo.shot.duration', (draft) => setDuration(draft, { shotId, cutFrames }));
      editor.commit();
    },
    undo(times = 1) {
      for (let count = 0; count < times; count += 1) editor.undo();
    },
    redo(times = 1) {
      for (let count = 0; count < times; count += 1) editor.redo();
    },
    async save() {
      time.advance(500);
      await editor.autosave.flush();
    },
    crash: () => editor.dispose(),
  };
}

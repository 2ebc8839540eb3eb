import { expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/main/library/open-library.ts';
import { createDocumentService } from '../../src/main/projects/document-service.ts';
import type { DocumentTables } from '../../src/shared/model/document.ts';
import { canonicalJson } from '../../src/shared/util/canonical-json.ts';
import { createSeededRandom } from '../../src/shared/util/seeded-random.ts';
import { openDriver } from '../support/editor-driver.ts';
import type { EditorDriver } from '../support/editor-driver.ts';
import { addTake, brokenPlaces, plannedProject } from '../support/editor/document-project.ts';
import { createLibraryProcess } from '../support/editor/library-process.ts';
import { createMemoryJournal } from '../support/editor/port-of-service.ts';
import { randomEdit, tryEdit } from '../support/editor/random-edit.ts';
import { createFakeTime } from '../support/engine/test-engine.ts';
import { libraryOptions, projectDeps, tempFolder } from '../support/library/temp-library.ts';

/**
 * The model: states as text, one for each step of undo, and nothing else. It knows no diffs, no merging, no saving; what
 * undo and redo must lead to is the state that was there. What was chosen is left out of it: results come in between.
 */
function createModel(start: string) {
  let past: string[] = [];
  let future: string[] = [];
  let now = start;
  return {
    now: () => now,
    edited(state: string): void {
      past.push(now);
      // The editor and the library keep 500.
      if (past.length > 500) past = past.slice(-500);
      now = state;
      future = [];
    },
    joined(state: string): void {
      now = state;
    },
    undo(): boolean {
      const state = past.pop();
      if (state === undefined) return false;
      future.push(now);
      now = state;
      return true;
    },
    redo(): boolean {
      const state = future.pop();
      if (state === undefined) return false;
      past.push(now);
      now = state;
      return true;
    },
  };
}

/** Without the poster, which follows the first picture by itself. */
const textOf = ({ project, brief, scenes, shots }: DocumentTables): string =>
  canonicalJson({ names: Object.values(project).map(({ name }) => name), brief, scenes, shots });

const edits = Number(process.env['FRAMEWRIGHT_EDITS'] ?? 300);
const seed = Number(process.env['FRAMEWRIGHT_SEED'] ?? 20_261_121);

it(
  `${edits} random edits with kills of library and window: the document equals the model's`,
  { timeout: 60_000 + edits * 300 },
  async () => {
    const home = tempFolder();
    const first = openLibrary({ ...libraryOptions(home), mode: 'owner' });
    const projectId = plannedProject(projectDeps(first));
    for (const id of Object.keys(createDocumentService(projectDeps(first)).load(projectId).tables.shots)) {
      addTake(projectDeps(first), id);
    }
    first.close();

    const library = createLibraryProcess(home);
    onTestFinished(() => library.kill());
    await library.start();
    const journal = createMemoryJournal();
    const time = createFakeTime();
    const random = createSeededRandom(seed);
    const open = (isRecovering: boolean): Promise<EditorDriver> =>
      openDriver({ projectId, port: library.port, journal, time, isRecovering });
    let driver = await open(false);
    const tablesNow = (): DocumentTables => driver.editor.document.getState().tables;
    const model = createModel(textOf(tablesNow()));
    const counts = { edits: 0, undos: 0, redos: 0, libraryKills: 0, windowKills: 0, joined: 0, takes: 0 };

    while (counts.edits < edits) {
      const dice = random.next();
      const { editor } = driver;
      if (dice < 0.1) {
        expect(editor.undo() !== null).toBe(model.undo());
        counts.undos += 1;
      } else if (dice < 0.15) {
        expect(editor.redo() !== null).toBe(model.redo());
        counts.redos += 1;
      } else if (dice < 0.18) {
        // Dies with requests under way: some are stored without an answer, some never arrive.
        time.advance(500);
        for (let turns = random.integer(0, 6); turns > 0; turns -= 1)
          await new Promise((resolve) => setImmediate(resolve));
        await library.kill();
        counts.libraryKills += 1;
      } else if (dice < 0.22) {
        await library.start();
        editor.autosave.wake();
      } else if (dice < 0.24) {
        // The window dies, with or without something unsent; its journal is all that is left.
        if (random.next() < 0.5) time.advance(500);
        driver.crash();
        await library.start();
        driver = await open(true);
        counts.windowKills += 1;
      } else if (dice < 0.26 && library.isRunning()) {
        const shotId = random.pick(Object.keys(tablesNow().shots));
        await library.addTake(shotId).then(
          () => editor.refresh(),
          () => undefined,
        );
        counts.takes += 1;
      } else {
        const { tables, takes } = editor.document.getState();
        const edit = randomEdit({ all: (name) => Object.values(tables[name]) as never, takes }, random);
        if (edit.label.startsWith('take.')) continue;
        const before = [...editor.history.entries().undo];
        tryEdit(() =>
          editor.edit(edit.label, edit.run, edit.mergeKey === undefined ? {} : { mergeKey: edit.mergeKey }),
        );
        const after = editor.history.entries().undo;
        if (after.at(-1) !== before.at(-1)) {
          // Another entry in the place of the newest, on the same one: the edit joined that step.
          const isJoined = before.length > 0 && after.length === before.length && after.at(-2) === before.at(-2);
          if (isJoined) model.joined(textOf(tablesNow()));
          else model.edited(textOf(tablesNow()));
          if (isJoined) counts.joined += 1;
        }
        counts.edits += 1;
        if (random.next() < 0.3) time.advance(random.integer(0, 1_500));
      }
      expect(textOf(tablesNow()), JSON.stringify(counts)).toBe(model.now());
      expect(brokenPlaces(tablesNow())).toEqual([]);
    }

    await library.start();
    expect(await driver.editor.autosave.flush(), JSON.stringify(counts)).toMatchObject({ kind: 'saved' });
    await library.kill();
    await library.start();
    expect(textOf((await library.port.load(projectId)).tables)).toBe(model.now());
    expect(journal.text(projectId)).toBeNull();

    // A fresh window goes all the way back, and forward again, as the model does.
    driver.crash();
    driver = await open(false);
    for (const step of ['undo', 'redo'] as const) {
      while (model[step]()) {
        expect(driver.editor[step]()).not.toBeNull();
        expect(textOf(tablesNow())).toBe(model.now());
      }
    }
    await driver.save();
    expect(textOf((await library.port.load(projectId)).tables)).toBe(model.now());
    await library.stop();
    expect(counts.libraryKills).toBeGreaterThan(0);
    expect(counts.windowKills).toBeGreaterThan(0);
  },
);

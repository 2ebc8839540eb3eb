import { describe, expect, it } from 'vitest';
import { shotApprovalHash } from '../../src/main/projects/approval-hash.ts';
import { createDocumentService } from '../../src/main/projects/document-service.ts';
import { createProjectService } from '../../src/main/projects/project-service.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import { chooseTake } from '../../src/renderer/editor/commands/takes.ts';
import {
  deleteShots,
  duplicateShots,
  nudgeShots,
  setDuration,
  setLocked,
  setShotFields,
} from '../../src/renderer/editor/commands/shots.ts';
import { setSceneFields } from '../../src/renderer/editor/commands/scenes.ts';
import { indexOf } from '../../src/renderer/editor/document-index.ts';
import type { EditorNotice } from '../../src/renderer/editor/editor-types.ts';
import { selectChosenTake, selectShotNumber } from '../../src/renderer/editor/selectors.ts';
import { shotName } from '../../src/shared/model/shot-name.ts';
import type { DocumentChange } from '../../src/shared/model/document-change.ts';
import { newUuid } from '../../src/main/platform/ids.ts';
import { createSeededRandom } from '../../src/shared/util/seeded-random.ts';
import { openDriver } from '../support/editor-driver.ts';
import { addTake, brokenPlaces, plannedProject } from '../support/editor/document-project.ts';
import { createMemoryJournal, portOfService } from '../support/editor/port-of-service.ts';
import { randomEdit, tryEdit } from '../support/editor/random-edit.ts';
import { projectDeps, tempLibrary } from '../support/library/temp-library.ts';

function setUp(sceneCount = 4) {
  const deps = projectDeps(tempLibrary());
  const projectId = plannedProject(deps, sceneCount);
  const service = createDocumentService(deps);
  const port = portOfService(service);
  const journal = createMemoryJournal();
  return { deps, projectId, service, port, journal, open: () => openDriver({ projectId, port, journal }) };
}

const change = (diff: DocumentChange['diff'], more: Partial<DocumentChange> = {}): DocumentChange => ({
  changeId: newUuid(),
  kind: 'edit',
  label: 'test',
  params: {},
  diff,
  selection: null,
  joinsLast: false,
  takeCopies: [],
  ...more,
});
const updated = (
  table: string,
  id: string,
  fields: Record<string, readonly [unknown, unknown]>,
): DocumentChange['diff'] => ({
  [table]: { added: {}, updated: { [id]: fields }, removed: {} },
});
const failure = (run: () => unknown): AppError => {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

describe('moving a shot by key', () => {
  const nudge = (driver: Awaited<ReturnType<ReturnType<typeof setUp>['open']>>, id: string, by: 1 | -1): void =>
    driver.editor.edit('test', (draft) => nudgeShots(draft, { shotIds: [id], by }));
  const scenesOf = (driver: Awaited<ReturnType<ReturnType<typeof setUp>['open']>>): readonly string[] =>
    driver.order().map((id) => driver.editor.document.getState().tables.shots[id]?.sceneId ?? '');

  it('changes the order by one with every press, over the edge of a scene too', async () => {
    const driver = await setUp(3).open();
    const before = driver.order();
    const last = before[2] ?? '';
    nudge(driver, last, 1);
    expect(driver.order().indexOf(last)).toBe(3);
    nudge(driver, last, -1);
    nudge(driver, last, -1);
    expect(driver.order().indexOf(last)).toBe(1);
  });

  it('takes the scene along when the shot is all there is of it', async () => {
    const driver = await setUp(3).open();
    const [first = '', second = '', third = ''] = driver.order();
    driver.editor.edit('test', (draft) => deleteShots(draft, [second, third]));
    const scene = scenesOf(driver)[0];
    nudge(driver, first, 1);
    expect(driver.order().indexOf(first)).toBe(3);
    expect(scenesOf(driver)[3]).toBe(scene);
    nudge(driver, first, -1);
    nudge(driver, first, -1);
    expect(driver.order().indexOf(first)).toBe(0);
    expect(scenesOf(driver)[0]).toBe(scene);
  });
});

describe('a hand in the editor', () => {
  it('undoes a drag as one step, and none that was let go with Escape', async () => {
    const { open, service, projectId } = setUp();
    const driver = await open();
    const before = driver.order();
    const [first = '', , , other = ''] = before;
    const { shots } = driver.editor.document.getState().tables;
    const sceneId = shots[other]?.sceneId ?? '';
    driver.drag(
      [first],
      [
        { sceneId, index: 0 },
        { sceneId, index: 2 },
        { sceneId, index: 1 },
      ],
    );
    expect(driver.order()).not.toEqual(before);
    expect(driver.editor.history.entries().undo).toHaveLength(1);
    driver.undo();
    expect(driver.order()).toEqual(before);
    driver.drag([first], [{ sceneId, index: 2 }], 'escape');
    expect(driver.order()).toEqual(before);
    expect(driver.editor.history.state()).toMatchObject({ canUndo: false, canRedo: true });
    await driver.save();
    expect(service.load(projectId).tables).toEqual(driver.editor.document.getState().tables);
  });

  it('loses nothing of a drag whose end never came: the next edit, drag or save closes it', async () => {
    const { open, service, projectId } = setUp();
    const driver = await open();
    const { editor } = driver;
    const [first = '', second = ''] = driver.order();
    const lengthen = (cutFrames: number): void => {
      editor.begin('undo.shot.longer');
      editor.edit('undo.shot.longer', (draft) => setDuration(draft, { shotId: first, cutFrames }));
    };
    lengthen(31);
    expect(editor.autosave.state()).toMatchObject({ kind: 'saving', waiting: 1 });
    driver.typeCaption(second, 'mine');
    expect(editor.history.entries().undo).toHaveLength(2);
    lengthen(32);
    lengthen(33);
    expect(editor.history.entries().undo).toHaveLength(3);
    await driver.save();
    expect(editor.autosave.state().kind).toBe('saved');
    expect(service.load(projectId).tables.shots).toMatchObject({
      [first]: { cutFrames: 33 },
      [second]: { caption: 'mine' },
    });
    // The hand lets go after all.
    editor.commit();
    editor.bail();
    driver.undo();
    expect(editor.document.getState().tables.shots[first]?.cutFrames).toBe(32);
  });

  it('takes typing in one field as one step, saved many times', async () => {
    const { open, service, projectId } = setUp();
    const driver = await open();
    const [id = ''] = driver.order();
    driver.typeCaption(id, 'Every');
    await driver.save();
    driver.typeCaption(id, 'Every morning');
    await driver.save();
    expect(driver.editor.history.entries().undo).toHaveLength(1);
    expect(service.history(projectId).undo).toHaveLength(1);
    service.undo(projectId);
    expect(service.load(projectId).tables.shots[id]?.caption).toBe('caption 0.1');
  });

  it('does not say saved while something waits, and says why it cannot', async () => {
    const { open, port } = setUp();
    const driver = await open();
    const [id = ''] = driver.order();
    const { autosave } = driver.editor;
    expect(autosave.state().kind).toBe('saved');
    const working = port.applyDiff;
    port.applyDiff = () => Promise.reject(Object.assign(new Error('full'), { code: 'disk-full', details: {} }));
    driver.typeCaption(id, 'x');
    expect(autosave.state().kind).toBe('saving');
    await driver.save();
    expect(autosave.state()).toMatchObject({ kind: 'unsaved', reason: 'disk-full', isRetrying: true, waiting: 1 });
    port.applyDiff = working;
    await autosave.flush();
    expect(autosave.state()).toMatchObject({ kind: 'saved' });
  });

  it('counts what rests in a field as waiting, and a save takes it along', async () => {
    const { open, service, projectId } = setUp();
    const driver = await open();
    const [id = ''] = driver.order();
    const { autosave } = driver.editor;
    const letGo = autosave.hold(() => {
      driver.typeCaption(id, 'typed', 0);
      letGo();
    });
    expect(autosave.state()).toMatchObject({ kind: 'saving', waiting: 1 });
    expect(await autosave.flush()).toMatchObject({ kind: 'saved' });
    expect(service.load(projectId).tables.shots[id]?.caption).toBe('typed');
  });

  it('keeps a refused change while the library cannot be asked, and drops it when it can', async () => {
    const { open, port, service, projectId, journal } = setUp();
    const driver = await open();
    const [id = '', other = ''] = driver.order();
    const { editor } = driver;
    const { applyDiff, load } = port;
    port.applyDiff = () => Promise.reject(Object.assign(new Error('no'), { code: 'invalid-input', details: {} }));
    driver.typeCaption(id, 'refused');
    await driver.save();
    const refused = { kind: 'unsaved', reason: 'invalid-input', isRetrying: false };
    expect(editor.autosave.state()).toMatchObject(refused);
    port.load = () => Promise.reject(new Error('away'));
    await expect(editor.autosave.dropRefused()).rejects.toThrow('away');
    expect(editor.autosave.state()).toMatchObject({ ...refused, waiting: 1 });
    expect(journal.read(projectId)?.changes).toHaveLength(1);
    Object.assign(port, { applyDiff, load });
    driver.typeCaption(other, 'kept');
    await editor.autosave.dropRefused();
    expect(editor.autosave.state().kind).toBe('saved');
    expect(service.load(projectId).tables.shots).toMatchObject({
      [id]: { caption: 'caption 0.1' },
      [other]: { caption: 'kept' },
    });
    expect(service.load(projectId).tables).toEqual(editor.document.getState().tables);
  });

  it('brings the selection back with undo', async () => {
    const { open } = setUp();
    const driver = await open();
    const [first = '', second = '', third = ''] = driver.order();
    driver.click(first);
    driver.shiftClick(third);
    expect([...driver.editor.session.getState().selectedIds]).toEqual([first, second, third]);
    driver.editor.edit('undo.shot.duplicate', (draft) => duplicateShots(draft, [first, second]), {
      select: (ids) => ids,
    });
    expect(driver.editor.session.getState().selectedIds.size).toBe(2);
    driver.undo();
    expect([...driver.editor.session.getState().selectedIds]).toEqual([first, second, third]);
  });

  it('gives a duplicated shot takes of its own', async () => {
    const { open, deps, service, projectId } = setUp();
    const { tables } = service.load(projectId);
    const shotId = Object.values(tables.shots).find(({ caption }) => caption === 'caption 1.2')?.id ?? '';
    addTake(deps, shotId);
    const driver = await open();
    const [copyId = ''] = driver.editor.edit('undo.shot.duplicate', (draft) => duplicateShots(draft, [shotId]));
    await driver.save();
    await driver.editor.refresh();
    const state = driver.editor.document.getState();
    const take = selectChosenTake(state, copyId, 'start');
    expect(take).toMatchObject({ shotId: copyId, costMicroUsd: 0 });
    expect(take?.assetId).toBe(selectChosenTake(state, shotId, 'start')?.assetId);
    expect(shotName(selectShotNumber(state, copyId) ?? { scene: 0, shot: 0 })).toBe('2C');
    driver.undo();
    await driver.save();
    expect(brokenPlaces(service.load(projectId).tables)).toEqual([]);
    driver.redo();
    await driver.save();
    expect(service.load(projectId).tables).toEqual(driver.editor.document.getState().tables);
  });

  it('keeps what a job brings when an edit is undone, and redo survives it', async () => {
    const { open, deps } = setUp();
    const driver = await open();
    const [id = ''] = driver.order();
    driver.typeCaption(id, 'mine');
    driver.undo();
    const takeId = addTake(deps, id);
    await driver.editor.refresh();
    expect(driver.editor.history.state().canRedo).toBe(true);
    driver.redo();
    const state = driver.editor.document.getState();
    expect(state.tables.shots[id]?.caption).toBe('mine');
    expect(selectChosenTake(state, id, 'start')?.id).toBe(takeId);
  });

  it('keeps a choice of takes that a job has overtaken, when a person made it', async () => {
    const { open, deps, service, projectId } = setUp();
    const [shot] = Object.values(service.load(projectId).tables.shots);
    const id = shot?.id ?? '';
    const [older, newer] = [addTake(deps, id), addTake(deps, id)];
    const driver = await open();
    driver.editor.edit('undo.take.choose', (draft) => chooseTake(draft, older));
    addTake(deps, id);
    await driver.save();
    expect(selectChosenTake(driver.editor.document.getState(), id, 'start')?.id).toBe(older);
    expect(service.load(projectId).takes).toHaveLength(3);
    expect(newer).not.toBe(older);
    expect(service.load(projectId).tables).toEqual(driver.editor.document.getState().tables);
  });
});

describe('two at one document', () => {
  it('puts my changes on theirs where they do not collide, and shows those that do', async () => {
    const { open, service, projectId } = setUp();
    const mine = await open();
    const notices: EditorNotice[] = [];
    mine.editor.onNotice((notice) => notices.push(notice));
    const [id = '', other = ''] = mine.order();
    const { revision } = service.load(projectId);
    service.apply({
      projectId,
      baseRevision: revision,
      change: change(updated('shots', id, { caption: ['caption 0.1', 'theirs'], description: ['shot 0.1', 'theirs'] })),
    });
    mine.typeCaption(id, 'mine');
    mine.typeCaption(other, 'mine too');
    await mine.save();
    const { shots } = service.load(projectId).tables;
    expect(shots[id]).toMatchObject({ caption: 'theirs', description: 'theirs' });
    expect(shots[other]?.caption).toBe('mine too');
    expect(service.load(projectId).tables).toEqual(mine.editor.document.getState().tables);
    expect(notices[0]).toMatchObject({
      kind: 'collided',
      collisions: [{ table: 'shots', id, field: 'caption', found: 'theirs', mine: 'mine' }],
    });
  });

  it('names what changed in the conflict', () => {
    const { service, projectId } = setUp();
    const { revision, tables } = service.load(projectId);
    const [a, b] = Object.keys(tables.scenes) as [string, string];
    const title = tables.scenes[a]?.title;
    service.apply({
      projectId,
      baseRevision: revision,
      change: change(updated('scenes', a, { title: [title, 'New'] })),
    });
    const error = failure(() =>
      service.apply({ projectId, baseRevision: revision, change: change(updated('scenes', b, { text: ['x', 'y'] })) }),
    );
    expect(error).toMatchObject({
      code: 'conflict',
      details: {
        revision: revision + 1,
        changed: [{ revision: revision + 1, label: 'test', touched: { scenes: [a] } }],
        conflicts: [{ table: 'scenes', id: b, field: 'text' }],
      },
    });
  });

  it('stores a change once, however often it comes', () => {
    const { service, projectId } = setUp();
    const { revision, tables } = service.load(projectId);
    const [id = ''] = Object.keys(tables.scenes);
    const request = {
      projectId,
      baseRevision: revision,
      change: change(updated('scenes', id, { title: [tables.scenes[id]?.title, 'Once'] })),
    };
    expect(service.apply(request)).toMatchObject({ revision: revision + 1, isRepeated: false });
    expect(service.apply(request)).toMatchObject({ revision: revision + 1, isRepeated: true });
    expect(service.load(projectId).revision).toBe(revision + 1);
  });
});

describe('refused, and nothing changed', () => {
  const issueOf = (error: AppError): unknown => (error.details['issues'] as { code: string }[])[0]?.code;

  it.each<
    [
      string,
      string,
      (shot: { id: string; sceneId: string; orderKey: string }, next: { orderKey: string }) => DocumentChange['diff'],
    ]
  >([
    ['a shot of no scene', 'dangling', ({ id, sceneId }) => updated('shots', id, { sceneId: [sceneId, newUuid()] })],
    [
      'a place that is taken',
      'order-taken',
      ({ id, orderKey }, next) => updated('shots', id, { orderKey: [orderKey, next.orderKey] }),
    ],
    [
      'a place that is none',
      'order-wrong',
      ({ id, orderKey }) => updated('shots', id, { orderKey: [orderKey, 'a00'] }),
    ],
    ['a cut longer than a segment', 'cut-too-long', ({ id }) => updated('shots', id, { cutFrames: [72, 193] })],
    [
      'a cut that its offset pushes over the end',
      'cut-too-long',
      ({ id }) => updated('shots', id, { sourceInFrames: [0, 121] }),
    ],
    ['a length of nothing', 'too_small', ({ id }) => updated('shots', id, { cutFrames: [72, 0] })],
    ['a size that no camera has', 'invalid_value', ({ id }) => updated('shots', id, { size: ['MS', 'HUGE'] })],
  ])('%s', (_what, code, diffOf) => {
    const { service, projectId } = setUp();
    const { revision, tables } = service.load(projectId);
    const [shot, next] = Object.values(tables.shots);
    if (shot === undefined || next === undefined) throw new Error('no shots');
    const error = failure(() =>
      service.apply({ projectId, baseRevision: revision, change: change(diffOf(shot, next)) }),
    );
    expect(error.code).toBe('invalid-input');
    expect(issueOf(error)).toBe(code);
    expect(service.load(projectId)).toMatchObject({ revision, tables });
  });

  it('a change of a locked shot, but not its place', () => {
    const { service, projectId } = setUp();
    const { revision, tables } = service.load(projectId);
    const [shot] = Object.values(tables.shots);
    const id = shot?.id ?? '';
    service.apply({
      projectId,
      baseRevision: revision,
      change: change(updated('shots', id, { locked: [false, true] })),
    });
    const edit = change(updated('shots', id, { caption: [shot?.caption, 'x'] }));
    expect(issueOf(failure(() => service.apply({ projectId, baseRevision: revision + 1, change: edit })))).toBe(
      'locked',
    );
    const gone = { shots: { added: {}, updated: {}, removed: { [id]: { ...shot, locked: true } } } };
    expect(issueOf(failure(() => service.apply({ projectId, baseRevision: revision + 1, change: change(gone) })))).toBe(
      'locked',
    );
    const moved = change(updated('shots', id, { orderKey: [shot?.orderKey, 'a9'] }));
    expect(service.apply({ projectId, baseRevision: revision + 1, change: moved }).revision).toBe(revision + 2);
  });

  it('a take of another shot', () => {
    const { service, projectId, deps } = setUp();
    const { revision, tables } = service.load(projectId);
    const [one, two] = Object.keys(tables.shots) as [string, string];
    const takeId = addTake(deps, one);
    const id = `${two}:start:1`;
    const diff = {
      chosen: { added: { [id]: { id, shotId: two, slot: 'start', variation: 1, takeId } }, updated: {}, removed: {} },
    };
    const error = failure(() => service.apply({ projectId, baseRevision: revision, change: change(diff) }));
    expect(issueOf(error)).toBe('take-of-other-slot');
  });

  it('records of another project', () => {
    const { service, projectId, deps } = setUp();
    const otherId = plannedProject(deps, 1);
    const { revision } = service.load(projectId);
    const [foreign] = Object.values(service.load(otherId).tables.scenes);
    const diff = updated('scenes', foreign?.id ?? '', { title: [foreign?.title, 'stolen'] });
    expect(failure(() => service.apply({ projectId, baseRevision: revision, change: change(diff) })).code).toBe(
      'conflict',
    );
    const added = { scenes: { added: { [foreign?.id ?? '']: { ...foreign } }, updated: {}, removed: {} } };
    expect(failure(() => service.apply({ projectId, baseRevision: revision, change: change(added) })).code).toBe(
      'invalid-input',
    );
    expect(service.load(otherId).tables.scenes[foreign?.id ?? '']).toEqual(foreign);
  });
});

it('voids the approval of the shot whose picture or length changed, and of no other', () => {
  const { service, projectId, deps } = setUp();
  const { revision, tables } = service.load(projectId);
  const ids = Object.keys(tables.shots);
  const [one = ''] = ids;
  const shot = tables.shots[one];
  deps.repos.approvals.insert({
    id: newUuid(),
    projectId,
    runId: null,
    boardHash: 'board',
    shots: Object.fromEntries(ids.map((id) => [id, shotApprovalHash(deps.repos.shots.get(id), [], '')])),
    estimateMicroUsd: 0,
    priceDate: '2026-11-21',
    allowance: { rounds: 0, microUsd: 0, segmentMicroUsd: null },
    personId: deps.personId ?? '',
    createdAtMs: 1,
  });
  const apply = (base: number, fields: Record<string, readonly [unknown, unknown]>) =>
    service.apply({ projectId, baseRevision: base, change: change(updated('shots', one, fields)) });
  expect(service.load(projectId).approvedShotIds.sort()).toEqual([...ids].sort());
  expect(apply(revision, { description: [shot?.description, 'a note'] }).voidedShotIds).toEqual([]);
  expect(apply(revision + 1, { cutFrames: [shot?.cutFrames, 50] }).voidedShotIds).toEqual([one]);
  expect(service.load(projectId).approvedShotIds).toHaveLength(ids.length - 1);
  service.undo(projectId);
  expect(service.load(projectId).approvedShotIds).toHaveLength(ids.length);
  addTake(deps, one);
  expect(service.load(projectId).approvedShotIds).not.toContain(one);
});

describe('history in the library', () => {
  it('goes back over a new plan, a new name and edits, and forward again', () => {
    const { service, projectId, deps } = setUp(2);
    const first = service.load(projectId).tables;
    const projects = createProjectService(deps);
    projects.rename(projectId, 'Second name');
    const { plan } = deps.repos.projects.get(projectId);
    expect(plan).not.toBeNull();
    projects.storePlan(projectId, {
      ...(plan as NonNullable<typeof plan>),
      scenes: planScenes(service.load(projectId).tables),
    });
    const last = service.load(projectId).tables;
    expect(Object.keys(last.shots)).not.toEqual(Object.keys(first.shots));
    expect(service.undo(projectId).label).toBe('plan-stored');
    expect(service.undo(projectId).label).toBe('project-renamed');
    expect(service.load(projectId).tables).toEqual(first);
    // The first plan is where the board begins.
    expect(service.undo(projectId).label).toBeNull();
    service.redo(projectId);
    service.redo(projectId);
    expect(service.load(projectId).tables).toEqual(last);
  });

  it('keeps 500 steps, however often they are undone and redone', () => {
    const { service, projectId, deps } = setUp(1);
    let { revision, tables } = service.load(projectId);
    const [id = ''] = Object.keys(tables.scenes);
    for (let count = 0; count < 20; count += 1) {
      ({ tables } = service.load(projectId));
      const fields = { title: [tables.scenes[id]?.title, `title ${count}`] } as const;
      ({ revision } = service.apply({
        projectId,
        baseRevision: revision,
        change: change(updated('scenes', id, fields)),
      }));
    }
    for (let count = 0; count < 400; count += 1) {
      service.undo(projectId);
      service.redo(projectId);
    }
    expect(service.history(projectId, { limit: 500 }).undo).toHaveLength(20);
    for (let count = 0; count < 20; count += 1) expect(service.undo(projectId).label).toBe('test');
    expect(service.load(projectId).tables.scenes[id]?.title).toBe('Scene 0');
    const rows = deps.db.sql.prepare('SELECT count(*) AS n FROM history WHERE project_id = ?').get(projectId);
    expect((rows as { n: number }).n).toBeLessThan(620);
  });
});

describe('any sequence of commands', () => {
  it(
    'leaves no id that leads nowhere, can be undone to the beginning and redone to the end',
    { timeout: 120_000 },
    async () => {
      for (const seed of [1, 2, 3, 4]) {
        const { open, service, projectId, deps } = setUp();
        for (const id of Object.keys(service.load(projectId).tables.shots))
          for (let n = 0; n < 2; n += 1) addTake(deps, id);
        const driver = await open();
        const random = createSeededRandom(seed);
        const { editor } = driver;
        const start = editor.document.getState().tables;
        for (let count = 0; count < 120; count += 1) {
          const { tables, takes } = editor.document.getState();
          const edit = randomEdit({ all: (name) => Object.values(tables[name]) as never, takes }, random);
          tryEdit(() => editor.edit(edit.label, edit.run));
          const { tables: after, index } = editor.document.getState();
          expect(brokenPlaces(after), `seed ${seed}, edit ${count}, ${edit.label}`).toEqual([]);
          expect(index).toEqual(indexOf(after));
        }
        const steps = editor.history.entries().undo.length;
        const end = editor.document.getState().tables;
        await driver.save();
        expect(editor.autosave.state(), `seed ${seed}`).toMatchObject({ kind: 'saved' });
        driver.undo(steps);
        expect(withoutCopies(editor.document.getState().tables, start)).toEqual(start);
        driver.redo(steps);
        const redone = editor.document.getState().tables;
        expect({ ...redone, chosen: {} }).toEqual({ ...end, chosen: {} });
        await driver.save();
        expect(editor.autosave.state(), `seed ${seed}`).toMatchObject({ kind: 'saved' });
        expect(service.load(projectId).tables).toEqual(editor.document.getState().tables);
      }
    },
  );

  // Copies of takes are results: they come with a refresh and stay with their shots.
  const withoutCopies = <T extends { chosen: object }>(tables: T, start: T): T => ({
    ...tables,
    chosen: Object.fromEntries(Object.entries(tables.chosen).filter(([id]) => id in start.chosen)),
  });
});

it('refuses to edit a locked shot before anything is sent', async () => {
  const { open } = setUp();
  const driver = await open();
  const [id = ''] = driver.order();
  const { editor } = driver;
  editor.edit('undo.shot.lock', (draft) => setLocked(draft, { shotIds: [id], locked: true }));
  expect(() => driver.typeCaption(id, 'x')).toThrow('locked');
  expect(() => editor.edit('undo.shot.delete', (draft) => deleteShots(draft, [id]))).toThrow('locked');
  const scene = editor.document.getState().tables.shots[id]?.sceneId ?? '';
  editor.edit('undo.scene.title', (draft) => setSceneFields(draft, { sceneId: scene, fields: { title: 'T' } }));
  expect(editor.autosave.waiting()).toHaveLength(2);
  expect(() =>
    editor.edit('undo.shot.fields', (draft) => setShotFields(draft, { shotIds: [id], fields: { size: 'CU' } })),
  ).toThrow('locked');
});

function planScenes(tables: ReturnType<ReturnType<typeof createDocumentService>['load']>['tables']) {
  return Object.values(tables.scenes).map(({ id, orderKey: _key, ...scene }) => ({
    ...scene,
    shots: Object.values(tables.shots)
      .filter(({ sceneId }) => sceneId === id)
      .map(
        ({ id: _id, sceneId: _sceneId, orderKey: _orderKey, sourceInFrames: _in, locked: _locked, ...shot }) => shot,
      ),
  }));
}

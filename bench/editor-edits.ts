/**
 * What one edit costs in a film of 5,000 shots: in the window (µs), as a diff (bytes), in the library (ms).
 * node bench/editor-edits.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibrary } from '../src/main/library/open-library.ts';
import { createSystemClock } from '../src/main/platform/clock.ts';
import { newUuid } from '../src/main/platform/ids.ts';
import { silentLogger } from '../src/main/platform/logger.ts';
import { createDocumentService } from '../src/main/projects/document-service.ts';
import { deleteShots, moveShots, setShotFields } from '../src/renderer/editor/commands/shots.ts';
import { createDocumentStore } from '../src/renderer/editor/document-store.ts';
import type { Draft } from '../src/renderer/editor/draft.ts';
import { selectShotOrder } from '../src/renderer/editor/selectors.ts';
import { keysBetween } from '../src/shared/model/order-keys.ts';
import { plannedProject } from '../tests/support/editor/document-project.ts';

const SHOTS = 5_000;
const home = mkdtempSync(join(tmpdir(), 'framewright-bench-'));
const clock = createSystemClock();
const library = openLibrary({ home, log: silentLogger, clock, newId: newUuid, mode: 'owner' });
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
const p95 = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
try {
  const deps = { ...library, clock, newId: newUuid, personId: library.person.id };
  const projectId = plannedProject(deps, 1);
  const service = createDocumentService(deps);
  const small = service.load(projectId);
  const [model] = deps.repos.shots.list(projectId);
  const [scene] = deps.repos.scenes.list(projectId);
  if (model === undefined || scene === undefined) throw new Error('no shots');
  library.db.write(() => {
    const keys = keysBetween(scene.orderKey, null, SHOTS / 5);
    for (const orderKey of keys) {
      const sceneId = newUuid();
      deps.repos.scenes.insert({ ...scene, id: sceneId, orderKey });
      for (const shotKey of keysBetween(null, null, 5)) {
        deps.repos.shots.insert({ ...model, id: newUuid(), sceneId, orderKey: shotKey });
      }
    }
  });
  const loadStart = performance.now();
  const loaded = service.load(projectId);
  const loadMs = performance.now() - loadStart;
  const store = createDocumentStore(loaded, newUuid);
  const order = selectShotOrder(store.getState());
  let revision = loaded.revision;
  console.log(
    `${order.length} shots, loaded in ${loadMs.toFixed(0)} ms (${Object.keys(small.tables.shots).length} before)`,
  );

  const cases: [string, (draft: Draft, index: number) => void][] = [
    [
      'caption',
      (draft, index) => setShotFields(draft, { shotIds: [order[index * 7] ?? ''], fields: { caption: `c ${index}` } }),
    ],
    [
      'size',
      (draft, index) =>
        setShotFields(draft, { shotIds: [order[index * 7] ?? ''], fields: { size: index % 2 ? 'CU' : 'WS' } }),
    ],
    [
      'move',
      (draft, index) => {
        const shot = draft.get('shots', order[500 + index * 5] ?? '');
        moveShots(draft, { shotIds: [shot.id], sceneId: shot.sceneId, index: (index % 4) + 1 });
      },
    ],
    ['delete', (draft, index) => deleteShots(draft, [order[4_000 + index * 5] ?? ''])],
  ];
  for (const [name, command] of cases) {
    const editUs: number[] = [];
    const applyMs: number[] = [];
    const bytes: number[] = [];
    for (let index = 0; index < 100; index += 1) {
      const start = performance.now();
      const { diff } = store.edit((draft) => command(draft, index));
      editUs.push((performance.now() - start) * 1_000);
      bytes.push(JSON.stringify(diff).length);
      const change = {
        changeId: newUuid(),
        kind: 'edit' as const,
        label: name,
        params: {},
        diff,
        selection: null,
        joinsLast: false,
        takeCopies: [],
      };
      const applyStart = performance.now();
      ({ revision } = service.apply({ projectId, baseRevision: revision, change }));
      applyMs.push(performance.now() - applyStart);
    }
    const whole = JSON.stringify(store.getState().tables.shots).length;
    console.log(
      `${name.padEnd(8)} edit ${median(editUs).toFixed(0)} µs (p95 ${p95(editUs).toFixed(0)}), diff ${median(bytes)} bytes ` +
        `(1/${Math.round(whole / median(bytes))} of the table), apply ${median(applyMs).toFixed(1)} ms (p95 ${p95(applyMs).toFixed(1)})`,
    );
  }
  const undoStart = performance.now();
  for (let count = 0; count < 50; count += 1) service.undo(projectId);
  console.log(`undo in the library ${((performance.now() - undoStart) / 50).toFixed(1)} ms`);
} finally {
  library.close();
  rmSync(home, { recursive: true, force: true });
}

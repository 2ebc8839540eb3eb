import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fieldChanges } from '../../../src/shared/model/record-fields.ts';
import { newUuid } from '../../../src/main/platform/ids.ts';
import { makeBoard, openBoardApp } from '../../support/board/board-app.ts';
import type { BoardApp } from '../../support/board/board-app.ts';
import { createMediaLab } from '../../support/media/fixtures.ts';
import type { MediaLab } from '../../support/media/fixtures.ts';
import type { ScriptedFault } from '../../support/providers/replicate/fault-kinds.ts';
import { startReplicateServer, TEST_TOKEN } from '../../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../../support/providers/replicate/replicate-server.ts';

/** Bought segments of a film: how they are stored, what a person sees of a faulty one, and what is never paid twice. */

const KLING = 'replicate/kwaivgi/kling-v2.5-turbo-pro';
/** Ten seconds at 0.07 $. */
const CLIP = 700_000;
const soon = { timeout: 180_000, interval: 50 };

let lab: MediaLab;
let server: ReplicateServer;
let board: BoardApp;
afterEach(async () => {
  await board.close();
  await server.close();
  await lab.dispose();
});

async function open(script: readonly ScriptedFault[]): Promise<{ projectId: string }> {
  lab = await createMediaLab('arrival-film');
  server = await startReplicateServer({ script, latency: { startMs: 0, runMs: 0 } });
  const env = { ...process.env, REPLICATE_BASE_URL: server.url, REPLICATE_API_TOKEN: TEST_TOKEN };
  board = await openBoardApp(await mkdtemp(join(lab.folder, 'home-')), env);
  const made = await makeBoard(board);
  await board.api.settings.update({ models: { video: KLING } });
  return made;
}
async function approve(projectId: string): Promise<string> {
  const { revision, resultsMark, estimateMicroUsd } = await board.api.boards.approval({ projectId });
  return (await board.api.boards.approve({ projectId, revision, resultsMark, estimateMicroUsd })).runId;
}
async function filmed(projectId: string): Promise<void> {
  const runId = await approve(projectId);
  await board.app.runs.rest(runId);
  expect(await board.api.runs.view({ runId })).toMatchObject({ state: 'completed' });
}
async function segments(projectId: string) {
  const { takes, tables } = await board.api.documents.load({ projectId });
  const chosen = new Set(Object.values(tables.chosen).map(({ takeId }) => takeId));
  return takes.filter(({ slot }) => slot === 'segment').map((take) => ({ ...take, isChosen: chosen.has(take.id) }));
}
const assetOf = (assetId: string) => board.app.library.repos.assets.get(assetId);
const spent = (): number => server.charges().reduce((sum, { finalMicroUsd }) => sum + (finalMicroUsd ?? 0), 0);

describe('a film that is bought', { timeout: 400_000 }, () => {
  it('a segment that came with a fault is kept, named and paid once; only a retake buys another', async () => {
    const { projectId } = await open([{ kind: 'video-frozen' }]);
    await filmed(projectId);
    const first = await segments(projectId);
    expect(first.map(({ flags, isChosen, costMicroUsd }) => ({ flags: flags.join(), isChosen, costMicroUsd }))).toEqual(
      expect.arrayContaining([
        { flags: 'frozen', isChosen: true, costMicroUsd: CLIP },
        { flags: '', isChosen: true, costMicroUsd: CLIP },
      ]),
    );
    expect(server.posts()).toHaveLength(2);

    // The same film again, as another project: everything is known, flags and all.
    const other = await makeBoard(board);
    await filmed(other.projectId);
    const second = await segments(other.projectId);
    expect(second.map(({ flags }) => flags.join()).toSorted()).toEqual(['', 'frozen']);
    expect(second.map(({ costMicroUsd }) => costMicroUsd)).toEqual([0, 0]);
    expect(server.posts()).toHaveLength(2);

    // Draw again, approve again: another seed is another clip.
    const flagged = first.find(({ flags }) => flags.length > 0);
    const shotId = flagged?.shotId ?? '';
    const { revision, tables } = await board.api.documents.load({ projectId });
    const shot = tables.shots[shotId];
    if (shot === undefined) throw new Error('the shot is there');
    const retaken = { ...shot, picture: { ...shot.picture, seed: shot.picture.seed + 7_919 } };
    await board.api.documents.applyDiff({
      ...{ projectId, baseRevision: revision },
      change: {
        ...{ changeId: newUuid(), label: 'undo.keyframe.generate' },
        diff: { shots: { added: {}, removed: {}, updated: { [shotId]: fieldChanges(shot, retaken) } } },
      },
    });
    await board.api.boards.redraw({ projectId, shotId, slots: ['start', 'end'] });
    await board.app.engine.idle();
    // The yes says so, and makes the film at the size that it has.
    expect((await board.api.boards.approval({ projectId })).segments).toMatchObject({ toMake: 1, microUsd: CLIP });
    await filmed(projectId);
    const [newest] = (await segments(projectId)).filter((take) => take.shotId === shotId && take.isChosen);
    expect(newest).toMatchObject({ flags: [], costMicroUsd: CLIP });
    expect(server.posts()).toHaveLength(3);
    expect(spent()).toBe(3 * CLIP);
  });

  it('a clip that was finished although its run was cancelled lies on the shelf in the form of the film, and is used', async () => {
    const { projectId } = await open([{ kind: 'hold-answer', at: 'create', times: 2 }]);
    const runId = await approve(projectId);
    await vi.waitFor(() => expect(server.posts().filter((post) => post.predictionId !== null)).toHaveLength(2), soon);
    await board.api.runs.cancel({ runId });
    server.release();
    await vi.waitFor(async () => expect(await segments(projectId)).toHaveLength(2), soon);
    const { fps } = board.app.library.repos.projects.get(projectId);
    for (const take of await segments(projectId)) {
      expect(take).toMatchObject({ isChosen: false, costMicroUsd: CLIP, flags: [], provider: KLING });
      const asset = assetOf(take.assetId);
      expect(asset).toMatchObject({ mime: 'video/mp4', widthPx: 1_280, heightPx: 720, durationMs: 8_000 });
      const info = await lab.tools.probe(board.app.library.store.pathOf(asset.sha256), 'own');
      expect(info).toMatchObject({ video: { fps, frames: 8 * fps, widthPx: 1_280, heightPx: 720 } });
      expect(info.tags['comment']).toMatch(/^framewright/);
    }
    await board.app.engine.idle();
    await filmed(projectId);
    const all = await segments(projectId);
    expect(all.filter(({ isChosen }) => isChosen).map(({ costMicroUsd }) => costMicroUsd)).toEqual([0, 0]);
    expect(server.posts()).toHaveLength(2);
    expect(spent()).toBe(2 * CLIP);
  });
});

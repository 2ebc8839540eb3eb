import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShotRow } from '../../src/main/db/repositories/shot-repository.ts';
import { newUuid } from '../../src/main/platform/ids.ts';
import { makeBoard, openBoardApp } from '../support/board/board-app.ts';
import type { BoardApp } from '../support/board/board-app.ts';

let folder = '';
let board: BoardApp;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-board-runs-'));
  board = await openBoardApp(join(folder, 'home'));
}, 120_000);
afterAll(async () => {
  await board.close();
  await rm(folder, { recursive: true, force: true });
});

const shotIds = (projectId: string): string[] =>
  board.app.library.repos.shots.listPlaces(projectId).map(({ id }) => id);
const fail = (runId: string): void => {
  const { db, repos } = board.app.library;
  db.write(() => {
    const run = repos.runs.get(runId);
    repos.runs.update({ ...run, state: 'failed', finishedAtMs: run.finishedAtMs ?? Date.now() });
  }, 'test.fail');
};

describe('an older run', { timeout: 240_000 }, () => {
  it('is not taken up again beside the newer one, nor shown as failed', async () => {
    const { projectId, runId: older } = await makeBoard(board);
    board.app.runs.cancel(older);
    fail(older);
    expect((await board.api.jobs.board()).failed.map(({ id }) => id)).toContain(older);
    const newer = await board.api.runs.start({ projectId, qualities: ['480p'], formats: ['mp4'] });
    await board.app.runs.rest(newer.runId);
    await expect(board.api.runs.retry({ runId: older })).rejects.toMatchObject({ code: 'not-possible-now' });
    const { failed } = await board.api.jobs.board();
    expect(failed.map(({ id }) => id)).not.toContain(older);
    expect((await board.api.jobs.run({ runId: older })).work.canRetry).toBe(false);
  });

  it('never plans over shots that are there', async () => {
    const { projectId, runId } = await makeBoard(board);
    const before = shotIds(projectId);
    board.app.engine.enqueue({
      kind: 'plan-board',
      input: { runId, projectId, part: 'board' },
      projectId,
      dedupeKey: newUuid(),
    });
    await board.app.engine.idle();
    expect(shotIds(projectId)).toEqual(before);
  });
});

describe('what a yes binds', { timeout: 240_000 }, () => {
  const LANE = 'video:local/animatic';
  const change = (id: string, fields: Partial<ShotRow>): void => {
    const { db, repos } = board.app.library;
    db.write(() => repos.shots.update({ ...repos.shots.get(id), ...fields }), 'test.edit');
  };

  it('is all that is made: a shot changed in the lane waits for a new yes, and is then made as it is now', async () => {
    const { repos } = board.app.library;
    const { projectId, runId } = await makeBoard(board);
    board.app.engine.pauseLane(LANE);
    await board.api.runs.approve({ runId });
    const [edited = '', other = ''] = shotIds(projectId);
    const length = repos.shots.get(edited).cutFrames - 4;
    change(edited, { cutFrames: length });
    board.app.engine.resumeLane(LANE);
    await board.app.runs.rest(runId);
    const segments = (id: string) => repos.takes.listOfShot(id).filter(({ slot }) => slot === 'segment');
    expect(board.app.runs.view(runId)).toMatchObject({
      state: 'partially_completed',
      error: { code: 'approval-needed' },
    });
    expect([segments(edited).length, segments(other).length]).toEqual([0, 1]);

    await board.api.runs.retry({ runId });
    expect((await board.app.runs.rest(runId)).state).toBe('storyboard_complete');
    await board.api.runs.approve({ runId });
    expect((await board.app.runs.rest(runId)).state).toBe('completed');
    expect(segments(edited).map(({ request }) => (request as { cutFrames: number }).cutFrames)).toEqual([length]);
    expect(segments(other)).toHaveLength(1);
  });

  it('is the film, also when a shot was added after it', async () => {
    const { db, repos } = board.app.library;
    const { projectId, runId } = await makeBoard(board);
    board.app.engine.pauseLane(LANE);
    await board.api.runs.approve({ runId });
    const shot = repos.shots.get(shotIds(projectId)[0] ?? '');
    const added = { ...shot, id: newUuid(), orderKey: `${shot.orderKey}V` };
    db.write(() => repos.shots.insert(added), 'test.add');
    board.app.engine.resumeLane(LANE);
    expect(await board.app.runs.rest(runId)).toMatchObject({ state: 'completed', failedParts: [] });
    expect(repos.takes.listOfShot(added.id)).toEqual([]);
    expect(repos.exports.list(projectId)).toHaveLength(1);
  });

  it('is a new one after an edit, and a run that approves by itself records it', async () => {
    const { repos } = board.app.library;
    const { projectId } = await makeBoard(board);
    board.app.runs.cancel(repos.runs.findLatest(projectId)?.id ?? '');
    board.app.engine.pauseLane(LANE);
    const { runId } = await board.api.runs.start({
      ...{ projectId, qualities: ['480p'], formats: ['mp4'], autoApprove: true },
    });
    await expect.poll(() => board.app.runs.view(runId).stage).toBe('RENDER');
    board.app.runs.cancel(runId);
    await board.app.engine.idle();
    const [edited = ''] = shotIds(projectId);
    change(edited, { cutFrames: repos.shots.get(edited).cutFrames - 4 });
    await board.api.runs.retry({ runId });
    expect(board.app.runs.view(runId).stage).toBe('RENDER');
    const approvals = repos.approvals.list(projectId).filter((approval) => approval.runId === runId);
    expect(approvals).toHaveLength(2);
    board.app.engine.resumeLane(LANE);
    expect((await board.app.runs.rest(runId)).state).toBe('completed');
  });

  it('binds the files that a picture names', async () => {
    const { db, repos } = board.app.library;
    const { projectId, runId } = await makeBoard(board);
    const [shown = '', other = ''] = shotIds(projectId);
    const file = (): string => {
      const id = newUuid();
      const sha256 = id.replaceAll('-', '').padEnd(64, '0');
      db.write(() => {
        repos.assets.insert({
          ...{ id, sha256, kind: 'image', mime: 'image/png', extension: 'png', bytes: 1, widthPx: 9, heightPx: 9 },
          ...{ durationMs: null, name: 'can.png', source: 'upload', createdAtMs: Date.now(), trashedAtMs: null },
        });
        for (const { assetId } of repos.projectAssets.list(projectId))
          repos.projectAssets.unlink(projectId, assetId, 'product');
        repos.projectAssets.link({ projectId, assetId: id, role: 'product', briefPath: null });
      }, 'test.product');
      return id;
    };
    file();
    const { picture } = repos.shots.get(shown);
    const [first, ...rest] = picture.subjects;
    if (first?.kind !== 'person') throw new Error('somebody runs in this shot');
    change(shown, { picture: { ...picture, subjects: [{ ...first, holding: 'asset:product' }, ...rest] } });
    board.app.engine.pauseLane(LANE);
    await board.api.runs.approve({ runId });
    expect((await board.api.boards.approval({ projectId })).isWhole).toBe(true);
    file();
    const { shots } = await board.api.boards.approval({ projectId });
    expect(shots.map(({ shotId, state }) => [shotId, state])).toEqual([
      [shown, 'edited'],
      [other, 'approved'],
    ]);
    board.app.runs.cancel(runId);
    board.app.engine.resumeLane(LANE);
  });
});

describe('work put aside', { timeout: 240_000 }, () => {
  const LANES = ['video:local/animatic', 'image:local/sketch'];
  const setAside = (jobId: string): void => {
    board.app.library.db.sql.prepare("UPDATE job SET status = 'needs-attention' WHERE id = ?").run(jobId);
  };
  beforeAll(() => LANES.forEach((lane) => board.app.engine.pauseLane(lane)));
  afterAll(() => LANES.forEach((lane) => board.app.engine.resumeLane(lane)));

  it('is taken up with its run when that has ended, and not in the trash', async () => {
    board.app.engine.resumeLane('image:local/sketch');
    const { projectId, runId } = await makeBoard(board);
    await board.api.runs.approve({ runId });
    const segments = board.app.engine.listByRun(runId).filter(({ kind }) => kind === 'make-segment');
    for (const { id } of segments) setAside(id);
    board.app.runs.recover();
    expect(board.app.runs.view(runId).finishedAtMs).not.toBeNull();

    const jobId = segments[0]?.id ?? '';
    board.app.projects.trash(projectId);
    for (const asked of [board.api.runs.retry({ runId }), board.api.jobs.retryItem({ jobId })])
      await expect(asked).rejects.toMatchObject({ code: 'not-possible-now', details: { state: 'trashed' } });
    board.app.projects.restore(projectId);

    await board.api.jobs.retryItem({ jobId });
    expect(board.app.runs.view(runId)).toMatchObject({ stage: 'RENDER', finishedAtMs: null });
    board.app.engine.resumeLane('video:local/animatic');
    expect((await board.app.runs.rest(runId)).state).toBe('completed');
  });

  it('is no picture under way: what is missing is drawn by another', async () => {
    const { projectId } = await makeBoard(board);
    const { db, repos } = board.app.library;
    const shot = repos.shots.get(shotIds(projectId)[0] ?? '');
    const added = { ...shot, id: newUuid(), orderKey: `${shot.orderKey}V` };
    db.write(() => repos.shots.insert(added), 'test.add');
    board.app.engine.pauseLane('image:local/sketch');
    const { jobIds } = await board.api.boards.drawMissing({ projectId });
    expect(jobIds).toHaveLength(2);
    for (const id of jobIds) setAside(id);
    expect((await board.api.boards.drawMissing({ projectId })).jobIds).toHaveLength(2);
    board.app.engine.resumeLane('image:local/sketch');
    await board.app.engine.idle();
    const status = await board.api.boards.status({ projectId });
    expect([status.missing, status.work]).toEqual([[], []]);
  });
});

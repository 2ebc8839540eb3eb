import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

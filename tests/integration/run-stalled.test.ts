import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { briefSchema } from '../../src/shared/model/brief.ts';
import { openBoardApp } from '../support/board/board-app.ts';
import type { BoardApp } from '../support/board/board-app.ts';
import { startReplicateServer, TEST_TOKEN } from '../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../support/providers/replicate/replicate-server.ts';

/** R7.2: a run whose purchases show no progress is `stalled` on every door; stopped, it says what may have been paid. */

const SCHNELL = 'replicate/black-forest-labs/flux-schnell';
const all = <T>(word: T): T[] => Array.from({ length: 4 }, () => word);
const soon = { timeout: 60_000, interval: 50 };

let folder = '';
let vendor: ReplicateServer;
let board: BoardApp;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-stalled-'));
  // Nothing is finished by itself in the time of this test.
  vendor = await startReplicateServer({ latency: { startMs: 0, runMs: 3_600_000 } });
  board = await openBoardApp(join(folder, 'home'), {
    ...process.env,
    REPLICATE_BASE_URL: vendor.url,
    REPLICATE_API_TOKEN: TEST_TOKEN,
  });
}, 60_000);
afterAll(async () => {
  await board.close();
  await vendor.close();
  await rm(folder, { recursive: true, force: true });
});

it('says that it is stalled while nothing moves, takes it back, and tells what may have been paid', async () => {
  const { app, api } = board;
  const { repos, db } = app.library;
  const project = app.projects.create(
    briefSchema.parse({
      prompt: '1. A runner ties her shoes on a city street (2s)\n2. She runs across a bridge at dusk (2s)',
      duration: 5,
    }),
  );
  const { runId } = await api.runs.start({ projectId: project.id, imageProvider: SCHNELL });
  const calls = () => repos.paidCalls.listByRun(runId);
  await vi.waitFor(() => expect(calls().map(({ state }) => state)).toEqual(all('RUNNING')), soon);
  const words = async () => {
    const { work, items } = await api.jobs.run({ runId });
    return {
      run: (await api.runs.view({ runId })).state,
      http: (await api.v2.getJob({ id: runId })).status,
      work: work.state,
      items: items.filter(({ kind }) => kind === 'draw-keyframe').map(({ state }) => state),
    };
  };
  const moving = 'generating_storyboard';
  expect(await words()).toEqual({ run: moving, http: moving, work: moving, items: all('running') });

  const quiet = db.sql.prepare('UPDATE paid_call SET updated_at_ms = updated_at_ms - 900000 WHERE id = ?');
  quiet.run(calls()[0]?.id);
  // One of four: the run as a whole moves.
  expect(await words()).toMatchObject({ run: moving, work: moving });
  expect((await words()).items.toSorted()).toEqual([...all('running').slice(1), 'stalled']);
  for (const { id } of calls().slice(1)) quiet.run(id);
  expect(await words()).toEqual({ run: 'stalled', http: 'stalled', work: 'stalled', items: all('stalled') });
  // It is a word about now: what is stored, and what goes on, is the stage.
  expect(repos.runs.get(runId).state).toBe(moving);

  await api.runs.cancel({ runId });
  expect((await words()).run).toBe('cancelled');
  await vi.waitFor(() => expect(calls().map(({ state }) => state)).toEqual(all('CANCELED')), soon);
  // Stopped while they ran: no counter says what that cost.
  expect(await api.runs.view({ runId })).toMatchObject({ actualMicroUsd: 0, uncertainMicroUsd: 12_000 });
  expect(app.money.ledger.balance({ projectId: project.id })).toMatchObject({
    ...{ reservedMicroUsd: 0, chargedMicroUsd: 0, uncertainMicroUsd: 12_000 },
  });
  // A person has looked at the provider's page.
  const [paid, free] = calls().map(({ id }) => id);
  const spoken = [
    await api.calls.settle({ callId: paid ?? '', wasCharged: true }),
    await api.calls.settle({ callId: free ?? '', wasCharged: false }),
  ];
  expect(spoken.map(({ chargedMicroUsd, error }) => [chargedMicroUsd, error?.details['charged']])).toEqual([
    [3_000, 'yes'],
    [0, 'no'],
  ]);
  await expect(api.calls.settle({ callId: paid ?? '', wasCharged: false })).rejects.toMatchObject({
    code: 'not-possible-now',
  });
  expect(await api.runs.view({ runId })).toMatchObject({ actualMicroUsd: 3_000, uncertainMicroUsd: 6_000 });
  const { lines } = await api.money.ledger({ projectId: project.id });
  expect(lines.map(({ state, chargedMicroUsd }) => [state, chargedMicroUsd])).toEqual([
    ['uncertain', null],
    ['uncertain', null],
    ['released', null],
    ['charged', 3_000],
  ]);
});

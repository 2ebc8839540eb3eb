import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeBoard, openBoardApp } from '../support/board/board-app.ts';
import type { BoardApp } from '../support/board/board-app.ts';
import { startReplicateFront } from '../support/providers/replicate-front.ts';
import type { ReplicateFront } from '../support/providers/replicate-front.ts';
import { startReplicateServer, TEST_TOKEN } from '../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../support/providers/replicate/replicate-server.ts';
import { briefSchema } from '../../src/shared/model/brief.ts';
import { optionsOf } from '../../src/main/generation/situation.ts';

/** A person's choice of another model for work that waits: pictures, segments, a lost payment, a picture of its own. */

const SCHNELL = 'replicate/black-forest-labs/flux-schnell';
const PRO = 'replicate/black-forest-labs/flux-1.1-pro';
const KLING = 'replicate/kwaivgi/kling-v2.5-turbo-pro';
const WAN = 'replicate/wan-video/wan-2.2-i2v-fast';
const soon = { timeout: 180_000, interval: 100 };

let folder = '';
let vendor: ReplicateServer;
let front: ReplicateFront;
let board: BoardApp;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-other-model-'));
  vendor = await startReplicateServer({ latency: { startMs: 0, runMs: 0 } });
  front = await startReplicateFront(vendor.url);
  const env = { ...process.env, REPLICATE_BASE_URL: front.url, REPLICATE_API_TOKEN: TEST_TOKEN };
  board = await openBoardApp(join(folder, 'home'), env);
}, 60_000);
afterAll(async () => {
  await board.close();
  await front.close();
  await vendor.close();
  await rm(folder, { recursive: true, force: true });
});

const bought = (model: string) => vendor.charges().filter((charge) => model.endsWith(charge.model)).length;
const priceOf = async (projectId: string, model: string): Promise<number> => {
  const { models } = await board.api.briefs.models({ projectId });
  return models.find(({ id }) => id === model)?.price?.pieceMicroUsd ?? -1;
};
const need = async (code: string) => (await board.api.calls.needs()).needs.find((each) => each.code === code);
const whenNeeded = async (code: string, jobs: number) => {
  await vi.waitFor(async () => expect((await need(code))?.jobIds).toHaveLength(jobs), soon);
  const found = await need(code);
  if (found === undefined) throw new Error(code);
  return found;
};
const runOf = (runId: string) => board.app.library.repos.runs.get(runId);
const takesBy = (projectId: string, slot: 'start' | 'segment') =>
  board.app.library.repos.takes
    .listChosen(projectId)
    .filter((take) => take.slot === slot)
    .map(({ provider }) => provider);

describe('another model', { timeout: 400_000 }, () => {
  it('finishes a lost payment: it counts as spent, and the piece is bought at the other one', async () => {
    const { projectId } = await makeBoard(board);
    const before = { schnell: bought(SCHNELL), pro: bought(PRO) };
    const [shotId = ''] = Object.keys((await board.api.documents.load({ projectId })).tables.shots);
    await board.api.settings.update({ models: { image: SCHNELL } });
    vendor.script({ kind: 'reset-after-charge', at: 'create' });
    front.refuseList(true);
    await board.api.boards.redraw({ projectId, shotId, slots: ['start'], approvedMicroUsd: 3_000 });
    const { jobIds, calls } = await whenNeeded('payment-uncertain', 1);
    front.refuseList(false);
    expect(calls[0]?.call.choices).toContain('other-model');
    const seenMicroUsd = await priceOf(projectId, PRO);
    const wish = { jobIds, model: PRO, seenMicroUsd };
    // Not at a price that nobody has seen, not by a model that there is not, and not by one that makes something else.
    await expect(board.api.calls.otherModel({ ...wish, seenMicroUsd: 1_000 })).rejects.toMatchObject({
      code: 'price-changed',
    });
    for (const model of ['replicate/nobody/nothing', KLING])
      await expect(board.api.calls.otherModel({ ...wish, model })).rejects.toMatchObject({ code: 'provider-unknown' });
    expect((await need('payment-uncertain'))?.calls).toHaveLength(1);

    expect(await board.api.calls.otherModel(wish)).toEqual({ resumed: 1 });
    await vi.waitFor(() => expect(bought(PRO) - before.pro).toBe(1), soon);
    await vi.waitFor(() => expect(takesBy(projectId, 'start')).toContain(PRO), soon);
    expect(bought(SCHNELL) - before.schnell).toBe(1);
    const { calls: ours } = await board.api.calls.ofProject({ projectId });
    expect(ours.map(({ model, state, chargedMicroUsd }) => [model, state, chargedMicroUsd])).toEqual([
      [PRO, 'DONE', seenMicroUsd],
      [SCHNELL, 'FAILED', 3_000],
    ]);
    expect(await need('payment-uncertain')).toBeUndefined();
    // It waits for nothing any more.
    await expect(board.api.calls.otherModel(wish)).rejects.toMatchObject({ code: 'not-possible-now' });
  });

  it('takes over the pictures of a retired one, for exactly those that wait', async () => {
    vendor.retire('black-forest-labs/flux-schnell');
    const prompt = '1. A runner ties her shoes on a city street (2s)\n2. She runs across a bridge at dusk (2s)';
    const projectId = board.app.projects.create(briefSchema.parse({ name: 'Retired', prompt, duration: 5 })).id;
    const { runId } = await board.api.runs.start({ projectId, imageProvider: SCHNELL, seenKeyframeMicroUsd: 3_000 });
    const asked = await whenNeeded('model-retired', 4);
    expect(asked).toMatchObject({ kind: 'image', canChangeModel: true, canResume: false, model: SCHNELL });
    const before = bought(PRO);
    const seenMicroUsd = await priceOf(projectId, PRO);
    const [first = '', ...rest] = asked.jobIds;
    expect(await board.api.calls.otherModel({ jobIds: rest, model: PRO, seenMicroUsd })).toEqual({ resumed: 3 });
    await vi.waitFor(() => expect(bought(PRO) - before).toBe(3), soon);
    expect((await need('model-retired'))?.jobIds).toEqual([first]);
    await vi.waitFor(async () => expect((await board.api.runs.view({ runId })).fraction).toBeCloseTo(0.2), soon);
    // No time is told where it depends on a person, however long the others took.
    const { db } = board.app.library;
    db.sql.prepare('UPDATE run_stage SET started_at_ms = started_at_ms - 60000 WHERE run_id = ?').run(runId);
    expect(await board.api.runs.view({ runId })).toMatchObject({ error: { code: 'model-retired' }, etaMs: null });
    // The last one is drawn here, for nothing.
    expect(await board.api.calls.otherModel({ jobIds: [first], model: 'local/sketch', seenMicroUsd: 0 })).toEqual({
      resumed: 1,
    });
    await vi.waitFor(() => expect(runOf(runId).state).toBe('storyboard_complete'), soon);
    expect(bought(PRO) - before).toBe(3);
    expect(runOf(runId).actualMicroUsd).toBe(3 * seenMicroUsd);
    expect(optionsOf(runOf(runId)).imageProvider).toBe(SCHNELL);
  });

  it('takes over the segments of a retired one; what was approved stands, and the film is finished', async () => {
    vendor.retire('kwaivgi/kling-v2.5-turbo-pro');
    await board.api.settings.update({ models: { image: 'local/sketch', video: 'local/animatic' } });
    const { projectId, runId } = await makeBoard(board);
    await board.api.settings.update({ models: { video: KLING } });
    const { revision, resultsMark, estimateMicroUsd } = await board.api.boards.approval({ projectId });
    expect((await board.api.boards.approve({ projectId, revision, resultsMark, estimateMicroUsd })).runId).toBe(runId);
    const asked = await whenNeeded('model-retired', 2);
    expect(asked).toMatchObject({ kind: 'video', canChangeModel: true });
    const seenMicroUsd = await priceOf(projectId, WAN);
    await board.api.calls.otherModel({ jobIds: asked.jobIds, model: WAN, seenMicroUsd });
    await vi.waitFor(() => expect(runOf(runId).state).toBe('completed'), soon);
    expect([bought(KLING), bought(WAN)]).toEqual([0, 2]);
    expect(takesBy(projectId, 'segment')).toEqual([WAN, WAN]);
    expect(runOf(runId).actualMicroUsd).toBe(2 * seenMicroUsd);
    expect(await board.api.boards.approval({ projectId })).toMatchObject({ isWhole: true, segments: { toMake: 0 } });
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { briefSchema } from '../../src/shared/model/brief.ts';
import { makeBoard, openBoardApp } from '../support/board/board-app.ts';
import type { BoardApp } from '../support/board/board-app.ts';
import { startReplicateServer, TEST_TOKEN } from '../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../support/providers/replicate/replicate-server.ts';

/** A board whose pictures and film cost: what a yes binds, and what happens when the price moves after it. */

const SCHNELL = 'replicate/black-forest-labs/flux-schnell';
const KLING = 'replicate/kwaivgi/kling-v2.5-turbo-pro';
const KLING_RATE = { model: KLING, unit: 'second', variant: '' } as const;

let folder = '';
let vendor: ReplicateServer;
let board: BoardApp;
let projectId = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-prices-'));
  vendor = await startReplicateServer({ latency: { startMs: 0, runMs: 0 } });
  board = await openBoardApp(join(folder, 'home'), {
    ...process.env,
    REPLICATE_BASE_URL: vendor.url,
    REPLICATE_API_TOKEN: '',
    REPLICATE_API_KEY: '',
  });
  ({ projectId } = await makeBoard(board));
  await board.api.settings.update({ models: { image: SCHNELL, video: KLING } });
}, 240_000);
afterAll(async () => {
  await board.close();
  await vendor.close();
  await rm(folder, { recursive: true, force: true });
});

const facts = () => board.api.boards.approval({ projectId });
async function approve() {
  const { revision, resultsMark, estimateMicroUsd } = await facts();
  return board.api.boards.approve({ projectId, revision, resultsMark, estimateMicroUsd });
}
const bought = (name: string) => vendor.charges().filter(({ model }) => model.includes(name));
const soon = { timeout: 180_000, interval: 100 };

describe('a board that costs', { timeout: 400_000 }, () => {
  it('says what a yes buys, and who could make it', async () => {
    expect(await facts()).toMatchObject({
      segments: { toMake: 2, inAll: 2, microUsd: 1_400_000, isLocal: false },
      bought: { pictures: 0, microUsd: 0 },
      estimateMicroUsd: 4 * 3_000 + 1_400_000,
      hasUnknown: false,
      priceMoved: null,
    });
    const { models, usual } = await board.api.briefs.models({ projectId });
    expect(usual).toEqual({ image: SCHNELL, video: KLING });
    expect(models.find(({ id }) => id === KLING)).toMatchObject({
      state: 'key-missing',
      price: { pieceMicroUsd: 700_000 },
    });
    expect(models.find(({ id }) => id === 'local/sketch')).toMatchObject({ state: 'ready', vendor: null });
  });

  it('draws at the price that was seen, and at no other', async () => {
    await board.api.providers.setKey({ vendor: 'replicate', key: TEST_TOKEN });
    const [shotId = ''] = Object.keys((await board.api.documents.load({ projectId })).tables.shots);
    const redraw = (approvedMicroUsd?: number) =>
      board.api.boards.redraw({
        ...{ projectId, shotId, slots: ['start', 'end'] },
        ...(approvedMicroUsd === undefined ? {} : { approvedMicroUsd }),
      });
    await expect(redraw()).rejects.toMatchObject({ code: 'price-changed' });
    await expect(redraw(5_000)).rejects.toMatchObject({ code: 'price-changed' });
    await expect(redraw(7_000)).rejects.toMatchObject({ code: 'price-changed' });
    expect(vendor.posts()).toHaveLength(0);
    expect((await redraw(6_000)).jobIds).toHaveLength(2);
    await vi.waitFor(async () => expect((await facts()).bought).toEqual({ pictures: 2, microUsd: 6_000 }), soon);
    expect(bought('flux-schnell')).toHaveLength(2);
  });

  it('a run is refused at a price that nobody has seen', async () => {
    const start = { projectId, imageProvider: SCHNELL, seenKeyframeMicroUsd: 1_000 };
    await expect(board.api.runs.start(start)).rejects.toMatchObject({ code: 'price-changed' });
  });

  it('a start that shows no price buys from the usual models only up to an amount that was agreed to', async () => {
    const prompt = '1. A baker ties her apron on a city street (2s)\n2. She runs across a bridge at dusk (2s)';
    const { id } = board.app.projects.create(briefSchema.parse({ prompt, duration: 5 }));
    await expect(board.api.runs.start({ projectId: id })).rejects.toMatchObject({ code: 'price-unseen' });
    const wish = { creativePrompt: prompt, duration: 5 };
    const projects = async () => (await board.api.projects.list({})).projects.length;
    const before = await projects();
    await expect(board.api.v2.generate(wish)).rejects.toMatchObject({
      code: 'price-unseen',
      details: { id: SCHNELL, estimate: '$0.012', approved: '$0.00', flag: 'approvedCost', usd: '0.012' },
    });
    await expect(board.api.v2.generate({ ...wish, approvedCost: 0.011 })).rejects.toMatchObject({
      code: 'price-unseen',
    });
    // Nothing is left behind, and nothing was bought.
    expect(await projects()).toBe(before);
    expect(bought('flux-schnell')).toHaveLength(2);
    const { job_id: runId } = await board.api.v2.generate({ ...wish, approvedCost: 0.012 });
    expect(await board.app.runs.rest(runId)).toMatchObject({ state: 'storyboard_complete', actualMicroUsd: 12_000 });
    expect(bought('flux-schnell')).toHaveLength(6);
    board.app.settings.update({ models: { image: 'local/sketch' } });
    const free = await board.api.v2.generate({ creativePrompt: prompt, duration: 5 });
    await board.app.runs.rest(free.job_id);
    expect(bought('flux-schnell')).toHaveLength(6);
    board.app.settings.update({ models: { image: SCHNELL } });
  });

  it('stops when the price moves after the yes, says so, and buys at the new price after another yes', async () => {
    // A refused key holds the vendor before anything is reserved, so that the new price is the one that is met.
    await board.api.providers.setKey({ vendor: 'replicate', key: 'r8_wrongWRONGwrongWRONGwrongWRONGwrong00' });
    const shotId = Object.keys((await board.api.documents.load({ projectId })).tables.shots).at(-1) ?? '';
    await board.api.boards.redraw({ projectId, shotId, slots: ['end'], approvedMicroUsd: 3_000 });
    const health = async () => (await board.api.providers.list()).providers[0]?.health.state;
    await vi.waitFor(async () => expect(await health()).toBe('auth-blocked'), soon);
    await board.api.boards.cancelDrawing({ projectId, shotId });
    const { runId } = await approve();
    const jobs = () => board.app.engine.listByRun(runId).filter(({ kind }) => kind === 'make-segment');
    const codes = () => jobs().map(({ error }) => error?.code);
    await vi.waitFor(() => expect(codes()).toEqual(['key-refused', 'key-refused']), soon);
    expect((await facts()).isWhole).toBe(true);

    await board.api.money.editPrice({ ...KLING_RATE, unitMicroUsd: 90_000 });
    await board.api.providers.setKey({ vendor: 'replicate', key: TEST_TOKEN });
    await vi.waitFor(() => expect(codes()).toEqual(['price-changed', 'price-changed']), soon);
    expect(bought('kling')).toHaveLength(0);
    expect(await facts()).toMatchObject({
      isWhole: false,
      priceMoved: { fromMicroUsd: 700_000, toMicroUsd: 900_000 },
      segments: { toMake: 2, microUsd: 1_800_000 },
    });

    expect((await approve()).runId).toBe(runId);
    await vi.waitFor(() => expect(bought('kling')).toHaveLength(2), soon);
    await vi.waitFor(async () => expect((await facts()).segments.toMake).toBe(0), soon);
    expect(await facts()).toMatchObject({ isWhole: true, priceMoved: null });
  });

  it('another maker of the film voids every yes, and nothing of it is bought twice', async () => {
    await board.api.settings.update({ models: { video: 'local/animatic' } });
    const other = await facts();
    expect(other.isWhole).toBe(false);
    expect(other.shots.map(({ changes }) => changes)).toEqual([['model'], ['model']]);
    expect(other.segments).toEqual({ toMake: 2, inAll: 2, microUsd: 0, isLocal: true });
    await board.api.settings.update({ models: { video: KLING } });
    expect(await facts()).toMatchObject({ isWhole: true, segments: { toMake: 0, microUsd: 0 } });
  });
});

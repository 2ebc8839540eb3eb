import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUuid } from '../../src/main/platform/ids.ts';
import { chosenId } from '../../src/shared/model/document.ts';
import type { ShotRecord } from '../../src/shared/model/document.ts';
import { fieldChanges } from '../../src/shared/model/record-fields.ts';
import { makeBoard, openBoardApp } from '../support/board/board-app.ts';
import type { BoardApp } from '../support/board/board-app.ts';

let folder = '';
let home = '';
let board: BoardApp;
let projectId = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-board-'));
  home = join(folder, 'home');
  board = await openBoardApp(home);
  ({ projectId } = await makeBoard(board));
}, 240_000);
afterAll(async () => {
  await board.close();
  await rm(folder, { recursive: true, force: true });
});

const load = () => board.api.documents.load({ projectId });
/** Yes to the board as it is read at this moment. */
async function approve() {
  const { revision, resultsMark, estimateMicroUsd } = await board.api.boards.approval({ projectId });
  return board.api.boards.approve({ projectId, revision, resultsMark, estimateMicroUsd });
}
async function shotsOf(): Promise<ShotRecord[]> {
  const { tables } = await load();
  const scenes = Object.values(tables.scenes).sort((a, b) => (a.orderKey < b.orderKey ? -1 : 1));
  return scenes.flatMap(({ id }) =>
    Object.values(tables.shots)
      .filter(({ sceneId }) => sceneId === id)
      .sort((a, b) => (a.orderKey < b.orderKey ? -1 : 1)),
  );
}
const chosenAsset = async (shotId: string, slot: 'start' | 'end'): Promise<string | undefined> => {
  const { tables, takes } = await load();
  const takeId = tables.chosen[chosenId(shotId, slot, 1)]?.takeId;
  return takes.find(({ id }) => id === takeId)?.assetId;
};
const shaOf = (assetId: string | undefined) => board.app.library.repos.assets.get(assetId ?? '').sha256;
async function edit(shotId: string, fields: Partial<ShotRecord>): Promise<void> {
  const { revision, tables } = await load();
  const shot = tables.shots[shotId] as ShotRecord;
  await board.api.documents.applyDiff({
    projectId,
    baseRevision: revision,
    change: {
      changeId: newUuid(),
      label: 'undo.shot.fields',
      diff: { shots: { added: {}, removed: {}, updated: { [shotId]: fieldChanges(shot, { ...shot, ...fields }) } } },
    },
  });
}
async function first(): Promise<ShotRecord> {
  const [shot] = await shotsOf();
  if (shot === undefined) throw new Error('a board has a shot');
  return shot;
}

describe('redraw', { timeout: 240_000 }, () => {
  it('draws both keyframes from the present fields and puts them in their slots', async () => {
    const shot = await first();
    const before = [await chosenAsset(shot.id, 'start'), await chosenAsset(shot.id, 'end')];
    const { description: _same, ...depicted } = await board.api.boards.depict({
      projectId,
      shotId: shot.id,
      wish: { size: shot.size === 'CU' ? 'WS' : 'CU' },
    });
    expect(depicted.imagePrompt).not.toBe(shot.imagePrompt);
    await edit(shot.id, depicted);
    const { jobIds } = await board.api.boards.redraw({ projectId, shotId: shot.id, slots: ['start', 'end'] });
    expect(jobIds).toHaveLength(2);
    expect((await board.api.boards.status({ projectId })).work.map(({ shotId }) => shotId)).toEqual([shot.id, shot.id]);
    await board.app.engine.idle();
    expect((await board.api.boards.status({ projectId })).work).toEqual([]);
    const after = [await chosenAsset(shot.id, 'start'), await chosenAsset(shot.id, 'end')];
    expect(shaOf(after[0])).not.toBe(shaOf(before[0]));
    expect(shaOf(after[1])).not.toBe(shaOf(before[1]));
  });

  it('leaves the slot to what a person has chosen meanwhile, and keeps the take', async () => {
    const shot = await first();
    const { takes } = await load();
    const older = takes.find((take) => take.shotId === shot.id && take.slot === 'start');
    board.app.engine.pauseLane('image:local/sketch');
    await board.api.boards.redraw({ projectId, shotId: shot.id, slots: ['start'] });
    board.app.projects.chooseTake(shot.id, older?.id ?? '');
    board.app.engine.resumeLane('image:local/sketch');
    await board.app.engine.idle();
    expect(await chosenAsset(shot.id, 'start')).toBe(older?.assetId);
    expect((await load()).takes.length).toBe(takes.length + 1);
  });

  it('gives way to a newer wish for the same slot', async () => {
    const shot = await first();
    board.app.engine.pauseLane('image:local/sketch');
    await board.api.boards.redraw({ projectId, shotId: shot.id, slots: ['end'] });
    const second = await board.api.boards.redraw({ projectId, shotId: shot.id, slots: ['end'] });
    const { work } = await board.api.boards.status({ projectId });
    expect(work.map(({ jobId }) => jobId)).toEqual(second.jobIds);
    await board.api.boards.cancelDrawing({ projectId, shotId: shot.id });
    board.app.engine.resumeLane('image:local/sketch');
    await board.app.engine.idle();
    expect((await board.api.boards.status({ projectId })).work).toEqual([]);
  });

  it('goes on after the process was killed in the middle', async () => {
    const shot = await first();
    const { description: _same, ...depicted } = await board.api.boards.depict({
      projectId,
      shotId: shot.id,
      wish: { size: 'EWS', angle: 'high' },
    });
    await edit(shot.id, depicted);
    const before = await chosenAsset(shot.id, 'start');
    await board.close();
    const script = fileURLToPath(new URL('../support/board/redraw-child.ts', import.meta.url));
    const child = spawn(process.execPath, [script, home, projectId, shot.id], {
      env: { ...process.env, NODE_ENV: 'test', FRAMEWRIGHT_FAIL: 'step.beforeCommit:kill9:1' },
      stdio: 'ignore',
    });
    const signal = await new Promise((resolve) => child.once('exit', (_code, name) => resolve(name)));
    expect(signal).toBe('SIGKILL');
    board = await openBoardApp(home);
    await board.app.engine.idle();
    expect(shaOf(await chosenAsset(shot.id, 'start'))).not.toBe(shaOf(before));
    expect((await board.api.boards.status({ projectId })).work).toEqual([]);
  });

  it('draws what is missing of a shot that a person has added', async () => {
    const shot = await first();
    const { revision } = await load();
    const added: ShotRecord = { ...shot, id: newUuid(), orderKey: 'a5', description: '', imagePrompt: '', caption: '' };
    await board.api.documents.applyDiff({
      projectId,
      baseRevision: revision,
      change: {
        changeId: newUuid(),
        label: 'undo.shot.insertAfter',
        diff: { shots: { added: { [added.id]: added }, removed: {}, updated: {} } },
      },
    });
    expect((await board.api.boards.status({ projectId })).missing).toHaveLength(2);
    await expect(approve()).rejects.toMatchObject({ code: 'not-possible-now' });
    await board.api.boards.drawMissing({ projectId });
    await board.app.engine.idle();
    expect((await board.api.boards.status({ projectId })).missing).toEqual([]);
    expect(await chosenAsset(added.id, 'end')).toBeDefined();
  });

  it('refuses a locked shot', async () => {
    const shot = await first();
    await edit(shot.id, { locked: true });
    await expect(board.api.boards.redraw({ projectId, shotId: shot.id, slots: ['start'] })).rejects.toMatchObject({
      code: 'not-possible-now',
      details: { state: 'locked' },
    });
    await edit(shot.id, { locked: false });
  });
});

describe('own pictures', { timeout: 240_000 }, () => {
  it('brings a large picture to the frame and makes it the chosen take', async () => {
    const shot = await first();
    const canvas = createCanvas(6_000, 3_000);
    canvas.getContext('2d').fillRect(0, 0, 3_000, 3_000);
    const file = join(folder, 'own.png');
    await writeFile(file, await canvas.encode('png'));
    const asset = await board.app.assets.importFile(file, { source: 'upload' });
    // As while an export of minutes is at work: the picture waits for no encode.
    board.app.engine.pauseLane('encode');
    await board.api.boards.replaceImage({ projectId, shotId: shot.id, slots: ['start', 'end'], assetId: asset.id });
    const work = async () => (await board.api.boards.status({ projectId })).work;
    await expect.poll(work, { timeout: 60_000 }).toEqual([]);
    board.app.engine.resumeLane('encode');
    expect((await board.api.boards.status({ projectId })).work).toEqual([]);
    const made = board.app.library.repos.assets.get((await chosenAsset(shot.id, 'start')) ?? '');
    expect([made.widthPx, made.heightPx]).toEqual([1920, 1080]);
    expect((await board.app.tools.probe(board.app.library.store.pathOf(made.sha256), 'own')).video).toMatchObject({
      widthPx: 1920,
      heightPx: 1080,
    });
  });
});

describe('sound', { timeout: 240_000 }, () => {
  it('names the music that lies under the animatic, and nothing that is no sound', async () => {
    expect(await board.api.boards.sound({ projectId })).toMatchObject({ musicAssetId: null, voiceAssetId: null });
    const seconds = 1;
    const bytes = Buffer.alloc(44 + 8_000 * 2 * seconds);
    bytes.write('RIFF', 0, 'latin1');
    bytes.writeUInt32LE(bytes.length - 8, 4);
    bytes.write('WAVEfmt ', 8, 'latin1');
    bytes.writeUInt32LE(16, 16);
    bytes.writeUInt16LE(1, 20);
    bytes.writeUInt16LE(1, 22);
    bytes.writeUInt32LE(8_000, 24);
    bytes.writeUInt32LE(16_000, 28);
    bytes.writeUInt16LE(2, 32);
    bytes.writeUInt16LE(16, 34);
    bytes.write('data', 36, 'latin1');
    bytes.writeUInt32LE(bytes.length - 44, 40);
    const file = join(folder, 'bed.wav');
    await writeFile(file, bytes);
    const music = await board.app.assets.importFile(file, { source: 'upload' });
    board.app.library.db.write(
      () =>
        board.app.library.repos.projectAssets.link({ projectId, assetId: music.id, role: 'music', briefPath: null }),
      'test.link',
    );
    expect(await board.api.boards.sound({ projectId })).toEqual({
      musicAssetId: music.id,
      voiceAssetId: null,
      musicVolume: 0.6,
    });
  });
});

describe('approval', { timeout: 240_000 }, () => {
  it('binds the board, and an edit takes it from that shot alone', async () => {
    expect((await board.api.boards.approval({ projectId })).approved).toBeNull();
    const { runId } = await approve();
    expect((await board.api.boards.approval({ projectId })).isWhole).toBe(true);
    const [shot, other] = await shotsOf();
    await edit(shot?.id ?? '', { cutFrames: (shot?.cutFrames ?? 10) - 4 });
    const approval = await board.api.boards.approval({ projectId });
    expect(approval.shots.find(({ shotId }) => shotId === shot?.id)).toEqual({
      shotId: shot?.id,
      state: 'edited',
      changes: ['length'],
    });
    expect(approval.shots.find(({ shotId }) => shotId === other?.id)?.state).toBe('approved');
    board.app.runs.cancel(runId);
    await board.app.engine.idle();
  });

  it('is refused for a board that has changed since it was looked at', async () => {
    const { revision, resultsMark, estimateMicroUsd } = await board.api.boards.approval({ projectId });
    const seen = { projectId, revision, resultsMark, estimateMicroUsd };
    const runsBefore = board.app.library.repos.runs.listOfProject(projectId).length;
    const shot = await first();
    await edit(shot.id, { caption: `${shot.caption}.` });
    await expect(board.api.boards.approve(seen)).rejects.toMatchObject({
      code: 'conflict',
      details: { revision: revision + 1, resultsMark },
    });
    const now = { ...seen, revision: revision + 1 };
    const other = { ...now, estimateMicroUsd: estimateMicroUsd + 1 };
    await expect(board.api.boards.approve(other)).rejects.toMatchObject({ code: 'conflict' });
    await board.api.boards.redraw({ projectId, shotId: shot.id, slots: ['start'] });
    await board.app.engine.idle();
    await expect(board.api.boards.approve(now)).rejects.toMatchObject({ code: 'conflict' });
    expect(board.app.library.repos.runs.listOfProject(projectId)).toHaveLength(runsBefore);
  });

  it('begins a run from the board as it is when none waits, and plans nothing anew', async () => {
    const before = (await shotsOf()).map(({ id }) => id);
    const { runId } = await approve();
    expect((await board.api.boards.approval({ projectId })).isWhole).toBe(true);
    expect(board.app.runs.view(runId).stage).toBe('RENDER');
    expect((await shotsOf()).map(({ id }) => id)).toEqual(before);
    board.app.runs.cancel(runId);
    await board.app.engine.idle();
  });
});

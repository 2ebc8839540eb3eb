import type { AnyContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deflateSync } from 'node:zlib';
import { newUuid } from '../../src/main/platform/ids.ts';
import { appContract } from '../../src/shared/contract/app-contract.ts';
import { UPLOAD_CHUNK_BYTES } from '../../src/shared/contract/assets.ts';
import type { ProcedureMeta } from '../../src/shared/contract/procedure.ts';
import { openTestDoors } from '../support/doors/test-doors.ts';
import type { TestDoors } from '../support/doors/test-doors.ts';

const STORY =
  'A runner ties her shoes on a wet street at dawn. She runs through the city as the lights go out. On a forest trail she leaps over a stream. She stands on the hilltop and looks at the sunrise.';

let doors: TestDoors;
beforeAll(async () => {
  doors = await openTestDoors();
});
afterAll(() => doors.close());

/** A project with a board, planned as a run would. */
async function planned(prompt = STORY): Promise<string> {
  const { projectId } = await doors.memory().projects.create({ brief: { prompt, duration: 15 } });
  const project = doors.app.library.repos.projects.get(projectId);
  const planner = doors.app.planners.get('local/rules');
  if (planner === undefined) throw new Error('no planner');
  doors.app.projects.storePlan(projectId, await planner.plan(project.brief, AbortSignal.timeout(5_000)));
  return projectId;
}

describe('briefs.check', () => {
  it('names every fault of a brief file by field', async () => {
    const text = JSON.stringify({
      prompt: '',
      duration: 500,
      platform: 'cinema',
      titel: 'x',
      brand: { palette: ['red'] },
    });
    const { brief, issues } = await doors.memory().briefs.check({ text });
    expect(brief).toBeNull();
    expect(issues.map(({ path, code }) => `${path}:${code}`).sort()).toEqual([
      'brand.palette.0:format',
      'duration:too-large',
      'platform:not-a-choice',
      'prompt:too-short',
      'titel:unknown-field',
    ]);
  });

  it('says where JSON breaks off, and takes what is fine', async () => {
    const broken = await doors.memory().briefs.check({ text: '{"prompt": "A cat' });
    expect(broken.issues[0]?.code).toBe('not-json');
    const fine = await doors.memory().briefs.check({ text: '\uFEFF{"prompt":"A cat\\u0007 sits"}' });
    expect(fine.brief?.prompt).toBe('A cat sits');
    expect(fine.normalised).toEqual([{ path: 'prompt', code: 'control-characters-removed', count: 1 }]);
  });
});

describe('briefs.facts', () => {
  it('counts, prices and asks; unstored fields of the window win', async () => {
    const { projectId } = await doors.memory().projects.create({ brief: { prompt: 'A cat.', duration: 15 } });
    const thin = await doors.memory().briefs.facts({ projectId });
    expect(thin.plan?.confidence).toBeLessThan(0.5);
    expect(thin.plan?.questions.length).toBeGreaterThan(0);
    const full = await doors
      .memory()
      .briefs.facts({ projectId, brief: { prompt: STORY, duration: 30, variations: 2 } });
    expect(full.plan).toMatchObject({ seconds: 30, ratio: '16:9', language: 'en', questions: [] });
    const { shots = 0 } = full.plan ?? {};
    expect(full.estimate?.items).toMatchObject([
      { provider: 'local/sketch', unit: 'image', quantity: shots * 4, sumMicroUsd: 0, isLocal: true },
      { provider: 'local/animatic', unit: 'second', quantity: shots * 16, sumMicroUsd: 0, isLocal: true },
    ]);
    expect(full.checks).toMatchObject({ subject: true, action: true, place: true, message: false, sound: false });
  });

  it('names a fault at its field and plans nothing', async () => {
    const { projectId } = await doors.memory().projects.createBlank({ name: 'Untitled' });
    const { issues, plan, estimate } = await doors.memory().briefs.facts({ projectId, brief: { duration: 4 } });
    expect(issues.map(({ path }) => path).sort()).toEqual(['duration', 'prompt']);
    expect([plan, estimate]).toEqual([null, null]);
  });

  it('plans 50,000 letters with marks of direction', async () => {
    const { projectId } = await doors.memory().projects.createBlank({ name: 'Long' });
    const prompt = 'شمس \u202eabc\u202c \u200fA boat leaves. '.repeat(2_500).slice(0, 50_000);
    const { issues, plan } = await doors.memory().briefs.facts({ projectId, brief: { prompt } });
    expect(issues).toEqual([]);
    expect(plan?.shots).toBeGreaterThan(0);
    const over = await doors.memory().briefs.facts({ projectId, brief: { prompt: `${prompt}${'x'.repeat(20)}` } });
    expect(over.issues).toMatchObject([{ path: 'prompt', code: 'too-long', params: { limit: 50_000 } }]);
  });
});

describe('briefs.augmentedPrompt', () => {
  it('is the text with what client and campaign say', async () => {
    const { projectId } = await doors
      .memory()
      .projects.create({ brief: { prompt: STORY, brand: { visualStyle: 'Soft daylight', palette: ['#FF6B6B'] } } });
    const { shots, isLocal } = await doors.memory().briefs.augmentedPrompt({ projectId });
    expect(isLocal).toBe(true);
    expect(shots.length).toBeGreaterThan(2);
    for (const { imagePrompt } of shots) expect(imagePrompt).toContain('Visual style: Soft daylight');
  });
});

describe('briefs.draft', () => {
  it('of an unchanged brief keeps everything', async () => {
    const projectId = await planned();
    const { rows, hasTitles } = await doors.memory().briefs.draft({ projectId });
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['keep']));
    expect(hasTitles).toBe(false);
  });

  it('accepts one row or all as one step of undo, and never touches a locked shot', async () => {
    const call = doors.memory();
    const projectId = await planned();
    const before = await call.documents.load({ projectId });
    const locked = Object.values(before.tables.shots).find(({ description }) => description.includes('runs through'));
    if (locked === undefined) throw new Error('no shot to lock');
    await call.documents.applyDiff({
      projectId,
      baseRevision: before.revision,
      change: {
        changeId: crypto.randomUUID(),
        label: 'undo.shot.lock',
        diff: { shots: { added: {}, removed: {}, updated: { [locked.id]: { locked: [false, true] } } } },
      },
    });
    const other = `${STORY.replace('a wet street', 'a dry beach').replace('runs through the city', 'runs over the beach')} A dog jumps into the sea. The dog shakes the water off.`;
    const draft = await call.briefs.draft({ projectId, brief: { prompt: other, duration: 20 } });
    expect(draft.rows.find(({ id }) => id === locked.id)).toMatchObject({ kind: 'keep', hold: 'locked' });
    const kinds = draft.rows.map(({ kind }) => kind);
    expect(kinds).toContain('add');
    expect(kinds).toContain('change');

    const rowIds = draft.rows.filter(({ kind }) => kind !== 'keep').map(({ id }) => id);
    const { shotIds } = await call.briefs.acceptDraft({ projectId, draftId: draft.draftId, rowIds });
    const after = await call.documents.load({ projectId });
    expect(after.tables.shots[locked.id]).toEqual({ ...locked, locked: true });
    expect(shotIds).not.toContain(locked.id);
    expect(Object.keys(after.tables.shots).length).toBe(draft.rows.filter(({ kind }) => kind !== 'remove').length);
    expect(JSON.stringify(after.tables.shots)).toContain('dog');

    await expect(call.briefs.acceptDraft({ projectId, draftId: draft.draftId, rowIds })).rejects.toMatchObject({
      code: 'conflict',
    });
    await call.documents.undo({ projectId });
    const undone = await call.documents.load({ projectId });
    expect(undone.tables.scenes).toEqual(before.tables.scenes);
    expect(undone.tables.shots).toEqual({ ...before.tables.shots, [locked.id]: { ...locked, locked: true } });
  });

  it('refuses a draft of a board that was edited since', async () => {
    const call = doors.memory();
    const projectId = await planned();
    const draft = await call.briefs.draft({ projectId, brief: { prompt: `${STORY} A dog barks at the moon.` } });
    const { revision, tables } = await call.documents.load({ projectId });
    const [shot] = Object.values(tables.shots);
    if (shot === undefined) throw new Error('no shot');
    await call.documents.applyDiff({
      projectId,
      baseRevision: revision,
      change: {
        changeId: crypto.randomUUID(),
        label: 'undo.shot.editCaption',
        diff: { shots: { added: {}, removed: {}, updated: { [shot.id]: { caption: [shot.caption, 'mine'] } } } },
      },
    });
    const rowIds = draft.rows.map(({ id }) => id);
    await expect(call.briefs.acceptDraft({ projectId, draftId: draft.draftId, rowIds })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('asks instead of guessing', async () => {
    const projectId = await planned();
    await expect(doors.memory().briefs.draft({ projectId, brief: { prompt: 'Film.' } })).rejects.toMatchObject({
      code: 'clarification-needed',
    });
  });

  it('an answer goes into the brief, and can be undone', async () => {
    const call = doors.memory();
    const { projectId } = await call.projects.create({ brief: { prompt: 'A cat waits.' } });
    await call.briefs.answer({ projectId, code: 'where', answer: 'On a roof at night' });
    const { tables } = await call.documents.load({ projectId });
    expect(tables.brief[projectId]?.prompt).toBe('On a roof at night.\nA cat waits.');
    await call.documents.undo({ projectId });
    expect((await call.documents.load({ projectId })).tables.brief[projectId]?.prompt).toBe('A cat waits.');
  });
});

/** The head of a PNG of any size; enough for what is told by its head. */
function png(widthPx: number, heightPx: number, rows: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(rows * (widthPx * 3 + 1)));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

async function upload(name: string, bytes: Buffer, call = doors.memory()) {
  const { uploadId } = await call.assets.beginUpload({ name, bytes: bytes.length });
  for (let at = 0; at < bytes.length; at += UPLOAD_CHUNK_BYTES) {
    await call.assets.sendChunk({ uploadId, base64: bytes.subarray(at, at + UPLOAD_CHUNK_BYTES).toString('base64') });
  }
  return call.assets.finishUpload({ uploadId });
}

describe('assets', () => {
  it.each(['memory', 'port', 'socket'] as const)('takes a file in chunks over the %s', async (door) => {
    const call = await doors[door]();
    const noise = Buffer.alloc(UPLOAD_CHUNK_BYTES * 2 + 77, door);
    const asset = await upload(`${door}.png`, Buffer.concat([png(4, 4, 4), noise]), call);
    expect(asset).toMatchObject({
      name: `${door}.png`,
      kind: 'image',
      mime: 'image/png',
      widthPx: 4,
      source: 'upload',
    });
  });

  it('refuses a picture of 12,000 pixels a side, an SVG and a folder, each by its name', async () => {
    await expect(upload('huge.png', png(12_000, 12_000, 1))).rejects.toMatchObject({
      code: 'media-too-large',
      data: { details: { widthPx: 12_000, heightPx: 12_000, path: 'huge.png' } },
    });
    await expect(upload('mark.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).rejects.toMatchObject({
      code: 'unsupported-media',
      data: { details: { path: 'mark.svg' } },
    });
    await expect(upload('empty', Buffer.alloc(0))).rejects.toMatchObject({ code: 'broken-media' });
  });

  it('refuses a file over the limit before a byte is sent, and bytes that were not announced', async () => {
    const call = doors.memory();
    await expect(call.assets.beginUpload({ name: 'film.mov', bytes: 10 ** 12 })).rejects.toMatchObject({
      code: 'payload-too-large',
      data: { details: { what: 'film.mov' } },
    });
    const { uploadId } = await call.assets.beginUpload({ name: 'a', bytes: 2 });
    await expect(call.assets.sendChunk({ uploadId, base64: 'AAAAAAAA' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(call.assets.finishUpload({ uploadId })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a file that the brief names is the project’s, until it is not named any more', async () => {
    const call = doors.memory();
    const { projectId } = await call.projects.createBlank({ name: 'With a picture' });
    const { id } = await upload('can.png', png(4, 4, 4));
    const change = (from: unknown[], to: unknown[]) => ({
      changeId: crypto.randomUUID(),
      label: 'undo.brief.fields',
      diff: { brief: { added: {}, removed: {}, updated: { [projectId]: { assets: [from, to] as const } } } },
    });
    const named = [{ path: id, role: 'product' }];
    await call.documents.applyDiff({ projectId, baseRevision: 0, change: change([], named) });
    expect((await call.assets.ofProject({ projectId })).assets).toMatchObject([
      { path: id, role: 'product', asset: { name: 'can.png' } },
    ]);
    expect(doors.app.library.repos.assets.countUses(id).projects).toBe(1);
    await call.documents.undo({ projectId });
    expect(doors.app.library.repos.assets.countUses(id).projects).toBe(0);
    expect((await call.assets.ofProject({ projectId })).assets).toEqual([]);
  });
});

describe('guards', () => {
  it('the frame rate stays where there are shots, plan or not, and in the trash', async () => {
    const { repos } = doors.app.library;
    const setFps = (projectId: string) => doors.memory().briefs.setFrameRate({ projectId, fps: 30 });
    const projectId = await planned();
    repos.projects.update({ ...repos.projects.get(projectId), plan: null });
    await expect(setFps(projectId)).rejects.toMatchObject({ code: 'not-possible-now' });
    const { projectId: trashed } = await doors.memory().projects.create({ brief: { prompt: 'A cat.' } });
    await expect(setFps(trashed)).resolves.toMatchObject({ fps: 30 });
    doors.app.projects.trash(trashed);
    const wanted = { code: 'not-possible-now', data: { details: { state: 'trashed' } } };
    await expect(setFps(trashed)).rejects.toMatchObject(wanted);
  });

  it('what a failed export says over HTTP names no folder of this machine', async () => {
    const { projectId } = await doors.memory().projects.create({ brief: { prompt: 'A cat.' } });
    const settings = {
      ...{ formats: ['mp4'], qualities: ['480p'], gifQuality: '480p', variations: [1], captions: 'none' },
      targetBytes: null,
    };
    const folder = '/home/somebody/Films';
    const details = { folder, failedFiles: [{ key: 'v1-mp4-480p', code: 'not-writable', details: { folder } }] };
    const exportId = newUuid();
    doors.app.library.db.sql
      .prepare(
        `INSERT INTO job (id, kind, version, project_id, lane, status, max_attempts, run_at_ms, input_json, error_json,
           created_at_ms, finished_at_ms)
         VALUES (?, 'export-film', 1, ?, 'encode', 'failed', 1, 0, ?, ?, 1, 2)`,
      )
      .run(
        ...[exportId, projectId, JSON.stringify({ projectId, settings, folder, base: 'final' })],
        JSON.stringify({ code: 'not-writable', message: 'x', details }),
      );
    const seenBy = async (client: ReturnType<TestDoors['memory']>): Promise<string> =>
      JSON.stringify([await client.exports.view({ exportId }), await client.jobs.list({}), await client.jobs.board()]);
    expect(await seenBy(doors.memory())).toContain(folder);
    expect(await seenBy(doors.http())).not.toContain('somebody');
    expect(await seenBy(await doors.socket())).not.toContain('somebody');
  });

  it('what costs the machine something is counted for each caller', () => {
    const rateOf = (procedure: AnyContractProcedure) => (procedure['~orpc'].meta as ProcedureMeta).rate;
    const { briefs, assets } = appContract;
    expect([briefs.check, briefs.facts, briefs.augmentedPrompt].map(rateOf)).toEqual(['jobs', 'jobs', 'jobs']);
    expect(rateOf(assets.beginUpload)).toBe('upload');
  });
});

import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../../tests/support/library/sample-plan.ts';
import type { SampleScene } from '../../../tests/support/library/sample-plan.ts';
import { projectDeps, tempLibrary } from '../../../tests/support/library/temp-library.ts';
import type { BriefInput } from '../../shared/model/brief.ts';
import { briefSchema } from '../../shared/model/brief.ts';
import { createAssetService } from '../library/assets.ts';
import { checkIntegrity } from '../library/integrity.ts';
import { newUuid } from '../platform/ids.ts';
import { createDocumentService } from './document-service.ts';
import { linksInUse } from './link-brief-files.ts';
import { createProjectService } from './project-service.ts';

const SCENES: SampleScene[] = [
  { title: 'Dawn', text: 'A runner ties her shoes', place: 'street', shots: [{ description: 'Hands tie laces' }] },
  {
    title: 'Forest',
    text: 'She runs between pines',
    place: 'forest',
    shots: [
      { description: 'Feet on moss', caption: 'Grip zq' },
      { description: 'Sun through needles', cutFrames: 48 },
    ],
  },
];

function setUp() {
  const library = tempLibrary();
  const deps = projectDeps(library);
  let nowMs = 1_000;
  const clock = { nowMs: () => (nowMs += 1), monotonicMs: () => 0 };
  const projects = createProjectService({ ...deps, clock });
  const assets = createAssetService({
    ...library,
    clock,
    newId: deps.newId,
    sniff: () => Promise.resolve({ kind: 'image', mime: 'image/png', extension: 'png', widthPx: 1, heightPx: 1 }),
    tools: { probe: () => Promise.reject(new Error('not needed')) },
  });
  const create = (brief: BriefInput) => projects.create(briefSchema.parse(brief));
  const addTake = async (shotId: string, text: string, slot: 'start' | 'end' = 'start') => {
    const stored = await library.store.putBytes(Buffer.from(text));
    const facts = { kind: 'image', mime: 'image/png', extension: 'png', name: text } as const;
    const asset = assets.registerMade(stored, facts);
    const request = { slot, variation: 1, provider: 'local/sketch', requestHash: text, request: { text } };
    const origin = { costMicroUsd: 5, runId: null, jobId: null, scores: {}, personId: null };
    return projects.addTake({ shotId, assetId: asset.id, ...request, ...origin });
  };
  return { library, projects, assets, create, addTake };
}

describe('project service', () => {
  it('keeps the plan as scenes and shots in order, and gives it back as it came', () => {
    const { projects, create } = setUp();
    const { id } = create({ prompt: 'A shoe film' });
    const plan = samplePlan(SCENES);
    const { shots } = projects.storePlan(id, plan);
    const open = projects.open(id);
    expect(open.scenes.map((scene) => scene.title)).toEqual(['Dawn', 'Forest']);
    expect(open.shots).toEqual(shots);
    expect(open.shots.map((shot) => [shot.description, shot.cutFrames])).toEqual([
      ['Hands tie laces', 72],
      ['Feet on moss', 72],
      ['Sun through needles', 48],
    ]);
    expect(open.shots[0]?.picture).toEqual(plan.scenes[0]?.shots[0]?.picture);
    expect(open.project).toMatchObject({ revision: 1, plan: { durationFrames: 192, planner: 'local/rules' } });
    expect(projects.list().projects).toMatchObject([{ id, shotCount: 3, durationFrames: 192 }]);
  });

  it('replaces a plan and keeps what was made for the former one', async () => {
    const { library, projects, create, addTake } = setUp();
    const { id } = create({ prompt: 'A shoe film' });
    const [before] = projects.storePlan(id, samplePlan(SCENES)).shots;
    await addTake(before?.id ?? '', 'old');
    const after = projects.storePlan(id, samplePlan(SCENES.slice(0, 1)));
    const open = projects.open(id);
    expect(open.shots.map((shot) => shot.id)).toEqual(after.shots.map((shot) => shot.id));
    expect(open.chosenTakes).toEqual([]);
    // A result that comes late finds its shot.
    const late = await addTake(before?.id ?? '', 'late', 'end');
    expect(library.repos.takes.listOfShot(before?.id ?? '')).toHaveLength(2);
    expect(library.repos.takes.get(late.id).request).toEqual({ text: 'late' });
    expect(library.repos.history.list(id, 9).map((row) => [row.revision, row.label])).toEqual([
      [2, 'plan-stored'],
      [1, 'plan-stored'],
    ]);
  });

  it('puts the newest take in its slot and an earlier one back on request', async () => {
    const { projects, create, addTake } = setUp();
    const { id } = create({ prompt: 'A shoe film' });
    const [first, second] = projects.storePlan(id, samplePlan(SCENES)).shots;
    const a = await addTake(first?.id ?? '', 'a');
    const b = await addTake(first?.id ?? '', 'b');
    await addTake(second?.id ?? '', 'c');
    const chosen = () => projects.openDocument(id).chosen.filter((row) => row.shotId === first?.id);
    expect(chosen()).toMatchObject([{ slot: 'start', takeId: b.id }]);
    // The card shows the first shot.
    expect(projects.open(id).project.posterAssetId).toBe(b.assetId);
    projects.chooseTake(first?.id ?? '', a.id);
    expect(chosen()).toMatchObject([{ takeId: a.id }]);
    expect(() => projects.chooseTake(second?.id ?? '', a.id)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });

  it('takes nothing of a plan when the caller gives up', () => {
    const { library, projects, create } = setUp();
    const { id } = create({ prompt: 'A shoe film' });
    expect(() =>
      library.db.write(() => {
        projects.storePlan(id, samplePlan(SCENES));
        throw new Error('killed');
      }),
    ).toThrow('killed');
    expect(projects.open(id)).toMatchObject({ project: { revision: 0, plan: null }, scenes: [], shots: [] });
    expect(projects.search('moss')).toEqual([]);
  });

  it('finds words of name, brief, scenes, shots and captions; Latin, Thai, long and short', () => {
    const { projects, create } = setUp();
    const shoe = create({ name: 'Trail Shoe', prompt: 'Launch for runners' });
    projects.storePlan(shoe.id, samplePlan(SCENES));
    const thai = create({ name: 'กาแฟดอย', prompt: 'เจ้าของร้านชงกาแฟบนดอย แล้วพระอาทิตย์ขึ้น 100%' });
    const cafe = create({ name: 'Café ad', prompt: 'Morning' });
    const ids = (query: string, order: 'newest' | 'best' = 'newest') =>
      projects.search(query, { order }).map((project) => project.id);
    for (const query of [
      'trail',
      'RUNNERS',
      'pines',
      'moss',
      'grip',
      'forest moss',
      'zq',
      'ip z',
      'sh',
      'Shoe runners',
    ]) {
      expect({ query, found: ids(query) }).toEqual({ query, found: [shoe.id] });
    }
    for (const query of ['กาแฟ', 'พระอาทิตย์', 'อาทิตย์ขึ้น', 'ดอย', 'กา', '0%', 'ร้าน กา', '%']) {
      expect({ query, found: ids(query) }).toEqual({ query, found: [thai.id] });
    }
    expect(ids('cafe')).toEqual([cafe.id]);
    for (const query of ['', '  ', 'xylophone', 'qx', 'moss กา', '"', 'NEAR(a b)', '_', 'name:moss']) {
      expect({ query, found: ids(query) }).toEqual({ query, found: [] });
    }
    // The last letters of a text, and a letter in all of them.
    expect(ids('d')).toEqual([cafe.id, shoe.id]);
    expect(ids('ad')).toEqual([cafe.id]);
    expect(ids('or', 'best')).toEqual([cafe.id, shoe.id]);
  });

  it('puts hits in the name first when the best are wanted', () => {
    const { projects, create } = setUp();
    const named = create({ name: 'Rain', prompt: 'A taxi' });
    const told = create({ name: 'Taxi', prompt: 'A night of rain' });
    expect(projects.search('rain').map((row) => row.id)).toEqual([told.id, named.id]);
    expect(projects.search('rain', { order: 'best' }).map((row) => row.id)).toEqual([named.id, told.id]);
    projects.rename(named.id, 'Sunshine');
    expect(projects.search('rain').map((row) => row.id)).toEqual([told.id]);
    expect(projects.search('sunshine').map((row) => row.id)).toEqual([named.id]);
  });

  it('compares letter by letter what nearly every text has', () => {
    const { projects, create } = setUp();
    // More than eighty trigrams begin with x.
    const letters = Array.from({ length: 100 }, (_, index) => `x${String.fromCodePoint(0x4e00 + index)}y`).join(' ');
    const full = create({ name: 'Full', prompt: letters });
    create({ name: 'Other', prompt: 'nothing of it' });
    expect(projects.search('x').map((row) => row.id)).toEqual([full.id]);
    expect(projects.search('x ful').map((row) => row.id)).toEqual([full.id]);
    expect(projects.search('x other')).toEqual([]);
  });

  it('lists pages by last change without gaps, by filter and trash', () => {
    const { projects, create } = setUp();
    const brand = { palette: ['#FF6B6B'] };
    const all = Array.from({ length: 7 }, (_, index) =>
      create({ prompt: `Film ${index}`, ...(index % 2 === 0 ? { brand } : {}) }),
    );
    projects.rename(all[1]?.id ?? '', 'Changed');
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = projects.list({ limit: 3, ...(cursor ? { cursor } : {}) });
      seen.push(...page.projects.map((project) => project.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const order = [1, 6, 5, 4, 3, 2, 0].map((index) => all[index]?.id);
    expect(seen).toEqual(order);

    // One brand, one client.
    const clientId = all[0]?.clientId ?? '';
    expect(projects.list({ clientId }).projects.map((project) => project.name)).toEqual([
      'Film 6',
      'Film 4',
      'Film 2',
      'Film 0',
    ]);
    projects.trash(all[4]?.id ?? '');
    expect(projects.list({ clientId }).projects).toHaveLength(3);
    expect(projects.list({ inTrash: true }).projects.map((project) => project.id)).toEqual([all[4]?.id]);
    expect(projects.search('Film 4')).toEqual([]);
    projects.restore(all[4]?.id ?? '');
    expect(projects.search('Film 4')).toHaveLength(1);
    const issues = [{ path: 'cursor', code: 'format', params: { expected: 'a page mark of this list' } }];
    expect(() => projects.list({ cursor: 'nonsense' })).toThrow(
      expect.objectContaining({ code: 'invalid-input', details: { issues } }),
    );
  });

  it('duplicates what makes the film, and deletes only what no copy needs', async () => {
    const { library, projects, assets, create, addTake } = setUp();
    const original = create({ name: 'Shoe', prompt: 'A shoe film' });
    const [first, second] = projects.storePlan(original.id, samplePlan(SCENES)).shots;
    const shared = await addTake(first?.id ?? '', 'shared');
    const replaced = await addTake(second?.id ?? '', 'replaced');
    await addTake(second?.id ?? '', 'kept');

    const copy = projects.duplicate(original.id);
    const open = projects.open(copy.id);
    expect(copy).toMatchObject({ name: 'Shoe (2)', status: 'draft', revision: 0 });
    expect(open.shots.map((shot) => shot.description)).toEqual(
      projects.open(original.id).shots.map((shot) => shot.description),
    );
    expect(open.chosenTakes.map((take) => [take.assetId, take.costMicroUsd])).toContainEqual([shared.assetId, 0]);

    await expect(projects.remove(original.id)).rejects.toMatchObject({ code: 'conflict' });
    projects.trash(original.id);
    await projects.remove(original.id);
    expect(() => projects.open(original.id)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect((await assets.locate(shared.assetId)).asset.name).toBe('shared');
    expect(() => assets.get(replaced.assetId)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(projects.open(copy.id)).toEqual(open);

    projects.trash(copy.id);
    await projects.remove(copy.id);
    expect(await checkIntegrity(library)).toMatchObject({ isOk: true, contents: 0, orphans: [], searchFaults: 0 });
  });

  it('keeps a file that came by its path: under another role, and when its removal is undone', async () => {
    const { library, projects, assets } = setUp();
    const { id: assetId } = assets.registerMade(await library.store.putBytes(Buffer.from('shoe')), {
      ...{ kind: 'image', mime: 'image/png', extension: 'png', name: 'shoe.png' },
    });
    const path = 'pictures/shoe.png';
    const brief = briefSchema.parse({ prompt: 'A shoe film', assets: [{ path, role: 'product' }] });
    const { id } = projects.create(brief, { files: [{ assetId, role: 'product', briefPath: path }] });
    const documents = createDocumentService(projectDeps(library));
    const setAssets = (files: readonly { path: string; role: string }[]) => {
      const { revision, tables } = documents.load(id);
      const before = Object.values(tables.brief)[0]?.assets;
      const diff = { brief: { added: {}, updated: { [id]: { assets: [before, files] as const } }, removed: {} } };
      const edit = { kind: 'edit', label: 'x', params: {}, selection: null, joinsLast: false } as const;
      const change = { ...edit, takeCopies: [], changeId: newUuid(), diff };
      documents.apply({ projectId: id, baseRevision: revision, change });
    };
    const inUse = () => linksInUse(library.repos, id).map((link) => [link.assetId, link.role, link.briefPath]);
    setAssets([{ path, role: 'reference' }]);
    expect(inUse()).toEqual([[assetId, 'reference', path]]);
    setAssets([]);
    expect(inUse()).toEqual([]);
    documents.undo(id);
    expect(inUse()).toEqual([[assetId, 'reference', path]]);
    documents.undo(id);
    expect(inUse()).toEqual([[assetId, 'product', path]]);
  });

  it('refuses to trash a project that is being worked on', () => {
    const { library, projects, create } = setUp();
    const { id } = create({ prompt: 'A shoe film' });
    library.db.sql
      .prepare(
        `INSERT INTO job (id, kind, version, project_id, lane, status, max_attempts, run_at_ms, input_json, created_at_ms)
         VALUES ('j', 'toy', 1, ?, 'sketch', 'running', 1, 0, '{}', 0)`,
      )
      .run(id);
    expect(() => projects.trash(id)).toThrow(expect.objectContaining({ code: 'conflict' }));
    library.db.sql.exec("UPDATE job SET status = 'succeeded'");
    expect(projects.trash(id)).toBeUndefined();
  });
});

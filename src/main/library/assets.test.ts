import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { projectDeps, tempFolder, tempLibrary } from '../../../tests/support/library/temp-library.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { briefSchema } from '../../shared/model/brief.ts';
import { createSystemClock } from '../platform/clock.ts';
import { newUuid } from '../platform/ids.ts';
import { createClientService } from '../projects/client-service.ts';
import { createProjectService } from '../projects/project-service.ts';
import { cleanAssetName, createAssetService } from './assets.ts';
import { checkIntegrity } from './integrity.ts';

function setUp(sniffs: 'accept' | 'refuse' = 'accept') {
  const library = tempLibrary();
  const folder = tempFolder();
  const assets = createAssetService({
    ...library,
    clock: createSystemClock(),
    newId: newUuid,
    limitBytes: () => 1_000,
    sniff: () =>
      sniffs === 'accept'
        ? Promise.resolve({ kind: 'image', mime: 'image/png', extension: 'png', widthPx: 40, heightPx: 30 })
        : Promise.reject(new AppError('unsupported-media', 'text', { reason: 'unknown' })),
    tools: { probe: () => Promise.reject(new Error('a picture with a size needs no probe')) },
  });
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  return { library, assets, file };
}

describe('cleanAssetName', () => {
  it('keeps letters of every script and drops what a name must not have', () => {
    expect(cleanAssetName('รองเท้า 👟.png')).toBe('รองเท้า 👟.png');
    expect(cleanAssetName('../../etc/pass\nwd')).toBe('pass wd');
    expect(cleanAssetName('C:\\me\\-rf.png')).toBe('-rf.png');
    expect(Buffer.byteLength(cleanAssetName('ก'.repeat(300)))).toBe(255);
    expect(cleanAssetName('\n')).toBe('file');
  });
});

describe('asset service', () => {
  it('imports a file with its facts, and the same file again as the same asset', async () => {
    const { assets, file } = setUp();
    const asset = await assets.importFile(file('shoe.png', 'pixels'));
    expect(asset).toMatchObject({ name: 'shoe.png', kind: 'image', widthPx: 40, bytes: 6, source: 'import' });
    expect((await assets.importFile(file('shoe.png', 'pixels'))).id).toBe(asset.id);
    expect((await assets.importFile(file('logo.png', 'pixels'))).sha256).toBe(asset.sha256);
    expect(assets.list({ limit: 10 }).map((row) => row.name)).toEqual(['logo.png', 'shoe.png']);
  });

  it('keeps nothing of a refused file', async () => {
    const { library, assets, file } = setUp('refuse');
    const path = file('fake.png', 'text');
    await expect(assets.importFile(path)).rejects.toMatchObject({ code: 'unsupported-media', details: { path } });
    await expect(assets.importFile(file('big.png', 'x'.repeat(1_001)))).rejects.toMatchObject({
      code: 'payload-too-large',
      details: { limitBytes: 1_000, bytes: 1_001 },
    });
    const upload = assets.importStream(Readable.from([Buffer.alloc(1_001)]), { name: 'big.png' });
    await expect(upload).rejects.toMatchObject({ code: 'payload-too-large' });
    const report = await checkIntegrity(library);
    expect(report).toMatchObject({ isOk: true, contents: 0, orphans: [], strayParts: [] });
  });

  it('deletes only what nobody uses, and keeps bytes that another asset has', async () => {
    const { library, assets, file } = setUp();
    const shoe = await assets.importFile(file('shoe.png', 'pixels'));
    const same = await assets.importFile(file('same.png', 'pixels'));
    const projects = createProjectService(projectDeps(library));
    const project = projects.create(briefSchema.parse({ prompt: 'A shoe' }), {
      files: [{ assetId: shoe.id, role: 'product', briefPath: 'shoe.png' }],
    });
    await expect(assets.remove(shoe.id)).rejects.toMatchObject({ code: 'conflict', details: { projects: 1 } });

    assets.trash(same.id);
    assets.trash(shoe.id);
    expect(await assets.emptyTrash()).toBe(1);
    expect(assets.list({ limit: 9, inTrash: true }).map((row) => row.id)).toEqual([shoe.id]);
    assets.restore(shoe.id);
    const { path } = await assets.locate(shoe.id);

    projects.trash(project.id);
    await projects.remove(project.id);
    expect(existsSync(path)).toBe(false);
    expect(() => assets.get(shoe.id)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('keeps the logo of a client when the project goes that it came with', async () => {
    const { library, assets, file } = setUp();
    const logo = await assets.importFile(file('logo.png', 'pixels'));
    const deps = projectDeps(library);
    const projects = createProjectService(deps);
    createClientService(deps).createClient({ name: 'Daybreak', brand: { logo: logo.id } });
    const { id } = projects.create(briefSchema.parse({ prompt: 'A shoe' }), {
      files: [{ assetId: logo.id, role: 'logo', briefPath: logo.id }],
    });
    projects.trash(id);
    await projects.remove(id);
    expect((await assets.locate(logo.id)).asset.name).toBe('logo.png');
    await expect(assets.remove(logo.id)).rejects.toMatchObject({ code: 'conflict', details: { clients: 1 } });
  });

  it('names a file that was deleted behind our back, and takes the right one back', async () => {
    const { library, assets, file } = setUp();
    const asset = await assets.importFile(file('shoe.png', 'pixels'));
    rmSync(library.store.pathOf(asset.sha256));
    await expect(assets.locate(asset.id)).rejects.toMatchObject({
      code: 'media-missing',
      details: { path: 'shoe.png' },
    });
    expect((await checkIntegrity(library)).contentFaults).toEqual([
      { sha256: asset.sha256, names: ['shoe.png'], fault: 'missing' },
    ]);
    await expect(assets.relink(asset.id, file('other.png', 'others'))).rejects.toMatchObject({ code: 'conflict' });
    await assets.relink(asset.id, file('found.png', 'pixels'));
    expect(await checkIntegrity(library, { isDeep: true })).toMatchObject({ isOk: true, orphans: [] });
  });

  it('finds bytes that have changed only when it looks at them all', async () => {
    const { library, assets, file } = setUp();
    const asset = await assets.importFile(file('shoe.png', 'pixels'));
    writeFileSync(library.store.pathOf(asset.sha256), 'PIXELS');
    expect((await checkIntegrity(library)).isOk).toBe(true);
    const deep = await checkIntegrity(library, { isDeep: true });
    expect(deep.contentFaults).toMatchObject([{ fault: 'wrong-hash' }]);
    writeFileSync(library.store.pathOf(asset.sha256), 'pix');
    expect((await checkIntegrity(library)).contentFaults).toMatchObject([{ fault: 'wrong-size' }]);
  });
});

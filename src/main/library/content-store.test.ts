import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../tests/support/library/temp-library.ts';
import { newUuid } from '../platform/ids.ts';
import { createContentStore } from './content-store.ts';
import { sweepStore, walkStore } from './store-sweep.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const setUp = () => {
  const root = tempFolder();
  const folder = join(root, 'store');
  return { root, folder, store: createContentStore({ folder, newId: newUuid }) };
};
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

describe('content store', () => {
  it('stores a file, a stream and bytes of the same content once', async () => {
    const { root, folder, store } = setUp();
    const path = join(root, 'a.txt');
    writeFileSync(path, 'hello');
    const first = await store.putFile(path);
    const second = await store.putStream(Readable.from([Buffer.from('hel'), Buffer.from('lo')]));
    const third = await store.putBytes(Buffer.from('hello'));
    expect([first.existed, second.existed, third.existed]).toEqual([false, true, true]);
    expect(first).toMatchObject({ sha256: sha('hello'), bytes: 5, path: store.pathOf(sha('hello')) });
    expect(filesIn(folder)).toEqual([sha('hello')]);
    expect(readFileSync(first.path, 'utf8')).toBe('hello');
  });

  it('takes over a file of our own, also when the content is there', async () => {
    const { root, folder, store } = setUp();
    for (const name of ['a', 'b']) {
      writeFileSync(join(root, name), 'frame');
      await store.adoptFile(join(root, name));
    }
    expect(filesIn(root)).toEqual([sha('frame')]);
    expect(filesIn(folder)).toEqual([sha('frame')]);
  });

  it('replaces a content that is not whole', async () => {
    const { store } = setUp();
    const { path } = await store.putBytes(Buffer.from('whole'));
    writeFileSync(path, 'who');
    expect(await store.verify(sha('whole'))).toBe('mismatch');
    await store.putBytes(Buffer.from('whole'));
    expect(await store.verify(sha('whole'))).toBe('ok');
    expect(await store.verify(sha('never'))).toBe('missing');
  });

  it('leaves nothing behind when a source breaks, is too big or is stopped', async () => {
    const { root, folder, store } = setUp();
    const breaking = Readable.from(
      (async function* () {
        yield Buffer.alloc(100_000);
        throw new Error('unplugged');
      })(),
    );
    await expect(store.putStream(breaking)).rejects.toThrow('unplugged');
    const big = () => Readable.from([Buffer.alloc(6), Buffer.alloc(6)]);
    await expect(store.putStream(big(), { limitBytes: 11 })).rejects.toMatchObject({ code: 'payload-too-large' });
    await expect(store.putStream(big(), { limitBytes: 12 })).resolves.toMatchObject({ bytes: 12 });
    const signal = AbortSignal.abort();
    await expect(store.putStream(big(), { signal })).rejects.toMatchObject({ code: 'cancelled' });
    writeFileSync(join(root, 'big'), 'x'.repeat(12));
    await expect(store.putFile(join(root, 'big'), { limitBytes: 11 })).rejects.toMatchObject({
      code: 'payload-too-large',
      details: { bytes: 12, limitBytes: 11 },
    });
    expect(filesIn(folder)).toHaveLength(1);
  });

  it('names what cannot be read, and refuses what is not a file or not a hash', async () => {
    const { root, store } = setUp();
    await expect(store.putFile(join(root, 'nowhere'))).rejects.toMatchObject({ code: 'media-missing' });
    await expect(store.putFile(root)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(() => store.pathOf('../../etc/passwd')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  it('says not-writable where the store cannot be made', async () => {
    const { root } = setUp();
    writeFileSync(join(root, 'file'), '');
    const blocked = createContentStore({ folder: join(root, 'file', 'store'), newId: newUuid });
    await expect(blocked.putBytes(Buffer.from('a'))).rejects.toMatchObject({ code: 'not-writable' });
  });

  it('sweeps parts and orphans that are old, and nothing else', async () => {
    const { folder, store } = setUp();
    for (const text of ['used', 'orphan', 'young']) await store.putBytes(Buffer.from(text));
    writeFileSync(join(folder, 'half.part'), 'ha');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    mkdirSync(join(folder, 'zz'));
    const old = new Date(1_000_000);
    for await (const file of walkStore(folder)) {
      if (file.sha256 !== sha('young')) utimesSync(file.path, old, old);
    }
    const clock = { nowMs: () => Date.now(), monotonicMs: () => 0 };
    const report = await sweepStore({ folder, clock, isUsed: (sha256) => sha256 === sha('used') });
    expect(report).toEqual({ removedParts: 1, removedOrphans: 1, freedBytes: 8 });
    expect(filesIn(folder).toSorted()).toEqual([sha('used'), sha('young'), 'notes.txt'].toSorted());
  });

  it('spares a content that is put again just before the sweep', async () => {
    const { folder, store } = setUp();
    const { path } = await store.putBytes(Buffer.from('again'));
    utimesSync(path, new Date(1_000_000), new Date(1_000_000));
    await store.putBytes(Buffer.from('again'));
    const clock = { nowMs: () => Date.now(), monotonicMs: () => 0 };
    await sweepStore({ folder, clock, isUsed: () => false });
    expect(filesIn(folder)).toEqual([sha('again')]);
  });
});

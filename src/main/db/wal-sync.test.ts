import { describe, expect, it } from 'vitest';
import { tempDb } from '../../../tests/support/library/temp-library.ts';
import { createWalSync } from './wal-sync.ts';

/** A journal whose flushes end when the test says so. */
function slowJournal() {
  const flushes: PromiseWithResolvers<void>[] = [];
  const opened: string[] = [];
  const closed: string[] = [];
  return {
    flushes,
    opened,
    closed,
    open: (path: string) => {
      opened.push(path);
      return Promise.resolve({
        datasync: () => {
          const flush = Promise.withResolvers<void>();
          flushes.push(flush);
          return flush.promise;
        },
        close: () => {
          closed.push(path);
          return Promise.resolve();
        },
      });
    },
  };
}

describe('createWalSync', () => {
  it('flushes the journal, which it opens once', async () => {
    const journal = slowJournal();
    const { synced } = createWalSync('/lib/library.db', journal.open);
    for (const turn of [0, 1]) {
      const done = synced();
      await expect.poll(() => journal.flushes.length).toBe(turn + 1);
      journal.flushes[turn]?.resolve();
      await done;
    }
    expect(journal.opened).toEqual(['/lib/library.db-wal']);
  });

  it('never lets a call ride on a flush that began before it, and lets late calls share the next', async () => {
    const journal = slowJournal();
    const { synced } = createWalSync('/lib/library.db', journal.open);
    const ended: string[] = [];
    const first = synced().then(() => ended.push('first'));
    await expect.poll(() => journal.flushes.length).toBe(1);
    const late = [synced().then(() => ended.push('second')), synced().then(() => ended.push('third'))];
    journal.flushes[0]?.resolve();
    await first;
    await expect.poll(() => journal.flushes.length).toBe(2);
    expect(ended).toEqual(['first']);
    journal.flushes[1]?.resolve();
    await Promise.all(late);
    expect(ended).toEqual(['first', 'second', 'third']);
    expect(journal.flushes).toHaveLength(2);
  });

  it('tells a failed flush to those who waited for it, as a fault that halts the engine, and tries anew', async () => {
    const journal = slowJournal();
    const { synced } = createWalSync('/lib/library.db', journal.open);
    const failing = synced();
    await expect.poll(() => journal.flushes.length).toBe(1);
    const late = synced();
    journal.flushes[0]?.reject(new Error('EIO'));
    await expect(failing).rejects.toMatchObject({ details: { sqliteCode: 'SQLITE_IOERR_FSYNC' } });
    await expect.poll(() => journal.flushes.length).toBe(2);
    journal.flushes[1]?.resolve();
    await expect(late).resolves.toBeUndefined();
    expect(journal.opened).toHaveLength(2);
    expect(journal.closed).toHaveLength(1);
  });

  it('has not failed where it only cannot be opened for now', async () => {
    let left = 1;
    const journal = slowJournal();
    const { synced } = createWalSync('/lib/library.db', (path) => {
      left -= 1;
      return left < 0 ? journal.open(path) : Promise.reject(Object.assign(new Error('no'), { code: 'EMFILE' }));
    });
    await expect(synced()).rejects.toMatchObject({ code: 'too-many-files', details: { path: '/lib/library.db-wal' } });
    const done = synced();
    await expect.poll(() => journal.flushes.length).toBe(1);
    journal.flushes[0]?.resolve();
    await expect(done).resolves.toBeUndefined();
  });

  it('works on a real journal', async () => {
    const db = tempDb();
    db.sql.exec('CREATE TABLE t (n INTEGER) STRICT');
    expect(db.writeHint(() => db.sql.prepare('INSERT INTO t VALUES (1)').run().changes)).toBe(1);
    await expect(db.synced()).resolves.toBeUndefined();
    db.close();
    await expect(db.synced()).rejects.toMatchObject({ code: 'internal' });
  });
});

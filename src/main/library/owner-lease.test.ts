import { describe, expect, it } from 'vitest';
import { tempDb } from '../../../tests/support/library/temp-library.ts';
import { migrate } from '../db/migrate.ts';
import type { LibraryDb } from '../db/open.ts';
import { createLeaseRepository } from '../db/repositories/lease-repository.ts';
import { newUuid } from '../platform/ids.ts';
import { silentLogger } from '../platform/logger.ts';
import { acquireOwnerLease, findLibraryOwner } from './owner-lease.ts';
import { identifySelf, livenessOf } from './process-identity.ts';

const clock = { nowMs: () => 42, monotonicMs: () => 0 };
const self = identifySelf();

function migrated(): LibraryDb {
  const db = tempDb();
  migrate(db, { log: silentLogger });
  return db;
}
const acquire = (db: LibraryDb) => acquireOwnerLease({ db, clock, newId: newUuid, self });
/** Puts a row there as another process would have left it. */
const forge = (db: LibraryDb, change: object): void => {
  const row = { ...self, owner: 'other', fence: 6, address: 'http://127.0.0.1:4319', renewedAtMs: 1 };
  createLeaseRepository(db).put({ ...row, ...change });
};

describe('livenessOf', () => {
  it('knows this process, and that it is not who had its number before', () => {
    expect(livenessOf(self)).toBe('alive');
    expect(livenessOf({ ...self, processStart: `${self.processStart}1` })).toBe('dead');
    expect(livenessOf({ ...self, bootId: 'another start of the machine' })).toBe('dead');
    expect(livenessOf({ ...self, pid: 2 ** 22 + 1 })).toBe('dead');
    expect(livenessOf({ ...self, processStart: 'pid:[1]/5' })).toBe('unknown');
  });
});

describe('owner lease', () => {
  it('refuses while the owner lives, and names pid and address', () => {
    const db = migrated();
    forge(db, {});
    expect(findLibraryOwner(db)).toMatchObject({ pid: process.pid });
    expect(() => acquire(db)).toThrow(
      expect.objectContaining({
        code: 'library-busy',
        details: { pid: process.pid, address: 'http://127.0.0.1:4319' },
      }),
    );
  });

  it.each([
    ['its process is gone', { pid: 2 ** 22 + 1 }],
    ['its number belongs to another process now', { processStart: `${self.processStart}9` }],
    ['the machine was started again', { bootId: 'before' }],
    ['it was given up', { pid: 0 }],
  ])('takes over with a higher fence when %s', (_why, change) => {
    const db = migrated();
    forge(db, change);
    expect(findLibraryOwner(db)).toBeUndefined();
    const lease = acquire(db);
    expect(lease.fence).toBe(7);
    expect(lease.assertHeld()).toBeUndefined();
  });

  it('refuses the writes of an owner that was taken over', () => {
    const db = migrated();
    const lease = acquire(db);
    lease.setAddress('http://127.0.0.1:5000');
    expect(findLibraryOwner(db)?.address).toBe('http://127.0.0.1:5000');
    forge(db, { fence: lease.fence + 1 });
    expect(() => lease.assertHeld()).toThrow(expect.objectContaining({ code: 'library-busy' }));
    expect(() => lease.setAddress(null)).toThrow(expect.objectContaining({ code: 'library-busy' }));
    lease.release();
    expect(findLibraryOwner(db)).toMatchObject({ owner: 'other' });
  });

  it('counts on when it was given up', () => {
    const db = migrated();
    const first = acquire(db);
    first.release();
    expect(() => first.assertHeld()).toThrow(expect.objectContaining({ code: 'library-busy' }));
    expect(acquire(db).fence).toBe(first.fence + 1);
  });
});

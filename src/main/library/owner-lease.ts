import { AppError } from '../../shared/contract/errors.ts';
import type { LibraryDb } from '../db/open.ts';
import { createLeaseRepository } from '../db/repositories/lease-repository.ts';
import type { LeaseRow } from '../db/repositories/lease-repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import { livenessOf } from './process-identity.ts';
import type { Liveness, ProcessIdentity } from './process-identity.ts';

/** The right of one process to write to a library (decision 35). */
export interface OwnerLease {
  /** Grows with every owner; a write under an older one is refused. */
  readonly fence: number;
  /** Id of this opening. */
  readonly owner: string;
  /** Throws AppError `library-busy` when somebody else has become the owner since (F19). Cheap; call it in each write. */
  assertHeld(): void;
  /** Says where this owner serves, so that others can name it. */
  setAddress(address: string | null): void;
  release(): void;
}

export interface OwnerLeaseDeps {
  db: LibraryDb;
  clock: Clock;
  newId: NewId;
  self: ProcessIdentity;
  /** Default: ask the system. */
  liveness?: (holder: ProcessIdentity) => Liveness;
}

/** The refusal that names who has the library. */
export function libraryBusy(holder: LeaseRow | undefined): AppError {
  const pid = holder?.pid ?? null;
  const address = holder?.address ?? null;
  return new AppError('library-busy', `process ${pid ?? 'unknown'} has this library open`, { pid, address });
}

/** Who owns the library now, for messages and for finding the instance that serves; `undefined` when nobody does. */
export function findLibraryOwner(db: LibraryDb, liveness: (holder: ProcessIdentity) => Liveness = livenessOf) {
  const row = createLeaseRepository(db).find();
  return row && row.pid > 0 && liveness(row) !== 'dead' ? row : undefined;
}

/**
 * Makes this process the owner. The lock file (`takeOwnerLock`) must be held already; it settles what cannot be seen from
 * here, so an owner of unknown liveness is taken over. Throws AppError `library-busy` with pid and address of a live one.
 */
export function acquireOwnerLease(deps: OwnerLeaseDeps): OwnerLease {
  const { db, clock, newId, self } = deps;
  const liveness = deps.liveness ?? livenessOf;
  const leases = createLeaseRepository(db);
  const owner = newId();

  const fence = db.write(() => {
    const holder = leases.find();
    if (holder && holder.pid !== 0 && liveness(holder) === 'alive') throw libraryBusy(holder);
    const next = (holder?.fence ?? 0) + 1;
    leases.put({ ...self, owner, fence: next, address: null, renewedAtMs: clock.nowMs() });
    return next;
  }, 'lease.acquire');

  const isMine = (row: LeaseRow | undefined): row is LeaseRow =>
    row?.owner === owner && row.fence === fence && row.pid !== 0;
  const assertHeld = (): void => {
    const row = leases.find();
    if (!isMine(row)) throw libraryBusy(row);
  };
  return {
    fence,
    owner,
    assertHeld,
    setAddress(address) {
      db.write(() => {
        assertHeld();
        leases.put({ ...self, owner, fence, address, renewedAtMs: clock.nowMs() });
      }, 'lease.set-address');
    },
    release() {
      db.write(() => {
        const row = leases.find();
        if (!isMine(row)) return;
        leases.put({ ...row, pid: 0, processStart: '', address: null, renewedAtMs: clock.nowMs() });
      }, 'lease.release');
    },
  };
}

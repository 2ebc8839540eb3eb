import type { LibraryDb } from '../open.ts';

/** Who owns the library (F16–F19). One row; `fence` only grows. */
export interface LeaseRow {
  /** Random per opening: tells two openings by one process apart. */
  owner: string;
  bootId: string;
  /** 0: nobody. */
  pid: number;
  /** As the system tells it; a number that was given again has another start. */
  processStart: string;
  fence: number;
  /** Where the owner serves, e.g. `http://127.0.0.1:4319`. */
  address: string | null;
  renewedAtMs: number;
}

/** The owner row of the library. */
export function createLeaseRepository(db: LibraryDb) {
  const find = db.prepare<[], LeaseRow>(
    'lease.find',
    `SELECT owner, boot_id AS bootId, pid, process_start AS processStart, fence, address, renewed_at_ms AS renewedAtMs
     FROM lease WHERE id = 1`,
  );
  const put = db.prepare<[LeaseRow]>(
    'lease.put',
    `INSERT INTO lease (id, owner, boot_id, pid, process_start, fence, address, renewed_at_ms)
     VALUES (1, @owner, @bootId, @pid, @processStart, @fence, @address, @renewedAtMs)
     ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, boot_id = excluded.boot_id, pid = excluded.pid,
       process_start = excluded.process_start, fence = excluded.fence, address = excluded.address,
       renewed_at_ms = excluded.renewed_at_ms`,
  );
  return { find: (): LeaseRow | undefined => find.get(), put: (row: LeaseRow): void => void put.run(row) };
}

import type { LibraryDb } from '../db/open.ts';
import type { Repositories } from '../db/repositories.ts';
import type { ContentStore } from '../library/content-store.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';

/** What the services of this room are made of. An open library has all but clock and ids. */
export interface ProjectDeps {
  db: LibraryDb;
  repos: Repositories;
  store: Pick<ContentStore, 'remove'>;
  clock: Clock;
  newId: NewId;
  /** Stamped on history. */
  personId: string | null;
}

import { z } from 'zod';
import type { LibraryDb } from '../db/open.ts';
import type { Repositories } from '../db/repositories.ts';
import type { Clock } from '../platform/clock.ts';

const SETTING = 'jobs.dismissed';
/** Older ones are far beyond every list. */
const KEPT = 1_000;

const storedSchema = z.array(z.tuple([z.string(), z.int()]));

/** Failed rows that a person has put away. The rows themselves stay. */
export interface WorkDismissals {
  /** When a row was put away, by id: a failure after that is a new one. */
  all(): ReadonlyMap<string, number>;
  /** Gives how many rows were put away. */
  add(ids: readonly string[]): number;
}

export function createWorkDismissals(deps: {
  db: Pick<LibraryDb, 'write'>;
  repos: Pick<Repositories, 'settings'>;
  clock: Pick<Clock, 'nowMs'>;
}): WorkDismissals {
  const { settings } = deps.repos;
  const read = (): z.infer<typeof storedSchema> => settings.find(SETTING, storedSchema) ?? [];
  return {
    all: () => new Map(read()),
    add(ids) {
      const wanted = new Set(ids);
      const nowMs = deps.clock.nowMs();
      const rest = read().filter(([id]) => !wanted.has(id));
      const all = [...rest, ...[...wanted].map((id): [string, number] => [id, nowMs])];
      deps.db.write(() => settings.set(SETTING, all.slice(-KEPT)), 'jobs.dismiss');
      return wanted.size;
    },
  };
}

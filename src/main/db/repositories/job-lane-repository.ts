import type { LibraryDb } from '../open.ts';

/** Where the paused lanes are kept, so that a pause outlives the process. */
const PAUSED_LANES_KEY = 'jobs.pausedLanes';

/** Paused lanes in the `setting` table, and what lies in a lane. */
export interface JobLaneRepository {
  /** JSON text as stored, or undefined when nothing was ever paused. */
  findPausedJson(): string | undefined;
  updatePausedJson(json: string): void;
  /** Jobs of these lanes that run or wait for their turn. */
  countOpen(lanes: readonly string[]): number;
}

/** Prepares the statements once. */
export function createJobLaneRepository(db: LibraryDb): JobLaneRepository {
  const find = db.prepare<[string], { value_json: string }>(
    'job-lane.find-paused',
    'SELECT value_json FROM setting WHERE key = ?',
  );
  const update = db.prepare(
    'job-lane.update-paused',
    'INSERT INTO setting (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json',
  );
  const countOpen = db.prepare<[string], { count: number }>(
    'job-lane.count-open',
    `SELECT count(*) AS count FROM job WHERE status IN ('queued', 'running', 'waiting')
       AND lane IN (SELECT value FROM json_each(?))`,
  );
  return {
    countOpen: (lanes) => countOpen.get(JSON.stringify(lanes))?.count ?? 0,
    findPausedJson: () => find.get(PAUSED_LANES_KEY)?.value_json,
    updatePausedJson: (json) => void update.run(PAUSED_LANES_KEY, json),
  };
}

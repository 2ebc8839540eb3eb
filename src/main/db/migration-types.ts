import type { Database } from 'better-sqlite3';

/** One step of the schema. Runs inside the transaction that also sets `user_version`. */
export interface Migration {
  /** Steps of ten, so that a hotfix fits in between. */
  version: number;
  name: string;
  up(db: Database): void;
}

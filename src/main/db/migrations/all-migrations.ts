import type { Migration } from '../migration-types.ts';
import { migration0010 } from './0010-initial.ts';
import { migration0030 } from './0030-export-jobs.ts';
import { migration0040 } from './0040-paid-calls.ts';

/** Every migration in the order of its number. A released one is never edited: add the next. */
export const ALL_MIGRATIONS: readonly Migration[] = [migration0010, migration0030, migration0040];

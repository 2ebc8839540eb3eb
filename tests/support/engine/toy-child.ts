import { setTimeout as sleep } from 'node:timers/promises';
import { createKillPoint, type KillPointName } from '../../../src/main/jobs/kill-points.ts';
import { openEngineDb } from './library-file.ts';
import { countOpenJobs, createToyEngine } from './toy-jobs.ts';

/**
 * The process that is killed: opens the library named on the command line, runs its jobs to the end, prints `started`
 * and at the end how often each kill point was passed.
 */
const file = process.argv[2];
if (file === undefined) throw new Error('usage: node toy-child.ts library.db');

const db = openEngineDb(file);
const passed: Partial<Record<KillPointName, number>> = {};
const killPoint = createKillPoint(process.env);
const engine = createToyEngine(db, {
  killPoint(name) {
    passed[name] = (passed[name] ?? 0) + 1;
    killPoint(name);
  },
});
await engine.start();
process.stdout.write('started\n');
while (countOpenJobs(db) > 0) {
  await engine.idle();
  // `idle` does not wait for a retry that is due later.
  await sleep(2);
}
await engine.stop();
db.close();
process.stdout.write(`${JSON.stringify(passed)}\n`);

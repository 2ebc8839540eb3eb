import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KILL_POINTS } from '../../src/main/jobs/kill-points.ts';
import { createSeededRandom } from '../../src/shared/util/seeded-random.ts';
import { createLibraryFile, type LibraryFile } from '../support/engine/library-file.ts';
import { runToyChild } from '../support/engine/run-child.ts';
import { countOpenJobs, createToyTables, enqueueChains, findBrokenPromises } from '../support/engine/toy-jobs.ts';

let library: LibraryFile;
beforeEach(() => {
  library = createLibraryFile();
});
afterEach(() => library.remove());

const CHAINS = 2;
const STEPS = 3;

function prepare(chains: number, stepMs: number, failsFirst: boolean): void {
  const db = library.open();
  createToyTables(db);
  enqueueChains(db, chains, { steps: STEPS, stepMs, failsFirst });
  db.close();
}

function brokenPromises(chains: number): string[] {
  const db = library.open();
  const wrong = findBrokenPromises(db, chains, STEPS);
  db.close();
  return wrong;
}

/** How often a run without a crash passes each point: what "last" means. */
const passedInAll: Record<string, number> = {
  'claim.inCommit': 6,
  'claim.afterCommit': 6,
  'step.beforeStart': 8,
  'step.afterStart': 8,
  'step.beforeCommit': 6,
  'step.inCommit': 6,
  'step.afterCommit': 6,
  'settle.beforeCommit': 6,
  'settle.inCommit': 6,
  'settle.afterCommit': 6,
};

describe('kill -9 at a boundary', () => {
  it('knows how often each point is passed', async () => {
    prepare(CHAINS, 0, true);
    const end = await runToyChild(library.file);
    expect(end.stderr).toBe('');
    expect(end.passed).toEqual(passedInAll);
    expect(brokenPromises(CHAINS)).toEqual([]);
  });

  const cases = Object.entries(passedInAll).flatMap(([name, last]) =>
    [1, 2, last].map((occurrence) => [name, occurrence] as const),
  );
  it.each(cases)('%s, time %i: all work is done, nothing finished runs twice', async (name, occurrence) => {
    prepare(CHAINS, 0, true);
    const killed = await runToyChild(library.file, `${name}:kill9:${occurrence}`);
    expect(killed).toMatchObject({ signal: 'SIGKILL', stderr: '' });
    const resumed = await runToyChild(library.file);
    expect(resumed).toMatchObject({ code: 0, stderr: '' });
    expect(brokenPromises(CHAINS)).toEqual([]);
  });

  it.each(['recovery.inCommit', 'recovery.afterCommit'])(
    '%s: a crash while recovering is recovered too',
    async (name) => {
      prepare(CHAINS, 0, true);
      await runToyChild(library.file, 'step.beforeCommit:kill9:2');
      for (let again = 0; again < 2; again += 1) {
        expect(await runToyChild(library.file, `${name}:kill9`)).toMatchObject({
          signal: again === 0 || name === 'recovery.inCommit' ? 'SIGKILL' : null,
        });
      }
      expect(await runToyChild(library.file)).toMatchObject({ code: 0, stderr: '' });
      expect(brokenPromises(CHAINS)).toEqual([]);
    },
  );

  it('covers every point there is', () => {
    const tried = [...Object.keys(passedInAll), 'recovery.inCommit', 'recovery.afterCommit'];
    expect(tried.sort()).toEqual([...KILL_POINTS].sort());
  });
});

describe('kill -9 at random', () => {
  const kills = Number(process.env['FRAMEWRIGHT_KILLS'] ?? 25);
  it(`${kills} times: all work is done, nothing finished runs twice`, { timeout: 60_000 + kills * 2_000 }, async () => {
    const seed = Number(process.env['FRAMEWRIGHT_SEED'] ?? 20_261_121);
    const random = createSeededRandom(seed);
    prepare(0, 0, false);
    let chains = 0;
    let landed = 0;
    for (let round = 0; landed < kills && round < kills * 2; round += 1) {
      const db = library.open();
      const missing = 30 - countOpenJobs(db);
      if (missing > 0) {
        enqueueChains(db, missing, { steps: STEPS, stepMs: 10, failsFirst: round % 3 === 0 });
        chains += missing;
      }
      db.close();
      const end = await runToyChild(library.file, undefined, random.between(0, 120));
      expect(end.stderr).toBe('');
      if (end.signal === 'SIGKILL') landed += 1;
    }
    expect(landed, `seed ${seed}`).toBe(kills);
    expect(await runToyChild(library.file)).toMatchObject({ code: 0, stderr: '' });
    expect(brokenPromises(chains), `seed ${seed}`).toEqual([]);
  });
});

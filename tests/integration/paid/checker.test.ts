import {
  appendFileSync,
  closeSync,
  cpSync,
  mkdtempSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnSync } from 'node:child_process';
import { checkLibrary } from '../../support/checker/check-library.ts';
import { openShop } from '../../support/paid/shop.ts';
import { startReplicateServer, TEST_TOKEN } from '../../support/providers/replicate/replicate-server.ts';
import type { Charge } from '../../support/providers/replicate/server-types.ts';

const folder = mkdtempSync(join(tmpdir(), 'framewright-checker-'));
const good = join(folder, 'good');
let charges: Charge[] = [];

beforeAll(async () => {
  const server = await startReplicateServer({ latency: { startMs: 0, runMs: 0 } });
  const shop = await openShop({ home: good, url: server.url, token: TEST_TOKEN });
  shop.order([{ name: 'one' }, { name: 'two' }, { name: 'three' }]);
  await shop.start();
  await shop.settled();
  await shop.close();
  charges = server.charges();
  await server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Damage {
  rows?: (db: BetterSqlite3.Database) => void;
  files?: (home: string) => void;
  charges?: (list: Charge[]) => Charge[];
}

let copies = 0;
function damaged({ rows, files, charges: change }: Damage): string[] {
  copies += 1;
  const home = join(folder, `copy-${copies}`);
  cpSync(good, home, { recursive: true });
  const db = new BetterSqlite3(join(home, 'library.db'));
  db.pragma('foreign_keys = OFF');
  db.exec('DROP TRIGGER ledger_no_update; DROP TRIGGER ledger_no_delete;');
  rows?.(db);
  db.close();
  files?.(home);
  return checkLibrary(home, change === undefined ? charges : change(structuredClone(charges)), { isEnded: true })
    .problems;
}
const sql = (text: string): Damage => ({ rows: (db) => void db.exec(text) });
const stored = (home: string): string => {
  const file = readdirSync(join(home, 'store'), { recursive: true, encoding: 'utf8' }).find((name) => name.length > 60);
  return join(home, 'store', file ?? '');
};
const FIRST = '(SELECT id FROM paid_call ORDER BY order_key LIMIT 1)';

const DAMAGES: [string, RegExp, Damage][] = [
  [
    'a create that came in twice',
    /charged twice/,
    { charges: (list) => [...list, { ...list[0]!, predictionId: 'x' }] },
  ],
  [
    'a charge that no row knows',
    /no call knows the prediction other/,
    { charges: (list) => [...list, { ...list[0]!, predictionId: 'other', nonce: 'n', seed: 4 }] },
  ],
  ['a row whose prediction is not there', /which the provider has not/, { charges: (list) => list.slice(1) }],
  [
    'two charges for one order',
    /was charged 2 times, 1 approved/,
    sql(`UPDATE paid_call SET attempt = 2, order_key = (SELECT min(order_key) FROM paid_call)
         WHERE order_key = (SELECT max(order_key) FROM paid_call)`),
  ],
  [
    'another amount than the provider took',
    /books 3000, the provider took 3001/,
    { charges: (list) => list.map((charge, at) => (at === 0 ? { ...charge, finalMicroUsd: 3_001 } : charge)) },
  ],
  [
    'a booking for a run that cost nothing',
    /that the provider released/,
    { charges: (list) => list.map((one, at) => (at === 0 ? { ...one, state: 'released', finalMicroUsd: 0 } : one)) },
  ],
  ['a charge of another model', /is of another model/, sql(`UPDATE paid_call SET model = 'replicate/a/b'`)],
  [
    'a reservation that nobody closed',
    /is still held for it/,
    sql(`DELETE FROM ledger_entry WHERE kind IN ('released', 'charged') AND call_id = ${FIRST};
         UPDATE paid_call SET charged_micro_usd = NULL WHERE id = ${FIRST}`),
  ],
  [
    'a ledger line that is another amount',
    /its ledger 2999/,
    sql(`UPDATE ledger_entry SET amount_micro_usd = 2999 WHERE kind = 'charged' AND call_id = ${FIRST}`),
  ],
  [
    'an end that nobody can price, and no amount set aside for it',
    /is uncertain by 3000, its ledger by 0/,
    sql(`UPDATE paid_call SET state = 'CANCELED', charged_micro_usd = NULL, error_json = '{"details":{"charged":"unknown"}}'
         WHERE id = ${FIRST}`),
  ],
  ['a call without a line', /has no line in the ledger/, sql(`DELETE FROM ledger_entry WHERE call_id = ${FIRST}`)],
  [
    'a release of more than was held',
    /releases 9000/,
    sql(`UPDATE ledger_entry SET amount_micro_usd = 9000 WHERE kind = 'released' AND call_id = ${FIRST}`),
  ],
  [
    'a budget that was passed',
    /the budget of day .* is 5000/,
    sql(`INSERT INTO budget (scope, scope_id, soft_micro_usd, hard_micro_usd) VALUES ('day', '', NULL, 5000)`),
  ],
  ['a call that was forgotten', /calls are still RUNNING/, sql(`UPDATE paid_call SET state = 'RUNNING'`)],
  ['a job that was forgotten', /3 jobs are still queued/, sql(`UPDATE job SET status = 'queued' WHERE kind = 'buy'`)],
  ['a file that is gone', /the store has no whole file/, { files: (home) => rmSync(stored(home)) }],
  [
    'a done call whose file is gone',
    /is done and its file is gone/,
    {
      ...sql('DELETE FROM asset; DELETE FROM cached_result'),
      files: (home) => rmSync(stored(home)),
    },
  ],
  ['a file that was changed', /is not what its name says/, { files: (home) => appendFileSync(stored(home), 'x') }],
  [
    'a file that no row names',
    /no row names store/,
    sql(`DELETE FROM cached_result; DELETE FROM asset; UPDATE paid_call SET sha256 = NULL`),
  ],
  [
    'half a file in the store',
    /half a file lies in the store/,
    { files: (home) => writeFileSync(join(home, 'store', 'a.part'), '') },
  ],
  [
    'half a file that was handed out',
    /half a file is handed out/,
    {
      files: (home) => {
        mkdirSync(join(home, 'exports', 'p'), { recursive: true });
        writeFileSync(join(home, 'exports', 'p', 'final.mp4.part'), '');
      },
    },
  ],
  [
    'a database page that was overwritten',
    /integrity_check|cannot be/,
    {
      files(home) {
        const file = join(home, 'library.db');
        const db = new BetterSqlite3(file);
        const root = db.prepare(`SELECT rootpage AS page FROM sqlite_master WHERE name = 'paid_call'`).get() as {
          page: number;
        };
        const size = Number(db.pragma('page_size', { simple: true }));
        db.pragma('journal_mode = DELETE');
        db.close();
        writeFileAt(file, (root.page - 1) * size, Buffer.alloc(size, 0xff));
      },
    },
  ],
];

function writeFileAt(file: string, offset: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, offset);
  closeSync(handle);
}

describe('the check of a library from outside', () => {
  it('finds nothing in a library where everything went well', () => {
    const found = checkLibrary(good, charges, { isEnded: true });
    expect(found).toMatchObject({ problems: [], calls: { DONE: 3 }, jobs: { succeeded: 3 } });
    expect(found.sums).toEqual({
      providerMicroUsd: 9_000,
      ourMicroUsd: 9_000,
      uncertainMicroUsd: 0,
      cautiousMicroUsd: 0,
    });
    expect(basename(stored(good))).toMatch(/^[0-9a-f]{64}$/);
  });

  it('leaves an untouched copy alone', () => expect(damaged({})).toEqual([]));

  it.each(DAMAGES)('finds %s', (_name, problem, damage) => {
    expect(damaged(damage).join('\n')).toMatch(problem);
  });

  it('says so where there is no library', () => {
    expect(checkLibrary(join(folder, 'nowhere'), []).problems).toEqual(['there is no library.db']);
  });

  it('is a command: 0 where all is well, 1 where not', () => {
    const file = join(folder, 'ledger.json');
    const check = (list: Charge[]) => {
      writeFileSync(file, JSON.stringify(list));
      return spawnSync(process.execPath, ['scripts/check-ledger.mjs', good, file, '--ended'], { encoding: 'utf8' });
    };
    expect(check(charges)).toMatchObject({ status: 0, stderr: '' });
    const bad = check(charges.slice(1));
    expect(bad.status).toBe(1);
    expect(bad.stdout).toContain('which the provider has not');
  });
});

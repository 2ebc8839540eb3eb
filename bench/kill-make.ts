// Random `kill -9` of `framewright make` and `resume`: nothing lost, nothing done twice, nothing broken or stray.
// node bench/kill-make.ts [--kills 100] [--runs 10] [--seed 1] [--cli src/main/cli.ts]
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import BetterSqlite3 from 'better-sqlite3';
import { createSeededRandom } from '../src/shared/util/seeded-random.ts';
import { projectIn, runKillable } from '../tests/support/paid/kill-cli.ts';
import type { Ended } from '../tests/support/paid/kill-cli.ts';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    runs: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    // The build, where there is one; it must not be built anew while the bench runs.
    cli: { type: 'string', default: existsSync(join(root, 'out/main/cli.js')) ? 'out/main/cli.js' : 'src/main/cli.ts' },
  },
});
const cli = resolve(root, values.cli);
const wantedKills = Number(values.kills);
const minimumRuns = Number(values.runs);
const random = createSeededRandom(Number(values.seed));

const BRIEF = {
  name: 'Kill test',
  prompt:
    '1. A runner ties her shoes on a city street at dawn. (5s)\n2. She runs across a bridge. (5s)\n3. Close-up of the shoes on a table. (5s)',
  duration: 15,
  aspectRatio: '16:9',
};

interface Watched extends Ended {
  projectId: string | undefined;
  /** From the start of the process to its first sign of work. */
  runningAfterMs: number | undefined;
}

/** Runs the command and listens for its project and for its first sign of work. */
async function run(args: string[], env: NodeJS.ProcessEnv, killAfterMs: number | undefined): Promise<Watched> {
  const startedMs = performance.now();
  let projectId: string | undefined;
  let runningAfterMs: number | undefined;
  const ended = await runKillable(cli, [...args, '--json'], {
    ...{ env, killAfterMs },
    onStderr(text) {
      if (text.includes('"event":"progress"')) runningAfterMs ??= performance.now() - startedMs;
      projectId ??= /"event":"project.created","projectId":"([0-9a-f-]+)"/.exec(text)?.[1];
    },
  });
  return { ...ended, projectId, runningAfterMs };
}

function filesBelow(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
}

/** Runs one check; what it throws is a fault like any other and never ends the bench. */
function check(faults: string[], name: string, look: () => string[]): void {
  try {
    faults.push(...look());
  } catch (error) {
    faults.push(`${name} could not be checked: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function faultsOfLibrary(home: string): string[] {
  const file = join(home, 'library.db');
  if (!existsSync(file)) return ['there is no library.db'];
  const faults: string[] = [];
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    check(faults, 'integrity', () => {
      const answer = db.pragma('integrity_check', { simple: true });
      return answer === 'ok' ? [] : [`integrity_check: ${String(answer)}`];
    });
    check(faults, 'step log', () => {
      const twice = db
        .prepare(
          `SELECT job_id, name, count(*) AS times FROM step_log WHERE event = 'finished' GROUP BY job_id, name HAVING times > 1`,
        )
        .all();
      return twice.length > 0 ? [`steps finished twice: ${JSON.stringify(twice)}`] : [];
    });
    check(faults, 'runs', () => {
      const states = db.prepare('SELECT state FROM run').all() as { state: string }[];
      return states.length === 1 && states[0]?.state === 'completed' ? [] : [`run is ${JSON.stringify(states)}`];
    });
    check(faults, 'store', () => faultsOfStore(db, home));
  } finally {
    db.close();
  }
  return faults;
}

function faultsOfStore(db: BetterSqlite3.Database, home: string): string[] {
  const faults: string[] = [];
  const hashes = new Set(
    (db.prepare('SELECT sha256 FROM asset UNION SELECT sha256 FROM render_part').all() as { sha256: string }[]).map(
      ({ sha256 }) => sha256,
    ),
  );
  for (const file of filesBelow(join(home, 'store'))) {
    const name = basename(file);
    if (!hashes.has(name)) faults.push(`stray in the store: ${name} (${statSync(file).size} bytes)`);
  }
  for (const sha256 of hashes)
    if (!existsSync(join(home, 'store', sha256.slice(0, 2), sha256))) faults.push(`missing in the store: ${sha256}`);
  return faults;
}

const DELIVERED =
  /^(report\.json|final\.(mp4|gif)|final\.srt|thumbnail\.jpg|storyboard\/scene-\d\d-shot-\d\d-(start|end)\.png|segments\/scene-\d\d-shot-\d\d\.mp4)$/;

function faultsOfDelivery(out: string): string[] {
  const delivered = filesBelow(out).map((file) => file.slice(out.length + 1));
  const faults = delivered.filter((file) => !DELIVERED.test(file)).map((file) => `stray in the folder: ${file}`);
  for (const wanted of ['report.json', 'final.mp4', 'final.gif', 'thumbnail.jpg'])
    if (!delivered.includes(wanted)) faults.push(`missing ${wanted}`);
  if (!delivered.includes('report.json')) return faults;
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
    status: string;
    files: { file: string; bytes: number }[];
  };
  if (report.status !== 'completed') faults.push(`report says ${report.status}`);
  for (const { file, bytes } of report.files) {
    const size = statSync(join(out, file), { throwIfNoEntry: false })?.size;
    if (size !== bytes) faults.push(`${file}: ${size ?? 'no'} bytes, the report says ${bytes}`);
  }
  return faults;
}

/** What must hold after every run, read from outside the app. Nothing is taken for granted after a kill. */
function faultsOf(home: string, out: string): string[] {
  const faults: string[] = [];
  check(faults, 'library', () => faultsOfLibrary(home));
  check(faults, 'delivery', () => faultsOfDelivery(out));
  return faults;
}

let kills = 0;
let runs = 0;
let faults = 0;
const restartsMs: number[] = [];
// How long an undisturbed run takes decides where kills fall.
let usualMs = 25_000;

/** A run that ends in any other way than well or by our hand is a fault of its own, with what it said. */
const tell = (text: string): void => {
  faults += 1;
  process.stdout.write(text);
};

process.stdout.write(`${values.cli}, seed ${values.seed}\n`);
while (kills < wantedKills || runs < minimumRuns) {
  const folder = mkdtempSync(join(tmpdir(), 'fw-kill-'));
  const home = join(folder, 'home');
  const out = join(folder, 'out');
  writeFileSync(join(folder, 'brief.json'), JSON.stringify(BRIEF));
  const env = { ...process.env, FRAMEWRIGHT_HOME: home };
  const make = [
    'make',
    join(folder, 'brief.json'),
    '--out',
    out,
    '--formats',
    'mp4,gif',
    '--quality',
    '720p',
    '--approve',
  ];
  const perRun = Math.max(1, Math.ceil((wantedKills - kills) / Math.max(1, minimumRuns - runs)));
  const faultsBefore = faults;
  let projectId: string | undefined;
  let killedHere = 0;
  const startedMs = performance.now();
  for (let ended = false; !ended;) {
    // Early kills hit planning and drawing, late ones rendering and export: both from the same source of numbers.
    const killAfterMs =
      killedHere < perRun ? 250 + random.next() ** 1.5 * (usualMs / Math.max(2, perRun / 2)) : undefined;
    const result = await run(
      projectId === undefined ? make : ['resume', projectId, '--approve', '--out', out],
      env,
      killAfterMs,
    );
    if (projectId !== undefined && result.runningAfterMs !== undefined) restartsMs.push(result.runningAfterMs);
    // A kill between the row and the line that tells its id: a person finds it with `projects`.
    projectId ??= result.projectId ?? projectIn(home);
    if (result.signal === 'SIGKILL' && killAfterMs !== undefined) {
      kills += 1;
      killedHere += 1;
    } else if (result.code === 0) ended = true;
    else {
      const how = result.spawnError ?? `exit code ${result.code}, signal ${result.signal}`;
      const where = `${projectId === undefined ? 'make' : 'resume'} after kill ${killedHere} of run ${runs + 1}`;
      tell(`${where}: ${how}\n${result.stderr.trim().slice(-1_500)}\n`);
      ended = true;
    }
  }
  usualMs = Math.min(40_000, Math.max(8_000, performance.now() - startedMs));
  const found = faultsOf(home, out);
  faults += found.length;
  runs += 1;
  const isWhole = faults === faultsBefore;
  process.stdout.write(
    `run ${runs}: ${killedHere} kills, ${isWhole ? 'whole' : `${found.join('; ')} (kept in ${folder})`}\n`,
  );
  if (isWhole) rmSync(folder, { recursive: true, force: true });
}

restartsMs.sort((a, b) => a - b);
const slowest = restartsMs.at(-1) ?? 0;
const median = restartsMs[Math.floor(restartsMs.length / 2)] ?? 0;
process.stdout.write(
  `\n${kills} kills over ${runs} runs, ${faults} faults; running again after ${median.toFixed(0)} ms (median), ${slowest.toFixed(0)} ms (slowest), limit 1000 ms\n`,
);
const passed = faults === 0 && median <= 1_000;
process.stdout.write(`${passed ? 'PASS' : 'FAIL'}\n`);
process.exit(passed ? 0 : 1);

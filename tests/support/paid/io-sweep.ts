import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { createSeededRandom } from '../../../src/shared/util/seeded-random.ts';
import { checkLibrary } from '../checker/check-library.ts';
import { startReplicateServer, TEST_TOKEN } from '../providers/replicate/replicate-server.ts';
import { createFastTime } from './paid-time.ts';
import { runWorker } from './run-worker.ts';
import { noisyPng } from './start-picture.ts';
import type { WorkerOrder } from './worker.ts';

/** A system call of the program that fails, or several (by comma): the n-th of its kind in a thread, once or from then on. */
export interface IoFault {
  call: string;
  error: string;
  nth: number;
  lasts: 'once' | 'on';
}

export interface IoPoint {
  fault: IoFault;
  /** System calls on the library that failed. Zero: the run was over before. */
  struck: number;
  /** How the run with the fault ended, in words. */
  end: string;
  /** What must not be. */
  findings: string[];
}

export interface IoSweep {
  /** Every fault that the undisturbed run has a system call for. */
  faults: readonly IoFault[];
  /** Runs with the fault, then once more on a sound disk, and checks both. */
  strike(fault: IoFault): Promise<IoPoint>;
  close(): void;
}

const TRACER = 'strace';
const SPEED = 25;
/** What fails for good is waited for: so long it is watched, then killed. */
const PATIENCE_MS = { once: 90_000, on: 6_000 };
const GOODS = [
  { name: 'first', kind: 'image' },
  { name: 'second', kind: 'image' },
  { name: 'clip', kind: 'video' },
] as const;

/** What the system says when a call fails, by call. */
const ERRORS: Readonly<Record<string, readonly string[]>> = {
  pwrite64: ['ENOSPC', 'EIO'],
  write: ['ENOSPC', 'EIO'],
  fsync: ['EIO', 'ENOSPC'],
  fdatasync: ['EIO', 'ENOSPC'],
  ftruncate: ['EIO', 'ENOSPC'],
  rename: ['EIO', 'ENOSPC'],
  mkdir: ['ENOSPC', 'EROFS'],
  unlink: ['EIO'],
  openat: ['EMFILE', 'ENFILE', 'EIO', 'ENOSPC'],
};
const CALLS = Object.keys(ERRORS);
/** All of them from the n-th of each kind on: the drive was pulled (F27). */
export const DRIVE_GONE = CALLS.join(',');
const GONE_POINTS = 24;

/** Why nothing can be injected on this machine; undefined where it can. */
export function whyNoTracer(): string | undefined {
  const tried = spawnSync(TRACER, [
    '-f',
    '-e',
    'trace=fsync',
    '-e',
    'inject=fsync:error=EIO',
    '-o',
    '/dev/null',
    'true',
  ]);
  if (tried.error !== undefined) return `no ${TRACER} on this machine`;
  return tried.status === 0 ? undefined : `${TRACER} may not trace here: ${String(tried.stderr).trim()}`;
}

/** Calls that the trace shows per thread, and the paths below `home` that they name. */
function readTrace(file: string, home: string): { counts: Map<string, number>; paths: string[] } {
  const perThread = new Map<string, number>();
  const paths = new Set<string>();
  for (const traced of readFileSync(file, 'latin1').split('\n')) {
    // A child may stand in a folder of the library and read its own libraries.
    const line = traced.replaceAll(/AT_FDCWD<[^>]*>/g, '');
    const found = /^(\d+) +(\w+)\(/.exec(line);
    if (found === null || !line.includes(home)) continue;
    const [, thread = '', call = ''] = found;
    for (const [, path = ''] of line.matchAll(/["<](\/[^">]+)[">]/g)) if (path.startsWith(home)) paths.add(path);
    perThread.set(`${thread} ${call}`, (perThread.get(`${thread} ${call}`) ?? 0) + 1);
  }
  const counts = new Map<string, number>();
  for (const [key, count] of perThread) {
    const call = key.split(' ')[1] ?? '';
    counts.set(call, Math.max(counts.get(call) ?? 0, count));
  }
  return { counts, paths: [...paths] };
}

interface JobEnds {
  /** Of the jobs that buy: how many have succeeded. */
  bought: number;
  /** Of all jobs that have not: status and code. */
  others: Record<string, number>;
}

function jobEnds(home: string): JobEnds {
  const db = new BetterSqlite3(join(home, 'library.db'), { readonly: true, timeout: 5_000 });
  try {
    const rows = db.prepare("SELECT kind, status, json_extract(error_json, '$.code') AS code FROM job").all() as {
      kind: string;
      status: string;
      code: string | null;
    }[];
    const ends: JobEnds = { bought: 0, others: {} };
    for (const { kind, status, code } of rows) {
      if (status === 'succeeded') ends.bought += kind === 'buy' ? 1 : 0;
      else ends.others[`${kind} ${status} ${code ?? ''}`] = (ends.others[`${kind} ${status} ${code ?? ''}`] ?? 0) + 1;
    }
    return ends;
  } finally {
    db.close();
  }
}

/** Files that a whole run leaves nowhere. */
function strayIn(home: string): string[] {
  const temp = join(home, 'temp');
  if (!existsSync(temp)) return [];
  return (
    readdirSync(temp, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'start.png')
      // Of a killed process; swept before the next one of its kind is made.
      .filter((entry) => !entry.parentPath.includes(`${sep}media-`))
      .map((entry) => `left in temp: ${entry.name}`)
  );
}

/** One purchase of pictures and, if wished, a clip, one answer lost, by a process of its own whose system calls can be made to fail. */
export async function openIoSweep({ hasClip }: { hasClip: boolean }): Promise<IoSweep> {
  const goods = GOODS.filter(({ kind }) => hasClip || kind === 'image');
  const folder = mkdtempSync(join(tmpdir(), 'fw-io-'));
  const home = join(folder, 'home');
  const template = join(folder, 'template');
  const trace = join(folder, 'trace.txt');
  const originMs = Date.now();
  // A thread for files: the n-th call of a thread is then the same one in every run.
  const env = { UV_THREADPOOL_SIZE: '1' };

  const open = async () => {
    const server = await startReplicateServer({
      clock: createFastTime(SPEED, originMs),
      ...{ validate: false, seed: 1, latency: { startMs: 0, runMs: 0 } },
    });
    server.script({ kind: 'reset-after-charge', nth: 2 });
    const order = (more: Partial<WorkerOrder> & { idSeed: number }): WorkerOrder => ({
      ...{ home, url: server.url, token: TEST_TOKEN, recovery: 'reconcile', probe: 'tools' },
      ...{ goods, cancel: [], choice: null, maxConcurrent: 1, speed: SPEED, originMs },
      ...more,
    });
    return { server, order };
  };

  const first = await open();
  const made = await runWorker(first.order({ goods: [], idSeed: 1 }), { env });
  if (made.code !== 0) throw new Error(`the empty library: ${made.stderr}`);
  cpSync(home, template, { recursive: true });
  // The picture that clips start from is the harness's own.
  mkdirSync(join(template, 'temp'), { recursive: true });
  writeFileSync(join(template, 'temp', 'start.png'), noisyPng(1_280, 720));
  rmSync(home, { recursive: true });
  cpSync(template, home, { recursive: true });
  const under = [TRACER, '-f', '-y', '-e', `trace=${CALLS.join(',')}`, '-o', trace];
  const whole = await runWorker(first.order({ idSeed: 2 }), { under, env });
  if (whole.code !== 0) throw new Error(`the undisturbed run: ${whole.stderr}`);
  await first.server.close();
  const { counts, paths } = readTrace(trace, home);

  // Over the whole run, which writes to the journal most of all.
  const stride = Math.max(1, Math.floor((counts.get('pwrite64') ?? 0) / GONE_POINTS));
  const gone = Array.from({ length: GONE_POINTS }, (_, at) => ({
    ...{ call: DRIVE_GONE, error: 'EIO', nth: 1 + at * stride, lasts: 'on' as const },
  }));
  const single = CALLS.flatMap((call) =>
    Array.from({ length: counts.get(call) ?? 0 }, (_, at) => at + 1).flatMap((nth) =>
      (ERRORS[call] ?? []).flatMap((error) => (['once', 'on'] as const).map((lasts) => ({ call, error, nth, lasts }))),
    ),
  );

  return {
    faults: [...single, ...gone],
    async strike(fault) {
      const { call, error, nth, lasts } = fault;
      rmSync(home, { recursive: true, force: true });
      cpSync(template, home, { recursive: true });
      const { server, order } = await open();
      const inject = `inject=${call}:error=${error}:when=${nth}${lasts === 'on' ? '+' : ''}`;
      const watched = paths.flatMap((path) => ['-P', path]);
      const tracer = [TRACER, '-f', '-y', '-q', '-e', `trace=${call}`, '-e', inject, ...watched, '-o', trace];
      const end = await runWorker(order({ idSeed: 2 }), { under: tracer, env, limitMs: PATIENCE_MS[lasts] });
      const struck = readFileSync(trace, 'latin1').match(/\(INJECTED\)/g)?.length ?? 0;
      const findings: string[] = [];
      const note = (when: string, texts: readonly string[]) =>
        findings.push(...texts.map((text) => `${when}: ${text}`));
      // What is waited for is ended by the watchdog; what fails once may not hang.
      if (end.hung && lasts === 'once') note('with the fault', ['it hangs']);
      const isNamed = /^[a-z-]+: /.test(end.stderr);
      if (!end.hung && end.code !== 0 && !isNamed)
        note('with the fault', [`ended ${end.code} ${end.signal}: ${end.stderr.slice(-800)}`]);
      note('with the fault', checkLibrary(home, server.charges()).problems);
      const { others } = jobEnds(home);
      if (Object.keys(others).some((text) => text.endsWith(' internal')))
        note('with the fault', [JSON.stringify(others)]);
      const ended = Object.keys(others).length === 0 ? 'done' : JSON.stringify(others);
      const said = end.hung ? `waits ${ended}` : end.code === 0 ? ended : end.stderr.trim();

      const restart = async (more: Partial<WorkerOrder> & { idSeed: number }): Promise<JobEnds> => {
        const run = await runWorker(order({ retry: true, ...more }), { env, limitMs: 40_000 });
        if (run.code !== 0 || run.hung)
          note('afterwards', [`ended ${run.code}, hung ${run.hung}: ${run.stderr.slice(-800)}`]);
        return jobEnds(home);
      };
      let left = await restart({ idSeed: 3 });
      const asked = left.others['buy needs-attention payment-uncertain'] ?? 0;
      // Whether the last byte left stands on a disk that failed: nothing is bought again without a person's word.
      if (asked > 0) left = await restart({ idSeed: 4, choice: 'pay-again' });
      const charges = server.charges();
      const found = checkLibrary(home, charges, { isEnded: true });
      note('afterwards', [...found.problems, ...strayIn(home)]);
      if (left.bought !== goods.length)
        note('afterwards', [`${left.bought} are bought: ${JSON.stringify(left.others)}`]);
      const paid = charges.filter(({ state }) => state !== 'released').length;
      if (paid < goods.length || paid > goods.length + asked)
        note('afterwards', [`${paid} charges for ${goods.length} things, ${asked} more approved`]);
      await server.close();
      return { fault, struck, end: asked > 0 ? `${said}; then a person is asked` : said, findings };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `count` of the faults, spread over all kinds of calls: each call gets its turn before any gets two. */
export function sampleFaults(faults: readonly IoFault[], count: number, seed: number): IoFault[] {
  const random = createSeededRandom(seed);
  const groups = new Map<string, IoFault[]>();
  for (const fault of faults) {
    const key = `${fault.call} ${fault.error} ${fault.lasts}`;
    groups.set(key, [...(groups.get(key) ?? []), fault]);
  }
  const chosen: IoFault[] = [];
  const rest = [...groups.values()].map((group) => [...group]);
  while (chosen.length < count && rest.some((group) => group.length > 0))
    for (const group of rest) {
      if (group.length === 0 || chosen.length === count) continue;
      chosen.push(...group.splice(random.integer(0, group.length - 1), 1));
    }
  return chosen;
}

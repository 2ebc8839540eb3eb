// Traces the system calls of a worker that buys pictures: before the first byte of every POST the journal that holds its
// intent was flushed. Needs strace. node bench/intent-order.ts [--creates 40]
import { spawn, spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startReplicateServer, TEST_TOKEN } from '../tests/support/providers/replicate/replicate-server.ts';

const { values } = parseArgs({ options: { creates: { type: 'string', default: '40' } } });
const creates = Number(values.creates);
const tracer = 'strace';

if (spawnSync(tracer, ['-V']).error !== undefined) {
  process.stdout.write('not run: no strace\n');
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'fw-intent-'));
const trace = join(folder, 'trace.txt');
const server = await startReplicateServer({ validate: false, latency: { startMs: 0, runMs: 0 } });
const order = {
  ...{ home: join(folder, 'home'), url: server.url, token: TEST_TOKEN, recovery: 'reconcile' },
  goods: Array.from({ length: creates }, (_, at) => ({ name: `picture ${at}` })),
  ...{ cancel: [], choice: null, maxConcurrent: 1, speed: 1, originMs: 0 },
};
const worker = resolve(import.meta.dirname, '../tests/support/paid/worker.ts');
const calls = 'fsync,fdatasync,write,writev,pwrite64,sendto,connect';
const child = spawn(tracer, ['-f', '-y', '-s', '4200', '-e', `trace=${calls}`, '-o', trace, process.execPath, worker], {
  env: { ...process.env, NODE_ENV: 'test', FRAMEWRIGHT_FAIL: '', PAID_WORKER: JSON.stringify(order) },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const code = await new Promise<number | null>((done) => child.on('close', done));

/** Threads whose flush of the journal is under way, and whether it began after the last intent was written. */
const flushing = new Map<string, boolean>();
let isWritten = false;
let isFlushed = false;
let posts = 0;
let early = 0;
for await (const line of createInterface({ input: createReadStream(trace) })) {
  const [thread = ''] = line.split(' ', 1);
  const isSync = /\b(fsync|fdatasync)\b/.test(line);
  if (/(pwrite64|write|writev)\(\d+<[^>]*library\.db-wal>/.test(line) && line.includes('SUBMITTING')) {
    isWritten = true;
    isFlushed = false;
  } else if (isSync && /library\.db-wal>/.test(line)) {
    if (line.includes('<unfinished')) flushing.set(thread, isWritten);
    else if (line.trim().endsWith('= 0') && isWritten) isFlushed = true;
  } else if (isSync && line.includes('resumed>')) {
    if (line.trim().endsWith('= 0') && flushing.get(thread) === true) isFlushed = true;
    flushing.delete(thread);
  } else if (
    /(write|writev|sendto)\(\d+<(socket|TCP)/.test(line) &&
    /POST \/v1\/models\/[^ ]+\/predictions /.test(line)
  ) {
    posts += 1;
    if (!(isWritten && isFlushed)) early += 1;
    isWritten = false;
    isFlushed = false;
  }
}
const arrived = server.posts().length;
await server.close();
const passed = code === 0 && posts === creates && arrived === creates && early === 0;
process.stdout.write(
  `${posts} POSTs traced, ${arrived} arrived; ${early} left before the journal with their intent was flushed\n${passed ? 'PASS' : `FAIL (trace in ${folder})`}\n`,
);
if (passed) rmSync(folder, { recursive: true, force: true });
process.exit(passed ? 0 : 1);

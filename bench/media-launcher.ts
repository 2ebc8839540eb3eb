/** What the walls cost, and how fast cancel is. Run: node bench/media-launcher.ts */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from '../src/main/media/binaries.ts';
import { createMediaTools, type MediaRoom } from '../src/main/media/media-tools.ts';
import { createSystemClock } from '../src/main/platform/clock.ts';
import { silentLogger } from '../src/main/platform/logger.ts';

const ROUNDS = 21;
const folder = mkdtempSync(join(tmpdir(), 'framewright-bench-'));
const binaries = await findBinaries(process.env);
const clock = createSystemClock();
const makeTools = (walls: string): MediaRoom =>
  createMediaTools({ binaries, log: silentLogger, tempRoot: folder, clock, env: { FRAMEWRIGHT_WALLS: walls } });
const rooms = { bwrap: makeTools('bwrap'), unshare: makeTools('unshare'), none: makeTools('none') };
const source = join(folder, 'source.mp4');
const target = join(folder, 'target.mp4');

function raw(args: readonly string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  spawn(binaries.ffmpeg.path, ['-y', '-v', 'error', ...args], { stdio: 'ignore' }).on('close', (code) =>
    code === 0 ? resolve() : reject(new Error(`FFmpeg ended with ${code}`)),
  );
  return promise;
}

async function measure(times: number[], work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  times.push(performance.now() - start);
}

function at(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0;
}

try {
  await raw(['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=24:d=8', '-c:v', 'libx264', '-preset', 'ultrafast', source]);
  const copies: Record<string, number[]> = { raw: [], bwrap: [], unshare: [], none: [] };
  const probes: Record<string, number[]> = { bwrap: [], unshare: [], none: [] };
  const cancels: Record<string, number[]> = { bwrap: [], unshare: [], none: [] };
  for (const room of Object.values(rooms)) await room.walls();
  // Interleaved, so that a busy neighbour slows all alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    await measure(copies['raw'] ?? [], () => raw(['-i', source, '-c', 'copy', '-f', 'mp4', target]));
    for (const [name, room] of Object.entries(rooms)) {
      const run = { inputs: [{ path: source, trust: 'own' as const }], outputArgs: ['-c', 'copy'] };
      await measure(copies[name] ?? [], () => room.run({ ...run, outputPath: target, outputFormat: 'mp4' }));
      await measure(probes[name] ?? [], () => room.probe(source, 'foreign'));
    }
  }
  for (let round = 0; round < 5; round += 1) {
    for (const [name, room] of Object.entries(rooms)) {
      const cancel = new AbortController();
      const started = Promise.withResolvers<void>();
      const run = room.run({
        inputs: [{ lavfi: 'testsrc2=s=1920x1080:r=24:d=900', trust: 'own' }],
        outputArgs: ['-c:v', 'libx264'],
        outputPath: target,
        outputFormat: 'mp4',
        signal: cancel.signal,
        onProgress: () => started.resolve(),
      });
      const ended = run.catch(() => undefined);
      await started.promise;
      await measure(cancels[name] ?? [], () => {
        cancel.abort();
        return ended;
      });
    }
  }
  const base = at(copies['raw'] ?? [], 0.5);
  for (const [name, times] of Object.entries(copies)) {
    const ms = at(times, 0.5);
    console.log(`copy ${name}: median ${ms.toFixed(1)} ms, +${(ms - base).toFixed(1)} ms, ×${(ms / base).toFixed(3)}`);
  }
  for (const [name, times] of Object.entries(probes))
    console.log(`probe ${name}: median ${at(times, 0.5).toFixed(1)} ms`);
  for (const [name, times] of Object.entries(cancels)) {
    console.log(`cancel ${name}: median ${at(times, 0.5).toFixed(0)} ms, slowest ${at(times, 1).toFixed(0)} ms`);
  }
} finally {
  for (const room of Object.values(rooms)) await room.dispose();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * The three examples with Replicate pictures and video against the protocol-true server: each is made to the end, and what
 * its report says it cost is what the server's ledger says, to the micro-dollar. `node bench/paid-examples.ts`; exits 1
 * when one differs.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startReplicateServer, TEST_TOKEN } from '../tests/support/providers/replicate/replicate-server.ts';

const EXAMPLES = ['cold-brew', 'first-wave', 'river-flowers'];
/** cold-brew's own $5 are for local film; bought video of it costs $5.65. */
const BUDGET_USD = 20;
const IMAGE = 'replicate/black-forest-labs/flux-schnell';
const VIDEO = 'replicate/kwaivgi/kling-v2.5-turbo-pro';

/** The example's brief with a budget that bought video fits into; its files stay where they are. */
function briefOf(name: string, folder: string): string {
  const source = resolve('examples', name);
  cpSync(source, join(folder, name), { recursive: true });
  const file = join(folder, name, 'brief.json');
  const brief = JSON.parse(readFileSync(file, 'utf8')) as { budget?: number };
  if (brief.budget !== undefined) writeFileSync(file, JSON.stringify({ ...brief, budget: BUDGET_USD }));
  return file;
}

function make(brief: string, home: string, out: string, url: string): Promise<number> {
  const args = ['src/main/cli.ts', 'make', brief, '--approve', '--out', out, '--quality', '720p'];
  const child = spawn(process.execPath, [...args, '--image-provider', IMAGE, '--video-provider', VIDEO], {
    env: {
      ...process.env,
      FRAMEWRIGHT_HOME: home,
      REPLICATE_BASE_URL: url,
      REPLICATE_API_TOKEN: TEST_TOKEN,
      LANG: 'C',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((done) => child.once('exit', (code) => done(code ?? 1)));
}

let isMissed = false;
for (const name of EXAMPLES) {
  const folder = mkdtempSync(join(tmpdir(), `framewright-paid-${name}-`));
  const server = await startReplicateServer({ latency: { startMs: 50, runMs: 200 } });
  try {
    const startMs = performance.now();
    const code = await make(briefOf(name, folder), join(folder, 'home'), join(folder, 'out'), server.url);
    const report = JSON.parse(readFileSync(join(folder, 'out', 'report.json'), 'utf8')) as {
      status: string;
      cost: { estimateUsd: number; actualUsd: number };
    };
    const ledger = server.charges().reduce((sum, { finalMicroUsd }) => sum + (finalMicroUsd ?? 0), 0);
    const reported = Math.round(report.cost.actualUsd * 1_000_000);
    const isOk = code === 0 && report.status === 'completed' && ledger === reported;
    isMissed ||= !isOk;
    console.log(
      `${isOk ? 'ok  ' : 'MISS'} ${name}: ${report.status}, ${server.charges().length} purchases, estimate ` +
        `$${report.cost.estimateUsd}, report $${report.cost.actualUsd}, provider's ledger ${ledger} micro-dollars ` +
        `(difference ${ledger - reported}), ${((performance.now() - startMs) / 1_000).toFixed(0)} s`,
    );
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exitCode = isMissed ? 1 : 0;

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBoardApp } from '../support/board/board-app.ts';
import { startReplicateServer, TEST_TOKEN } from '../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../support/providers/replicate/replicate-server.ts';
import { runCli } from '../support/run-cli.ts';

/** `make` in a library whose usual pictures cost. */

const SCHNELL = 'replicate/black-forest-labs/flux-schnell';
const PROMPT = '1. A runner ties her shoes on a city street (2s)\n2. She runs across a bridge at dusk (2s)';
const BRIEF = JSON.stringify({ prompt: PROMPT, duration: 5 });

let folder = '';
let home = '';
let vendor: ReplicateServer;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-cli-prices-'));
  home = join(folder, 'home');
  vendor = await startReplicateServer({ latency: { startMs: 0, runMs: 0 } });
  env = { REPLICATE_BASE_URL: vendor.url, REPLICATE_API_TOKEN: TEST_TOKEN };
  const app = await openBoardApp(home, { ...process.env, ...env });
  await app.api.settings.update({ models: { image: SCHNELL } });
  const warning = { softMicroUsd: 7_000, hardMicroUsd: 150_000_000 };
  await app.api.money.setBudget({ scope: 'day', scopeId: '', ...warning });
  await app.close();
}, 120_000);
afterAll(async () => {
  await vendor.close();
  await rm(folder, { recursive: true, force: true });
});

const make = (out: string, ...more: string[]) =>
  runCli(['make', '-', '--out', join(folder, out), '--json', ...more], { home, env, input: BRIEF });

describe('make without naming a model', { timeout: 240_000 }, () => {
  it('is refused with the estimate and the flag, and makes nothing', async () => {
    const { code, stdout, stderr } = await make('refused');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(JSON.parse(stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({
      code: 'price-unseen',
      message: expect.stringContaining('--approve-cost 0.012') as unknown,
      details: { id: SCHNELL, estimateMicroUsd: 12_000 },
    });
    expect((await runCli(['projects', '--json'], { home, env })).stdout).toContain('[]');
    expect(vendor.posts()).toHaveLength(0);
  });

  it('takes the library’s usual model at an agreed amount', async () => {
    const { code, stdout, stderr } = await make('agreed', '--approve-cost', '0.02');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'storyboard_complete' });
    expect(stderr).toContain('"estimateMicroUsd":12000');
    // The third picture passes the day's warning: told once, and nothing stops.
    const warnings = stderr.split('\n').filter((line) => line.includes('budget.soft-passed'));
    expect(warnings.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { scope: 'day', softMicroUsd: 7_000, usedMicroUsd: 9_000 },
    ]);
    expect(vendor.charges().map(({ state }) => state)).toEqual(['charged', 'charged', 'charged', 'charged']);
  });

  it('a model that is named is asked for at its price, and a local one is free', async () => {
    const before = vendor.posts().length;
    expect((await make('free', '--image-provider', 'local/sketch')).code).toBe(0);
    expect(vendor.posts()).toHaveLength(before);
    const named = await make('named', '--image-provider', SCHNELL);
    expect(named.code).toBe(0);
    expect(named.stderr).toContain('"estimateMicroUsd":12000');
  });
});

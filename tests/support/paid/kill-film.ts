import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SeededRandom } from '../../../src/shared/util/seeded-random.ts';
import { checkLibrary } from '../checker/check-library.ts';
import { startReplicateServer, TEST_TOKEN } from '../providers/replicate/replicate-server.ts';
import { projectIn, runKillable } from './kill-cli.ts';
import type { KillRun } from './kill-run.ts';

const cli = resolve(import.meta.dirname, '../../../src/main/cli.ts');
const SHOTS = 2;
const BRIEF = {
  name: 'Kill test',
  prompt: '1. A runner ties her shoes on a city street at dawn. (5s)\n2. She runs across a bridge. (5s)',
  duration: 10,
  aspectRatio: '16:9',
};
const MODELS = [
  ...['--image-provider', 'replicate/black-forest-labs/flux-schnell'],
  ...['--video-provider', 'replicate/kwaivgi/kling-v2.5-turbo-pro'],
];

/** A whole film by the command line, bought picture by picture, killed `kills` times and resumed to its end. */
export async function runKilledFilm(random: SeededRandom, kills: number): Promise<KillRun> {
  const server = await startReplicateServer({ validate: false, latency: { startMs: 50, runMs: 400 } });
  const folder = mkdtempSync(join(tmpdir(), 'fw-kill-film-'));
  const home = join(folder, 'home');
  const out = join(folder, 'out');
  writeFileSync(join(folder, 'brief.json'), JSON.stringify(BRIEF));
  const env = {
    ...process.env,
    FRAMEWRIGHT_HOME: home,
    REPLICATE_BASE_URL: server.url,
    REPLICATE_API_TOKEN: TEST_TOKEN,
  };
  const result: KillRun = { kills: 0, lost: 0, doubleCharges: 0, problems: [], posts: 0, charges: 0, folder };
  const look = (isEnded: boolean): void => {
    if (!existsSync(join(home, 'library.db'))) return;
    const { problems } = checkLibrary(home, server.charges(), { isEnded });
    result.doubleCharges += problems.filter((text) => /charged twice|was charged \d+ times/.test(text)).length;
    result.problems.push(...problems.map((text) => `after kill ${result.kills}: ${text}`));
  };
  const make = ['make', join(folder, 'brief.json'), '--out', out, '--approve', '--quality', '720p', ...MODELS];
  for (let isEnded = false; !isEnded;) {
    const project = projectIn(home);
    const args = project === undefined ? make : ['resume', project, '--approve', '--out', out];
    const killAfterMs = result.kills < kills ? 700 + random.next() ** 1.5 * 6_000 : undefined;
    const end = await runKillable(cli, args, { env, killAfterMs });
    if (end.signal === 'SIGKILL' && killAfterMs !== undefined) {
      result.kills += 1;
      look(false);
      continue;
    }
    if (end.code !== 0) {
      result.lost += 1;
      result.problems.push(`${args[0] ?? ''} after kill ${result.kills}: ${end.code} ${end.stderr.slice(-800)}`);
    }
    isEnded = true;
  }
  look(true);
  if (existsSync(join(out, 'report.json'))) {
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as { status: string };
    if (report.status !== 'completed') result.problems.push(`the report says ${report.status}`);
  } else result.problems.push('there is no report');
  result.posts = server.posts().length;
  result.charges = server.charges().filter(({ state }) => state !== 'released').length;
  const expected = SHOTS * 3;
  if (result.charges !== expected) result.problems.push(`${result.charges} charges for ${expected} things`);
  await server.close();
  if (result.lost + result.problems.length === 0) rmSync(folder, { recursive: true, force: true });
  return result;
}

// Random `kill -9` of programs that spend money: a worker that buys pictures, and `framewright make` with bought pictures and
// clips. After each kill the provider's ledger and ours are compared, after each run the files too.
// node bench/kill-paid.ts [--kills 500] [--runs 50] [--films 3] [--film-kills 8] [--seed 1]
import { parseArgs } from 'node:util';
import { createSeededRandom } from '../src/shared/util/seeded-random.ts';
import { runKilledFilm } from '../tests/support/paid/kill-film.ts';
import { runKilled } from '../tests/support/paid/kill-run.ts';
import type { KillRun } from '../tests/support/paid/kill-run.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    runs: { type: 'string', default: '50' },
    films: { type: 'string', default: '3' },
    'film-kills': { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
  },
});
const wantedKills = Number(values.kills);
const wantedRuns = Number(values.runs);
const films = Number(values.films);
const filmKills = Number(values['film-kills']);
const seed = Number(values.seed);
const random = createSeededRandom(seed);

const total = { runs: 0, kills: 0, lost: 0, doubleCharges: 0, problems: 0, posts: 0, charges: 0 };
function book(name: string, run: KillRun): void {
  total.runs += 1;
  total.kills += run.kills;
  total.lost += run.lost;
  total.doubleCharges += run.doubleCharges;
  total.problems += run.problems.length;
  total.posts += run.posts;
  total.charges += run.charges;
  const isWhole = run.lost + run.problems.length === 0;
  const said = isWhole ? 'whole' : `${run.lost} lost, ${run.problems.join('; ')} (kept in ${run.folder})`;
  process.stdout.write(
    `${name} ${total.runs}: ${run.kills} kills, ${run.posts} POSTs, ${run.charges} charges, ${said}\n`,
  );
}

for (let film = 0; film < films; film += 1) book('film', await runKilledFilm(random, filmKills));
while (total.kills < wantedKills || total.runs < wantedRuns) {
  const perRun = Math.ceil((wantedKills - total.kills) / Math.max(1, wantedRuns - total.runs));
  book('run', await runKilled(random, Math.min(14, Math.max(1, perRun + 1)), seed + total.runs));
}

const { runs, kills, lost, doubleCharges, problems, posts, charges } = total;
const passed = lost + doubleCharges + problems === 0;
process.stdout.write(
  `\n${kills} kills over ${runs} runs, seed ${seed}: ${lost} lost jobs, ${doubleCharges} double charges, ` +
    `${problems} other findings (files, ledger); ${posts} POSTs, ${charges} charges\n${passed ? 'PASS' : 'FAIL'}\n`,
);
process.exit(passed ? 0 : 1);

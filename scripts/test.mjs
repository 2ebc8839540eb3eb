// Everything `npm test` promises, in the order from quick to slow; closes with `N passed, N failed, N skipped`.
// Runs on the pinned Node (scripts/setup.mjs starts it).
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// Hundreds of processes are started from source: each finds the code of the one before it, without its types.
process.env.NODE_COMPILE_CACHE ??= join(process.cwd(), '.cache', 'compiled-code');

const bin = (path) => join('node_modules', ...path.split('/'));
const total = { passed: 0, failed: 0, skipped: 0 };
const results = join('test-results');
mkdirSync(results, { recursive: true });

/** One check, with what it says kept until it has ended, so that two never speak at once. */
function check([name, args]) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk) => said.push(chunk));
    child.on('error', (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (status) => {
      process.stdout.write(`\n== ${name}\n${Buffer.concat(said).toString()}`);
      // A check that only passes or fails counts as one test.
      if (status === 0) total.passed += 1;
      else total.failed += 1;
      done();
    });
  });
}

/** Two at a time: each of them mostly uses one core. */
async function checkAll(wanted) {
  const waiting = [...wanted];
  const next = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await check(one);
  };
  await Promise.all([next(), next()]);
}

/** A suite that writes a JSON report with counts; without a report it counts as one failure. */
function suite(name, args, reportFile, count, env = {}) {
  process.stdout.write(`\n== ${name}\n`);
  rmSync(reportFile, { force: true });
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const before = total.failed;
  if (existsSync(reportFile)) {
    const { passed, failed, skipped } = count(JSON.parse(readFileSync(reportFile, 'utf8')));
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  // A suite that fails outside its tests (a file that does not load, a leaked error) must not look green.
  if (status !== 0 && total.failed === before) total.failed += 1;
}

const vitestCount = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
});
const playwrightCount = ({ stats }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
});

const vitest = bin('vitest/vitest.mjs');
const only = process.argv.slice(2);
const wants = (name) => only.length === 0 || only.includes(name);

await checkAll(
  [
    ['types', [bin('typescript/bin/tsc'), '-b']],
    ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
    ['lint', [bin('oxlint/bin/oxlint')]],
    ['lockfile', [join('scripts', 'complete-lockfile.mjs'), '--check']],
    ['knip', [bin('knip/bin/knip.js')]],
  ].filter(([name]) => wants(name)),
);
for (const project of ['unit', 'web', 'integration']) {
  if (!wants(project)) continue;
  const report = join(results, `${project}.json`);
  suite(
    project,
    [vitest, 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
    vitestCount,
    {
      NODE_ENV: 'test',
    },
  );
}
if (wants('e2e')) {
  const report = join(results, 'e2e.json');
  suite('end to end', [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'], report, playwrightCount, {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
}

process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

// Compares a library with a provider's charge ledger: node scripts/check-ledger.mjs HOME LEDGER [--ended]
// LEDGER is the address of the test server's /__ledger or a JSON file with the same list. Ends with 1 when anything differs.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

async function readCharges(source) {
  if (!/^https?:/.test(source)) return JSON.parse(readFileSync(source, 'utf8'));
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source} answers ${answer.status}`);
  return answer.json();
}

async function main() {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { ended: { type: 'boolean' } } });
  const [home, source] = positionals;
  if (home === undefined || source === undefined) {
    process.stderr.write('Usage: node scripts/check-ledger.mjs HOME LEDGER_URL_OR_JSON [--ended]\n');
    return 2;
  }
  const { checkLibrary } = await import('../tests/support/checker/check-library.ts');
  const { problems, sums, calls, jobs } = checkLibrary(resolve(home), await readCharges(source), {
    isEnded: values.ended === true,
  });
  process.stdout.write(`${JSON.stringify({ problems, sums, calls, jobs }, null, 2)}\n`);
  return problems.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);

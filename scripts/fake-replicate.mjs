// Starts the Replicate test server alone: npm run fake:replicate -- --port N --seed S --faults RATE [--kinds a,b]
// Ctrl-C prints its charge ledger as JSON; so does GET /__ledger. It is beside the product and never part of it.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The server is TypeScript: it needs the pinned Node, which strips types. */
function restartOnPinnedNode() {
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the whole group: the child ends by itself and the parent waits for it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', () => {
    process.stderr.write(
      'The pinned Node 24 is missing.\nFix: run `node scripts/setup.mjs` in the project folder once.\n',
    );
    process.exit(1);
  });
  child.on('exit', (code) => process.exit(code ?? 1));
}

function refuse(reason) {
  process.stderr.write(
    `${reason}\nUsage: npm run fake:replicate -- [--port N] [--seed S] [--faults RATE] [--kinds a,b] [--run-ms MS]\n`,
  );
  process.exit(2);
}

function readNumber(name, text, fallback, max) {
  const value = text === undefined ? fallback : Number(text);
  if (!(Number.isFinite(value) && value >= 0 && value <= max)) refuse(`--${name} is not a number between 0 and ${max}`);
  return value;
}

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      seed: { type: 'string' },
      faults: { type: 'string' },
      kinds: { type: 'string' },
      'run-ms': { type: 'string' },
    },
  });
  const { startReplicateServer, TEST_TOKEN } = await import('../tests/support/providers/replicate/replicate-server.ts');
  const { FAULT_KINDS } = await import('../tests/support/providers/replicate/fault-kinds.ts');
  const kinds = values.kinds?.split(',');
  const unknown = kinds?.filter((kind) => !FAULT_KINDS.includes(kind)) ?? [];
  if (unknown.length > 0) refuse(`There is no fault ${unknown.join(', ')}. Known: ${FAULT_KINDS.join(', ')}`);
  const runMs = readNumber('run-ms', values['run-ms'], 2000, 3_600_000);
  const server = await startReplicateServer({
    port: readNumber('port', values.port, 0, 65_535),
    seed: readNumber('seed', values.seed, 1, 2 ** 32),
    faultRate: readNumber('faults', values.faults, 0, 1),
    latency: { startMs: Math.round(runMs / 4), runMs },
    ...(kinds === undefined ? {} : { faultKinds: kinds }),
  });
  process.stdout.write(
    `${server.url}\nREPLICATE_BASE_URL=${server.url}\nREPLICATE_API_TOKEN=${TEST_TOKEN}\n` +
      `ledger: ${server.url.replace(/\/v1$/, '/__ledger')}\ncontrol: ${server.url.replace(/\/v1$/, '/__control')}\n`,
  );
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    process.stdout.write(`${JSON.stringify(server.charges(), null, 1)}\n`);
    server.close().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${error.message}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

if (Number(process.versions.node.split('.')[0]) < 24) restartOnPinnedNode();
else await main().catch((error) => refuse(error.message));

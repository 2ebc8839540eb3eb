#!/usr/bin/env node
// The command's entry. May be started by Node 20; everything behind it runs on the pinned Node 24.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MEMORY_ENV } from '../scripts/lib/memory-env.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, 'out', 'main', 'cli.js');

if (!existsSync(built)) {
  process.stderr.write(
    'Framewright is not built yet.\nFix: run `node scripts/setup.mjs` in the project folder once.\n',
  );
  process.exit(1);
}
if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(pathToFileURL(built).href);
} else {
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) {
    process.stderr.write(
      'The pinned Node 24 is missing.\nFix: run `node scripts/setup.mjs` in the project folder once.\n',
    );
    process.exit(1);
  }
  const child = spawn(node, [built, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...MEMORY_ENV },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

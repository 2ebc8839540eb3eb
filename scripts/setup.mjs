#!/usr/bin/env node
// Sets up what is missing and then does one thing: start, test, demo, or nothing (`setup`). Runs on Node 20 with nothing
// but npm beside it, has no dependencies, can be run again at any time and is quick when nothing is missing.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { findElectron } from './lib/electron-binary.mjs';
import { ensureFfmpeg } from './lib/ffmpeg.mjs';
import { MEMORY_ENV } from './lib/memory-env.mjs';
import { ensurePackages, pinnedNode } from './lib/packages.mjs';
import { say, SetupError } from './lib/say.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [what = 'setup', ...rest] = process.argv.slice(2);

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupError(`Node ${process.versions.node} is too old`, 'install Node 20.19 or newer (Node 24 is best)');
  }
}

/** Hands the terminal over to the command; its exit code is ours, and a signal to us is a signal to it. */
function handOver(program, args, env = {}) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
}

try {
  const startedMs = Date.now();
  checkNode();
  ensurePackages(root);
  ensureFfmpeg(root);
  const node = pinnedNode(root);
  const env = {
    ...MEMORY_ENV,
    PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
  };
  if (what === 'test') env.CHROMIUM_BIN = ensureChromium(root, node);
  ensureBuild(root, node);
  say(`ready after ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);

  if (what === 'test') handOver(node, [join(root, 'scripts', 'test.mjs'), ...rest], env);
  else if (what === 'demo') handOver(node, [join(root, 'scripts', 'demo.mjs'), ...rest], env);
  else if (what === 'start') {
    const electron = findElectron(root, node);
    if (electron.binary) handOver(electron.binary, [root, ...rest], env);
    else {
      say(`${electron.reason}, so the app is served to your browser`);
      handOver(node, [join(root, 'out', 'main', 'headless.js'), ...rest], env);
    }
  } else if (what !== 'setup') throw new SetupError(`unknown step "${what}"`, 'use start, test, demo or setup');
} catch (error) {
  process.stderr.write(`\n${error instanceof SetupError ? error.message : (error?.stack ?? String(error))}\n`);
  process.exit(1);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly, versionOf } from './run.mjs';
import { say, SetupError } from './say.mjs';
import { packageManager } from './system-packages.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Playwright keeps its own browser in a cache; ask it where, and whether the file is there. */
function playwrightsOwn(root, node) {
  const { ok, output } = runQuietly(
    node,
    ['-e', "import('@playwright/test').then(({chromium})=>console.log(chromium.executablePath()))"],
    { cwd: root, timeout: 20_000 },
  );
  const path = output.trim().split('\n').pop() ?? '';
  return ok && path !== '' && existsSync(path) ? path : undefined;
}

function onPath() {
  for (const name of NAMES) {
    for (const folder of (process.env.PATH ?? '').split(':')) {
      const path = join(folder, name);
      if (folder !== '' && existsSync(path)) return path;
    }
  }
  return existsSync(MAC) ? MAC : undefined;
}

/** Path of a Chromium for the end-to-end tests: CHROMIUM_BIN → PATH → Playwright's own → package manager → error. */
export function ensureChromium(root, node) {
  const given = process.env.CHROMIUM_BIN;
  if (given) {
    if (!versionOf(given, '--version'))
      throw new SetupError(`CHROMIUM_BIN points to ${given}, which does not run`, 'correct or unset CHROMIUM_BIN');
    return given;
  }
  const there = onPath() ?? playwrightsOwn(root, node);
  if (there) return there;
  const manager = packageManager();
  if (manager?.allowed && manager.name !== 'brew' && manager.name !== 'winget') {
    const result = manager.install('chromium');
    const found = onPath();
    if (found) return found;
    say(`${manager.name} did not bring Chromium: ${result.tail}`);
  }
  say('asking Playwright for its Chromium (once)');
  runQuietly(node, [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'], {
    cwd: root,
    timeout: 5 * 60_000,
  });
  const own = playwrightsOwn(root, node);
  if (own) return own;
  throw new SetupError(
    'no Chromium for the end-to-end tests',
    `${manager ? `run \`${manager.command('chromium')}\`` : 'install Chromium'}, or set CHROMIUM_BIN`,
  );
}

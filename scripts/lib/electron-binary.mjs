import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './run.mjs';
import { say } from './say.mjs';

function installed(root) {
  const dist = join(root, 'node_modules', 'electron', 'dist');
  const pathFile = join(root, 'node_modules', 'electron', 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(dist, readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

/** Electron's binary, or the reason in one line why the browser serves instead. */
export function findElectron(root, node) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { reason: 'there is no display' };
  const there = installed(root);
  if (there) return { binary: there };
  say("fetching Electron's binary (once)");
  runQuietly(node, [join(root, 'node_modules', 'electron', 'install.js')], { cwd: root, timeout: 180_000 });
  const fetched = installed(root);
  return fetched ? { binary: fetched } : { reason: "Electron's binary cannot be had here" };
}

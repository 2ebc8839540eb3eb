import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './run.mjs';
import { say, SetupError } from './say.mjs';

/** Names, sizes and times of everything the build reads: 10 ms instead of a build. */
function sourcesStamp(root) {
  const hash = createHash('sha256');
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path}:${size}:${mtimeMs}\n`);
      }
    }
  };
  walk(join(root, 'src'));
  for (const file of ['package-lock.json', 'electron.vite.config.ts']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Builds main, preload and renderer when a source is newer than the last build. */
export function ensureBuild(root, node) {
  const stampFile = join(root, 'out', '.framewright-build');
  const stamp = sourcesStamp(root);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say('building');
  const result = runQuietly(node, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], {
    cwd: root,
  });
  if (!result.ok)
    throw new SetupError(`the build failed:\n${result.tail}`, 'run `npm run build` to see the whole message');
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stampFile, stamp);
}

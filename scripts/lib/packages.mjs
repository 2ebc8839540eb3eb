import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly, versionOf } from './run.mjs';
import { say, SetupError } from './say.mjs';

const NODE_MAJOR = 24;

function stampOf(root) {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(root, 'package-lock.json')));
  hash.update(`${process.platform}-${process.arch}`);
  return hash.digest('hex');
}

/** Path of the Node that the project pins; it runs everything but the set-up step. */
export function pinnedNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function pinnedNodeWorks(root) {
  const path = pinnedNode(root);
  if (!existsSync(path)) return false;
  const { ok, output } = runQuietly(path, ['--version'], { timeout: 15_000 });
  return ok && output.startsWith(`v${NODE_MAJOR}.`);
}

/** Packages exactly as the lockfile says; nothing to do when the stamp of the last time still fits. */
export function ensurePackages(root) {
  const stampFile = join(root, 'node_modules', '.framewright-packages');
  const stamp = stampOf(root);
  const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (!fresh) {
    say('installing packages from the lockfile (once)');
    // Install scripts are code of others: only those of the allow-list below run (reliability.md E18).
    const install = npm(root, ['ci', '--no-audit', '--no-fund', '--ignore-scripts']);
    if (!install.ok) {
      throw new SetupError(
        `npm ci failed:\n${install.tail}`,
        'check the network and the npm registry setting, then run `npm ci` to see the whole message',
      );
    }
  }
  if (!fresh || !existsSync(pinnedNode(root))) placeBinaries(root);
  writeFileSync(stampFile, stamp);
  return { changed: !fresh };
}

function npm(root, args, options = {}) {
  const windows = process.platform === 'win32';
  return runQuietly(windows ? 'npm.cmd' : 'npm', args, { cwd: root, shell: windows, ...options });
}

/** Runs the install scripts that place a binary: Node, ffprobe, and FFmpeg's, which is a download and may fail. */
function placeBinaries(root) {
  const has = (name) => existsSync(join(root, 'node_modules', name));
  const names = ['node', `@ffprobe-installer/${process.platform}-${process.arch}`].filter(has);
  npm(root, ['rebuild', '--ignore-scripts=false', ...names]);
  if (has('ffmpeg-static') && !process.env.FFMPEG_BIN && versionOf('ffmpeg') === undefined) {
    npm(root, ['rebuild', '--ignore-scripts=false', 'ffmpeg-static'], { timeout: 5 * 60_000 });
  }
  if (!pinnedNodeWorks(root)) {
    throw new SetupError(
      `the pinned Node ${NODE_MAJOR} was not placed in node_modules`,
      'run `npm rebuild node --ignore-scripts=false`, or use Node 24 yourself and run the command again',
    );
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { versionOf } from './run.mjs';
import { say, SetupError } from './say.mjs';
import { packageManager } from './system-packages.mjs';

const exe = process.platform === 'win32' ? '.exe' : '';

function find(root) {
  const candidates = [
    process.env.FFMPEG_BIN,
    join(root, 'node_modules', 'ffmpeg-static', `ffmpeg${exe}`),
    'ffmpeg',
  ].filter(Boolean);
  if (process.env.FFMPEG_BIN && !versionOf(process.env.FFMPEG_BIN)) {
    throw new SetupError(
      `FFMPEG_BIN points to ${process.env.FFMPEG_BIN}, which does not run`,
      'correct or unset FFMPEG_BIN',
    );
  }
  return candidates.find((path) => (path === 'ffmpeg' || existsSync(path)) && versionOf(path));
}

/** FFMPEG_BIN → ffmpeg-static → PATH → the package manager where it may → a clear error. */
export function ensureFfmpeg(root) {
  if (find(root)) return;
  const manager = packageManager();
  const pkg = manager?.name === 'winget' ? 'Gyan.FFmpeg' : 'ffmpeg';
  if (manager?.allowed) {
    const result = manager.install(pkg);
    if (find(root)) return;
    say(`${manager.name} did not bring FFmpeg: ${result.tail}`);
  }
  throw new SetupError(
    'FFmpeg is missing, and nothing can be rendered without it',
    manager
      ? `run \`${manager.command(pkg)}\`, or set FFMPEG_BIN to an FFmpeg 5.1 or newer`
      : 'install FFmpeg 5.1 or newer and put it on the PATH, or set FFMPEG_BIN',
  );
}

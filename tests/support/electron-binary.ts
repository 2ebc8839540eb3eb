import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Electron's program where it is installed and can show a window; else why not, in a few words. */
export function findElectronBinary(): { binary: string | null; reason: string } {
  const root = join('node_modules', 'electron');
  const pathFile = join(root, 'path.txt');
  if (!existsSync(pathFile)) return { binary: null, reason: 'no Electron binary' };
  const binary = join(root, 'dist', readFileSync(pathFile, 'utf8').trim());
  if (!existsSync(binary)) return { binary: null, reason: 'no Electron binary' };
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && DISPLAY === undefined && WAYLAND_DISPLAY === undefined)
    return { binary: null, reason: 'no display for Electron' };
  return { binary, reason: '' };
}

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';
import { unpackedPath } from '../platform/unpacked-path.ts';

/** Families that `registerFonts` makes known; Latin first, Thai behind it. */
export const CAPTION_FONT = '"Framewright Inter", "Framewright Thai"';

const FILES = [
  ['Framewright Inter', '@expo-google-fonts/inter', '500Medium/Inter_500Medium.ttf'],
  ['Framewright Thai', '@expo-google-fonts/noto-sans-thai', '500Medium/NotoSansThai_500Medium.ttf'],
] as const;

/** Finds a directory or file of `resources/` by walking up: the same call works in source and in the bundle. */
export function resourcePath(name: string): string {
  let folder = import.meta.dirname;
  for (let level = 0; level < 7; level += 1) {
    const candidate = join(folder, 'resources', name);
    if (existsSync(candidate)) return candidate;
    folder = dirname(folder);
  }
  throw new Error(`resources/${name} is missing from the installation`);
}

let registered = false;

/** Registers the caption fonts once per process or thread. A missing file leaves the system's own font in place. */
export function registerFonts(): void {
  if (registered) return;
  registered = true;
  const require = createRequire(import.meta.url);
  for (const [family, packageName, file] of FILES) {
    try {
      const folder = dirname(require.resolve(`${packageName}/package.json`));
      GlobalFonts.registerFromPath(unpackedPath(join(folder, file)), family);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
}

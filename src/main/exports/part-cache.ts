/** Finished parts of films (mezzanines, windows, sound, whole exports) by the hash of everything that made them. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../../shared/util/canonical-json.ts';

export type PartFacts = Readonly<Record<string, string | number | boolean | null>>;

export interface CachedPart {
  /** Absolute; read it, never write it. */
  path: string;
  facts: PartFacts;
}

/** The seam to the library: its content store keeps the bytes, its `render_part` rows the keys. */
export interface PartCache {
  /** The part of this key where it is still there whole; undefined otherwise. */
  find(key: string): Promise<CachedPart | undefined>;
  /** Takes the file over (moves it). `extension` without a dot. Returns where it is now. */
  put(key: string, tempPath: string, extension: string, facts: PartFacts): Promise<CachedPart>;
}

/** sha256 of a value's canonical JSON: what makes two parts the same. */
export function partKey(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/**
 * A cache in one folder, for work without a library (`stitch` on the command line, benches): `ab/<key>.<extension>`
 * with its facts beside it. A part whose size is not what was stored counts as absent.
 */
export function createFolderPartCache(folder: string): PartCache {
  const base = (key: string): string => join(folder, key.slice(0, 2), key);
  return {
    async find(key) {
      try {
        const entry = JSON.parse(await readFile(`${base(key)}.json`, 'utf8')) as {
          extension: string;
          bytes: number;
          facts: PartFacts;
        };
        const path = `${base(key)}.${entry.extension}`;
        return (await stat(path)).size === entry.bytes ? { path, facts: entry.facts } : undefined;
      } catch {
        return undefined;
      }
    },
    async put(key, tempPath, extension, facts) {
      const path = `${base(key)}.${extension}`;
      await mkdir(dirname(path), { recursive: true });
      const { size: bytes } = await stat(tempPath);
      await moveFile(tempPath, path);
      await writeFile(`${base(key)}.json`, JSON.stringify({ extension, bytes, facts }));
      return { path, facts };
    },
  };
}

/** Renames, or copies and removes where the target lies on another file system. */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyFile(from, to);
    await rm(from);
  }
}

import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryPaths } from '../platform/paths.ts';

export interface FolderUse {
  bytes: number;
  files: number;
}

export interface LibraryUse {
  database: FolderUse;
  store: FolderUse;
  exports: FolderUse;
  /** Caches and half-made files: gone without harm. */
  cache: FolderUse;
  backups: FolderUse;
  logs: FolderUse;
  /** Of the disk that the library lies on. */
  freeBytes: number;
  diskBytes: number;
}

const NOTHING: FolderUse = { bytes: 0, files: 0 };
const sum = (uses: readonly FolderUse[]): FolderUse =>
  uses.reduce((all, use) => ({ bytes: all.bytes + use.bytes, files: all.files + use.files }), NOTHING);

async function sizeOfFile(path: string): Promise<FolderUse> {
  try {
    return { bytes: (await stat(path)).size, files: 1 };
  } catch {
    // Gone between the listing and now, or never there.
    return NOTHING;
  }
}

/** What lies in a folder and all below it; links are not followed. A folder that is not there holds nothing. */
export async function sizeOfFolder(folder: string): Promise<FolderUse> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true, recursive: true });
  } catch {
    return NOTHING;
  }
  let all = NOTHING;
  // One after the other: a large store must not keep the disk from whoever renders.
  for (const entry of entries)
    if (entry.isFile()) all = sum([all, await sizeOfFile(join(entry.parentPath, entry.name))]);
  return all;
}

/** Sizes of a library by kind, in bytes. */
export async function measureLibrary(paths: LibraryPaths): Promise<LibraryUse> {
  const { bavail, blocks, bsize } = await statfs(paths.home);
  return {
    database: sum(
      await Promise.all(['', '-wal', '-shm'].map((suffix) => sizeOfFile(`${paths.databaseFile}${suffix}`))),
    ),
    store: await sizeOfFolder(paths.store),
    exports: await sizeOfFolder(paths.exports),
    cache: sum([await sizeOfFolder(paths.cache), await sizeOfFolder(paths.temp)]),
    backups: await sizeOfFolder(paths.backups),
    logs: await sizeOfFolder(paths.logs),
    freeBytes: bavail * bsize,
    diskBytes: blocks * bsize,
  };
}

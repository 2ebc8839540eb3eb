import { constants, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DragItem } from '../../shared/contract/shell-bridge.ts';

/** A file behind an id, with the name that a person knows it by. */
export interface NamedFile {
  path: string;
  name: string;
}

export interface DragFiles {
  asset(id: string): Promise<NamedFile>;
  film(id: string): Promise<NamedFile>;
}

/**
 * The file that a drag hands to another program. A film lies under its own name; an asset lies by its hash, so a copy
 * under its name is made first (a clone where the disk can). Rejects like the library: `not-found`, `media-missing`.
 */
export async function fileOfDrag(item: DragItem, files: DragFiles, folder: string): Promise<string> {
  if (item.kind === 'film') return (await files.film(item.id)).path;
  const { path, name } = await files.asset(item.id);
  const own = join(folder, item.id);
  await mkdir(own, { recursive: true });
  const named = join(own, name.replaceAll(/[\\/:*?"<>|]/g, '_'));
  await copyFile(path, named, constants.COPYFILE_FICLONE);
  return named;
}

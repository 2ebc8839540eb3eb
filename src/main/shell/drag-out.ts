import { constants, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DragItem } from '../../shared/contract/shell-bridge.ts';

/** A file behind an id, with the name that a person knows it by. */
export interface NamedFile {
  path: string;
  name: string;
  mime: string;
}

export interface DragFiles {
  asset(id: string): Promise<NamedFile>;
  film(id: string): Promise<NamedFile>;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'video/quicktime': '.mov',
  'audio/mpeg': '.mp3',
  'audio/wav': '.wav',
  'audio/mp4': '.m4a',
};

/** A name that every system takes, with the ending that tells other programs what it is. */
function fileName({ name, mime }: Pick<NamedFile, 'name' | 'mime'>): string {
  const clean = name.replaceAll(/[\\/:*?"<>|]/g, '_');
  const ending = EXTENSIONS[mime] ?? '';
  return /\.[a-z0-9]{2,5}$/i.test(clean) ? clean : `${clean}${ending}`;
}

/**
 * The file that a drag hands to another program. A film lies under its own name; an asset lies by its hash, so a copy
 * under its name is made first (a clone where the disk can). Rejects like the library: `not-found`, `media-missing`.
 */
export async function fileOfDrag(item: DragItem, files: DragFiles, folder: string): Promise<string> {
  if (item.kind === 'film') return (await files.film(item.id)).path;
  const asset = await files.asset(item.id);
  const own = join(folder, item.id);
  await mkdir(own, { recursive: true });
  const named = join(own, fileName(asset));
  await copyFile(asset.path, named, constants.COPYFILE_FICLONE);
  return named;
}

import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';

/** Marks what this program is still writing into a person's folder; never anything else. */
const UNFINISHED = '.framewright-part';

/** File errors of a person's folder as the codes that a person gets a sentence for. */
export function asDeliveryError(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('disk-full', `no space left for ${folder}`, { what: folder }, { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return new AppError('not-writable', `cannot write to ${folder}`, { what: folder }, { cause: error });
  }
  return error;
}

/** Proves, before any work, that files can be made in the folder. Creates it. */
export async function checkWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, `.probe-${process.pid}${UNFINISHED}`);
    const file = await open(probe, 'w');
    await file.close();
    await rm(probe, { force: true });
  } catch (error) {
    throw asDeliveryError(error, folder);
  }
}

/** Copies a stored file to its final name: whole or not at all. An equal-sized file there is taken as delivered. */
export async function deliverFile(source: string, target: string): Promise<void> {
  const part = `${target}${UNFINISHED}`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, part, constants.COPYFILE_FICLONE);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw asDeliveryError(error, dirname(target));
  }
}

/** Writes text under its final name: whole or not at all. */
export async function deliverText(text: string, target: string): Promise<void> {
  const part = `${target}${UNFINISHED}`;
  try {
    await mkdir(dirname(target), { recursive: true });
    const file = await open(part, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw asDeliveryError(error, dirname(target));
  }
}

/** Removes what a killed process left half-written in a delivery folder: only names with our own mark. */
export async function sweepDelivery(folder: string, isOurs: (name: string) => boolean = () => false): Promise<number> {
  let swept = 0;
  const sweep = async (path: string, depth: number): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const inner = join(path, entry.name);
      if (entry.isDirectory() && depth < 2) await sweep(inner, depth + 1);
      else if (entry.isFile() && (entry.name.endsWith(UNFINISHED) || isOurs(entry.name))) {
        await rm(inner, { force: true });
        swept += 1;
      }
    }
  };
  if ((await stat(folder).catch(() => undefined))?.isDirectory()) await sweep(folder, 0);
  return swept;
}

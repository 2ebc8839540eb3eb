/** Names of finished files (interfaces.md) and how they come into their folder. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';

/** `final.mp4`, `final-720p.mp4` where several qualities are made, `final-v2.mp4` for the second variation. Pure. */
export function exportName(wish: {
  base: string;
  variation: number;
  quality: string | undefined;
  extension: string;
}): string {
  const variation = wish.variation > 1 ? `-v${wish.variation}` : '';
  const quality = wish.quality === undefined ? '' : `-${wish.quality}`;
  return `${wish.base}${variation}${quality}.${wish.extension}`;
}

function deliveryError(error: unknown, folder: string): AppError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('disk-full', 'No room for the file', { folder }, { cause: error });
  return new AppError('not-writable', 'The file cannot be written there', { folder, reason: code }, { cause: error });
}

/** A whole copy that lies in its folder under a hidden name. */
export interface StagedCopy {
  /**
   * Gives it its name. A name in use gets "-2", "-3" … unless `overwrite`; a file there that `isSame` says is this one
   * already counts as delivered. Returns the path. Throws `not-writable`, `disk-full`.
   */
  place(name: string, overwrite: boolean, isSame?: (target: string) => Promise<boolean>): Promise<string>;
  /** Removes what has not been placed. Never throws. */
  discard(): Promise<void>;
}

/**
 * Copies a finished file into a folder. A copy-on-write copy where the file system has it: at once, and editing the
 * delivered file never touches the cache. Throws `not-writable`, `disk-full`; then nothing is left.
 */
export async function stageCopy(from: string, folder: string): Promise<StagedCopy> {
  // Named as the sweep of half files wants it: a killed export leaves nothing for ever.
  const temp = join(folder, `.framewright-${process.pid}-${randomBytes(6).toString('hex')}.part`);
  // Where the folder is none, removing says so too; the first reason is the one to tell.
  const discard = (): Promise<void> => rm(temp, { force: true }).catch(() => undefined);
  try {
    await mkdir(folder, { recursive: true });
    await copyFile(from, temp, constants.COPYFILE_FICLONE);
  } catch (error) {
    await discard();
    throw deliveryError(error, folder);
  }
  return {
    discard,
    async place(name, overwrite, isSame = () => Promise.resolve(false)) {
      try {
        if (overwrite) {
          await rename(temp, join(folder, name));
          return join(folder, name);
        }
        const extension = extname(name);
        const stem = name.slice(0, name.length - extension.length);
        for (let number = 1; ; number += 1) {
          const target = join(folder, number === 1 ? name : `${stem}-${number}${extension}`);
          if ((await takeName(temp, target)) || (await isSame(target))) return target;
        }
      } catch (error) {
        throw error instanceof AppError ? error : deliveryError(error, folder);
      } finally {
        await discard();
      }
    },
  };
}

/** Copies a finished file into a folder under `name`, whole or not at all; see `StagedCopy.place`. */
export async function deliverCopy(
  from: string,
  folder: string,
  name: string,
  overwrite: boolean,
  isSame?: (target: string) => Promise<boolean>,
): Promise<string> {
  return (await stageCopy(from, folder)).place(name, overwrite, isSame);
}

/** What systems say that have no hard links; Windows says EISDIR of exFAT, some network folders EINVAL. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EISDIR', 'EINVAL']);

/** A hard link fails where the name is taken, so two exports at once never get the same one (F66). */
async function takeName(temp: string, target: string): Promise<boolean> {
  try {
    await link(temp, target);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.has(code)) throw error;
  }
  try {
    await copyFile(temp, target, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

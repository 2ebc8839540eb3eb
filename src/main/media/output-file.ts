/** A result file that appears whole or not at all (F66): hidden file beside the target, fsync, rename. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { fileError } from './ffmpeg-error.ts';

export interface PendingFile {
  /** Exists and is empty. Named after this process, for `sweep.ts`. Short, without signs that FFmpeg could read as a pattern. */
  tempPath: string;
  /** Makes the bytes durable and puts the file in its place. */
  commit(): Promise<void>;
  /** Removes what was written. Never throws. */
  discard(): Promise<void>;
}

/**
 * Opens a hidden file beside `targetPath`, so that the rename stays on one file system and a folder that refuses files
 * is found out before any work. Throws `not-writable`, `disk-full`.
 */
export async function openPendingFile(targetPath: string, options: { durable: boolean }): Promise<PendingFile> {
  const folder = dirname(targetPath);
  if (Buffer.byteLength(basename(targetPath)) > 255) {
    // The hidden name is short: without this look the mistake would show only after the encode.
    throw new AppError('not-writable', 'The file name is longer than 255 bytes', { folder, reason: 'ENAMETOOLONG' });
  }
  const tempPath = join(folder, `.framewright-${process.pid}-${randomBytes(6).toString('hex')}.part`);
  await open(tempPath, 'wx').then(
    (handle) => handle.close(),
    (error: unknown) => {
      throw fileError(error, folder);
    },
  );
  const discard = async (): Promise<void> => {
    await rm(tempPath, { force: true }).catch(() => undefined);
  };
  return {
    tempPath,
    discard,
    async commit() {
      try {
        if (options.durable) await syncFile(tempPath);
        await rename(tempPath, targetPath);
        if (options.durable) await syncFolder(folder);
      } catch (error) {
        await discard();
        throw fileError(error, folder);
      }
    },
  };
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename itself is durable only with the folder; Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

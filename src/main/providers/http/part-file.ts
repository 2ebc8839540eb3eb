import { createHash } from 'node:crypto';
import { open, rename, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import { SIGNATURE_BYTES } from '../../platform/file-signature.ts';
import { ProviderError } from '../remote-port.ts';
import { errorCodeOf, plainFault } from './network-fault.ts';

/** A file that is being written beside its final name; it gets that name only when it is whole and on the disk. */
export interface PartFile {
  bytes(): number;
  first(): Uint8Array;
  write(chunk: Uint8Array): Promise<void>;
  /** Starts anew: the server sent everything again. */
  restart(): Promise<void>;
  /** fsync, rename, fsync of the folder. Gives the sha256. */
  keep(): Promise<string>;
  /** Closes and removes what was not kept. Never throws. */
  drop(): Promise<void>;
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const NO_HANDLES: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE']);
const SPARE_BYTES = 16 * 1024 * 1024;

function diskError(error: unknown): Error {
  const code = errorCodeOf(error);
  if (FULL.has(code)) return new ProviderError(plainFault('disk-full', 'no space left'), { cause: error });
  if (NO_HANDLES.has(code)) {
    return new ProviderError(plainFault('too-many-files', 'the system gives no more open files'), { cause: error });
  }
  return new AppError('not-writable', 'an output cannot be written', { cause: code }, { cause: error });
}

const onDisk = async <Value>(work: Promise<Value>): Promise<Value> => {
  try {
    return await work;
  } catch (error) {
    throw diskError(error);
  }
};

/** Throws ProviderError `disk-full` where `bytes` more do not fit. A file system that does not say lets it pass. */
export async function ensureSpace(path: string, bytes: number): Promise<void> {
  let free: number;
  try {
    const { bavail, bsize } = await statfs(dirname(path));
    free = bavail * bsize;
  } catch {
    return;
  }
  if (free < bytes + SPARE_BYTES) throw new ProviderError(plainFault('disk-full', `${bytes} bytes do not fit`));
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no handle of a folder to flush.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Opens `path.part`, empty. Throws ProviderError `disk-full` or AppError `not-writable`. */
export async function openPartFile(path: string): Promise<PartFile> {
  const part = `${path}.part`;
  const file = await onDisk(open(part, 'w', 0o600));
  let hash = createHash('sha256');
  let first: Buffer = Buffer.alloc(0);
  let bytes = 0;
  let isOpen = true;
  let kept = false;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
  };

  return {
    bytes: () => bytes,
    first: () => first,
    async write(chunk) {
      let done = 0;
      while (done < chunk.length) {
        const { bytesWritten } = await onDisk(file.write(chunk, done, chunk.length - done, bytes + done));
        done += bytesWritten;
      }
      if (first.length < SIGNATURE_BYTES) first = Buffer.concat([first, chunk]).subarray(0, SIGNATURE_BYTES);
      hash.update(chunk);
      bytes += chunk.length;
    },
    async restart() {
      if (bytes === 0) return;
      await onDisk(file.truncate(0));
      hash = createHash('sha256');
      first = Buffer.alloc(0);
      bytes = 0;
    },
    async keep() {
      await onDisk(file.sync());
      await onDisk(close());
      await onDisk(rename(part, path));
      kept = true;
      await onDisk(syncFolder(path));
      return hash.digest('hex');
    },
    async drop() {
      await close().catch(() => undefined);
      if (!kept) await rm(part, { force: true }).catch(() => undefined);
    },
  };
}

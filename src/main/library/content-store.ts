import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/contract/errors.ts';
import type { NewId } from '../platform/ids.ts';
import { readError, writeError } from './file-errors.ts';

/** Bytes by their hash: `store/ab/<sha256>`, whole or not there (decision 33). */

export interface StoredContent {
  sha256: string;
  bytes: number;
  /** Absolute path in the store. */
  path: string;
  /** The store had it already. */
  existed: boolean;
}

export interface PutOptions {
  /** Refuse more than this with `payload-too-large`, before it is all written. */
  limitBytes?: number;
  signal?: AbortSignal;
}

export type ContentCheck = 'ok' | 'missing' | 'mismatch';

export interface ContentStore {
  readonly folder: string;
  pathOf(sha256: string): string;
  has(sha256: string): Promise<boolean>;
  /** Copies a file in, hashing while it copies. */
  putFile(path: string, options?: PutOptions): Promise<StoredContent>;
  putStream(stream: Readable, options?: PutOptions): Promise<StoredContent>;
  putBytes(bytes: Uint8Array): Promise<StoredContent>;
  /** Takes over a file of our own that lies on the same disk: hashed, flushed, renamed; `path` is gone afterwards. */
  adoptFile(path: string): Promise<StoredContent>;
  /** Reads the whole content and compares its hash. */
  verify(sha256: string): Promise<ContentCheck>;
  /** Removes a content. The caller has made sure that no row needs it. */
  remove(sha256: string): Promise<void>;
}

export const SHA256_PATTERN = /^[0-9a-f]{64}$/;
export const PART_SUFFIX = '.part';
const CHUNK_BYTES = 256 * 1024;

async function fsyncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Counts and hashes what passes; more than `limitBytes` breaks the pipe. */
function createMeter(limitBytes: number) {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limitBytes) {
        done(new AppError('payload-too-large', `more than ${limitBytes} bytes`, { limitBytes }));
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, bytes: () => bytes, sha256: () => hash.digest('hex') };
}

/**
 * sha256 of a file in hex, read in pieces so that the main loop stays free. All pieces go through one buffer: a stream
 * makes a new one for each, and a board being drawn then costs a full garbage collection every half second. Throws
 * `media-missing`.
 */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  try {
    const handle = await open(path, 'r');
    try {
      const piece = Buffer.allocUnsafeSlow(CHUNK_BYTES);
      for (;;) {
        signal?.throwIfAborted();
        const { bytesRead } = await handle.read(piece, 0, CHUNK_BYTES);
        if (bytesRead === 0) break;
        hash.update(piece.subarray(0, bytesRead));
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw readError(error, path);
  }
  return hash.digest('hex');
}

/**
 * The content store in `folder`, which need not exist yet. Writing throws AppError `disk-full`, `not-writable`; a source
 * that is not a readable file throws `media-missing` or `invalid-input`. Nothing is left behind by a failed write.
 */
export function createContentStore(deps: { folder: string; newId: NewId }): ContentStore {
  const { folder, newId } = deps;

  const pathOf = (sha256: string): string => {
    // The hash becomes a path: whatever else comes here must not.
    if (!SHA256_PATTERN.test(sha256)) throw new AppError('invalid-input', 'not a sha256', { sha256 });
    return join(folder, sha256.slice(0, 2), sha256);
  };
  const sizeOf = async (path: string): Promise<number | undefined> => {
    try {
      return (await stat(path)).size;
    } catch {
      return undefined;
    }
  };

  /** Gives a flushed file its place. A content that is there already in full is kept, and its age renewed. */
  const settle = async (part: string, sha256: string, bytes: number): Promise<StoredContent> => {
    const path = pathOf(sha256);
    const existed = (await sizeOf(path)) === bytes;
    if (existed) {
      await rm(part, { force: true });
      // The sweep spares young files: the row that needs this one is still to be written.
      const now = new Date();
      await utimes(path, now, now);
    } else {
      const created = await mkdir(dirname(path), { recursive: true });
      await rename(part, path);
      await fsyncFolder(dirname(path));
      if (created !== undefined) await fsyncFolder(folder);
    }
    return { sha256, bytes, path, existed };
  };

  const putStream = async (source: Readable, options: PutOptions = {}): Promise<StoredContent> => {
    const part = join(folder, `${newId()}${PART_SUFFIX}`);
    const meter = createMeter(options.limitBytes ?? Number.POSITIVE_INFINITY);
    try {
      await mkdir(folder, { recursive: true });
      const target = createWriteStream(part, { flags: 'wx', flush: true, highWaterMark: CHUNK_BYTES });
      await pipeline(source, meter.stream, target, options.signal ? { signal: options.signal } : {});
      return await settle(part, meter.sha256(), meter.bytes());
    } catch (error) {
      source.destroy();
      await rm(part, { force: true }).catch(() => undefined);
      if (options.signal?.aborted === true) throw new AppError('cancelled', 'cancelled while storing a file');
      throw writeError(error, folder);
    }
  };

  return {
    folder,
    pathOf,
    has: async (sha256) => (await sizeOf(pathOf(sha256))) !== undefined,
    putStream,
    async putFile(path, options = {}) {
      try {
        const info = await stat(path);
        // A pipe or a device would block, or never end.
        if (!info.isFile()) throw new AppError('invalid-input', 'not a file', { path, reason: 'not-a-file' });
        const { limitBytes } = options;
        if (limitBytes !== undefined && info.size > limitBytes) {
          throw new AppError('payload-too-large', `${info.size} bytes`, { path, bytes: info.size, limitBytes });
        }
        const handle = await open(path, 'r');
        return await putStream(handle.createReadStream({ highWaterMark: CHUNK_BYTES }), options);
      } catch (error) {
        throw readError(error, path);
      }
    },
    putBytes: (bytes) => putStream(Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)])),
    async adoptFile(path) {
      const sha256 = await hashFile(path);
      try {
        const handle = await open(path, 'r+');
        let bytes: number;
        try {
          await handle.sync();
          bytes = (await handle.stat()).size;
        } finally {
          await handle.close();
        }
        return await settle(path, sha256, bytes);
      } catch (error) {
        // Another disk: a copy does the same, only slower.
        if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw writeError(error, path);
        const stored = await putStream(createReadStream(path));
        await rm(path, { force: true });
        return stored;
      }
    },
    async verify(sha256) {
      const path = pathOf(sha256);
      if ((await sizeOf(path)) === undefined) return 'missing';
      return (await hashFile(path)) === sha256 ? 'ok' : 'mismatch';
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

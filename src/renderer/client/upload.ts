import type { LibraryAsset } from '../../shared/contract/assets.ts';
import { UPLOAD_CHUNK_BYTES } from '../../shared/contract/assets.ts';
import type { Api } from './api.ts';

/** What was dropped cannot be read as a file: it is a folder, or it is gone. */
export class UnreadableFileError extends Error {
  readonly fileName: string;

  constructor(fileName: string, options: { cause?: unknown } = {}) {
    super(`${fileName} cannot be read`, options);
    this.name = 'UnreadableFileError';
    this.fileName = fileName;
  }
}

export interface UploadOptions {
  /** 0…1 */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

type UploadApi = Pick<Api, 'assets'>;
const SLICE = 0x8000;

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += SLICE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  }
  return btoa(binary);
}

async function bytesOf(file: File, from: number, to: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (cause) {
    throw new UnreadableFileError(file.name, { cause });
  }
}

/**
 * Brings a file into the library, in chunks over whatever the page is connected by; no rate of the HTTP door binds it.
 * Rejects with UnreadableFileError for a folder, or the contract's error: `payload-too-large`, `unsupported-media`,
 * `media-too-large`, `broken-media`, `disk-full`. An aborted upload leaves nothing behind.
 */
export async function uploadAsset(api: UploadApi, file: File, options: UploadOptions = {}): Promise<LibraryAsset> {
  const { onProgress, signal } = options;
  // A folder says its size is that of an entry; only reading it tells.
  let next = await bytesOf(file, 0, UPLOAD_CHUNK_BYTES);
  const { uploadId } = await api.assets.beginUpload({ name: file.name, bytes: file.size });
  try {
    for (let sent = 0; sent < file.size;) {
      signal?.throwIfAborted();
      await api.assets.sendChunk({ uploadId, base64: base64Of(next) });
      sent += next.length;
      onProgress?.(sent / file.size);
      if (sent < file.size) next = await bytesOf(file, sent, sent + UPLOAD_CHUNK_BYTES);
      if (next.length === 0) throw new UnreadableFileError(file.name);
    }
    return await api.assets.finishUpload({ uploadId });
  } catch (error) {
    await api.assets.cancelUpload({ uploadId }).catch(() => undefined);
    throw error;
  }
}

import { PassThrough } from 'node:stream';
import { AppError } from '../../shared/contract/errors.ts';
import { newUuid } from '../platform/ids.ts';
import type { ApiDeps } from './api-deps.ts';

type AssetRow = ReturnType<ApiDeps['assets']['get']>;

interface OpenUpload {
  bytes: PassThrough;
  receivedBytes: number;
  declaredBytes: number;
  stored: Promise<AssetRow>;
  stop: AbortController;
  timer: NodeJS.Timeout;
}

const OPEN_MAX = 8;
/** A window that went away in the middle leaves nothing behind for longer. */
const IDLE_MS = 60_000;

/**
 * Takes files in chunks over any door. The library's own checks (limit, type by content) run while the bytes come; their
 * errors are answered by the call that meets them.
 */
export function createUploadDesk(deps: Pick<ApiDeps, 'assets'>) {
  const { assets } = deps;
  const uploads = new Map<string, OpenUpload>();

  const of = (uploadId: string): OpenUpload => {
    const upload = uploads.get(uploadId);
    if (upload === undefined) throw new AppError('not-found', 'no such upload', { what: 'upload', id: uploadId });
    return upload;
  };
  const end = (uploadId: string): void => {
    const upload = uploads.get(uploadId);
    if (upload === undefined) return;
    uploads.delete(uploadId);
    clearTimeout(upload.timer);
    upload.stop.abort();
    upload.bytes.destroy();
  };
  const rest = (uploadId: string): NodeJS.Timeout => setTimeout(() => end(uploadId), IDLE_MS).unref();

  return {
    /** Throws AppError `payload-too-large` naming file and limit, `not-possible-now` while too many are open. */
    begin(name: string, declaredBytes: number): string {
      if (declaredBytes > assets.limitBytes)
        throw new AppError('payload-too-large', 'the file is too large', {
          what: name,
          megabytes: Math.ceil(declaredBytes / 1_048_576),
          limitMegabytes: Math.round(assets.limitBytes / 1_048_576),
        });
      if (uploads.size >= OPEN_MAX)
        throw new AppError('not-possible-now', 'too many uploads at once', { what: 'upload', state: 'busy' });
      const uploadId = newUuid();
      const bytes = new PassThrough();
      const stop = new AbortController();
      const stored = assets.importStream(bytes, { name, source: 'upload', signal: stop.signal });
      // Answered by `send` or `finish`, whichever comes next; until then it is nobody's.
      stored.catch(() => bytes.destroy());
      bytes.on('error', () => undefined);
      uploads.set(uploadId, { bytes, receivedBytes: 0, declaredBytes, stored, stop, timer: rest(uploadId) });
      return uploadId;
    },
    /** Resolves when the bytes are taken, so that a sender is never faster than the disk. */
    async send(uploadId: string, chunk: Buffer): Promise<number> {
      const upload = of(uploadId);
      clearTimeout(upload.timer);
      upload.timer = rest(uploadId);
      upload.receivedBytes += chunk.length;
      if (upload.receivedBytes > upload.declaredBytes) {
        end(uploadId);
        throw new AppError('invalid-input', 'more bytes than were announced', {
          issues: [{ path: 'bytes', code: 'too-large', params: { limit: upload.declaredBytes } }],
        });
      }
      const isRoom = upload.bytes.destroyed || upload.bytes.write(chunk);
      if (!isRoom) {
        const drained = new Promise<void>((resolve) => {
          upload.bytes.once('drain', resolve);
          upload.bytes.once('close', resolve);
        });
        await Promise.race([drained, upload.stored]).catch(() => undefined);
      }
      if (upload.bytes.destroyed) {
        uploads.delete(uploadId);
        clearTimeout(upload.timer);
        await upload.stored;
      }
      return upload.receivedBytes;
    },
    async finish(uploadId: string): Promise<AssetRow> {
      const upload = of(uploadId);
      clearTimeout(upload.timer);
      uploads.delete(uploadId);
      if (upload.receivedBytes !== upload.declaredBytes) {
        upload.stop.abort();
        upload.bytes.destroy();
        throw new AppError('invalid-input', 'fewer bytes than were announced', {
          issues: [{ path: 'bytes', code: 'too-small', params: { limit: upload.declaredBytes } }],
        });
      }
      upload.bytes.end();
      return upload.stored;
    },
    cancel: end,
  };
}

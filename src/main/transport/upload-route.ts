import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { AppError } from '../../shared/contract/errors.ts';

/** Takes one file into the library; the type is told by content, the limit is kept while bytes come in. */
export interface UploadDesk {
  limitBytes: number;
  store(stream: Readable, options: { name: string; signal: AbortSignal }): Promise<unknown>;
}

const tooLarge = (name: string, bytes: number, limitBytes: number): AppError =>
  new AppError('payload-too-large', 'the file is too large', {
    what: name,
    megabytes: Math.ceil(bytes / 1_048_576),
    limitMegabytes: Math.round(limitBytes / 1_048_576),
  });

const faulty = (path: string, code: string): AppError =>
  new AppError('invalid-input', 'the upload cannot be read', { issues: [{ path, code, params: {} }] });

/** Names the file and the limit, whoever noticed that it was too much. */
function withLimit(error: unknown, name: string, bytes: number, limitBytes: number): unknown {
  return error instanceof AppError && error.code === 'payload-too-large'
    ? tooLarge(name, Math.max(bytes, limitBytes + 1), limitBytes)
    : error;
}

/** A name from a header, as the person wrote it; a broken one is none. */
function nameOfRaw(request: IncomingMessage): string {
  const header = request.headers['x-file-name'];
  try {
    return typeof header === 'string' && header !== '' ? decodeURIComponent(header).slice(0, 1_000) : 'upload';
  } catch {
    return 'upload';
  }
}

async function uploadRaw(request: IncomingMessage, desk: UploadDesk, signal: AbortSignal): Promise<unknown> {
  const name = nameOfRaw(request);
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > desk.limitBytes) throw tooLarge(name, declared, desk.limitBytes);
  try {
    return await desk.store(request, { name, signal });
  } catch (error) {
    throw withLimit(error, name, declared, desk.limitBytes);
  }
}

function uploadForm(request: IncomingMessage, desk: UploadDesk, signal: AbortSignal): Promise<unknown> {
  const declared = Number(request.headers['content-length'] ?? 0);
  return new Promise((resolve, reject) => {
    let stored: Promise<unknown> | undefined;
    let form: busboy.Busboy;
    try {
      form = busboy({
        headers: request.headers,
        defParamCharset: 'utf8',
        limits: { files: 1, fields: 0, fileSize: desk.limitBytes + 1, parts: 2, headerPairs: 50 },
      });
    } catch {
      reject(faulty('', 'wrong-type'));
      return;
    }
    const stop = (error: unknown): void => {
      request.unpipe(form);
      reject(error as Error);
    };
    form.on('file', (field, file, { filename }) => {
      const name = (filename as string | undefined) ?? 'upload';
      if (field !== 'file') {
        file.resume();
        stop(faulty(field.slice(0, 100), 'unknown-field'));
        return;
      }
      const bytes = new PassThrough();
      file.on('error', (error) => bytes.destroy(error));
      file.pipe(bytes);
      stored = desk.store(bytes, { name, signal }).catch((error: unknown) => {
        throw withLimit(error, name, declared, desk.limitBytes);
      });
      // Too large or no media at all: no reason to take in the rest.
      stored.catch((error: unknown) => {
        file.resume();
        stop(error);
      });
    });
    form.on('filesLimit', () => stop(faulty('file', 'other')));
    form.on('fieldsLimit', () => stop(faulty('field', 'unknown-field')));
    form.on('partsLimit', () => stop(faulty('file', 'other')));
    form.on('error', () => stop(faulty('', 'wrong-type')));
    form.on('close', () => {
      if (stored === undefined) reject(faulty('file', 'required'));
      else stored.then(resolve, reject);
    });
    request.on('aborted', () => form.destroy(new Error('the upload was cut short')));
    request.pipe(form);
  });
}

/**
 * `POST /upload-asset`: `multipart/form-data` with one field `file`, or the bytes themselves with an optional name in
 * `X-File-Name` (URI-encoded). Throws AppError `payload-too-large` naming file and limit, `unsupported-media`,
 * `broken-media`, `media-too-large`, `invalid-input`.
 */
export function receiveUpload(request: IncomingMessage, desk: UploadDesk, signal: AbortSignal): Promise<unknown> {
  const isForm = /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');
  return isForm ? uploadForm(request, desk, signal) : uploadRaw(request, desk, signal);
}

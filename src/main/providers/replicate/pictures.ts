import { readFile } from 'node:fs/promises';
import { AppError } from '../../../shared/contract/errors.ts';
import { errorCodeOf, plainFault } from '../http/network-fault.ts';
import { markPicture } from '../mark-picture.ts';
import { multipartBody } from '../multipart.ts';
import { ProviderError } from '../remote-port.ts';
import type { MediaInput, RemoteContext, RemoteOrder } from '../remote-port.ts';
import { parseUpload } from './response.ts';
import type { SentPictures } from './request.ts';
import type { Session } from './session.ts';

/** The OpenAPI document recommends at most 256 KB for a data URI. */
export const MAX_DATA_URI_CHARS = 256 * 1024;
const MAX_UPLOAD_BYTES = 100_000_000;
const UPLOAD_TOTAL_MS = 300_000;

async function readPicture(input: MediaInput): Promise<Buffer> {
  if (input.bytes > MAX_UPLOAD_BYTES) {
    throw new ProviderError(plainFault('invalid-request', 'a picture is larger than 100 MB'));
  }
  try {
    return await readFile(input.path);
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'EMFILE' || code === 'ENFILE') throw new ProviderError(plainFault('too-many-files', code));
    throw new AppError('media-missing', 'a picture of the order cannot be read', { cause: code });
  }
}

async function upload(
  session: Session,
  file: { bytes: Buffer; mime: string; name: string },
  nonce: string,
  context: RemoteContext,
): Promise<string> {
  const form = multipartBody([
    { name: 'content', fileName: file.name, mime: file.mime, bytes: file.bytes },
    { name: 'metadata', fileName: 'blob', mime: 'application/json', bytes: Buffer.from(JSON.stringify({ nonce })) },
  ]);
  const { answer } = await session.call(
    {
      method: 'POST',
      path: '/files',
      body: form.body,
      headers: { 'content-type': form.contentType },
      totalMs: UPLOAD_TOTAL_MS,
    },
    context,
  );
  const address = parseUpload(answer.json);
  if (address === undefined) throw new ProviderError(plainFault('malformed-response', 'an upload without an address'));
  return address;
}

async function send(
  session: Session,
  input: MediaInput,
  name: string,
  nonce: string,
  context: RemoteContext,
): Promise<string> {
  const original = await readPicture(input);
  const bytes = markPicture(original, nonce);
  const prefix = `data:${input.mime};base64,`;
  // What cannot be marked goes up as a file: its address is what differs between attempts.
  if (bytes !== null && prefix.length + Math.ceil(bytes.length / 3) * 4 <= MAX_DATA_URI_CHARS) {
    return `${prefix}${bytes.toString('base64')}`;
  }
  const extension = input.mime.replace(/^.*\//, '').replace('jpeg', 'jpg');
  return upload(session, { bytes: bytes ?? original, mime: input.mime, name: `${name}.${extension}` }, nonce, context);
}

/**
 * The order's pictures as the provider takes them: a data URI up to 256 KB, else a fresh upload. Each carries the nonce
 * (decision 29). Throws ProviderError, AppError `media-missing`.
 */
export async function sendPictures(
  session: Session,
  order: RemoteOrder,
  nonce: string,
  context: RemoteContext,
): Promise<SentPictures> {
  const one = (input: MediaInput, name: string) => send(session, input, name, nonce, context);
  if (order.kind === 'image') {
    const references: string[] = [];
    for (const [at, input] of order.references.entries()) references.push(await one(input, `reference-${at + 1}`));
    return { start: null, end: null, references };
  }
  const start = order.start === null ? null : await one(order.start, 'start');
  const end = order.end === null ? null : await one(order.end, 'end');
  return { start, end, references: [] };
}

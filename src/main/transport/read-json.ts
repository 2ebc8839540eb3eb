import type { IncomingMessage } from 'node:http';
import { AppError } from '../../shared/contract/errors.ts';

export const JSON_BODY_MAX_BYTES = 1024 * 1024;

const tooLarge = (limitBytes: number, bytes: number): AppError =>
  new AppError('payload-too-large', 'the body is too large', {
    what: 'body',
    megabytes: Math.ceil(bytes / 1_048_576),
    limitMegabytes: limitBytes / 1_048_576,
  });

/**
 * The JSON body of a request; `undefined` for an empty one. Throws AppError `payload-too-large` as soon as it is too much,
 * `unsupported-media` for another content type, `invalid-input` for text that is not JSON.
 */
export async function readJson(request: IncomingMessage, limitBytes = JSON_BODY_MAX_BYTES): Promise<unknown> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limitBytes) throw tooLarge(limitBytes, declared);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limitBytes) throw tooLarge(limitBytes, bytes);
    chunks.push(chunk);
  }
  if (bytes === 0) return undefined;
  const type = request.headers['content-type'] ?? '';
  // A form that another page posts cannot say this without asking first.
  if (!/^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i.test(type))
    throw new AppError('unsupported-media', 'wants JSON', { what: 'body', found: type.slice(0, 100) || 'unnamed' });
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    throw new AppError('invalid-input', 'the body is not JSON', {
      issues: [{ path: '', code: 'not-json', params: { detail: 'body' } }],
    });
  }
}

import { createHash } from 'node:crypto';

export interface FormPart {
  name: string;
  fileName: string;
  mime: string;
  bytes: Uint8Array;
}

const safeName = (name: string): string => name.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 200);

/** A `multipart/form-data` body and its content type. The boundary follows from the bytes, so that it is not in them by chance. */
export function multipartBody(parts: readonly FormPart[]): { body: Buffer; contentType: string } {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part.bytes);
  const boundary = `framewright-${hash.digest('hex')}`;
  const pieces = parts.flatMap((part) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${safeName(part.name)}"; filename="${safeName(part.fileName)}"\r\n` +
        `content-type: ${part.mime}\r\n\r\n`,
    ),
    part.bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

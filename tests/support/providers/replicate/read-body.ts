/** Reads requests: whole bodies, and the parts of a multipart upload. */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import busboy from 'busboy';

export interface UploadParts {
  name: string;
  contentType: string;
  metadata: Record<string, unknown>;
  bytes: Buffer;
}

/**
 * The whole body. `onBytes` sees the running total and may end the connection. Null when the client went away or the
 * body is above `limit` bytes (the rest is then read and thrown away).
 */
export async function readBody(
  req: IncomingMessage,
  limit: number,
  onBytes?: (total: number) => void,
): Promise<Buffer | 'too-large' | null> {
  const parts: Buffer[] = [];
  let total = 0;
  return new Promise((resolve) => {
    req.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (total <= limit) parts.push(chunk);
      else parts.length = 0;
      onBytes?.(total);
    });
    req.on('end', () => resolve(total > limit ? 'too-large' : Buffer.concat(parts)));
    req.on('close', () => resolve(null));
    req.on('error', () => resolve(null));
  });
}

function parseMetadata(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Undefined when there is no part `content` or the body is no multipart. */
export async function parseUpload(contentType: string, body: Buffer): Promise<UploadParts | undefined> {
  const found: { content?: Omit<UploadParts, 'metadata'>; metadata: Record<string, unknown> } = { metadata: {} };
  const fields: Record<string, string> = {};
  try {
    const parser = busboy({ headers: { 'content-type': contentType }, limits: { fileSize: Infinity } });
    parser.on('file', (part, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if (part === 'content') found.content = { name: info.filename ?? 'file', contentType: info.mimeType, bytes };
        if (part === 'metadata') found.metadata = parseMetadata(bytes.toString());
      });
    });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    await new Promise<void>((resolve, reject) => {
      parser.on('close', resolve);
      parser.on('error', reject);
      Readable.from([body]).pipe(parser);
    });
  } catch {
    return undefined;
  }
  if (found.content === undefined) return undefined;
  const metadata = fields['metadata'] === undefined ? found.metadata : parseMetadata(fields['metadata']);
  const { name, contentType: type, bytes } = found.content;
  return { name: fields['filename'] ?? name, contentType: fields['type'] ?? type, metadata, bytes };
}

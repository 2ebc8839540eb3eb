import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { CustomScheme } from 'electron';
import { parseRange } from '../transport/byte-range.ts';
import { mimeOfAppFile, resolveRealInside } from '../transport/safe-path.ts';
import { securityHeaders } from '../transport/security-headers.ts';
import { APP_ORIGIN, APP_SCHEME, MEDIA_SCHEME } from './app-url.ts';

/** SECURITY: E3. Never `bypassCSP`, `allowServiceWorkers` or `allowExtensions`. */
export const SCHEMES: CustomScheme[] = [
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  { scheme: MEDIA_SCHEME, privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } },
];

const headersOf = (more: Record<string, string>): Record<string, string> => ({
  ...securityHeaders([`${MEDIA_SCHEME}:`]),
  ...more,
});
const plain = (status: number): Response =>
  new Response(null, { status, headers: headersOf({ 'content-type': 'text/plain' }) });

/** SECURITY: E3, E4. Answers `fw-app://app/…` with the files of the built page, each under the strict policy. */
export function createAppHandler(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405);
    // The raw address: `URL` would already have folded `..` away.
    const raw = request.url.slice(APP_ORIGIN.length).replace(/[?#].*$/s, '');
    if (!request.url.startsWith(`${APP_ORIGIN}/`)) return plain(404);
    const file = await resolveRealInside(root, raw === '/' ? '/index.html' : raw);
    const mime = file === null ? null : mimeOfAppFile(file);
    if (file === null || mime === null) return plain(404);
    const body = await readFile(file).catch(() => null);
    if (body === null) return plain(404);
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
      headers: headersOf({ 'content-type': mime }),
    });
  };
}

/** Finds files by opaque ids. */
export interface ShellMedia {
  asset(id: string): Promise<{ path: string; mime: string }>;
  thumb(id: string): Promise<{ path: string; mime: string }>;
  film(id: string): Promise<{ path: string; mime: string }>;
}

const MEDIA_URL = /^fw-media:\/\/(asset|thumb|film)\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** SECURITY: E4. Answers `fw-media://asset/<id>`, `fw-media://thumb/<id>` and `fw-media://film/<id>` with ranges; an id is never a path. */
export function createMediaHandler(files: ShellMedia): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405);
    const { initiatorOrigin } = request as { initiatorOrigin?: string | null };
    if (initiatorOrigin != null && initiatorOrigin !== APP_ORIGIN) return plain(403);
    const [, kind, id] = MEDIA_URL.exec(request.url) ?? [];
    if (id === undefined) return plain(404);
    try {
      const file = await (kind === 'asset' ? files.asset(id) : kind === 'thumb' ? files.thumb(id) : files.film(id));
      const { size } = await stat(file.path);
      return answerBytes(request, file, size);
    } catch {
      return plain(404);
    }
  };
}

function answerBytes(request: Request, file: { path: string; mime: string }, size: number): Response {
  const range = parseRange(request.headers.get('range'), size);
  const headers = headersOf({ 'content-type': file.mime, 'accept-ranges': 'bytes' });
  if (range.kind === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  const [start, end] = range.kind === 'part' ? [range.start, range.end] : [0, size - 1];
  const isEmpty = request.method === 'HEAD' || size === 0;
  const stream = isEmpty
    ? null
    : (Readable.toWeb(createReadStream(file.path, { start, end })) as WebStream<Uint8Array>);
  return new Response(stream as ConstructorParameters<typeof Response>[0], {
    status: range.kind === 'part' ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(size === 0 ? 0 : end - start + 1),
      ...(range.kind === 'part' ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
    },
  });
}

/** SECURITY: E5. Nothing is read by file address. */
export const refuseFile = (): Response => plain(403);

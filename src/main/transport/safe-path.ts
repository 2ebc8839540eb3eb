import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * SECURITY: E4. The file that a URL path names inside `root`, or null. Decoded once; what is then still encoded, climbs,
 * names a drive, a share or a stream is refused. Looks at no disk.
 */
export function resolveInside(root: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\\:%*?"<>|]/.test(decoded)) return null;
  if (!decoded.startsWith('/') || decoded.startsWith('//')) return null;
  const parts = decoded.split('/');
  if (parts.some((part) => part === '..' || part === '.' || part.endsWith('.') || part.endsWith(' '))) return null;
  const file = resolve(root, `.${decoded}`);
  return isInside(root, file) ? file : null;
}

function isInside(root: string, file: string): boolean {
  const way = relative(resolve(root), file);
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !isAbsolute(way));
}

/** The same after links are followed: a link inside that points out is refused. Null also where nothing is. */
export async function resolveRealInside(root: string, urlPath: string): Promise<string | null> {
  const file = resolveInside(root, urlPath);
  if (file === null) return null;
  try {
    const [realRoot, realFile] = await Promise.all([realpath(root), realpath(file)]);
    return isInside(realRoot, realFile) ? realFile : null;
  } catch {
    return null;
  }
}

/** Fixed table: a file's kind is ours to say, never the caller's. */
const MIME: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  ttf: 'font/ttf',
  woff2: 'font/woff2',
};

/** MIME type of a file of the app, by its extension; null for what the app does not have. */
export function mimeOfAppFile(file: string): string | null {
  return MIME[/\.([a-z0-9]+)$/.exec(file)?.[1] ?? ''] ?? null;
}

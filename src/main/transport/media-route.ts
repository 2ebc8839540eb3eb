import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/contract/errors.ts';
import { parseRange } from './byte-range.ts';

/** A file behind an id. */
export interface SentFile {
  path: string;
  mime: string;
  /** For a download, and for a cache that may keep it; null for files of the page. */
  name: string | null;
}

/** Finds files by opaque ids: throws AppError `not-found` or `media-missing`. */
export interface MediaLookup {
  asset(id: string): Promise<SentFile>;
  /** A small copy of a picture. */
  thumb(id: string): Promise<SentFile>;
  film(exportId: string): Promise<SentFile>;
  jobVideo(jobId: string, variation: number): Promise<SentFile>;
  jobExport(jobId: string, wish: { format?: string; quality?: string; variation: number }): Promise<SentFile>;
  jobThumbnail(jobId: string): Promise<SentFile>;
}

export type MediaTarget =
  | { kind: 'asset' | 'film' | 'thumb' | 'thumbnail'; id: string }
  | { kind: 'video'; id: string; variation: number }
  | { kind: 'export'; id: string; variation: number; format?: string; quality?: string };

const ID = '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})';
const ASSET = new RegExp(`^/media/${ID}$`);
const THUMB = new RegExp(`^/media/thumbs/${ID}$`);
const FILM = new RegExp(`^/media/films/${ID}$`);
const JOB = new RegExp(`^/api/v2/jobs/${ID}/(video|thumbnail|export)$`);

function refusedQuery(name: string): AppError {
  return new AppError('invalid-input', 'not a parameter', {
    issues: [{ path: name, code: 'unknown-field', params: {} }],
  });
}

/**
 * What a path asks for; null when it is no media path. Only whole ids match, so nothing of a path is left over.
 * Throws AppError `invalid-input` for a parameter that is none.
 */
export function mediaTargetOf(pathname: string, query: URLSearchParams): MediaTarget | null {
  const asset = ASSET.exec(pathname)?.[1];
  const film = FILM.exec(pathname)?.[1];
  const thumb = THUMB.exec(pathname)?.[1];
  const [, jobId, what] = JOB.exec(pathname) ?? [];
  if (asset === undefined && film === undefined && thumb === undefined && jobId === undefined) return null;
  const allowed = what === 'video' ? ['variation'] : what === 'export' ? ['variation', 'format', 'quality'] : [];
  for (const name of query.keys()) if (!allowed.includes(name)) throw refusedQuery(name);
  if (asset !== undefined) return { kind: 'asset', id: asset };
  if (film !== undefined) return { kind: 'film', id: film };
  if (thumb !== undefined) return { kind: 'thumb', id: thumb };
  const given = query.get('variation') ?? '1';
  if (!/^[1-3]$/.test(given))
    throw new AppError('invalid-input', 'no such variation', {
      issues: [{ path: 'variation', code: 'not-a-choice', params: { choices: '1, 2, 3' } }],
    });
  const variation = Number(given);
  const id = jobId ?? '';
  if (what === 'video') return { kind: 'video', id, variation };
  if (what === 'thumbnail') return { kind: 'thumbnail', id };
  const format = query.get('format');
  const quality = query.get('quality');
  return {
    kind: 'export',
    id,
    variation,
    ...(format === null ? {} : { format }),
    ...(quality === null ? {} : { quality }),
  };
}

/** The file of a target. */
export function findMedia(files: MediaLookup, target: MediaTarget): Promise<SentFile> {
  switch (target.kind) {
    case 'asset':
      return files.asset(target.id);
    case 'film':
      return files.film(target.id);
    case 'thumb':
      return files.thumb(target.id);
    case 'thumbnail':
      return files.jobThumbnail(target.id);
    case 'video':
      return files.jobVideo(target.id, target.variation);
    case 'export':
      return files.jobExport(target.id, target);
  }
}

/** `filename` in ASCII for old readers and `filename*` in UTF-8; quotes and control characters cannot get out. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replaceAll(/[^\u0020-\u007e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}

/** Sends a file with ranges (206, 416) and HEAD. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: SentFile,
  disposition: 'inline' | 'attachment' = 'inline',
): Promise<void> {
  const { size } = await stat(file.path).catch((cause: unknown) => {
    throw new AppError('media-missing', 'the file is gone', { what: file.name }, { cause });
  });
  const range = parseRange(request.headers.range, size);
  const headers = {
    'content-type': file.mime,
    'accept-ranges': 'bytes',
    ...(file.name === null
      ? {}
      : {
          'content-disposition': contentDisposition(disposition, file.name),
          // What an id names never changes; the browser may keep it, nobody between us may.
          'cache-control': 'private, max-age=31536000, immutable',
        }),
  };
  if (range.kind === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${size}`, 'content-length': 0 }).end();
    return;
  }
  const start = range.kind === 'part' ? range.start : 0;
  const end = range.kind === 'part' ? range.end : size - 1;
  response.writeHead(range.kind === 'part' ? 206 : 200, {
    ...headers,
    'content-length': size === 0 ? 0 : end - start + 1,
    ...(range.kind === 'part' ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
  });
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(file.path, { start, end }), response);
  } catch {
    // The player seeks or leaves in the middle: that is how video is watched.
    response.destroy();
  }
}

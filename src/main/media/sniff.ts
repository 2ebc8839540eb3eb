/** Says by content what a foreign file is, before any decoder sees it (reliability.md M1). Names and endings count nothing. */
import { open } from 'node:fs/promises';
import { AppError } from '../../shared/contract/errors.ts';
import { familyOf } from '../platform/file-signature.ts';
import { exhaustedError } from './ffmpeg-error.ts';
import { MAX_PIXELS } from './args/flag-blocks.ts';
import { readImageSize } from './image-header.ts';
import type { FfmpegInput } from './media-types.ts';
import { findMatroskaDocType, isAdts, isMp3Frame } from './sniff-bits.ts';

export interface SniffedMedia {
  kind: 'image' | 'video' | 'audio';
  mime: string;
  /** Without the dot; what the file should be called. */
  extension: string;
  container: 'mp4' | 'mov' | 'webm' | 'matroska' | 'wav' | 'mp3' | 'aac' | 'flac' | 'ogg' | 'png' | 'jpeg' | 'webp';
  /** FFmpeg's demuxer to force with `-f`. */
  demuxer: string;
  /** Of images, from the header. */
  widthPx?: number;
  heightPx?: number;
}

const HEAD_BYTES = 65_536;

const KINDS: Readonly<Record<SniffedMedia['container'], SniffedMedia>> = {
  mp4: { kind: 'video', mime: 'video/mp4', extension: 'mp4', container: 'mp4', demuxer: 'mov' },
  mov: { kind: 'video', mime: 'video/quicktime', extension: 'mov', container: 'mov', demuxer: 'mov' },
  webm: { kind: 'video', mime: 'video/webm', extension: 'webm', container: 'webm', demuxer: 'matroska' },
  matroska: { kind: 'video', mime: 'video/x-matroska', extension: 'mkv', container: 'matroska', demuxer: 'matroska' },
  wav: { kind: 'audio', mime: 'audio/wav', extension: 'wav', container: 'wav', demuxer: 'wav' },
  mp3: { kind: 'audio', mime: 'audio/mpeg', extension: 'mp3', container: 'mp3', demuxer: 'mp3' },
  aac: { kind: 'audio', mime: 'audio/aac', extension: 'aac', container: 'aac', demuxer: 'aac' },
  flac: { kind: 'audio', mime: 'audio/flac', extension: 'flac', container: 'flac', demuxer: 'flac' },
  ogg: { kind: 'audio', mime: 'audio/ogg', extension: 'ogg', container: 'ogg', demuxer: 'ogg' },
  png: { kind: 'image', mime: 'image/png', extension: 'png', container: 'png', demuxer: 'png_pipe' },
  jpeg: { kind: 'image', mime: 'image/jpeg', extension: 'jpg', container: 'jpeg', demuxer: 'jpeg_pipe' },
  webp: { kind: 'image', mime: 'image/webp', extension: 'webp', container: 'webp', demuxer: 'webp_pipe' },
};
const M4A: SniffedMedia = { kind: 'audio', mime: 'audio/mp4', extension: 'm4a', container: 'mp4', demuxer: 'mov' };

/** Text that makes FFmpeg or a browser open other files. Refused by name, so that the message can say what it is. */
const DISGUISES: readonly (readonly [RegExp, string])[] = [
  [/^#EXTM3U/i, 'hls-playlist'],
  [/^ffconcat/i, 'concat-list'],
  [/^v=0\s/, 'session-description'],
  [/^;FFMETADATA/i, 'ffmetadata'],
  [/^\[Script Info\]/i, 'subtitles'],
  [/<MPD[\s>]/i, 'dash-manifest'],
  [/<svg[\s>]/i, 'svg'],
  [/^<\?xml/i, 'xml'],
  [/^<(?:!doctype|html)/i, 'html'],
  [/^%PDF/, 'pdf'],
];

/** How QuickTime files begin that have no `ftyp`. */
const MOV_ATOMS = new Set(['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);

function ascii(head: Buffer, start: number, length: number): string {
  return head.toString('latin1', start, start + length);
}

function recognise(head: Buffer): SniffedMedia | undefined {
  if (head.length < 12) return undefined;
  const family = familyOf(head);
  if (family === 'm4a') return M4A;
  if (family !== undefined && family !== 'ebml') return KINDS[family];
  const start = ascii(head, 0, 4);
  if (start === 'fLaC') return KINDS.flac;
  if (start === 'OggS') return KINDS.ogg;
  if (family === 'ebml') {
    const docType = findMatroskaDocType(head);
    if (docType === 'webm') return KINDS.webm;
    return docType === 'matroska' ? KINDS.matroska : undefined;
  }
  if (start.startsWith('ID3')) return KINDS.mp3;
  if (isAdts(head)) return KINDS.aac;
  if (isMp3Frame(head)) return KINDS.mp3;
  return MOV_ATOMS.has(ascii(head, 4, 4)) && head.readUInt32BE(0) !== 0 ? KINDS.mov : undefined;
}

/** What a refused text is, for the message; undefined for unknown bytes. */
function disguiseOf(head: Buffer): string | undefined {
  // The first characters count after a byte order mark and white space: demuxers skip both.
  const text = head.toString('latin1', 0, 4_096).replace(/^(?:\xef\xbb\xbf)?\s*/, '');
  return DISGUISES.find(([pattern]) => pattern.test(text))?.[1];
}

function withSize(media: SniffedMedia, head: Buffer): SniffedMedia {
  if (media.kind !== 'image') return media;
  const size = readImageSize(media.container, head);
  if (size === undefined) return media;
  if (size.widthPx < 1 || size.heightPx < 1) {
    throw new AppError('broken-media', 'The picture has no size', { reason: 'header', ...size });
  }
  if (size.widthPx * size.heightPx > MAX_PIXELS) {
    throw new AppError('media-too-large', 'The picture has too many pixels', { ...size, limitPixels: MAX_PIXELS });
  }
  return { ...media, ...size };
}

/** Sniffs bytes; see `sniffMedia`. Pure. */
export function sniffBytes(head: Buffer): SniffedMedia {
  if (head.length === 0) throw new AppError('broken-media', 'The file is empty', { reason: 'empty' });
  const media = recognise(head);
  if (media !== undefined) return withSize(media, head);
  const reason = disguiseOf(head) ?? 'unknown';
  throw new AppError('unsupported-media', 'The content is none of the accepted formats', {
    reason,
    // For the sentence: a short name of the kind, which stands in both languages.
    found: reason === 'unknown' ? 'unknown data' : reason,
  });
}

/**
 * What a file (absolute path) or its first bytes are, from the first 64 KiB. Accepts MP4/MOV, WebM/MKV, WAV, MP3, AAC,
 * FLAC, Ogg, PNG, JPEG, WebP. Throws `unsupported-media` for all else, with what it really is as reason;
 * `media-too-large` for pictures above 67,108,864 pixels; `broken-media` for empty ones; `media-missing`.
 */
export async function sniffMedia(source: string | Buffer): Promise<SniffedMedia> {
  if (typeof source !== 'string') return sniffBytes(source);
  const head = await readHead(source);
  return sniffBytes(head);
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw (
      exhaustedError(error) ??
      new AppError('media-missing', 'The media file cannot be opened', { path }, { cause: error })
    );
  });
  try {
    if (!(await handle.stat()).isFile()) throw new AppError('media-missing', 'The path is no file', { path });
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** An FFmpeg input for a sniffed file: the demuxer is forced, so that FFmpeg cannot come to another opinion (M2). */
export function foreignInput(path: string, media: SniffedMedia, args: readonly string[] = []): FfmpegInput {
  return { path, trust: 'foreign', args: ['-f', media.demuxer, ...args] };
}

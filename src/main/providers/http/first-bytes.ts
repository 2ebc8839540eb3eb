import { familyOf } from '../../platform/file-signature.ts';
import type { FileFamily } from '../../platform/file-signature.ts';

/** What the app takes from a provider (P5). More than a first look is `main/media`'s. */
const MIMES: Partial<Record<FileFamily, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  ebml: 'video/webm',
};

/** What the first bytes of an output say, or null where they are neither picture nor video that the app takes. */
export function mimeOfFirstBytes(bytes: Uint8Array): string | null {
  const family = familyOf(bytes);
  return family === undefined ? null : (MIMES[family] ?? null);
}

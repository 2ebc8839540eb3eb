/** How many bytes from the front decide. */
export const FIRST_BYTES = 16;

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/**
 * What the first bytes of an output say, or null where they are neither picture nor video that the app takes (P5).
 * More than a first look is `main/media`'s.
 */
export function mimeOfFirstBytes(bytes: Uint8Array): string | null {
  if (ascii(bytes, 0, 8) === '\u0089PNG\r\n\u001a\n') return 'image/png';
  if (ascii(bytes, 0, 3) === '\u00ff\u00d8\u00ff') return 'image/jpeg';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  if (ascii(bytes, 4, 8) === 'ftyp') return ascii(bytes, 8, 12) === 'qt  ' ? 'video/quicktime' : 'video/mp4';
  if (ascii(bytes, 0, 4) === '\u001aE\u00df\u00a3') return 'video/webm';
  return null;
}

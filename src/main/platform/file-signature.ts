/** Families of files by their first bytes. `mp4`: any file of that family but QuickTime, pictures and sound. */
export type FileFamily = 'png' | 'jpeg' | 'webp' | 'wav' | 'mp4' | 'mov' | 'm4a' | 'ebml';

/** How many bytes from the front decide. */
export const SIGNATURE_BYTES = 16;

/** Brands of the still-picture side of the family (HEIC, AVIF): nothing here reads them. */
const IMAGE_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis', 'crx ']);

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/**
 * What a file says it is, from its first bytes; undefined for what is none of these. Names and endings count nothing.
 * PNG: RFC 2083. JPEG: its SOI. RIFF forms. `ftyp`: ISO 14496-12. EBML: RFC 8794.
 */
export function familyOf(head: Uint8Array): FileFamily | undefined {
  if (ascii(head, 0, 8) === '\u0089PNG\r\n\u001a\n') return 'png';
  if (ascii(head, 0, 3) === '\u00ff\u00d8\u00ff') return 'jpeg';
  if (ascii(head, 0, 4) === '\u001aE\u00df\u00a3') return 'ebml';
  if (ascii(head, 0, 4) === 'RIFF') {
    const form = ascii(head, 8, 12);
    return form === 'WEBP' ? 'webp' : form === 'WAVE' ? 'wav' : undefined;
  }
  if (ascii(head, 4, 8) !== 'ftyp') return undefined;
  const brand = ascii(head, 8, 12);
  if (IMAGE_BRANDS.has(brand)) return undefined;
  if (brand === 'qt  ') return 'mov';
  return brand === 'M4A ' || brand === 'M4B ' ? 'm4a' : 'mp4';
}

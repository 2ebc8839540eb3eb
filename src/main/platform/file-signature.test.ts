import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { familyOf, SIGNATURE_BYTES } from './file-signature.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text.padEnd(SIGNATURE_BYTES, '\0'), 'latin1');
const ftyp = (brand: string): string => `\0\0\0\u0018ftyp${brand}`;

describe('the family of a file', () => {
  it.each([
    ['png', '\u0089PNG\r\n\u001a\n'],
    ['jpeg', '\u00ff\u00d8\u00ff\u00e0'],
    ['webp', 'RIFF\0\0\0\0WEBP'],
    ['wav', 'RIFF\0\0\0\0WAVE'],
    ['mp4', ftyp('isom')],
    ['mp4', ftyp('avc1')],
    ['mov', ftyp('qt  ')],
    ['m4a', ftyp('M4A ')],
    ['ebml', '\u001aE\u00df\u00a3'],
  ])('%s', (family, text) => expect(familyOf(bytesOf(text))).toBe(family));

  it.each([
    ['a picture of the MP4 family', ftyp('avif')],
    ['another RIFF', 'RIFF\0\0\0\0AVI '],
    ['a page', '<!doctype html>'],
    ['a PNG that lost its line ends', '\u0089PNG\n\u001a\n'],
    ['nothing', ''],
  ])('%s is none', (_what, text) => expect(familyOf(bytesOf(text))).toBeUndefined());

  it('never reads past the bytes that it asks for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(familyOf(bytes)).toBe(familyOf(bytes.subarray(0, SIGNATURE_BYTES)));
      }),
    );
  });
});

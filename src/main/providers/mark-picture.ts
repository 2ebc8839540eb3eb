import { crc32 } from 'node:zlib';

/**
 * The same picture with a few bytes more, so that no two attempts send the same file (decision 29): a tEXt chunk in a
 * PNG, a comment segment in a JPEG. Decoders skip both, and every byte of the picture itself stays. Null for other
 * formats: those are uploaded, and the address is what differs.
 */
export function markPicture(bytes: Buffer, nonce: string): Buffer | null {
  const text = nonce.replace(/[^A-Za-z0-9-]/g, '').slice(0, 64);
  if (bytes.subarray(0, 8).toString('latin1') === '\u0089PNG\r\n\u001a\n') return markPng(bytes, text);
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return markJpeg(bytes, text);
  return null;
}

/** Behind IHDR, which is always the first chunk: 8 bytes signature, 12 + length bytes chunk. */
function markPng(bytes: Buffer, text: string): Buffer | null {
  if (bytes.length < 33 || bytes.subarray(12, 16).toString('latin1') !== 'IHDR') return null;
  const at = 8 + 12 + bytes.readUInt32BE(8);
  if (at > bytes.length) return null;
  const typed = Buffer.from(`tEXtComment\u0000${text}`, 'latin1');
  const chunk = Buffer.alloc(typed.length + 8);
  chunk.writeUInt32BE(typed.length - 4, 0);
  typed.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(typed) >>> 0, 4 + typed.length);
  return Buffer.concat([bytes.subarray(0, at), chunk, bytes.subarray(at)]);
}

/** Behind the APP0/APP1 segments, which some readers want first. */
function markJpeg(bytes: Buffer, text: string): Buffer {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xf0) === 0xe0) {
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  if (at > bytes.length) at = 2;
  const segment = Buffer.alloc(4 + text.length);
  segment.writeUInt16BE(0xfffe, 0);
  segment.writeUInt16BE(2 + text.length, 2);
  segment.write(text, 4, 'latin1');
  return Buffer.concat([bytes.subarray(0, at), segment, bytes.subarray(at)]);
}

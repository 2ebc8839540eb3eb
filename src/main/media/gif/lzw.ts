/** GIF's LZW for 8-bit indices, in sub-blocks. Pure. */

const HASH_BITS = 14;
const HASH_MASK = (1 << HASH_BITS) - 1;
const MAX_CODE = 4_095;
const CLEAR = 256;
const END = 257;

/** Tables that an encoder keeps from frame to frame. */
export interface LzwTables {
  /** Prefix and value in the upper 20 bits, code in the lower 12: one read per pixel. 0 is empty, as no code is 0. */
  entries: Int32Array;
  out: Uint8Array;
  /** The bit stream before it is cut into sub-blocks. */
  stream: Uint8Array;
}

export function createLzwTables(): LzwTables {
  return { entries: new Int32Array(HASH_MASK + 1), out: new Uint8Array(0), stream: new Uint8Array(0) };
}

/**
 * Image data of `indices`: code size, sub-blocks of at most 255 bytes, terminator. A view of the tables' own buffer: good
 * until the next call.
 */
export function lzwEncode(indices: Uint8Array, tables: LzwTables): Uint8Array {
  const most = Math.ceil(indices.length * 1.6) + 1_024;
  if (tables.stream.length < most) {
    tables.stream = new Uint8Array(most);
    tables.out = new Uint8Array(Math.ceil(most * 1.01) + 16);
  }
  const length = writeCodes(indices, tables.entries, tables.stream);
  const { out, stream } = tables;
  out[0] = 8;
  let at = 1;
  for (let from = 0; from < length; from += 255) {
    const size = Math.min(255, length - from);
    out[at] = size;
    out.set(stream.subarray(from, from + size), at + 1);
    at += size + 1;
  }
  out[at] = 0;
  return out.subarray(0, at + 1);
}

/** The codes as bits, lowest first; returns the number of bytes. One function without closures, so that all its state stays in registers. */
function writeCodes(indices: Uint8Array, entries: Int32Array, stream: Uint8Array): number {
  let at = 0;
  let codeSize = 9;
  let next = END + 1;
  let bits = CLEAR;
  let bitCount = codeSize;
  entries.fill(0);
  let prefix = indices[0] as number;
  const count = indices.length;
  for (let index = 1; index < count; index += 1) {
    const value = indices[index] as number;
    const key = (prefix << 8) | value;
    let slot = (Math.imul(key, 0x9e3779b1) >>> (32 - HASH_BITS)) & HASH_MASK;
    let entry = entries[slot] as number;
    while (entry !== 0 && entry >>> 12 !== key) {
      slot = (slot + 1) & HASH_MASK;
      entry = entries[slot] as number;
    }
    if (entry !== 0) {
      prefix = entry & MAX_CODE;
      continue;
    }
    bits |= prefix << bitCount;
    bitCount += codeSize;
    while (bitCount >= 8) {
      stream[at] = bits;
      at += 1;
      bits >>>= 8;
      bitCount -= 8;
    }
    prefix = value;
    if (next <= MAX_CODE) {
      entries[slot] = (key << 12) | next;
      // The decoder is one entry behind: the width grows when the code just written no longer fits.
      if (next === 1 << codeSize && codeSize < 12) codeSize += 1;
      next += 1;
    } else {
      bits |= CLEAR << bitCount;
      bitCount += codeSize;
      while (bitCount >= 8) {
        stream[at] = bits;
        at += 1;
        bits >>>= 8;
        bitCount -= 8;
      }
      entries.fill(0);
      codeSize = 9;
      next = END + 1;
    }
  }
  for (const code of count > 0 ? [prefix, END] : [END]) {
    bits |= code << bitCount;
    bitCount += codeSize;
    while (bitCount > 0) {
      stream[at] = bits;
      if (bitCount < 8) break;
      at += 1;
      bits >>>= 8;
      bitCount -= 8;
    }
    if (code !== END && next === 1 << codeSize && codeSize < 12) codeSize += 1;
  }
  return at + (bitCount > 0 ? 1 : 0);
}

/** GIF's LZW for 8-bit indices, in sub-blocks. Pure. */

const HASH_SIZE = 1 << 14;
const MAX_CODE = 4_095;
const CLEAR = 256;
const END = 257;

/** Tables that an encoder keeps from frame to frame. */
export interface LzwTables {
  keys: Int32Array;
  codes: Uint16Array;
  out: Uint8Array;
}

export function createLzwTables(): LzwTables {
  return { keys: new Int32Array(HASH_SIZE), codes: new Uint16Array(HASH_SIZE), out: new Uint8Array(0) };
}

/**
 * Image data of `indices`: code size, sub-blocks of at most 255 bytes, terminator. A view of the tables' own buffer: good
 * until the next call.
 */
export function lzwEncode(indices: Uint8Array, tables: LzwTables): Uint8Array {
  const { keys, codes } = tables;
  const most = Math.ceil(indices.length * 1.6) + 1_024;
  if (tables.out.length < most) tables.out = new Uint8Array(most);
  const { out } = tables;
  out[0] = 8;
  let block = 1;
  let at = 2;
  let bits = 0;
  let bitCount = 0;
  let codeSize = 9;
  let next = END + 1;

  const emit = (code: number): void => {
    bits |= code << bitCount;
    bitCount += codeSize;
    while (bitCount >= 8) {
      if (at - block === 256) {
        out[block] = 255;
        block = at;
        at += 1;
      }
      out[at] = bits & 0xff;
      at += 1;
      bits >>>= 8;
      bitCount -= 8;
    }
  };

  keys.fill(-1);
  emit(CLEAR);
  let prefix = indices[0] ?? 0;
  for (let index = 1; index < indices.length; index += 1) {
    const value = indices[index] as number;
    const key = (prefix << 8) | value;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 18) & (HASH_SIZE - 1);
    let found = keys[slot] as number;
    while (found !== key && found !== -1) {
      slot = (slot + 1) & (HASH_SIZE - 1);
      found = keys[slot] as number;
    }
    if (found === key) {
      prefix = codes[slot] as number;
      continue;
    }
    emit(prefix);
    prefix = value;
    if (next <= MAX_CODE) {
      keys[slot] = key;
      codes[slot] = next;
      // The decoder is one entry behind: the width grows when the code just written no longer fits.
      if (next === 1 << codeSize && codeSize < 12) codeSize += 1;
      next += 1;
    } else {
      emit(CLEAR);
      keys.fill(-1);
      codeSize = 9;
      next = END + 1;
    }
  }
  if (indices.length > 0) emit(prefix);
  if (next === 1 << codeSize && codeSize < 12) codeSize += 1;
  emit(END);
  if (bitCount > 0) {
    if (at - block === 256) {
      out[block] = 255;
      block = at;
      at += 1;
    }
    out[at] = bits & 0xff;
    at += 1;
  }
  out[block] = at - block - 1;
  out[at] = 0;
  return out.subarray(0, at + 1);
}

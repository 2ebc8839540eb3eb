/** GIF's LZW for 8-bit indices, in sub-blocks. Pure. */

const HASH_BITS = 14;
const HASH_MASK = (1 << HASH_BITS) - 1;
const HASH_SHIFT = 32 - HASH_BITS;
const CODE_LIMIT = 4_096;
const MAX_CODE = CODE_LIMIT - 1;
const CLEAR = 256;
const END = 257;

/** Tables that an encoder keeps from frame to frame. */
export interface LzwTables {
  /** Prefix and value in the upper 20 bits, code in the lower 12: one read per pixel. 0 is empty, as no code is 0. */
  entries: Int32Array;
  /** By value, the longest run of it that has a code, and by value and length that code: a run is one step, not one per pixel. */
  runLengths: Uint16Array;
  runCodes: Uint16Array;
  /** The bit stream before it is cut into sub-blocks, 16 bits at a time, lowest first. */
  stream: Uint16Array<ArrayBuffer>;
}

export function createLzwTables(): LzwTables {
  const runCodes = new Uint16Array(256 * CODE_LIMIT);
  for (let value = 0; value < 256; value += 1) runCodes[value * CODE_LIMIT + 1] = value;
  return {
    entries: new Int32Array(HASH_MASK + 1),
    runLengths: new Uint16Array(256),
    runCodes,
    stream: new Uint16Array(0),
  };
}

/**
 * Image data of `indices`: code size, sub-blocks of at most 255 bytes, terminator. `headBytes` are left free in front of
 * it, for what the caller puts there without copying the data once more.
 */
export function lzwEncode(indices: Uint8Array, tables: LzwTables, headBytes = 0): Uint8Array<ArrayBuffer> {
  // At worst a code of 12 bits per pixel, and a clear code for every 3,838 of them.
  const most = Math.ceil(indices.length * 0.8) + 512;
  if (tables.stream.length < most) tables.stream = new Uint16Array(most);
  const length = writeCodes(indices, tables);
  const stream = new Uint8Array(tables.stream.buffer, 0, length);
  const out = new Uint8Array(headBytes + 2 + length + Math.ceil(length / 255));
  out[headBytes] = 8;
  let at = headBytes + 1;
  for (let from = 0; from < length; from += 255) {
    const size = Math.min(255, length - from);
    out[at] = size;
    out.set(stream.subarray(from, from + size), at + 1);
    at += size + 1;
  }
  return out;
}

/** Shorter runs are looked up pixel by pixel. */
const LEAST_RUN = 4;

/**
 * The codes as bits, lowest first; returns the number of bytes. One function without closures, so that all its state stays
 * in registers. A phrase that begins with a run takes the longest code for a run of its value: the pixel-by-pixel search
 * may know a longer phrase in rare cases, which costs a code and never the picture.
 */
function writeCodes(indices: Uint8Array, { entries, runLengths, runCodes, stream }: LzwTables): number {
  const count = indices.length;
  let at = 0;
  let codeSize = 9;
  /** The code at which the width grows: the decoder is one entry behind the encoder. */
  let growsAt = 1 << codeSize;
  let next = END + 1;
  let bits = CLEAR;
  let bitCount = codeSize;
  entries.fill(0);
  runLengths.fill(1);
  let prefix = indices[0] as number;
  /** 1 where `prefix` is a single value, so that a run may begin with it. */
  let isStart = 1;
  for (let index = 1; index < count; index += 1) {
    const value = indices[index] as number;
    let isLongestRun = 0;
    if (isStart === 1 && value === prefix && value === indices[index + 1] && value === indices[index + 2]) {
      let end = index + LEAST_RUN - 1;
      while (end < count && indices[end] === value) end += 1;
      const length = end - index + 1;
      const longest = runLengths[value] as number;
      if (length <= longest) {
        prefix = runCodes[(value << 12) | length] as number;
        isStart = 0;
        index = end - 1;
        continue;
      }
      prefix = runCodes[(value << 12) | longest] as number;
      index += longest - 1;
      // The code that this phrase adds is the next longer run; a table that is full begins anew instead.
      if (next < CODE_LIMIT) {
        runLengths[value] = longest + 1;
        runCodes[(value << 12) | (longest + 1)] = next;
      }
      isLongestRun = 1;
    }
    const key = (prefix << 8) | value;
    let slot = Math.imul(key, 0x9e3779b1) >>> HASH_SHIFT;
    let entry = entries[slot] as number;
    while (entry !== 0 && entry >>> 12 !== key) {
      slot = (slot + 1) & HASH_MASK;
      entry = entries[slot] as number;
    }
    if (entry !== 0 && isLongestRun === 0) {
      prefix = entry & MAX_CODE;
      isStart = 0;
      continue;
    }
    bits |= prefix << bitCount;
    bitCount += codeSize;
    if (bitCount >= 16) {
      stream[at] = bits;
      at += 1;
      bits >>>= 16;
      bitCount -= 16;
    }
    if (next < CODE_LIMIT) {
      entries[slot] = (key << 12) | next;
      prefix = value;
      isStart = 1;
      if (next === growsAt && codeSize < 12) {
        codeSize += 1;
        growsAt <<= 1;
      }
      next += 1;
      continue;
    }
    prefix = value;
    isStart = 1;
    bits |= CLEAR << bitCount;
    bitCount += codeSize;
    if (bitCount >= 16) {
      stream[at] = bits;
      at += 1;
      bits >>>= 16;
      bitCount -= 16;
    }
    entries.fill(0);
    runLengths.fill(1);
    codeSize = 9;
    growsAt = 1 << codeSize;
    next = END + 1;
  }
  for (const code of count > 0 ? [prefix, END] : [END]) {
    bits |= code << bitCount;
    bitCount += codeSize;
    if (bitCount >= 16) {
      stream[at] = bits;
      at += 1;
      bits >>>= 16;
      bitCount -= 16;
    }
    if (code !== END && next === growsAt && codeSize < 12) codeSize += 1;
  }
  stream[at] = bits;
  return at * 2 + Math.ceil(bitCount / 8);
}

/** The sample table of an H.264 MP4 of ours: where each coded frame lies and when it is shown. Pure. */

export interface CodedFrame {
  /** Byte offset and length in the file. */
  offset: number;
  bytes: number;
  /** Decoding and presentation time, in units of the track's timescale, before the edit list is applied. */
  dts: number;
  pts: number;
  isKey: boolean;
}

export interface VideoTrack {
  /** Units per second. */
  timescale: number;
  /** Presentation time that is shown as 0. */
  startPts: number;
  /** The whole `stsd` box: codec, its header, colour. */
  description: Uint8Array;
  /** Bytes of the length in front of each NAL unit. */
  lengthBytes: number;
  /** In decoding order. */
  frames: readonly CodedFrame[];
}

interface Box {
  type: string;
  start: number;
  /** First byte of the content, and first byte after it. */
  from: number;
  to: number;
}

/** A file that is not what this reader knows. Caught inside. */
class Unknown extends Error {}

function boxesOf(view: DataView, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const size = view.getUint32(at);
    if (size < 8 || at + size > to) throw new Unknown('size');
    boxes.push({ type: fourLetters(view, at + 4), start: at, from: at + 8, to: at + size });
    at += size;
  }
  return boxes;
}

function fourLetters(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
}

function find(view: DataView, within: Box, ...path: string[]): Box | undefined {
  let current: Box | undefined = within;
  for (const type of path) {
    if (!current) return undefined;
    current = boxesOf(view, current.from, current.to).find((box) => box.type === type);
  }
  return current;
}

function need(view: DataView, within: Box, ...path: string[]): Box {
  const box = find(view, within, ...path);
  if (!box) throw new Unknown(path.join('/'));
  return box;
}

/** Rows of `columns` 32-bit numbers behind version, flags and a count. */
function rows(view: DataView, box: Box, columns: number): number[][] {
  const count = view.getUint32(box.from + 4);
  if (box.from + 8 + count * columns * 4 > box.to) throw new Unknown(box.type);
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: columns }, (_value, column) => view.getUint32(box.from + 8 + (row * columns + column) * 4)),
  );
}

/** Runs of (count, value) laid out one by one. */
function spread(runs: readonly number[][], most: number): number[] {
  const out: number[] = [];
  for (const [count = 0, value = 0] of runs) {
    if (out.length + count > most) throw new Unknown('runs');
    for (let index = 0; index < count; index += 1) out.push(value);
  }
  return out;
}

function sizes(view: DataView, table: Box): number[] {
  const box = need(view, table, 'stsz');
  const same = view.getUint32(box.from + 4);
  const count = view.getUint32(box.from + 8);
  if (same !== 0 || box.from + 12 + count * 4 > box.to) throw new Unknown('stsz');
  return Array.from({ length: count }, (_, index) => view.getUint32(box.from + 12 + index * 4));
}

function offsets(view: DataView, table: Box, bytes: readonly number[]): number[] {
  const long = find(view, table, 'co64');
  const chunks = long
    ? rows(view, long, 2).map(([high = 0, low = 0]) => high * 2 ** 32 + low)
    : rows(view, need(view, table, 'stco'), 1).map(([offset = 0]) => offset);
  const groups = rows(view, need(view, table, 'stsc'), 3);
  const out: number[] = [];
  let group = 0;
  for (const [index, chunk] of chunks.entries()) {
    while ((groups[group + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= index + 1) group += 1;
    let at = chunk;
    for (let sample = groups[group]?.[1] ?? 0; sample > 0 && out.length < bytes.length; sample -= 1) {
      out.push(at);
      at += bytes[out.length - 1] ?? 0;
    }
  }
  if (out.length !== bytes.length) throw new Unknown('chunks');
  return out;
}

/** Presentation time of the film's start: none or one plain edit is understood. */
function startOf(view: DataView, track: Box): number {
  const list = find(view, track, 'edts', 'elst');
  if (!list) return 0;
  if (view.getUint32(list.from) !== 0) throw new Unknown('elst version');
  const [edit, ...more] = rows(view, list, 3);
  const start = edit?.[1] ?? 0;
  if (more.length > 0 || start >= 2 ** 31 || edit?.[2] !== 0x1_0000) throw new Unknown('elst');
  return start;
}

function trackOf(view: DataView, track: Box): VideoTrack {
  const media = need(view, track, 'mdia');
  const header = need(view, media, 'mdhd');
  const table = need(view, media, 'minf', 'stbl');
  const description = need(view, table, 'stsd');
  const entry = boxesOf(view, description.from + 8, description.to);
  const [avc] = entry;
  if (entry.length !== 1 || avc?.type !== 'avc1') throw new Unknown('codec');
  // A visual sample entry is 78 bytes before its own boxes.
  const config = boxesOf(view, avc.from + 78, avc.to).find((box) => box.type === 'avcC');
  if (!config) throw new Unknown('avcC');
  const bytes = sizes(view, table);
  const at = offsets(view, table, bytes);
  const durations = spread(rows(view, need(view, table, 'stts'), 2), bytes.length);
  const shifts = find(view, table, 'ctts');
  const delays = shifts ? spread(rows(view, shifts, 2), bytes.length) : bytes.map(() => 0);
  const keys = new Set(rows(view, need(view, table, 'stss'), 1).map(([number = 0]) => number - 1));
  let dts = 0;
  const frames = bytes.map((size, index): CodedFrame => {
    const frame = {
      offset: at[index] ?? 0,
      bytes: size,
      dts,
      pts: dts + (delays[index] ?? 0),
      isKey: keys.has(index),
    };
    dts += durations[index] ?? 0;
    return frame;
  });
  const startPts = startOf(view, track);
  // Nothing before the start and no negative shift: then times can be moved without a second thought.
  if (frames[0]?.isKey !== true || frames.some((frame) => frame.pts < startPts || frame.pts - frame.dts >= 2 ** 31))
    throw new Unknown('times');
  return {
    timescale: view.getUint32(header.from + (view.getUint8(header.from) === 1 ? 20 : 12)),
    startPts,
    description: new Uint8Array(view.buffer, view.byteOffset + description.start, description.to - description.start),
    lengthBytes: (view.getUint8(config.from + 4) & 3) + 1,
    frames,
  };
}

/** The one video track of a whole `moov` box; undefined for everything but plain H.264 as our mezzanine writes it. */
export function readVideoTrack(moov: Uint8Array): VideoTrack | undefined {
  const view = new DataView(moov.buffer, moov.byteOffset, moov.byteLength);
  try {
    const [root] = boxesOf(view, 0, view.byteLength);
    if (root?.type !== 'moov') return undefined;
    const tracks = boxesOf(view, root.from, root.to).filter((box) => {
      if (box.type !== 'trak') return false;
      const kind = need(view, box, 'mdia', 'hdlr');
      return fourLetters(view, kind.from + 8) === 'vide';
    });
    const [track] = tracks;
    return track && tracks.length === 1 ? trackOf(view, track) : undefined;
  } catch (error) {
    // A RangeError is a box that ends before its numbers do.
    if (error instanceof Unknown || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether other frames may need this one: false only where its first slice says so. `data` is one coded frame. */
export function isReference(data: Uint8Array, lengthBytes: number): boolean {
  for (let at = 0; at + lengthBytes < data.length;) {
    let length = 0;
    for (let index = 0; index < lengthBytes; index += 1) length = length * 256 + (data[at + index] ?? 0);
    const head = data[at + lengthBytes] ?? 0;
    const type = head & 31;
    if (type === 1 || type === 5) return head >> 5 !== 0;
    at += lengthBytes + length;
  }
  return true;
}

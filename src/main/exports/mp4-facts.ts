import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** What the index of an MP4 says about one track. Read in under a millisecond, where ffprobe needs 30 to 60. */
export interface Mp4Track {
  kind: 'video' | 'audio';
  /** Four letters of the sample entry, e.g. `avc1`, `mp4a`. */
  fourcc: string;
  timescale: number;
  widthPx: number;
  heightPx: number;
  channels: number;
  /** Hex of everything a decoder is set up with: SPS/PPS, colour, pixel shape; for AAC the AudioSpecificConfig. */
  config: string;
  /** Length of every sample in ticks; undefined where they differ (variable frame rate). */
  sampleTicks: number | undefined;
  sampleSizes: Uint32Array;
  sampleOffsets: Float64Array;
  /** Indices of key frames; undefined where every sample is one. */
  keySamples: Uint32Array | undefined;
  /** Where presentation begins in the media, in ticks (B-frame delay, AAC priming). */
  editStartTicks: number;
  /** Length of the presentation in movie ticks; 0 where there is no edit list. */
  editCount: number;
}

export interface Mp4Facts {
  video: Mp4Track | undefined;
  audio: Mp4Track | undefined;
}

const MAX_INDEX_BYTES = 64 * 1024 * 1024;
const MAX_SAMPLES = 4_000_000;

interface Box {
  type: string;
  body: Buffer;
}

function boxesIn(buffer: Buffer): Box[] {
  const boxes: Box[] = [];
  let at = 0;
  while (at + 8 <= buffer.length) {
    let size = buffer.readUInt32BE(at);
    const type = buffer.toString('latin1', at + 4, at + 8);
    let head = 8;
    if (size === 1 && at + 16 <= buffer.length) {
      size = Number(buffer.readBigUInt64BE(at + 8));
      head = 16;
    } else if (size === 0) size = buffer.length - at;
    if (size < head || at + size > buffer.length) break;
    boxes.push({ type, body: buffer.subarray(at + head, at + size) });
    at += size;
  }
  return boxes;
}

function child(buffer: Buffer, ...path: string[]): Buffer | undefined {
  let current: Buffer | undefined = buffer;
  for (const type of path) current = current && boxesIn(current).find((box) => box.type === type)?.body;
  return current;
}

/** The AudioSpecificConfig inside `esds`: rates that vary from file to file stand beside it and must not count. */
function audioConfig(esds: Buffer): string {
  for (let at = 4; at + 2 < esds.length; at += 1) {
    if (esds[at] !== 0x05) continue;
    let length = 0;
    let cursor = at + 1;
    for (let turn = 0; turn < 4 && cursor < esds.length; turn += 1) {
      const byte = esds[cursor] ?? 0;
      cursor += 1;
      length = (length << 7) | (byte & 0x7f);
      if ((byte & 0x80) === 0) break;
    }
    if (length >= 2 && length <= 64 && cursor + length <= esds.length)
      return esds.subarray(cursor, cursor + length).toString('hex');
  }
  return '';
}

function sampleEntry(
  stsd: Buffer,
  kind: 'video' | 'audio',
): Pick<Mp4Track, 'fourcc' | 'widthPx' | 'heightPx' | 'channels' | 'config'> | undefined {
  const entry = boxesIn(stsd.subarray(8))[0];
  const fixed = kind === 'video' ? 78 : 28;
  if (!entry || entry.body.length < fixed) return undefined;
  const parts = boxesIn(entry.body.subarray(fixed));
  if (kind === 'video') {
    // btrt is the measured bit rate: no decoder needs it, and it differs between files that match.
    const config = parts
      .filter((part) => part.type !== 'btrt')
      .map((part) => part.type + part.body.toString('hex'))
      .sort()
      .join(' ');
    return {
      fourcc: entry.type,
      widthPx: entry.body.readUInt16BE(24),
      heightPx: entry.body.readUInt16BE(26),
      channels: 0,
      config,
    };
  }
  const esds = parts.find((part) => part.type === 'esds');
  return {
    fourcc: entry.type,
    widthPx: 0,
    heightPx: 0,
    channels: entry.body.readUInt16BE(16),
    config: esds ? audioConfig(esds.body) : '',
  };
}

function tableCount(table: Buffer | undefined, at: number, entryBytes: number): number {
  if (!table || table.length < at + 4) return 0;
  return Math.min(table.readUInt32BE(at), Math.floor((table.length - at - 4) / entryBytes), MAX_SAMPLES);
}

function sampleSizes(stsz: Buffer | undefined): Uint32Array {
  if (!stsz || stsz.length < 12) return new Uint32Array();
  const fixed = stsz.readUInt32BE(4);
  if (fixed > 0) return new Uint32Array(Math.min(stsz.readUInt32BE(8), MAX_SAMPLES)).fill(fixed);
  return Uint32Array.from({ length: tableCount(stsz, 8, 4) }, (_, index) => stsz.readUInt32BE(12 + index * 4));
}

function sampleOffsets(stbl: Buffer, sizes: Uint32Array): Float64Array {
  const stsc = child(stbl, 'stsc');
  const stco = child(stbl, 'stco');
  const co64 = child(stbl, 'co64');
  const chunks = stco ? tableCount(stco, 4, 4) : tableCount(co64, 4, 8);
  const runs = tableCount(stsc, 4, 12);
  const offsets = new Float64Array(sizes.length);
  let sample = 0;
  let run = 0;
  for (let chunk = 0; chunk < chunks && sample < sizes.length; chunk += 1) {
    while (run + 1 < runs && stsc !== undefined && stsc.readUInt32BE(8 + (run + 1) * 12) - 1 <= chunk) run += 1;
    const perChunk = stsc && runs > 0 ? stsc.readUInt32BE(12 + run * 12) : 0;
    let offset = stco ? stco.readUInt32BE(8 + chunk * 4) : Number(co64?.readBigUInt64BE(8 + chunk * 8) ?? 0n);
    for (let inside = 0; inside < perChunk && sample < sizes.length; inside += 1) {
      offsets[sample] = offset;
      offset += sizes[sample] ?? 0;
      sample += 1;
    }
  }
  return offsets;
}

function readTrack(trak: Buffer): Mp4Track | undefined {
  const handler = child(trak, 'mdia', 'hdlr')?.toString('latin1', 8, 12);
  const kind = handler === 'vide' ? 'video' : handler === 'soun' ? 'audio' : undefined;
  const mdhd = child(trak, 'mdia', 'mdhd');
  const stbl = child(trak, 'mdia', 'minf', 'stbl');
  const stsd = stbl && child(stbl, 'stsd');
  if (!kind || !mdhd || !stbl || !stsd || stsd.length < 16) return undefined;
  const entry = sampleEntry(stsd, kind);
  if (!entry) return undefined;
  const timescale = mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12);
  const sizes = sampleSizes(child(stbl, 'stsz'));
  const stts = child(stbl, 'stts');
  const lengths = new Set<number>();
  const entries = tableCount(stts, 4, 8);
  for (let index = 0; stts && index < entries; index += 1) {
    // The last AAC packet is often shorter; only the picture has to be even all through.
    if (kind === 'video' || index === 0) lengths.add(stts.readUInt32BE(12 + index * 8));
  }
  const stss = child(stbl, 'stss');
  const elst = child(trak, 'edts', 'elst');
  const wide = elst?.[0] === 1;
  const edits = elst ? tableCount(elst, 4, wide ? 20 : 12) : 0;
  const editStart = !elst || edits === 0 ? 0 : wide ? Number(elst.readBigInt64BE(16)) : elst.readInt32BE(12);
  return {
    kind,
    ...entry,
    timescale,
    sampleTicks: lengths.size === 1 ? [...lengths][0] : undefined,
    sampleSizes: sizes,
    sampleOffsets: sampleOffsets(stbl, sizes),
    keySamples: stss
      ? Uint32Array.from({ length: tableCount(stss, 4, 4) }, (_, index) => stss.readUInt32BE(8 + index * 4) - 1)
      : undefined,
    editStartTicks: editStart,
    editCount: edits,
  };
}

async function readIndex(file: FileHandle): Promise<Buffer | undefined> {
  const { size: fileBytes } = await file.stat();
  const head = Buffer.alloc(16);
  for (let at = 0, turns = 0; at + 8 <= fileBytes && turns < 1_000; turns += 1) {
    const { bytesRead } = await file.read(head, 0, 16, at);
    if (bytesRead < 8) return undefined;
    let size = head.readUInt32BE(0);
    let headBytes = 8;
    if (size === 1 && bytesRead === 16) {
      size = Number(head.readBigUInt64BE(8));
      headBytes = 16;
    } else if (size === 0) size = fileBytes - at;
    if (size < headBytes || at + size > fileBytes) return undefined;
    if (head.toString('latin1', 4, 8) === 'moov') {
      if (size > MAX_INDEX_BYTES) return undefined;
      const body = Buffer.alloc(size - headBytes);
      await file.read(body, 0, body.length, at + headBytes);
      return body;
    }
    at += size;
  }
  return undefined;
}

/**
 * The tracks of an MP4 or MOV; undefined where the file is something else or its index is broken (the caller then
 * converts, and FFmpeg says what is wrong). Never throws for what a file contains; passes on errors of the disk.
 */
export async function readMp4Facts(path: string): Promise<Mp4Facts | undefined> {
  const file = await open(path, 'r');
  try {
    const moov = await readIndex(file);
    if (!moov) return undefined;
    const tracks = boxesIn(moov)
      .filter((box) => box.type === 'trak')
      .map((box) => readTrack(box.body));
    const video = tracks.find((track) => track?.kind === 'video');
    const audio = tracks.find((track) => track?.kind === 'audio');
    return { video, audio };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    await file.close();
  }
}

/** What two files must share for their pictures to be joined by copy; undefined where it may not be tried at all. */
export function videoFingerprint(track: Mp4Track | undefined): string | undefined {
  if (!track || track.sampleTicks === undefined || track.sampleSizes.length === 0 || track.editCount > 1)
    return undefined;
  if (track.keySamples !== undefined && track.keySamples[0] !== 0) return undefined;
  const { fourcc, widthPx, heightPx, timescale, sampleTicks, editStartTicks, config } = track;
  return [fourcc, widthPx, heightPx, timescale, sampleTicks, editStartTicks, config].join('/');
}

/** Whether every `gop`-th frame is a key frame, so that the track can be cut there without decoding. */
export function hasRegularGops(track: Mp4Track, gop: number): boolean {
  const keys = track.keySamples;
  if (!keys) return true;
  return (
    keys.length === Math.ceil(track.sampleSizes.length / gop) && keys.every((sample, index) => sample === index * gop)
  );
}

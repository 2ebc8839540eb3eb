/** A fragmented MP4 of one H.264 track, written frame by frame: what FFmpeg can read from a pipe. Pure. */

type Part = Uint8Array | readonly number[];

const u16 = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value)];
const u64 = (value: number): number[] => [...u32(Math.floor(value / 2 ** 32)), ...u32(value)];
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
const MATRIX = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000].flatMap(u32);

function box(type: string, ...parts: Part[]): Uint8Array<ArrayBuffer> {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  const out = new Uint8Array(size);
  out.set([...u32(size), ...Buffer.from(type, 'latin1')]);
  let at = 8;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** `version` and `flags` in front of the parts. */
const fullBox = (type: string, head: number, ...parts: Part[]): Uint8Array<ArrayBuffer> =>
  box(type, u32(head), ...parts);

/** What stands before the first frame. `description`: the `stsd` box of the film; `timescale`: units per second. */
export function fragmentsHead(description: Uint8Array, timescale: number): Uint8Array<ArrayBuffer> {
  const empty = (type: string): Uint8Array => fullBox(type, 0, u32(0));
  const table = box(
    'stbl',
    description,
    empty('stts'),
    empty('stsc'),
    fullBox('stsz', 0, u32(0), u32(0)),
    empty('stco'),
  );
  const data = box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1)));
  const media = box(
    'mdia',
    fullBox('mdhd', 0, zeros(8), u32(timescale), u32(0), u16(0x55c4), u16(0)),
    fullBox('hdlr', 0, u32(0), [...Buffer.from('vide')], zeros(13)),
    box('minf', fullBox('vmhd', 1, zeros(8)), data, table),
  );
  const track = box('trak', fullBox('tkhd', 3, zeros(8), u32(1), zeros(24), MATRIX, zeros(8)), media);
  const movie = fullBox(
    'mvhd',
    0,
    zeros(8),
    u32(timescale),
    u32(0),
    u32(0x1_0000),
    u16(0x100),
    zeros(10),
    MATRIX,
    zeros(24),
    u32(2),
  );
  const extends_ = box('mvex', fullBox('trex', 0, u32(1), u32(1), zeros(12)));
  const type = box('ftyp', [...Buffer.from('iso5')], u32(0), [...Buffer.from('iso5')]);
  return Buffer.concat([type, box('moov', movie, track, extends_)]);
}

/** Times in the head's units; `shift` is presentation time minus decoding time, not negative. */
export interface FragmentTimes {
  number: number;
  dts: number;
  shift: number;
  isKey: boolean;
}

const SYNC_SAMPLE = 0x0200_0000;
const OTHER_SAMPLE = 0x0101_0000;
/** Offset of the data, then flags, size and shift of each sample. */
const RUN_FIELDS = 0x1 | 0x200 | 0x400 | 0x800;
/** Offsets count from the fragment's own first byte. */
const BASE_IS_FRAGMENT = 0x2_0000;

/** What stands before one frame of `bytes` bytes. */
export function fragmentHead(times: FragmentTimes, bytes: number): Uint8Array<ArrayBuffer> {
  const flags = times.isKey ? SYNC_SAMPLE : OTHER_SAMPLE;
  const moof = (dataOffset: number): Uint8Array =>
    box(
      'moof',
      fullBox('mfhd', 0, u32(times.number)),
      box(
        'traf',
        fullBox('tfhd', BASE_IS_FRAGMENT, u32(1)),
        fullBox('tfdt', 0x0100_0000, u64(times.dts)),
        fullBox('trun', RUN_FIELDS, u32(1), u32(dataOffset), u32(bytes), u32(flags), u32(times.shift)),
      ),
    );
  const offset = moof(0).length + 8;
  return Buffer.concat([moof(offset), Uint8Array.from([...u32(bytes + 8), ...Buffer.from('mdat')])]);
}

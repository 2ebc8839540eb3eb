/**
 * Sound by packet: silence without an encoder, and whole clips joined without decoding. AAC clips each begin with a
 * priming packet; copied by a demuxer it makes every clip 21.3 ms longer. Here the packets themselves are laid end to
 * end: priming only once, and every clip at the packet nearest to its cut, so the error never adds up and is zero for
 * lengths of whole packets (8.000 s is 375).
 */
import { open } from 'node:fs/promises';
import type { Mp4Track } from './mp4-facts.ts';

export const AAC_PACKET_SAMPLES = 1_024;
const ADTS_HEADER_BYTES = 7;
/** One AAC-LC stereo packet of digital silence. */
const SILENT_PACKET = Buffer.from('21100460 8c1c'.replace(' ', ''), 'hex');
/** FFmpeg's encoder writes six bytes for silence; anything audible needs far more. */
const SILENT_MAX_BYTES = 10;

function adtsHeader(packetBytes: number): Buffer {
  const length = packetBytes + ADTS_HEADER_BYTES;
  // Sync word, MPEG-4, no CRC; LC, 48 kHz, two channels.
  return Buffer.from([0xff, 0xf1, 0x4c, 0x80 | (length >> 11), (length >> 3) & 0xff, ((length & 7) << 5) | 0x1f, 0xfc]);
}

/** An ADTS stream of silence, `packets` × 1,024 samples long. */
export function silentAdts(packets: number): Buffer {
  const packet = Buffer.concat([adtsHeader(SILENT_PACKET.length), SILENT_PACKET]);
  return Buffer.concat(Array.from({ length: packets }, () => packet));
}

/** Packets of an ADTS stream with their headers. Throws RangeError where the bytes are none. */
export function splitAdts(bytes: Buffer): Buffer[] {
  const packets: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const isHeader = bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xf6) === 0xf0;
    const length = (((bytes[at + 3] ?? 0) & 3) << 11) | ((bytes[at + 4] ?? 0) << 3) | ((bytes[at + 5] ?? 0) >> 5);
    if (!isHeader || length < ADTS_HEADER_BYTES || at + length > bytes.length)
      throw new RangeError(`no ADTS packet at byte ${at}`);
    packets.push(bytes.subarray(at, at + length));
    at += length;
  }
  return packets;
}

/** Whether a track holds nothing but digital silence, as our own segments do. Told by the packets' sizes alone. */
export function isSilentTrack(track: Mp4Track | undefined): boolean {
  if (!track) return true;
  if (track.fourcc !== 'mp4a') return false;
  // The first packets carry the encoder's name and the fade from nothing.
  return track.sampleSizes.subarray(2).every((bytes) => bytes <= SILENT_MAX_BYTES);
}

/** AAC-LC, 48 kHz, stereo, with the usual one packet of priming hidden by an edit list: what `joinedAdts` can lay out. */
export function isJoinableTrack(track: Mp4Track | undefined): track is Mp4Track {
  if (!track) return false;
  const { fourcc, timescale, config, editStartTicks, editCount, sampleTicks } = track;
  const isLowComplexityStereo = config.startsWith('1190');
  return (
    fourcc === 'mp4a' &&
    isLowComplexityStereo &&
    timescale === 48_000 &&
    editStartTicks === AAC_PACKET_SAMPLES &&
    editCount === 1 &&
    sampleTicks === AAC_PACKET_SAMPLES
  );
}

async function readPackets(path: string, track: Mp4Track, from: number, to: number): Promise<Buffer[]> {
  const file = await open(path, 'r');
  try {
    const packets: Buffer[] = [];
    for (let first = from; first < to;) {
      let next = first + 1;
      let bytes = track.sampleSizes[first] ?? 0;
      const start = track.sampleOffsets[first] ?? 0;
      while (next < to && track.sampleOffsets[next] === start + bytes) {
        bytes += track.sampleSizes[next] ?? 0;
        next += 1;
      }
      const run = Buffer.alloc(bytes);
      await file.read(run, 0, bytes, start);
      for (let at = 0; first < next; first += 1) {
        const size = track.sampleSizes[first] ?? 0;
        packets.push(run.subarray(at, at + size));
        at += size;
      }
    }
    return packets;
  } finally {
    await file.close();
  }
}

export interface AdtsClip {
  path: string;
  track: Mp4Track;
  /** Length in the film, in samples at 48 kHz. */
  samples: number;
}

/**
 * The clips' sound as one ADTS stream. The first packet is priming: give the stream a start of −1,024 samples. At each
 * join one packet (21 ms) blends into the next, as the codec's windows overlap; inside the clips every bit is kept.
 */
export async function joinedAdts(clips: readonly AdtsClip[]): Promise<{ bytes: Buffer; packets: number }> {
  const parts: Buffer[] = [];
  let samples = 0;
  for (const [index, clip] of clips.entries()) {
    const start = Math.round(samples / AAC_PACKET_SAMPLES);
    samples += clip.samples;
    // The sound never outlasts the picture.
    const isLast = index === clips.length - 1;
    const end = isLast ? Math.floor(samples / AAC_PACKET_SAMPLES) : Math.round(samples / AAC_PACKET_SAMPLES);
    const first = index === 0 ? 0 : 1;
    const last = Math.min(1 + end - start, clip.track.sampleSizes.length);
    const packets = await readPackets(clip.path, clip.track, first, last);
    for (let missing = 1 + end - start - last; missing > 0; missing -= 1) packets.push(SILENT_PACKET);
    for (const packet of packets) parts.push(adtsHeader(packet.length), packet);
  }
  return { bytes: Buffer.concat(parts), packets: parts.length / 2 };
}

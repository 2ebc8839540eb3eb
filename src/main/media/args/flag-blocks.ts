/** The flag blocks that stand before every input (reliability.md M3, decisions.md "FFmpeg flags"). Pure. */
import type { Trust } from '../media-types.ts';

export const MAX_PIXELS = 67_108_864;

const FOREIGN_FORMATS = 'mov,matroska,wav,mp3,aac,flac,ogg,png_pipe,jpeg_pipe,webp_pipe';
const FOREIGN_CODECS =
  'h264,hevc,vp8,vp9,av1,libdav1d,mpeg4,prores,aac,mp3,mp3float,opus,vorbis,flac,pcm_s16le,pcm_s24le,png,mjpeg,webp';

/** Sizes and counts that no file of ours reaches and that no hostile file may pass. */
const LIMITS = [
  ['-max_streams', '16'],
  ['-probesize', '32M'],
  ['-analyzeduration', '10M'],
  ['-max_pixels', String(MAX_PIXELS)],
  ['-max_probe_packets', '2500'],
].flat();

/** Options of ffmpeg alone, once at the front. `-max_alloc` is global there and unknown to ffprobe. */
export function globalFlags(): string[] {
  return [
    ['-nostdin'],
    // The target is a fresh hidden file that we made ourselves.
    ['-y'],
    ['-hide_banner'],
    ['-loglevel', 'level+info'],
    ['-nostats'],
    ['-progress', 'pipe:2'],
    ['-max_alloc', '1073741824'],
  ].flat();
}

/** What both tools take before an input, by where the input came from. */
export function inputLimits(trust: Trust): string[] {
  if (trust === 'own') return ['-protocol_whitelist', 'file,pipe', ...LIMITS];
  return [
    ['-protocol_whitelist', 'file'],
    ['-format_whitelist', FOREIGN_FORMATS],
    ['-codec_whitelist', FOREIGN_CODECS],
    LIMITS,
  ].flat();
}

/** The block before one ffmpeg input: the limits, and neither data nor subtitle streams. */
export function inputFlags(trust: Trust): string[] {
  return [...inputLimits(trust), '-dn', '-sn'];
}

import type { Fps } from '../../../shared/model/frame-time.ts';

/** Frames between key frames of the mezzanine: seeks in 144 ms and cuts to half a second, for 10–12 % of size. */
export const MEZZANINE_GOP_FRAMES = 12;
/** 44 dB against the source; what is stitched from the mezzanine is not encoded again. */
export const MEZZANINE_CRF = 17;

export interface PictureFormat {
  widthPx: number;
  heightPx: number;
  fps: Fps;
}

/** H.264 levels as (macroblocks per frame, per second), smallest first. The level is part of the stream's header. */
const LEVELS = [
  ['3.1', 3_600, 108_000],
  ['4.0', 8_192, 245_760],
  ['4.2', 8_704, 522_240],
  ['5.1', 36_864, 983_040],
  ['5.2', 36_864, 2_073_600],
  ['6.2', 139_264, 16_711_680],
] as const;

/** The lowest level that holds this size and rate: explicit, so that every part gets the same header. */
export function h264Level(format: PictureFormat): string {
  const perFrame = Math.ceil(format.widthPx / 16) * Math.ceil(format.heightPx / 16);
  const level = LEVELS.find(([, frame, second]) => perFrame <= frame && perFrame * format.fps <= second);
  return level ? level[0] : '6.2';
}

/** Ticks per second of the video track: whole for every frame of 24, 25, 30 and 60 fps. */
export function videoTimescale(fps: Fps): number {
  return fps * 512;
}

/** bt709 tags, limited range: what browsers and phones assume for HD. */
export function colourTagArgs(): string[] {
  return ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'];
}

/**
 * The mezzanine's video settings (media.md): closed GOP, `stitchable`, fixed profile, level, B-frames and time base, so
 * that any two parts made with them can be joined by copy.
 */
export function mezzanineVideoArgs(format: PictureFormat): string[] {
  const gop = String(MEZZANINE_GOP_FRAMES);
  return [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', String(MEZZANINE_CRF)],
    ...['-profile:v', 'high', '-level:v', h264Level(format), '-pix_fmt', 'yuv420p'],
    ...['-g', gop, '-keyint_min', gop, '-sc_threshold', '0', '-bf', '2'],
    ...['-x264-params', 'open-gop=0:stitchable=1:force-cfr=1'],
    ...colourTagArgs(),
    ...['-r', String(format.fps), '-video_track_timescale', String(videoTimescale(format.fps))],
  ];
}

/** AAC-LC, 48 kHz, stereo. */
export function aacArgs(kilobitsPerSecond: number): string[] {
  return ['-c:a', 'aac', '-ar', '48000', '-ac', '2', '-b:a', `${kilobitsPerSecond}k`];
}

/** VP9 realtime 6: 3.5× faster than good 4 for a third more bytes (media.md). Opus sound. */
export function webmArgs(fps: Fps): string[] {
  return [
    ...['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '6', '-row-mt', '1', '-tile-columns', '1'],
    ...['-b:v', '0', '-crf', '31', '-g', String(fps * 5), '-pix_fmt', 'yuv420p'],
    ...colourTagArgs(),
    ...['-c:a', 'libopus', '-b:a', '128k', '-ar', '48000', '-ac', '2'],
  ];
}

/**
 * Room for the index at the head of an MP4, so that it can play while loading without writing the file twice
 * (`+faststart` moves every byte). Generous: an index that does not fit fails the mux.
 */
export function reservedIndexBytes(videoFrames: number, audioPackets: number): number {
  return 16_384 + videoFrames * 28 + audioPackets * 12;
}

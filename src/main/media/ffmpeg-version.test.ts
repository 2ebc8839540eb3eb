import { describe, expect, it } from 'vitest';
import { parseEncoders } from './encoders.ts';
import { filterGraphFileOption, isBelowFloor, parseVersion } from './ffmpeg-version.ts';

const version = (text: string) => {
  const parsed = parseVersion(
    `ffmpeg version ${text} Copyright (c) 2000-2026 the FFmpeg developers\nbuilt with gcc`,
    'ffmpeg',
  );
  if (parsed === undefined) throw new Error('not parsed');
  return parsed;
};

describe('versions as printed', () => {
  it.each([
    ['5.1.9-0+deb12u1', true, '-filter_complex_script'],
    ['6.1.1-static', true, '-filter_complex_script'],
    ['n7.0', true, '-/filter_complex'],
    ['8.1.2', true, '-/filter_complex'],
    ['8.1.3', false, '-/filter_complex'],
    ['9.0', false, '-/filter_complex'],
    ['N-66595-gc2b38619c0-static', true, '-/filter_complex'],
  ])('%s', (text, below, option) => {
    expect(isBelowFloor(version(text))).toBe(below);
    expect(filterGraphFileOption(version(text))).toBe(option);
  });

  it('another program is no FFmpeg', () => {
    expect(parseVersion('ffprobe version 5.1.9', 'ffmpeg')).toBeUndefined();
    expect(parseVersion('', 'ffmpeg')).toBeUndefined();
  });
});

it('reads the names of encoders and not the legend', () => {
  const table = ` V..... = Video
 A..... = Audio
 ------
 V....D a64multi             Multicolor charset for Commodore 64 (codec a64_multi)
 V....D libx264              libx264 H.264 / AVC (codec h264)
 VF.... png                  PNG (Portable Network Graphics) image
 A....D aac                  AAC (Advanced Audio Coding)`;
  expect([...parseEncoders(table)]).toEqual(['a64multi', 'libx264', 'png', 'aac']);
});

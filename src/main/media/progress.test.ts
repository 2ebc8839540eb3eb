import { describe, expect, it } from 'vitest';
import { createProgressReader } from './progress.ts';

// Captured from FFmpeg 5.1.9 with -progress pipe:2 -nostats.
const BLOCK = `frame=24
fps=0.00
stream_0_0_q=29.0
bitrate=N/A
total_size=44
out_time_us=1000000
out_time_ms=1000000
out_time=00:00:01.000000
dup_frames=0
drop_frames=0
speed=   2x
progress=continue`.split('\n');

function feed(lines: readonly string[], expectedFrames?: number) {
  const reader = createProgressReader(expectedFrames);
  return { reader, seen: lines.map((line) => reader.line(line)).filter((progress) => progress !== undefined) };
}

describe('createProgressReader', () => {
  it('gives one progress per block', () => {
    expect(feed(BLOCK, 48).seen).toEqual([{ frame: 24, outTimeMs: 1000, fraction: 0.5, speed: 2 }]);
  });

  it('keeps still while nothing moves, whatever the rates say', () => {
    const idle = BLOCK.map((line) => line.replace('fps=0.00', 'fps=12.1').replace('2x', '1.4x'));
    expect(feed([...BLOCK, ...idle]).seen).toHaveLength(1);
    const moved = BLOCK.map((line) => line.replace('total_size=44', 'total_size=45'));
    expect(feed([...BLOCK, ...moved]).seen).toHaveLength(2);
  });

  it('reads unknown values as none, and never more than the whole', () => {
    const unknown = BLOCK.map((line) => line.replace(/=(1000000|\s*2x)$/, '=N/A'));
    expect(feed(unknown, 12).seen).toEqual([{ frame: 24, outTimeMs: 0, fraction: 1, speed: undefined }]);
  });

  it('keeps the last 200 lines of the log, without the blocks', () => {
    const lines = Array.from({ length: 250 }, (_, n) => `[info] line ${n}`);
    const { reader } = feed([...lines, ...BLOCK]);
    const tail = reader.tail().split('\n');
    expect([tail.length, tail[0], tail.at(-1)]).toEqual([200, '[info] line 50', '[info] line 249']);
    expect(reader.frames()).toBe(24);
  });
});

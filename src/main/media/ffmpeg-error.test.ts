import { describe, expect, it } from 'vitest';
import { classifyExit, fileError, isLikelyOutOfMemory, type FfmpegExit, type StopReason } from './ffmpeg-error.ts';

const exit = (change: Partial<FfmpegExit>): FfmpegExit => ({
  commandLine: ['ffmpeg'],
  exitCode: 0,
  signal: null,
  stderrTail: '',
  ...change,
});
const codeOf = (change: Partial<FfmpegExit>, stop?: StopReason) => classifyExit(exit(change), stop, true)?.code;

describe('classifyExit', () => {
  it('is silent about a good end', () => expect(codeOf({})).toBeUndefined());

  // The texts are FFmpeg 5.1.9's own.
  it.each([
    ['disk-full', '[mp4 @ 0x55] [error] x\nav_interleaved_write_frame(): No space left on device'],
    ['not-writable', '[error] file:/out/.framewright-1.part: Permission denied'],
    ['not-writable', '[error] file:/out/.framewright-1.part: Read-only file system'],
    [
      'broken-media',
      '[mov,mp4 @ 0x55] [error] moov atom not found\n[error] file:/x.mp4: Invalid data found when processing input',
    ],
    ['broken-media', "[h264 @ 0x1] [error] Codec (magicyuv) not on whitelist 'h264'"],
    ['ffmpeg-failed', "[error] Unknown encoder 'libfoo'"],
    ['ffmpeg-failed', 'prlimit: failed to set the NOFILE resource limit: Operation not permitted'],
    ['too-many-files', '[error] file:/x.mp4: Too many open files\nInvalid data found when processing input'],
    ['ffmpeg-failed', ''],
  ])('%s from its text', (code, stderrTail) => expect(codeOf({ exitCode: 1, stderrTail })).toBe(code));

  it.each([
    [{ signal: 'SIGKILL', exitCode: null }, 'SIGKILL'],
    [{ exitCode: 137 }, 'SIGKILL'],
    [{ exitCode: 139 }, 'SIGSEGV'],
    [{ exitCode: 152 }, 'SIGXCPU'],
  ])('a signal, its own or through a wall: %j', (change, signal) => {
    expect(classifyExit(exit(change), undefined, true)).toMatchObject({ code: 'ffmpeg-killed', details: { signal } });
  });

  it('our own reason beats what FFmpeg says while it dies', () => {
    expect(codeOf({ exitCode: 255 }, 'cancelled')).toBe('cancelled');
    expect(codeOf({ exitCode: 0 }, 'cancelled')).toBe('cancelled');
    expect(codeOf({ exitCode: null, signal: 'SIGKILL' }, 'stalled')).toBe('ffmpeg-stalled');
    expect(codeOf({ exitCode: 1 }, 'input-gone')).toBe('ffmpeg-failed');
  });

  it('tells a wall that did not stand from FFmpeg itself', () => {
    const reasonOf = (stderrTail: string) =>
      classifyExit(exit({ exitCode: 1, stderrTail }), undefined, true)?.details['reason'];
    expect(reasonOf('bwrap: Creating new namespace failed')).toBe('wall');
    expect(reasonOf("[error] Unknown encoder 'libfoo'")).toBeUndefined();
  });

  it('knows which ends may be for want of memory', () => {
    const killed = (change: Partial<FfmpegExit>) => isLikelyOutOfMemory(classifyExit(exit(change), undefined, true));
    expect(killed({ exitCode: 137 })).toBe(true);
    expect(killed({ exitCode: 1, stderrTail: '[error] Error initializing: Cannot allocate memory' })).toBe(true);
    expect(killed({ exitCode: 152 })).toBe(false);
    expect(killed({ exitCode: 1 })).toBe(false);
  });
});

describe('fileError', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EACCES', 'not-writable'],
    ['EROFS', 'not-writable'],
    ['ENAMETOOLONG', 'not-writable'],
    ['EIO', 'not-writable'],
    ['EMFILE', 'too-many-files'],
    ['ENFILE', 'too-many-files'],
    ['EBADF', 'internal'],
  ])('%s is %s', (errno, code) => {
    expect(fileError(Object.assign(new Error('x'), { code: errno }), '/out').code).toBe(code);
  });
});

import { describe, expect, it } from 'vitest';
import { probeFile } from './probe.ts';

/** A program in ffprobe's place that says this and ends badly. */
const saying = (text: string) => ({ command: '/bin/sh', prefix: ['-c', `printf '%s\\n' "${text}" >&2; exit 1`] });
const codeOf = async (text: string, command?: string): Promise<unknown> => {
  const launch = command === undefined ? saying(text) : { command, prefix: [] };
  const failed = await probeFile({ launch, path: '/x.png', trust: 'foreign', demuxer: undefined }).catch(
    (error: unknown) => error,
  );
  return (failed as { code?: unknown }).code;
};

describe.skipIf(process.platform === 'win32')('a file is called broken only when it was looked at', () => {
  it.each([
    ['/x.png: Invalid data found when processing input', 'broken-media'],
    ['prlimit: failed to set the NOFILE resource limit: Operation not permitted', 'ffmpeg-failed'],
    ['bwrap: Creating new namespace failed: No space left on device', 'ffmpeg-failed'],
    ['/usr/bin/env: cannot run', 'ffmpeg-failed'],
    ['/x.png: Too many open files', 'too-many-files'],
  ])('%s: %s', async (text, code) => expect(await codeOf(text)).toBe(code));

  it('nothing is there to start', async () => expect(await codeOf('', '/not/there')).toBe('ffmpeg-missing'));
});

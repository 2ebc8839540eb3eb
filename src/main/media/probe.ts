/** Runs ffprobe behind the same walls as FFmpeg. Its own call, never fluent-ffmpeg's: that one knows no flag block. */
import { execFile } from 'node:child_process';
import { AppError } from '../../shared/contract/errors.ts';
import { probeArgs } from './args/probe-args.ts';
import { MAX_PIXELS } from './args/flag-blocks.ts';
import type { Launch } from './launcher.ts';
import { exhaustedError, NO_MORE_FILES, OF_THE_CHAIN } from './ffmpeg-error.ts';
import { parseProbe } from './media-info.ts';
import type { MediaInfo, Trust } from './media-types.ts';

const ANSWER_BYTES = 1_000_000;
const TIMEOUT_MS = 20_000;

export interface ProbeRun {
  launch: Launch;
  path: string;
  trust: Trust;
  demuxer: string | undefined;
}

interface Answer {
  error: (Error & { code?: string | number | null; killed?: boolean }) | null;
  stdout: string;
  stderr: string;
}

/** Facts of one file. Throws `broken-media` (also for too long an answer or none in 20 s) and `media-too-large`, `too-many-files`, `ffmpeg-failed`. */
export async function probeFile(run: ProbeRun): Promise<MediaInfo> {
  const args = [...run.launch.prefix, ...probeArgs(run.path, run.trust, run.demuxer)];
  const answer = await new Promise<Answer>((resolve) => {
    execFile(
      run.launch.command,
      args,
      { maxBuffer: ANSWER_BYTES, timeout: TIMEOUT_MS, killSignal: 'SIGKILL', windowsHide: true },
      (error, stdout, stderr) => resolve({ error, stdout, stderr }),
    );
  });
  if (answer.error !== null) throw probeError(answer, answer.error);
  const info = parseProbe(answer.stdout);
  const pixels = (info.video?.widthPx ?? 0) * (info.video?.heightPx ?? 0);
  if (pixels > MAX_PIXELS) {
    throw new AppError('media-too-large', 'The picture has too many pixels', { pixels, limit: MAX_PIXELS });
  }
  return info;
}

function probeError(answer: Answer, error: NonNullable<Answer['error']>): AppError {
  if (error.code === 'ENOENT' || error.code === 'EACCES') {
    return new AppError('ffmpeg-missing', 'ffprobe did not start', { tool: 'ffprobe' }, { cause: error });
  }
  // Not started is not broken: what was paid for must not be given up for it (F68).
  const exhausted = exhaustedError(error);
  if (exhausted !== undefined) return exhausted;
  const line = answer.stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
  if (NO_MORE_FILES.test(answer.stderr))
    return new AppError('too-many-files', 'ffprobe could open no more files', { line }, { cause: error });
  if (OF_THE_CHAIN.test(answer.stderr))
    return new AppError('ffmpeg-failed', 'ffprobe did not start', { line }, { cause: error });
  const reason =
    error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'
      ? 'answer-too-long'
      : error.killed === true
        ? 'timeout'
        : 'unreadable';
  return new AppError('broken-media', 'ffprobe could not read the file', { reason, line }, { cause: error });
}

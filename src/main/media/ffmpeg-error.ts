/** What went wrong with FFmpeg, as one of the closed codes. */
import { AppError, type ErrorCode, type ErrorDetails } from '../../shared/contract/errors.ts';

/** An AppError that remembers the run. `details` stays short enough for a sentence; the rest is for the log. */
export class FfmpegError extends AppError {
  readonly commandLine: readonly string[];
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stderrTail: string;

  constructor(
    code: ErrorCode,
    message: string,
    details: ErrorDetails,
    run: FfmpegExit,
    options: { cause?: unknown } = {},
  ) {
    super(code, message, details, options);
    this.name = 'FfmpegError';
    this.commandLine = run.commandLine;
    this.exitCode = run.exitCode;
    this.signal = run.signal;
    this.stderrTail = run.stderrTail;
  }
}

export interface FfmpegExit {
  commandLine: readonly string[];
  exitCode: number | null;
  signal: string | null;
  stderrTail: string;
}

/** Why our side ended the process, if it did. */
export type StopReason = 'cancelled' | 'stalled' | 'reader-gone' | 'input-gone' | undefined;

const DISK_FULL = /No space left on device|Disk quota exceeded/;
/** What FFmpeg and ffprobe say when the system opens nothing more for them. */
export const NO_MORE_FILES = /Too many open files/;
/** What a program of the chain before FFmpeg or ffprobe says: the file was not looked at, and nothing is wrong with it. */
export const OF_THE_CHAIN = /^(?:\S*\/)?(?:setsid|env|prlimit|nice|bwrap|unshare|setpriv): /m;
const NOT_WRITABLE = /(?:Permission denied|Read-only file system|Operation not permitted)/;
const BROKEN =
  /Invalid data found when processing input|moov atom not found|Codec not on whitelist|Format not on whitelist|not on whitelist|Protocol .* not on whitelist|Picture size .* is invalid|does not contain any stream/;

/** 128 + n is how shells and bwrap hand a signal on. */
function signalOf(exit: FfmpegExit): string | null {
  if (exit.signal !== null) return exit.signal;
  const names: Record<number, string> = {
    131: 'SIGQUIT',
    132: 'SIGILL',
    134: 'SIGABRT',
    135: 'SIGBUS',
    136: 'SIGFPE',
    137: 'SIGKILL',
    139: 'SIGSEGV',
    152: 'SIGXCPU',
    153: 'SIGXFSZ',
  };
  return (exit.exitCode === null ? undefined : names[exit.exitCode]) ?? null;
}

/** The last line that FFmpeg marked as an error, else the last line. */
export function lastErrorLine(stderrTail: string): string {
  const lines = stderrTail.split('\n').filter((line) => line.trim() !== '');
  const marked = lines.filter((line) => /\[(?:error|fatal|panic)\]/.test(line));
  return (marked.at(-1) ?? lines.at(-1) ?? '').slice(0, 300);
}

/** The error of a run that ended badly; undefined when it ended well. Pure. */
export function classifyExit(
  exit: FfmpegExit,
  stop: StopReason,
  writesFile: boolean,
  cause?: unknown,
): FfmpegError | undefined {
  if (stop === 'cancelled') return new FfmpegError('cancelled', 'FFmpeg was cancelled', {}, exit);
  if (stop === 'reader-gone')
    return new FfmpegError('cancelled', 'The reader of the FFmpeg output went away', {}, exit);
  if (stop === 'stalled') return new FfmpegError('ffmpeg-stalled', 'FFmpeg made no progress and was ended', {}, exit);
  if (stop === 'input-gone') {
    return new FfmpegError('ffmpeg-failed', 'The stream that feeds FFmpeg broke off', { reason: stop }, exit, {
      cause,
    });
  }
  const signal = signalOf(exit);
  if (exit.exitCode === 0 && exit.signal === null) return undefined;
  const line = lastErrorLine(exit.stderrTail);
  if (DISK_FULL.test(exit.stderrTail)) return new FfmpegError('disk-full', 'The disk is full', { line }, exit);
  if (NO_MORE_FILES.test(exit.stderrTail))
    return new FfmpegError('too-many-files', 'FFmpeg could open no more files', { line }, exit);
  if (OF_THE_CHAIN.test(exit.stderrTail))
    return new FfmpegError('ffmpeg-failed', 'FFmpeg did not start', { reason: 'wall', line }, exit);
  if (signal !== null) return new FfmpegError('ffmpeg-killed', `FFmpeg was ended by ${signal}`, { signal }, exit);
  if (writesFile && NOT_WRITABLE.test(line))
    return new FfmpegError('not-writable', 'FFmpeg could not write', { line }, exit);
  if (BROKEN.test(exit.stderrTail))
    return new FfmpegError('broken-media', 'FFmpeg could not read the media', { line }, exit);
  return new FfmpegError(
    'ffmpeg-failed',
    `FFmpeg ended with code ${exit.exitCode}`,
    { exitCode: exit.exitCode, line },
    exit,
  );
}

/** SIGKILL from outside is how Linux ends what takes too much memory; with an address limit FFmpeg says so itself. */
export function isLikelyOutOfMemory(error: unknown): boolean {
  if (!(error instanceof FfmpegError)) return false;
  if (error.code === 'ffmpeg-killed') return error.details['signal'] === 'SIGKILL';
  return error.code === 'ffmpeg-failed' && /Cannot allocate memory/.test(error.stderrTail);
}

const NO_HANDLES: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'EAGAIN']);

/** What the system says when it opens or starts nothing more (F68); undefined for every other error. */
export function exhaustedError(error: unknown): AppError | undefined {
  const reason = String((error as NodeJS.ErrnoException | null | undefined)?.code ?? '');
  if (!NO_HANDLES.has(reason)) return undefined;
  return new AppError('too-many-files', `the system gives nothing more: ${reason}`, { reason }, { cause: error });
}

/** A file system error of Node as an AppError: full, not writable, no more open files, or itself. */
export function fileError(error: unknown, folder: string): AppError {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', message, { folder }, { cause: error });
  const exhausted = exhaustedError(error);
  if (exhausted !== undefined) return exhausted;
  const refused = ['EACCES', 'EPERM', 'EIO', 'EROFS', 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EISDIR'];
  if (refused.includes(code)) return new AppError('not-writable', message, { folder, reason: code }, { cause: error });
  return new AppError('internal', message, { folder }, { cause: error });
}

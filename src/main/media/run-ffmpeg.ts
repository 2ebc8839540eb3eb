/**
 * Runs FFmpeg. The only file that knows fluent-ffmpeg; its rules are in docs/decisions/0002-fluent-ffmpeg.md.
 */
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import ffmpeg from 'fluent-ffmpeg';
import { AppError } from '../../shared/contract/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { InputArgv } from './args/command-argv.ts';
import { classifyExit, exhaustedError, FfmpegError, type FfmpegExit, type StopReason } from './ffmpeg-error.ts';
import type { Launch } from './launcher.ts';
import type { FfmpegProgress, FfmpegResult } from './media-types.ts';
import type { PipeEnd } from './pipe-end.ts';
import { createProgressReader } from './progress.ts';
import { lowerSession } from './session-priority.ts';

export interface ProcessRun {
  launch: Launch;
  /** Shown in the log in place of the launcher's chain. */
  binary: string;
  inputs: readonly InputArgv[];
  stdin: Readable | undefined;
  outputOptions: readonly string[];
  /** A `file:` URL, or the stream that the caller reads: it ends after FFmpeg ended well, else is destroyed with the error. */
  target: string | PipeEnd;
  expectedFrames: number | undefined;
  stallMs: number;
  signal: AbortSignal | undefined;
  onProgress: ((progress: FfmpegProgress) => void) | undefined;
  clock: Clock;
  /** Told how to end the child; returns how to forget it. For `dispose`. */
  onChild: (stop: () => void) => () => void;
}

/** How long FFmpeg may take to go by itself after SIGTERM; with the rest of the way this stays under a second. */
const GRACE_MS = 400;
/** A grandchild that keeps standard error open must not hold the run for ever. */
const DRAIN_MS = 1_500;

type Ring = { get(): string };
type End = (error: Error | null, stdout: Ring, stderr: Ring) => void;
type Spawn = (args: string[], options: object, onProcess: (...given: unknown[]) => void, onEnd: End) => void;

/** The parts of a fluent-ffmpeg command that its types leave out. */
interface CommandInside {
  availableFormats: (callback: (error: unknown, formats: unknown) => void) => void;
  availableEncoders: (callback: (error: unknown, encoders: unknown) => void) => void;
  _getFfmpegPath: (callback: (error: unknown, path: string) => void) => void;
  _spawnFfmpeg: Spawn;
  ffmpegProc?: ChildProcess;
}

const EVERY_FORMAT: unknown = new Proxy({}, { has: () => true, get: () => ({ canMux: true, canDemux: true }) });
const EMPTY_RING: Ring = { get: () => '' };

/**
 * Takes fluent-ffmpeg's own ideas out of one command: no capability probing (wrong since FFmpeg 7), no process-wide
 * path cache, and a failed spawn becomes an error event: as published it reads a missing ring buffer or a missing
 * standard error in that moment, which ends the whole application.
 */
function tame(command: ffmpeg.FfmpegCommand, launcherPath: string): CommandInside {
  const inside = command as unknown as CommandInside;
  inside.availableFormats = (callback) => callback(null, EVERY_FORMAT);
  inside.availableEncoders = (callback) => callback(null, {});
  inside._getFfmpegPath = (callback) => callback(null, launcherPath);
  const spawn = inside._spawnFfmpeg;
  inside._spawnFfmpeg = function spawnSafely(args, options, onProcess, onEnd) {
    const end: End = (error, stdout, stderr) => onEnd(error, stdout ?? EMPTY_RING, stderr ?? EMPTY_RING);
    try {
      spawn.call(this, args, options, onProcess, end);
    } catch (error) {
      end(error instanceof Error ? error : new Error(String(error)), EMPTY_RING, EMPTY_RING);
    }
  };
  return inside;
}

/**
 * Runs one process from start to end. Throws FfmpegError (or the feeding stream's own AppError) unless FFmpeg ended
 * well; when it settles the process is gone.
 */
export function runProcess(run: ProcessRun): Promise<FfmpegResult> {
  const startedMs = run.clock.monotonicMs();
  const reader = createProgressReader(run.expectedFrames);
  const command = ffmpeg({ stdoutLines: 100 });
  const inside = tame(command, run.launch.command);
  const { promise, resolve, reject } = Promise.withResolvers<FfmpegResult>();
  const exit: FfmpegExit = { commandLine: commandLine(run), exitCode: null, signal: null, stderrTail: '' };
  let child: ChildProcess | undefined;
  let stop: StopReason;
  let inputError: Error | undefined;
  let settled = false;
  let stallTimer: NodeJS.Timeout | undefined;
  let killTimer: NodeJS.Timeout | undefined;
  let drainTimer: NodeJS.Timeout | undefined;

  const end = (reason: Exclude<StopReason, undefined>): void => {
    if (settled || stop !== undefined) return;
    stop = reason;
    // What FFmpeg still has in the pipe is of no use, and unread it would keep `close` from ever coming.
    child?.stdout?.destroy();
    killGroup(child, 'SIGTERM');
    killTimer = setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS);
  };
  const watchStall = (): void => {
    clearTimeout(stallTimer);
    stallTimer = setTimeout(() => end('stalled'), run.stallMs);
  };
  const onAbort = (): void => end('cancelled');
  const forget = run.onChild(onAbort);
  const stdout = typeof run.target === 'string' ? undefined : run.target.stream;
  if (typeof run.target !== 'string') run.target.whenGone(() => end('reader-gone'));

  const settle = (spawnError?: Error): void => {
    if (settled) return;
    settled = true;
    for (const timer of [stallTimer, killTimer, drainTimer]) clearTimeout(timer);
    run.signal?.removeEventListener('abort', onAbort);
    forget();
    // Whatever a wrapper left in the group goes with it.
    if (stop !== undefined) killGroup(child, 'SIGKILL');
    exit.stderrTail = reader.tail();
    const error = outcome(exit, stop, stdout === undefined, spawnError, inputError);
    if (error !== undefined) {
      stdout?.destroy(error);
      reject(error);
      return;
    }
    stdout?.end();
    const wallMs = run.clock.monotonicMs() - startedMs;
    resolve({ commandLine: exit.commandLine, wallMs, frames: reader.frames(), stderrTail: exit.stderrTail });
  };

  const onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
    exit.exitCode = code;
    exit.signal = signal;
    clearTimeout(stallTimer);
    drainTimer = setTimeout(() => {
      killGroup(child, 'SIGKILL');
      child?.stderr?.destroy();
    }, DRAIN_MS);
  };
  command.on('start', () => {
    child = inside.ffmpegProc;
    child?.once('exit', onExit);
    // `close` comes after the last byte of every pipe; fluent-ffmpeg's own `end` does not wait for standard output.
    child?.once('close', () => settle());
    const { sessionNice } = run.launch;
    if (sessionNice !== undefined && child?.pid !== undefined) void lowerSession(child.pid, sessionNice);
    if (stop !== undefined) {
      child?.stdout?.destroy();
      killGroup(child, 'SIGKILL');
    } else watchStall();
  });
  command.on('stderr', (line: string) => {
    const progress = reader.line(line);
    if (progress === undefined || stop !== undefined) return;
    watchStall();
    run.onProgress?.(progress);
  });
  command.on('end', () => undefined);
  command.on('error', (error: Error) => {
    if (child === undefined || (child.exitCode ?? 0) < 0) settle(error);
  });
  run.stdin?.once('error', (error) => {
    inputError = error;
    end('input-gone');
  });
  run.stdin?.once('close', () => {
    if (run.stdin?.readableEnded === false) end('input-gone');
  });
  run.signal?.addEventListener('abort', onAbort, { once: true });

  if (run.signal?.aborted === true) {
    stop = 'cancelled';
    settle();
  } else {
    addArguments(command, run);
    command.run();
  }
  return promise;
}

function outcome(
  exit: FfmpegExit,
  stop: StopReason,
  writesFile: boolean,
  spawnError: Error | undefined,
  inputError: Error | undefined,
): AppError | undefined {
  if (inputError instanceof AppError) return inputError;
  const neverRan = exit.exitCode === null && exit.signal === null && stop === undefined;
  if (!neverRan) return classifyExit(exit, stop, writesFile, inputError);
  const exhausted = exhaustedError(spawnError);
  if (exhausted !== undefined) return exhausted;
  const message = spawnError?.message ?? 'FFmpeg did not start';
  const code = (spawnError as NodeJS.ErrnoException | undefined)?.code ?? '';
  return code === 'ENOENT' || code === 'EACCES'
    ? new FfmpegError('ffmpeg-missing', message, { reason: code }, exit, { cause: spawnError })
    : new FfmpegError('ffmpeg-failed', message, { reason: code }, exit, { cause: spawnError });
}

function addArguments(command: ffmpeg.FfmpegCommand, run: ProcessRun): void {
  run.inputs.forEach((input, index) => {
    const source = input.source ?? run.stdin;
    if (source === undefined) throw new Error('A pipe input without a stream');
    command.input(source);
    // Spread: given one array, fluent-ffmpeg splits every element that holds exactly one space.
    const tokens = index === 0 ? [...run.launch.prefix, ...input.options] : input.options;
    command.inputOptions(...pairAtLeast(tokens));
  });
  if (typeof run.target === 'string') command.output(run.target);
  // We end the stream ourselves, when the exit code is known.
  else command.output(run.target.stream, { end: false });
  command.outputOptions(...pairAtLeast(run.outputOptions));
}

/** A single parameter would be split at its space; every caller has at least a flag block or `-f x`. */
function pairAtLeast(tokens: readonly string[]): string[] {
  if (tokens.length < 2) throw new Error('fluent-ffmpeg needs at least two tokens');
  return [...tokens];
}

function commandLine(run: ProcessRun): string[] {
  const inputs = run.inputs.flatMap((input) => [...input.options, '-i', input.source ?? 'pipe:0']);
  return [run.binary, ...inputs, ...run.outputOptions, typeof run.target === 'string' ? run.target : 'pipe:1'];
}

/** Signals the process group of the child, else the child. The group exists where `setsid` is part of the chain. */
function killGroup(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

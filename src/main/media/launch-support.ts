/** Small steps around one start: which walls it gets, whether its files are there, what the log keeps. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { Logger } from '../platform/logger.ts';
import { FfmpegError, fileError } from './ffmpeg-error.ts';
import { launchChain, limitsFor, type Launch, type Walls } from './launcher.ts';
import type { FfmpegInput, FfmpegRun } from './media-types.ts';
import { foreignInput, sniffMedia } from './sniff.ts';

/** The launcher chain of one run. A run with foreign files only sees those files; a mixed one sees the disk, read-only. */
export function chainFor(
  walls: Walls,
  run: Pick<FfmpegRun, 'inputs' | 'workload' | 'niced' | 'readPaths'>,
  place: {
    binary: string;
    tempRoot: string;
    writable: readonly string[];
    binaryFolders: readonly string[];
    cores: number;
  },
): Launch {
  const files = run.inputs.filter((input) => input.path !== undefined);
  const foreign = run.inputs.some((input) => input.trust === 'foreign');
  const onlyForeign = foreign && files.every((input) => input.trust === 'foreign');
  return launchChain(walls, {
    binary: place.binary,
    limits: limitsFor({ ...run.workload, foreign, inputs: run.inputs.length, cores: place.cores }),
    niced: run.niced ?? true,
    tempRoot: place.tempRoot,
    writable: place.writable,
    foreign,
    readable: onlyForeign
      ? [...place.binaryFolders, ...files.map((input) => input.path ?? ''), ...(run.readPaths ?? [])]
      : undefined,
  });
}

/** Throws `ffmpeg-missing` when the binary went away since it was found: inside the chain that would be a bare exit code. */
export async function checkExecutable(path: string, tool: string): Promise<void> {
  try {
    await access(path, constants.X_OK);
  } catch (error) {
    const fix = `Install FFmpeg again or set ${tool === 'ffmpeg' ? 'FFMPEG_BIN' : 'FFPROBE_BIN'}`;
    throw new AppError('ffmpeg-missing', `${tool} is not there any more`, { tool, path, fix }, { cause: error });
  }
}

/** Throws `media-missing` unless the path is a readable, non-empty file; `broken-media` for an empty one. */
export async function checkMedia(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile())
    throw new AppError('media-missing', 'The media file is not there', { path });
  if (found.size === 0) throw new AppError('broken-media', 'The media file is empty', { path, reason: 'empty' });
}

/**
 * No foreign file reaches FFmpeg unseen: it is sniffed once more, and its demuxer forced unless the caller did. Links are
 * followed here, since behind the wall their targets are not there. Throws what `sniffMedia` throws.
 */
export async function forceDemuxer(input: FfmpegInput): Promise<FfmpegInput> {
  if (input.trust !== 'foreign' || input.path === undefined) return input;
  const media = await sniffMedia(input.path);
  const path = await realpath(input.path);
  return input.args?.includes('-f') === true ? { ...input, path } : foreignInput(path, media, input.args);
}

/** Where a binary really lies, for the wall that shows nothing else: `/usr/local/bin/ffmpeg` is often a link. */
export async function realFolder(binary: string): Promise<string> {
  return dirname(await realpath(binary).catch(() => binary));
}

/** A filter graph as a file of its own; the caller removes it. */
export async function writeGraph(folder: string, graph: string): Promise<string> {
  const path = join(folder, `graph-${randomBytes(6).toString('hex')}.txt`);
  try {
    await writeFile(path, graph, { flag: 'wx' });
  } catch (error) {
    throw fileError(error, dirname(path));
  }
  return path;
}

/** Writes a failed run to the log, with its command line and the end of what FFmpeg said. Cancel is no failure. */
export function logFailure(log: Logger, error: unknown): void {
  if (!(error instanceof FfmpegError) || error.code === 'cancelled') return;
  log.warn('media.ffmpeg-failed', {
    code: error.code,
    exitCode: error.exitCode,
    signal: error.signal,
    commandLine: error.commandLine,
    stderrTail: error.stderrTail.slice(-4_000),
  });
}

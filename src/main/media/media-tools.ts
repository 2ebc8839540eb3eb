/** The media room: everything that starts FFmpeg or ffprobe, behind one set of walls. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { fileUrl, inputsArgv, outputArgv } from './args/command-argv.ts';
import type { Binaries, Environment } from './binaries.ts';
import { listEncoders } from './encoders.ts';
import { fileError, isLikelyOutOfMemory } from './ffmpeg-error.ts';
import { filterGraphFileOption } from './ffmpeg-version.ts';
import {
  chainFor,
  checkExecutable,
  checkMedia,
  forceDemuxer,
  logFailure,
  realFolder,
  writeGraph,
} from './launch-support.ts';
import { launchChain, limitsFor, type Walls } from './launcher.ts';
import type { FfmpegResult, FfmpegRun, MediaTools } from './media-types.ts';
import { openPendingFile } from './output-file.ts';
import { probeFile } from './probe.ts';
import { createPipeEnd, type PipeEnd } from './pipe-end.ts';
import { runProcess } from './run-ffmpeg.ts';
import { sniffMedia } from './sniff.ts';
import { sweepParts, sweepSessions } from './sweep.ts';
import { findWalls } from './walls.ts';

export interface MediaToolsOptions {
  binaries: Binaries;
  log: Logger;
  /** Folder for temporary files. Made when missing. */
  tempRoot: string;
  clock: Clock;
  /** Read for `FRAMEWRIGHT_WALLS` only. */
  env?: Environment;
}

/** The tools plus what `doctor` shows. */
export interface MediaRoom extends MediaTools {
  /** Which walls of the operating system work here. */
  walls(): Promise<Walls>;
}

type PipeRun = Omit<FfmpegRun, 'outputPath'>;
const STALL_MS = 60_000;

/** The one way to FFmpeg. Starts nothing until it is asked; `dispose` ends every child and removes temporary files. */
export function createMediaTools(options: MediaToolsOptions): MediaRoom {
  const { binaries, log, clock } = options;
  const session = join(options.tempRoot, `media-${process.pid}-${randomBytes(4).toString('hex')}`);
  const children = new Set<() => void>();
  const running = new Set<Promise<unknown>>();
  const cores = availableParallelism();
  const swept = new Set<string>();
  let disposed = false;
  let folderMade: Promise<unknown> | undefined;
  let wallsFound: Promise<Walls> | undefined;
  let encoders: Promise<ReadonlySet<string>> | undefined;

  const walls = async (): Promise<Walls> => {
    wallsFound ??= findWalls(options.env ?? {});
    try {
      return await wallsFound;
    } catch (error) {
      wallsFound = undefined;
      throw error;
    }
  };
  const ready = async (): Promise<Walls> => {
    if (disposed) throw new AppError('not-possible-now', 'The media tools are closed', {});
    folderMade ??= sweepSessions(options.tempRoot).then(() => mkdir(session, { recursive: true, mode: 0o700 }));
    try {
      await folderMade;
    } catch (error) {
      // A disk that was full once may have room the next time.
      folderMade = undefined;
      throw fileError(error, options.tempRoot);
    }
    return walls();
  };

  const start = async (run: PipeRun, target: string | PipeEnd, writable: readonly string[]): Promise<FfmpegResult> => {
    const found = await ready();
    await checkExecutable(binaries.ffmpeg.path, 'ffmpeg');
    const inputs = await Promise.all(run.inputs.map(forceDemuxer));
    const graph = run.filterGraph === undefined ? undefined : await writeGraph(session, run.filterGraph);
    const graphOption = filterGraphFileOption(binaries.ffmpeg.version);
    try {
      const result = await runProcess({
        launch: chainFor(
          found,
          { ...run, inputs },
          {
            binary: binaries.ffmpeg.path,
            tempRoot: session,
            writable,
            binaryFolders: [await realFolder(binaries.ffmpeg.path)],
            cores,
          },
        ),
        binary: binaries.ffmpeg.path,
        inputs: inputsArgv(inputs),
        stdin: run.inputs.find((input) => input.stdin !== undefined)?.stdin,
        outputOptions: outputArgv(run, graph === undefined ? undefined : { option: graphOption, path: graph }),
        target,
        expectedFrames: run.expectedFrames,
        stallMs: run.stallMs ?? STALL_MS,
        signal: run.signal,
        onProgress: run.onProgress,
        clock,
        onChild(stop) {
          children.add(stop);
          return () => children.delete(stop);
        },
      });
      log.debug('media.ffmpeg', { commandLine: result.commandLine, wallMs: Math.round(result.wallMs) });
      return result;
    } catch (error) {
      logFailure(log, error);
      throw error;
    } finally {
      if (graph !== undefined) await rm(graph, { force: true });
    }
  };

  /** Killed, most likely for memory: once more with one thread, which needs the least (F62). A pipe cannot be read twice. */
  const startWithRetry = async (run: FfmpegRun, target: string): Promise<FfmpegResult> => {
    const writable = [dirname(run.outputPath)];
    try {
      return await start(run, target, writable);
    } catch (error) {
      const isFed = run.inputs.some((input) => input.stdin !== undefined);
      if (isFed || run.signal?.aborted === true || disposed || !isLikelyOutOfMemory(error)) throw error;
      return start({ ...run, outputArgs: [...run.outputArgs, '-threads', '1'] }, target, writable);
    }
  };

  const runToFile = async (run: FfmpegRun): Promise<FfmpegResult> => {
    await ready();
    if (run.signal?.aborted === true) throw new AppError('cancelled', 'Cancelled before FFmpeg started', {});
    const folder = dirname(run.outputPath);
    if (!swept.has(folder)) {
      swept.add(folder);
      await sweepParts(folder, clock.nowMs());
    }
    const file = await openPendingFile(run.outputPath, { durable: run.durable ?? true });
    try {
      const result = await startWithRetry(run, fileUrl(file.tempPath));
      if ((await stat(file.tempPath)).size === 0) {
        throw new AppError('ffmpeg-failed', 'FFmpeg ended well but wrote nothing', { reason: 'empty-output' });
      }
      await file.commit();
      return result;
    } catch (error) {
      await file.discard();
      throw error;
    }
  };

  const track = <T>(promise: Promise<T>): Promise<T> => {
    const quiet = promise.catch(() => undefined);
    running.add(quiet);
    void quiet.finally(() => running.delete(quiet));
    return promise;
  };

  return {
    walls,
    run: (run) => track(runToFile(run)),
    runToPipe(run) {
      const end = createPipeEnd();
      const done = track(start(run, end, []));
      done.catch((error: unknown) => end.stream.destroy(error as Error));
      return { stdout: end.stream, done };
    },
    async probe(file, trust) {
      const found = await ready();
      await checkMedia(file);
      const path = await realpath(file);
      const demuxer = trust === 'foreign' ? (await sniffMedia(path)).demuxer : undefined;
      await checkExecutable(binaries.ffprobe.path, 'ffprobe');
      const launch = launchChain(found, {
        binary: binaries.ffprobe.path,
        limits: limitsFor({ pixels: 0, seconds: 0, foreign: true, inputs: 1, cores }),
        niced: false,
        tempRoot: session,
        writable: [],
        foreign: trust === 'foreign',
        readable: trust === 'foreign' ? [await realFolder(binaries.ffprobe.path), path] : undefined,
      });
      return probeFile({ launch, path, trust, demuxer });
    },
    async hasEncoder(name) {
      // A failed listing is asked again next time.
      encoders ??= listEncoders(binaries.ffmpeg.path).catch((error: unknown) => {
        encoders = undefined;
        throw error;
      });
      return (await encoders).has(name);
    },
    async tempDir(purpose) {
      await ready();
      return mkdtemp(join(session, `${purpose.replace(/[^a-z0-9-]/gi, '').slice(0, 40)}-`));
    },
    async dispose() {
      disposed = true;
      for (const stop of children) stop();
      await Promise.allSettled(running);
      await rm(session, { recursive: true, force: true });
    },
  };
}

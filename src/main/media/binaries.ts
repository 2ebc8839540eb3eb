/** Finds FFmpeg and ffprobe, and says which versions they are. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../shared/contract/errors.ts';
import { exhaustedError } from './ffmpeg-error.ts';
import { unpackedPath } from '../platform/unpacked-path.ts';
import { isBelowFloor, parseVersion, type FfmpegVersion } from './ffmpeg-version.ts';

const execute = promisify(execFile);

export type BinarySource = 'environment' | 'package' | 'path';

export interface Binary {
  /** Absolute path. */
  path: string;
  source: BinarySource;
  version: FfmpegVersion;
}

export interface Binaries {
  ffmpeg: Binary;
  ffprobe: Binary;
  /** True when FFmpeg or ffprobe is older than 8.1.3: `doctor` warns, foreign media is opened all the same (decision 1). */
  belowFloor: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

interface Wanted {
  tool: 'ffmpeg' | 'ffprobe';
  variable: 'FFMPEG_BIN' | 'FFPROBE_BIN';
  packaged: () => string | undefined;
}

const requireFrom = createRequire(import.meta.url);

/** ffmpeg-static is an optional dependency whose download may have failed: it answers with a path either way. */
function packagedFfmpeg(): string | undefined {
  try {
    const path: unknown = requireFrom('ffmpeg-static');
    return typeof path === 'string' ? unpackedPath(path) : undefined;
  } catch {
    return undefined;
  }
}

/** @ffprobe-installer throws on import where it has no binary for the platform. */
function packagedFfprobe(): string | undefined {
  try {
    const installed = requireFrom('@ffprobe-installer/ffprobe') as { path?: unknown };
    return typeof installed.path === 'string' ? unpackedPath(installed.path) : undefined;
  } catch {
    return undefined;
  }
}

function pathCandidates(tool: string, env: Environment): string[] {
  const name = process.platform === 'win32' ? `${tool}.exe` : tool;
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder.length > 0)
    .map((folder) => join(folder, name));
}

async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function readVersion(path: string, tool: string): Promise<FfmpegVersion | undefined> {
  try {
    const { stdout } = await execute(path, ['-version'], { timeout: 10_000, maxBuffer: 1_000_000, windowsHide: true });
    return parseVersion(stdout, tool);
  } catch (error) {
    const exhausted = exhaustedError(error);
    if (exhausted !== undefined) throw exhausted;
    return undefined;
  }
}

async function tryCandidate(path: string, source: BinarySource, tool: string): Promise<Binary | undefined> {
  if (!(await isExecutableFile(path))) return undefined;
  const version = await readVersion(path, tool);
  return version === undefined ? undefined : { path, source, version };
}

async function find(wanted: Wanted, env: Environment): Promise<Binary> {
  const named = env[wanted.variable];
  if (named !== undefined && named !== '') {
    // A person who names a binary means that one: silently taking another would hide the mistake.
    const binary = await tryCandidate(named, 'environment', wanted.tool);
    if (binary !== undefined) return binary;
    throw new AppError('ffmpeg-missing', `${wanted.variable} does not name a working ${wanted.tool}`, {
      tool: wanted.tool,
      reason: 'environment',
      variable: wanted.variable,
      path: named,
      fix: `Correct or remove ${wanted.variable}`,
    });
  }
  const packaged = wanted.packaged();
  const tried: string[] = [];
  const candidates: [string, BinarySource][] = [
    ...(packaged === undefined ? [] : [[packaged, 'package'] as [string, BinarySource]]),
    ...pathCandidates(wanted.tool, env).map((path): [string, BinarySource] => [path, 'path']),
  ];
  for (const [path, source] of candidates) {
    const binary = await tryCandidate(path, source, wanted.tool);
    if (binary !== undefined) return binary;
    tried.push(path);
  }
  throw new AppError('ffmpeg-missing', `No working ${wanted.tool} was found`, {
    tool: wanted.tool,
    reason: 'not-found',
    variable: wanted.variable,
    tried,
    fix: `Install FFmpeg 5.1 or newer (Debian: apt-get install ffmpeg, macOS: brew install ffmpeg) or set ${wanted.variable} to its path`,
  });
}

/**
 * FFmpeg in the order `FFMPEG_BIN`, ffmpeg-static, PATH; ffprobe in the order `FFPROBE_BIN`, @ffprobe-installer, PATH.
 * Each is asked for its version, so what is returned really starts. Throws AppError `ffmpeg-missing` with the fix in
 * its details.
 */
export async function findBinaries(env: Environment): Promise<Binaries> {
  const [ffmpeg, ffprobe] = await Promise.all([
    find({ tool: 'ffmpeg', variable: 'FFMPEG_BIN', packaged: packagedFfmpeg }, env),
    find({ tool: 'ffprobe', variable: 'FFPROBE_BIN', packaged: packagedFfprobe }, env),
  ]);
  return { ffmpeg, ffprobe, belowFloor: isBelowFloor(ffmpeg.version) || isBelowFloor(ffprobe.version) };
}

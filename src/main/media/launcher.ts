/**
 * The launcher is a chain of small programs that each replace themselves by the next, ending in FFmpeg:
 * own process group, empty environment, limits, low priority, no network (reliability.md M4). No shell, so nothing is
 * ever parsed twice; the whole chain costs a few ms. Pure: `walls.ts` finds out what the machine has.
 */
import { dirname } from 'node:path';

export interface Walls {
  /** The strongest wall that works here; `none` where neither does. */
  isolation: 'bwrap' | 'unshare' | 'none';
  unshareWorks: boolean;
  /** Absolute paths of what was found. */
  setsid: string | undefined;
  env: string | undefined;
  prlimit: string | undefined;
  /** Nobody but root may raise a limit above the one that this process has. */
  openFilesMax?: number | undefined;
  nice: string | undefined;
  bwrap: string | undefined;
  unshare: string | undefined;
  setpriv: string | undefined;
}

export interface LaunchLimits {
  addressBytes: number;
  cpuSeconds: number;
  fileBytes: number;
  openFiles: number;
}

export interface LaunchRequest {
  binary: string;
  limits: LaunchLimits;
  niced: boolean;
  /** Folder for temporary files; readable and writable. */
  tempRoot: string;
  /** Folders FFmpeg writes into. */
  writable: readonly string[];
  /** With `bwrap`: the only files of the person that can be read. Undefined: the whole disk, read-only. */
  readable: readonly string[] | undefined;
  /** Foreign media get the strongest wall. Our own only lose the network, where that is cheaper. */
  foreign: boolean;
}

export interface Launch {
  command: string;
  /** Tokens before FFmpeg's own. */
  prefix: string[];
  /** Priority for the session that the chain opens: `nice` alone counts only within it (session-priority.ts). */
  sessionNice?: number;
}

/** FFmpeg takes what the doors and other programs leave. */
const NICE = 10;

/** Where programs and libraries live; everything else of the disk stays outside the wall. */
const SYSTEM_FOLDERS = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/opt', '/nix/store', '/etc/alternatives'];
const SYSTEM_FILES = ['/etc/ld.so.cache', '/etc/fonts'];

/** The only variables FFmpeg sees. Few arenas keep glibc's reserved addresses under the limit on many cores. */
function cleanEnvironment(tempRoot: string): string[] {
  return ['PATH=/usr/bin:/bin', 'LANG=C.UTF-8', 'MALLOC_ARENA_MAX=4', `TMPDIR=${tempRoot}`, `HOME=${tempRoot}`];
}

function bwrapTokens(bwrap: string, request: LaunchRequest): string[] {
  const bindRead = (path: string): string[] => ['--ro-bind-try', path, path];
  const system = [...SYSTEM_FOLDERS, ...SYSTEM_FILES, dirname(request.binary)];
  return [
    [bwrap, '--unshare-all', '--die-with-parent', '--new-session'],
    request.readable === undefined ? ['--ro-bind', '/', '/'] : system.flatMap(bindRead),
    ['--dev', '/dev', '--proc', '/proc'],
    // Behind /dev: a file in shared memory would be covered by it.
    (request.readable ?? []).flatMap(bindRead),
    [request.tempRoot, ...request.writable].flatMap((folder) => ['--bind', folder, folder]),
  ].flat();
}

/** The command to start and the tokens that stand before FFmpeg's own arguments. */
export function launchChain(walls: Walls, request: LaunchRequest): Launch {
  const { limits } = request;
  const chain: string[] = [];
  // A group of its own, so that cancel reaches whatever a wrapper around FFmpeg has started.
  if (walls.setsid !== undefined) chain.push(walls.setsid);
  if (walls.env !== undefined) chain.push(walls.env, '-i', ...cleanEnvironment(request.tempRoot));
  if (walls.prlimit !== undefined) {
    chain.push(
      walls.prlimit,
      `--as=${limits.addressBytes}`,
      `--cpu=${limits.cpuSeconds}`,
      `--fsize=${limits.fileBytes}`,
      `--nofile=${Math.min(limits.openFiles, walls.openFilesMax ?? limits.openFiles)}`,
      '--core=0',
    );
  }
  if (walls.nice !== undefined && request.niced) chain.push(walls.nice, '-n', String(NICE));
  const isolation = walls.isolation === 'bwrap' && walls.unshareWorks && !request.foreign ? 'unshare' : walls.isolation;
  if (isolation === 'bwrap' && walls.bwrap !== undefined) chain.push(...bwrapTokens(walls.bwrap, request));
  if (isolation === 'unshare' && walls.unshare !== undefined) chain.push(walls.unshare, '-Urn');
  // bwrap has --die-with-parent; the others get the same promise, so that kill -9 of the app leaves no FFmpeg behind.
  if (isolation !== 'bwrap' && walls.setpriv !== undefined) chain.push(walls.setpriv, '--pdeathsig', 'KILL');
  chain.push(request.binary);
  const [command = request.binary, ...prefix] = chain;
  const opensSession = walls.setsid !== undefined || isolation === 'bwrap';
  return { command, prefix, ...(request.niced && opensSession ? { sessionNice: NICE } : {}) };
}

const PIXELS_1080P = 1920 * 1080;
const GIB = 1024 ** 3;

/**
 * Limits of one run. CPU: 60 s + 40 s per second of output at 1080p, scaled by pixels; an hour where the size of the
 * work is not known. Memory: 2 GiB for foreign files, 4 GiB for our own graphs, plus room for one thread stack per core.
 */
export function limitsFor(work: {
  pixels?: number;
  seconds?: number;
  foreign: boolean;
  inputs: number;
  cores: number;
}): LaunchLimits {
  const { pixels, seconds } = work;
  const known = pixels !== undefined && seconds !== undefined;
  const cpu = known ? 60 + 40 * seconds * (pixels / PIXELS_1080P) : 3600;
  return {
    addressBytes: (work.foreign ? 2 : 4) * GIB + work.cores * 96 * 1024 ** 2,
    cpuSeconds: Math.max(60, Math.ceil(cpu)),
    fileBytes: 64 * GIB,
    openFiles: 64 + 2 * work.inputs,
  };
}

/** Finds out which walls of the operating system work here. Asked once per process. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Environment } from './binaries.ts';
import { exhaustedError } from './ffmpeg-error.ts';
import type { Walls } from './launcher.ts';

const execute = promisify(execFile);
const FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];

async function findTool(name: string): Promise<string | undefined> {
  for (const folder of FOLDERS) {
    const path = `${folder}/${name}`;
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

/** The hard limit of open files, from proc(5); undefined where there is none or it cannot be read. */
async function findOpenFilesMax(): Promise<number | undefined> {
  const text = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const found = /^Max open files\s+\S+\s+(\d+)/m.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

async function works(command: string, args: readonly string[]): Promise<boolean> {
  try {
    await execute(command, args, { timeout: 5_000 });
    return true;
  } catch (error) {
    // A machine that starts nothing more says nothing about its walls: without this they would be left out for good.
    const exhausted = exhaustedError(error);
    if (exhausted !== undefined) throw exhausted;
    return false;
  }
}

/**
 * The walls of this machine. Throws AppError `too-many-files` where nothing can be started to find out. `FRAMEWRIGHT_WALLS` set to `unshare` or `none` leaves out the stronger ones, for machines
 * where they exist but misbehave. Windows and macOS get what they have of the chain; `doctor` shows the result.
 */
export async function findWalls(env: Environment): Promise<Walls> {
  if (process.platform === 'win32') {
    return {
      isolation: 'none',
      setsid: undefined,
      env: undefined,
      prlimit: undefined,
      nice: undefined,
      bwrap: undefined,
      unshare: undefined,
      unshareWorks: false,
      setpriv: undefined,
    };
  }
  const [setsid, envTool, prlimit, nice, bwrap, unshare, setpriv, noop] = await Promise.all(
    ['setsid', 'env', 'prlimit', 'nice', 'bwrap', 'unshare', 'setpriv', 'true'].map((name) => findTool(name)),
  );
  const wish = env['FRAMEWRIGHT_WALLS'];
  const mayBwrap = bwrap !== undefined && wish !== 'unshare' && wish !== 'none';
  const mayUnshare = unshare !== undefined && wish !== 'none';
  const [bwrapWorks, unshareWorks, setprivWorks] = await Promise.all([
    mayBwrap && noop !== undefined
      ? works(bwrap, [
          '--unshare-all',
          '--die-with-parent',
          '--new-session',
          '--ro-bind',
          '/',
          '/',
          '--dev',
          '/dev',
          '--proc',
          '/proc',
          noop,
        ])
      : false,
    mayUnshare && noop !== undefined ? works(unshare, ['-Urn', noop]) : false,
    setpriv !== undefined && noop !== undefined ? works(setpriv, ['--pdeathsig', 'KILL', noop]) : false,
  ]);
  return {
    isolation: bwrapWorks ? 'bwrap' : unshareWorks ? 'unshare' : 'none',
    setsid,
    env: envTool,
    prlimit,
    nice,
    bwrap,
    unshare,
    unshareWorks,
    setpriv: setprivWorks ? setpriv : undefined,
    openFilesMax: await findOpenFilesMax(),
  };
}

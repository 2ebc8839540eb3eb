import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** The files of Linux's proc that are read and written here; a parameter for tests. */
export interface ProcFiles {
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
}

const procFiles: ProcFiles = {
  read: (path) => readFile(path, 'utf8'),
  write: (path, text) => writeFile(path, text),
};

/** A chain needs a few ms to come to its own session, longer on a busy machine; bwrap opens a second one. */
const LOOKS_MS: readonly number[] = [5, 20, 80, 300, 1_000];
const FAMILY_MAX = 8;

/** A process and what it has started, at most a few: the sandbox stands between us and FFmpeg. */
async function familyOf(files: ProcFiles, pid: number): Promise<number[]> {
  const family = [pid];
  for (let at = 0; at < family.length && family.length < FAMILY_MAX; at += 1) {
    const member = family[at] ?? pid;
    const text = await files.read(`/proc/${member}/task/${member}/children`).catch(() => '');
    for (const child of text.split(' ')) if (Number(child) > 0) family.push(Number(child));
  }
  return family;
}

/**
 * Lowers the session of a child. Linux with autogroups shares the processor between sessions first and counts `nice`
 * only within one: a niced FFmpeg in a session of its own would take as much as the whole app, and a status call would
 * wait behind it. The session of the app itself is never touched. Does nothing where there are no autogroups; never
 * throws, since this is a courtesy.
 *
 * @param pid of the child that opens its own session
 * @param nice 0…19, as for a process
 */
export async function lowerSession(
  pid: number,
  nice: number,
  files: ProcFiles = procFiles,
  looksMs: readonly number[] = LOOKS_MS,
): Promise<void> {
  const groupOf = async (of: number | 'self'): Promise<string> =>
    (await files.read(`/proc/${of}/autogroup`)).split(' ')[0] ?? '';
  try {
    const ours = await groupOf('self');
    const lowered = new Set<string>();
    for (const waitMs of looksMs) {
      await pause(waitMs, undefined, { ref: false });
      for (const member of await familyOf(files, pid)) {
        const group = await groupOf(member);
        if (group === ours || lowered.has(group)) continue;
        // Without privileges the system takes one change in 100 ms: a refused one comes again at the next look.
        const isLowered = await files.write(`/proc/${member}/autogroup`, String(nice)).then(
          () => true,
          () => false,
        );
        if (isLowered) lowered.add(group);
      }
    }
  } catch {
    // No autogroups here, or the child has ended.
  }
}

/** Clears away what a process left that was killed: its half files and its temporary folder. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const PART = /^\.framewright-(\d+)-[0-9a-f]{12}\.part$/;
const SESSION = /^media-(\d+)-[0-9a-f]{8}$/;
/** On a shared disk the number may belong to a living process of another machine: that one still writes. */
const UNTOUCHED_MS = 600_000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // No right to ask means that it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function entriesOf(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => {
    const pid = pattern.exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
}

/** Removes hidden `.part` files of dead processes that nobody has written to for ten minutes. Never throws. */
export async function sweepParts(folder: string, nowMs: number): Promise<void> {
  for (const name of await entriesOf(folder, PART)) {
    const path = join(folder, name);
    const touchedMs = await stat(path).then(
      (found) => found.mtimeMs,
      () => nowMs,
    );
    if (nowMs - touchedMs >= UNTOUCHED_MS) await rm(path, { force: true }).catch(() => undefined);
  }
}

/** Removes the temporary folders of dead processes. Never throws. */
export async function sweepSessions(tempRoot: string): Promise<void> {
  for (const name of await entriesOf(tempRoot, SESSION)) {
    await rm(join(tempRoot, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

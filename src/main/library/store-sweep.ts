import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import { PART_SUFFIX, SHA256_PATTERN } from './content-store.ts';

/** One file found in the store's folder. */
export interface StoreFile {
  path: string;
  bytes: number;
  modifiedAtMs: number;
  /** `content`: in its place by its name; `part`: half-written; `foreign`: not ours, never touched. */
  kind: 'content' | 'part' | 'foreign';
  /** Of contents only. */
  sha256: string | null;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

async function describe(folder: string, name: string, parent: string): Promise<StoreFile | undefined> {
  const path = join(folder, name);
  let info;
  try {
    info = await stat(path);
  } catch {
    return undefined;
  }
  if (!info.isFile()) return undefined;
  const isContent = SHA256_PATTERN.test(name) && name.startsWith(parent) && parent !== '';
  const kind = isContent ? 'content' : name.endsWith(PART_SUFFIX) ? 'part' : 'foreign';
  return { path, bytes: info.size, modifiedAtMs: Math.round(info.mtimeMs), kind, sha256: isContent ? name : null };
}

/** Every file in the store. A folder that is not there holds none. */
export async function* walkStore(folder: string): AsyncGenerator<StoreFile> {
  for (const name of await namesIn(folder)) {
    if (/^[0-9a-f]{2}$/.test(name)) {
      for (const inner of await namesIn(join(folder, name))) {
        const file = await describe(join(folder, name), inner, name);
        if (file) yield file;
      }
    } else {
      const file = await describe(folder, name, '');
      if (file) yield file;
    }
  }
}

export interface SweepOptions {
  folder: string;
  clock: Clock;
  /** Whether any row needs this content; asked again right before the file goes. */
  isUsed(sha256: string): boolean;
  /** Younger files stay: their row may be on its way. Default one hour. */
  graceMs?: number;
}

export interface SweepReport {
  removedParts: number;
  removedOrphans: number;
  freedBytes: number;
}

/** Removes half-written files and contents that no row needs. Files it does not know by name stay. */
export async function sweepStore(options: SweepOptions): Promise<SweepReport> {
  const youngestMs = options.clock.nowMs() - (options.graceMs ?? 3_600_000);
  const report: SweepReport = { removedParts: 0, removedOrphans: 0, freedBytes: 0 };
  for await (const file of walkStore(options.folder)) {
    if (file.modifiedAtMs > youngestMs) continue;
    const isOrphan = file.sha256 !== null && !options.isUsed(file.sha256);
    if (file.kind !== 'part' && !isOrphan) continue;
    await rm(file.path, { force: true });
    report.freedBytes += file.bytes;
    if (file.kind === 'part') report.removedParts += 1;
    else report.removedOrphans += 1;
  }
  return report;
}

import { readFileSync, readlinkSync } from 'node:fs';
import { uptime } from 'node:os';

/** What tells one process from another that was given the same number later (F18). */
export interface ProcessIdentity {
  pid: number;
  /** Differs after a restart of the machine. */
  bootId: string;
  /** Differs when the number was given again. Empty where the system does not say. */
  processStart: string;
}

/** `unknown`: the process cannot be seen from here (another container, or a system without /proc). */
export type Liveness = 'alive' | 'dead' | 'unknown';

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** Identifies this start of the machine; on systems without a boot id, the minute of its start. */
export function readBootId(): string {
  const id = readText('/proc/sys/kernel/random/boot_id');
  return id ?? `boot-${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
}

/**
 * Ticks since boot at which a process began, with its pid namespace; `undefined` where no such process runs. A zombie
 * counts as gone: it holds nothing any more.
 */
function readProcessStart(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name in parentheses may hold spaces and parentheses; fields are counted after the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${pidNamespace()}/${fields[19] ?? ''}`;
}

/** Identity of this process. */
export function identifySelf(): ProcessIdentity {
  return { pid: process.pid, bootId: readBootId(), processStart: readProcessStart(process.pid) ?? '' };
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process that was identified so still runs. */
export function livenessOf(holder: ProcessIdentity): Liveness {
  if (holder.pid <= 0) return 'dead';
  if (holder.bootId !== readBootId()) return 'dead';
  if (holder.processStart === '') return answersSignal(holder.pid) ? 'unknown' : 'dead';
  if (holder.processStart.split('/')[0] !== pidNamespace()) return 'unknown';
  return readProcessStart(holder.pid) === holder.processStart ? 'alive' : 'dead';
}

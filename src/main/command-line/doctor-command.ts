import { access, constants, statfs } from 'node:fs/promises';
import { describeError } from '../../shared/i18n/describe-error.ts';
import type { MessageKey } from '../../shared/i18n/messages-en.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import { sharedFolderOf } from '../library/shared-folder.ts';
import { toAppError } from '../../shared/contract/errors.ts';

export interface Finding {
  check: 'ffmpeg' | 'ffprobe' | 'walls' | 'disk' | 'permissions' | 'library' | 'store' | 'clock' | 'node' | 'providers';
  outcome: 'ok' | 'warning' | 'failed';
  /** Version, bytes, path: what was found. */
  found: string;
  fix: MessageKey | null;
}

/** One check of the doctor: gives its finding, or throws what went wrong. */
export interface DoctorChecks {
  binaries(): Promise<{
    ffmpeg: { path: string; version: string };
    ffprobe: { path: string; version: string };
    belowFloor: boolean;
  }>;
  walls(): Promise<{ name: string; complete: boolean }>;
  library(): Promise<{ problems: number; missing: number; stray: number; summary: string }>;
  providers(): { id: string; local: boolean }[];
  home: string;
  /** Who else has a hand in the library's folder (F31). Absent: looked up on this machine. */
  sharedFolder?: (home: string) => { name: string } | undefined;
  nowMs: number;
}

const FREE_BYTES_WANTED = 2_000_000_000;
/** This program was made after this day: a clock that is behind it is wrong. */
const BUILT_AFTER_MS = Date.parse('2026-11-01T00:00:00Z');

async function finding(
  check: Finding['check'],
  fix: MessageKey,
  t: Translate,
  look: () => Promise<Finding | string> | Finding | string,
): Promise<Finding> {
  try {
    const found = await look();
    return typeof found === 'string' ? { check, outcome: 'ok', found, fix: null } : found;
  } catch (error) {
    return { check, outcome: 'failed', found: describeError(toAppError(error), t), fix };
  }
}

/** Looks at everything a run needs on this machine (R12.5). Never throws: a failed check is a finding with its fix. */
export async function examine(checks: DoctorChecks, t: Translate): Promise<Finding[]> {
  const binaries = await checks.binaries().catch(() => undefined);
  const tool = (name: 'ffmpeg' | 'ffprobe'): Finding => {
    const there = binaries?.[name];
    if (there === undefined || binaries === undefined)
      return { check: name, outcome: 'failed', found: '', fix: 'doctor.fix.ffmpeg-missing' };
    const found = `${there.version} (${there.path})`;
    return binaries.belowFloor
      ? { check: name, outcome: 'warning', found, fix: 'doctor.fix.ffmpeg-old' }
      : { check: name, outcome: 'ok', found, fix: null };
  };
  const library = await checks.library().catch((error: unknown) => toAppError(error));
  return [
    {
      check: 'node',
      outcome: Number(process.versions.node.split('.')[0]) >= 24 ? 'ok' : 'failed',
      found: process.versions.node,
      fix: Number(process.versions.node.split('.')[0]) >= 24 ? null : 'doctor.fix.node',
    },
    tool('ffmpeg'),
    tool('ffprobe'),
    await finding('walls', 'doctor.fix.walls', t, async () => {
      const { name, complete } = await checks.walls();
      return complete ? name : { check: 'walls', outcome: 'warning', found: name, fix: 'doctor.fix.walls' };
    }),
    await finding('disk', 'doctor.fix.disk', t, async () => {
      const { bavail, bsize } = await statfs(checks.home);
      const free = bavail * bsize;
      const found = `${(free / 1e9).toFixed(1)} GB`;
      return free >= FREE_BYTES_WANTED ? found : { check: 'disk', outcome: 'warning', found, fix: 'doctor.fix.disk' };
    }),
    await finding('permissions', 'doctor.fix.permissions', t, async () => {
      await access(checks.home, constants.R_OK | constants.W_OK);
      const shared = (checks.sharedFolder ?? sharedFolderOf)(checks.home);
      if (shared === undefined) return checks.home;
      const found = `${checks.home} (${shared.name})`;
      return { check: 'permissions', outcome: 'warning', found, fix: 'doctor.fix.shared-folder' };
    }),
    library instanceof Error
      ? { check: 'library', outcome: 'failed', found: describeError(library, t), fix: 'doctor.fix.library' }
      : {
          check: 'library',
          outcome: library.problems > 0 ? 'failed' : 'ok',
          found: library.summary,
          fix: library.problems > 0 ? 'doctor.fix.library' : null,
        },
    ...(library instanceof Error
      ? []
      : [
          {
            check: 'store' as const,
            outcome:
              library.missing > 0 ? ('failed' as const) : library.stray > 0 ? ('warning' as const) : ('ok' as const),
            found: `${library.missing} / ${library.stray}`,
            fix: library.missing + library.stray > 0 ? ('doctor.fix.store' as const) : null,
          },
        ]),
    {
      check: 'clock',
      outcome: checks.nowMs < BUILT_AFTER_MS ? 'warning' : 'ok',
      found: new Date(checks.nowMs).toISOString(),
      fix: checks.nowMs < BUILT_AFTER_MS ? 'doctor.fix.clock' : null,
    },
    {
      check: 'providers',
      outcome: 'ok',
      found: checks
        .providers()
        .map(({ id }) => id)
        .join(', '),
      fix: null,
    },
  ];
}

/** The findings as lines for people. */
export function formatFindings(findings: readonly Finding[], t: Translate): string {
  return findings
    .map(({ check, outcome, found, fix }) => {
      const mark = { ok: '✓', warning: '!', failed: '✗' }[outcome];
      const line = `${mark} ${t(`doctor.${check}`)}: ${found === '' ? t(`doctor.${outcome}`) : found}`;
      return fix === null ? line : `${line}\n    ${t('doctor.fix', { fix: t(fix) })}`;
    })
    .join('\n');
}

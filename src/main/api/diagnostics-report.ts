import { arch, cpus, freemem, homedir, release, totalmem, type } from 'node:os';
import type { LogLine } from '../platform/log-tail.ts';
import { scrubSecrets } from '../platform/scrub-secrets.ts';

/** What a report is made of. Counts and versions only: nothing that a person wrote. */
export interface ReportFacts {
  version: string;
  nowMs: number;
  home: string;
  binaries: {
    ffmpeg: { version: { text: string }; source: string };
    ffprobe: { version: { text: string }; source: string };
    belowFloor: boolean;
  };
  providers: readonly string[];
  counts: Readonly<Record<string, number>>;
  runsByState: Readonly<Record<string, number>>;
  notices: readonly string[];
  sizes: Readonly<Record<string, number>>;
  freeBytes: number;
  newestBackupMs: number | null;
  settings: Readonly<Record<string, unknown>>;
  log: readonly LogLine[];
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
const listOf = (table: Readonly<Record<string, number>>): string =>
  Object.entries(table)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

/** The code of a logged error, which is a word of ours; messages may quote what a person wrote. */
function codeOf(line: LogLine): string {
  const code = /"code":"([a-zA-Z_-]{1,40})"/.exec(line.details)?.[1];
  return code === undefined ? '' : ` ${code}`;
}

/** A path without the name of the person it belongs to. */
const withoutUser = (path: string): string => {
  const user = homedir();
  return user.length > 1 && path.startsWith(user) ? `~${path.slice(user.length)}` : path;
};

/** The report as English text: it is for whoever helps, and is shown before it is copied (ux.md 4.1, 39). */
export function formatReport(facts: ReportFacts): string {
  const { binaries, sizes } = facts;
  const { electron, chrome } = process.versions;
  const trouble = facts.log.filter(({ level }) => level === 'warn' || level === 'error').slice(-30);
  const lines = [
    `Framewright ${facts.version}`,
    `made ${new Date(facts.nowMs).toISOString()}`,
    '',
    `system     ${type()} ${release()} ${arch()}, ${cpus().length} cores, memory ${megabytes(freemem())} free of ${megabytes(totalmem())}`,
    `runtime    Node ${process.versions.node}${electron === undefined ? ', headless' : `, Electron ${electron}, Chromium ${chrome}`}`,
    `ffmpeg     ${binaries.ffmpeg.version.text} (${binaries.ffmpeg.source})`,
    `ffprobe    ${binaries.ffprobe.version.text} (${binaries.ffprobe.source})${binaries.belowFloor ? ', older than recommended' : ''}`,
    `providers  ${facts.providers.join(', ')}`,
    '',
    `library    ${withoutUser(facts.home)}`,
    `rows       ${listOf(facts.counts)}`,
    `runs       ${listOf(facts.runsByState)}`,
    `notices    ${facts.notices.join(', ') || 'none'}`,
    `sizes      ${Object.entries(sizes)
      .map(([name, bytes]) => `${name} ${megabytes(bytes)}`)
      .join(', ')}`,
    `disk       ${megabytes(facts.freeBytes)} free`,
    `backup     ${facts.newestBackupMs === null ? 'none yet' : new Date(facts.newestBackupMs).toISOString()}`,
    `settings   ${JSON.stringify(facts.settings)}`,
    '',
    `last warnings and errors (${trouble.length})`,
    ...trouble.map(
      (line) =>
        `  ${line.timeMs === null ? '?' : new Date(line.timeMs).toISOString()} ${line.level} ${line.event}${codeOf(line)}`,
    ),
  ];
  return scrubSecrets(lines.join('\n')) as string;
}

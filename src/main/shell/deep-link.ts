import { openTargetSchema } from '../../shared/contract/shell-bridge.ts';
import type { OpenTarget } from '../../shared/contract/shell-bridge.ts';

/**
 * SECURITY: E15. What comes in from outside is hostile: links of other programs, and the arguments of a second start. A
 * link names one thing of the library by its id, nothing else; never a path, never something to do.
 */

export const LINK_SCHEME = 'framewright';
const LINK = /^framewright:\/\/(project|run)\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/?$/;

/** The target of `framewright://project/<id>` or `framewright://run/<id>`; null for every other text. */
export function parseDeepLink(text: string): OpenTarget | null {
  const [, kind, id] = LINK.exec(text) ?? [];
  if (kind === undefined || id === undefined) return null;
  const parsed = openTargetSchema.safeParse(kind === 'project' ? { kind, id } : { kind, id, projectId: null });
  return parsed.success ? parsed.data : null;
}

/** The link among the arguments of a start, if there is exactly one: Windows and Linux hand links over this way. */
export function linkOfArguments(argv: readonly string[]): OpenTarget | null {
  const links = argv.slice(1).filter((argument) => argument.startsWith(`${LINK_SCHEME}:`));
  return links.length === 1 ? parseDeepLink(links[0] ?? '') : null;
}

import type { Brief } from '../../shared/model/brief.ts';
import { parseBriefInput } from '../planning/brief-input.ts';
import type { ApiDeps } from './api-deps.ts';

type BriefFiles = NonNullable<NonNullable<Parameters<ApiDeps['projects']['create']>[1]>['files']>;

const VOICE_FILE = /^file:\s*(.+)$/s;

/** Over the doors a brief names files by asset id. Throws AppError `not-found` for an id that is none. */
function filesOfBrief(deps: Pick<ApiDeps, 'assets'>, brief: Brief): BriefFiles {
  const voice = VOICE_FILE.exec(brief.audio.voiceOver ?? '')?.[1]?.trim();
  const named = [
    ...brief.assets.map(({ path, role }) => ({ id: path, role })),
    ...(brief.brand.logo === undefined ? [] : [{ id: brief.brand.logo, role: 'logo' as const }]),
    ...(brief.audio.music === undefined ? [] : [{ id: brief.audio.music, role: 'music' as const }]),
    ...(voice === undefined ? [] : [{ id: voice, role: 'voice' as const }]),
  ];
  return named.map(({ id, role }) => ({ assetId: deps.assets.get(id).id, role, briefPath: id }));
}

/**
 * A project of a brief that came through a door, checked as the command line checks it. Throws AppError `invalid-input`
 * with every fault by field, `not-found` for a file, client or campaign that is not there.
 */
export function createFromBrief(
  deps: Pick<ApiDeps, 'assets' | 'projects' | 'library'>,
  input: unknown,
  ownership: { clientId?: string; campaignId?: string } = {},
): string {
  const { brief } = parseBriefInput(input);
  return deps.projects.create(brief, { ...ownership, files: filesOfBrief(deps, brief) }).id;
}

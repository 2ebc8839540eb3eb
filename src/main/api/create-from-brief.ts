import { storedBriefSchema } from '../../shared/model/brief.ts';
import type { Brief } from '../../shared/model/brief.ts';
import { filesNamedBy } from '../../shared/model/brief-files.ts';
import type { Language } from '../../shared/model/shot-terms.ts';
import { parseBriefInput } from '../planning/brief-input.ts';
import type { ApiDeps } from './api-deps.ts';

type BriefFiles = NonNullable<NonNullable<Parameters<ApiDeps['projects']['create']>[1]>['files']>;

/** Over the doors a brief names files by asset id. Throws AppError `not-found` for an id that is none. */
function filesOfBrief(deps: Pick<ApiDeps, 'assets'>, brief: Brief): BriefFiles {
  return filesNamedBy(brief).map(({ path, role }) => ({
    assetId: deps.assets.get(path).id,
    role,
    briefPath: path,
  }));
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

/** A project with a name and nothing else: the window writes its brief. Throws AppError `not-found`. */
export function createBlank(
  deps: Pick<ApiDeps, 'projects'>,
  {
    name,
    language,
    ...ownership
  }: { name: string; language?: Language | undefined } & {
    clientId?: string | undefined;
    campaignId?: string | undefined;
  },
): string {
  const { clientId, campaignId } = ownership;
  const brief = storedBriefSchema.parse({ name, prompt: '', ...(language === undefined ? {} : { language }) });
  return deps.projects.create(brief, {
    ...(clientId === undefined ? {} : { clientId }),
    ...(campaignId === undefined ? {} : { campaignId }),
  }).id;
}

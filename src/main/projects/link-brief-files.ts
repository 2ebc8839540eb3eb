import { filesNamedBy } from '../../shared/model/brief-files.ts';
import type { NamedFile } from '../../shared/model/brief-files.ts';
import type { Brief } from '../../shared/model/brief.ts';
import type { ProjectAssetRow } from '../db/repositories/project-asset-repository.ts';
import type { Repositories } from '../db/repositories.ts';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Naming = Pick<Brief, 'assets' | 'brand' | 'audio'>;

const isOf = ({ assetId, briefPath }: ProjectAssetRow, { path }: NamedFile): boolean =>
  path === briefPath || path === assetId;

/** Only its link knows which file a path beside the brief meant; an id says so by itself. */
const isOnlyRecord = ({ briefPath }: ProjectAssetRow): boolean => briefPath !== null && !ID.test(briefPath);

/**
 * The files of a project that it uses now. A file that came by its path stays linked when the brief names it no more, so
 * that undo finds it: such links are left out here.
 */
export function linksInUse(
  { projectAssets, projects }: Pick<Repositories, 'projectAssets' | 'projects'>,
  projectId: string,
): ProjectAssetRow[] {
  const named = filesNamedBy(projects.get(projectId).brief);
  return projectAssets
    .list(projectId)
    .filter((link) => !isOnlyRecord(link) || named.some((file) => file.role === link.role && isOf(link, file)));
}

/**
 * Makes a project's files those that its brief names: what the brief no longer names is set free, unless it came by a path
 * and an undo may name it again; what it names is the project's from now on, under the role it has now. An id that leads
 * nowhere is left out: the window shows it as missing. Inside a transaction.
 */
export function linkBriefFiles(
  { projectAssets, assets }: Pick<Repositories, 'projectAssets' | 'assets'>,
  projectId: string,
  brief: Naming,
): void {
  const named = filesNamedBy(brief);
  const links = projectAssets.list(projectId);
  for (const link of links) {
    const uses = named.filter((file) => isOf(link, file));
    if (uses.some(({ role }) => role === link.role) || (uses.length === 0 && isOnlyRecord(link))) continue;
    projectAssets.unlink(projectId, link.assetId, link.role);
  }
  for (const file of named) {
    const former = links.filter((link) => isOf(link, file));
    if (former.some(({ role }) => role === file.role)) continue;
    const [known] = former;
    const assetId = known?.assetId ?? file.path;
    if (known === undefined && (!ID.test(assetId) || assets.find(assetId) === undefined)) continue;
    projectAssets.link({ projectId, assetId, role: file.role, briefPath: known?.briefPath ?? null });
  }
}

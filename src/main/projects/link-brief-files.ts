import { filesNamedBy } from '../../shared/model/brief-files.ts';
import type { Brief } from '../../shared/model/brief.ts';
import type { Repositories } from '../db/repositories.ts';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Makes a project's files those that its brief names: what the brief no longer names is set free, what it names by id is
 * the project's from now on. An id that leads nowhere is left out: the window shows it as missing. Inside a transaction.
 */
export function linkBriefFiles(
  { projectAssets, assets }: Pick<Repositories, 'projectAssets' | 'assets'>,
  projectId: string,
  brief: Pick<Brief, 'assets' | 'brand' | 'audio'>,
): void {
  const named = filesNamedBy(brief);
  const links = projectAssets.list(projectId);
  for (const { assetId, role, briefPath } of links) {
    const isNamed = named.some((file) => file.role === role && (file.path === briefPath || file.path === assetId));
    if (!isNamed) projectAssets.unlink(projectId, assetId, role);
  }
  for (const { path, role } of named) {
    const isLinked = links.some((link) => link.role === role && (link.briefPath === path || link.assetId === path));
    if (isLinked || !ID.test(path) || assets.find(path) === undefined) continue;
    projectAssets.link({ projectId, assetId: path, role, briefPath: null });
  }
}

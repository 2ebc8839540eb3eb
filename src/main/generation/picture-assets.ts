import { linksInUse } from '../projects/link-brief-files.ts';
import type { GenerationDeps } from './generation-deps.ts';

/**
 * Files that pictures of a project may refer to as `asset:<name>`: the product, references and the logo, by asset id and
 * by the role (`asset:product`, `asset:logo`), which is how the planner names them before any id exists.
 */
export function picturesOfProject(
  deps: Pick<GenerationDeps, 'repos' | 'store'>,
  projectId: string,
): { assetPaths: Record<string, string>; assetHashes: Record<string, string> } {
  const assetPaths: Record<string, string> = {};
  const assetHashes: Record<string, string> = {};
  for (const { assetId, role } of linksInUse(deps.repos, projectId)) {
    const asset = deps.repos.assets.find(assetId);
    if (asset === undefined || asset.kind !== 'image') continue;
    for (const name of [assetId, role]) {
      if (assetPaths[name] !== undefined) continue;
      assetPaths[name] = deps.store.pathOf(asset.sha256);
      assetHashes[name] = asset.sha256;
    }
  }
  return { assetPaths, assetHashes };
}

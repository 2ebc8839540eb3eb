import { picturesByName } from '../projects/picture-files.ts';
import type { GenerationDeps } from './generation-deps.ts';

/** Where the files lie that pictures of a project may refer to, and their contents' hashes, by name. */
export function picturesOfProject(
  deps: Pick<GenerationDeps, 'repos' | 'store'>,
  projectId: string,
): { assetPaths: Record<string, string>; assetHashes: Record<string, string> } {
  const files = [...picturesByName(deps.repos, projectId)];
  return {
    assetPaths: Object.fromEntries(files.map(([name, { sha256 }]) => [name, deps.store.pathOf(sha256)])),
    assetHashes: Object.fromEntries(files.map(([name, { sha256 }]) => [name, sha256])),
  };
}

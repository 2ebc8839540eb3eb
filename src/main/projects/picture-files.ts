import type { SceneDescription } from '../../shared/model/scene-description.ts';
import type { AssetRow } from '../db/repositories/asset-repository.ts';
import type { Repositories } from '../db/repositories.ts';
import { linksInUse } from './link-brief-files.ts';

const REFERENCE = /^asset:(.+)$/s;

/**
 * Images that pictures of a project may refer to as `asset:<name>`: the product, references and the logo, by asset id and
 * by the role (`asset:product`, `asset:logo`), which is how the planner names them before any id exists.
 */
export function picturesByName(
  repos: Pick<Repositories, 'projectAssets' | 'projects' | 'assets'>,
  projectId: string,
): Map<string, AssetRow> {
  const named = new Map<string, AssetRow>();
  for (const { assetId, role } of linksInUse(repos, projectId)) {
    const asset = repos.assets.find(assetId);
    if (asset === undefined || asset.kind !== 'image') continue;
    for (const name of [assetId, role]) if (!named.has(name)) named.set(name, asset);
  }
  return named;
}

/** Names behind every `asset:<name>` of a picture. Pure. */
export function namesInPicture(picture: unknown): Set<string> {
  if (typeof picture === 'string') return new Set(REFERENCE.exec(picture)?.slice(1));
  if (typeof picture !== 'object' || picture === null) return new Set();
  return new Set(Object.values(picture).flatMap((value) => [...namesInPicture(value)]));
}

/** sha256 of the images that a picture names, by name: with them the picture says everything that reaches pixels. */
export function filesOfPicture(
  repos: Pick<Repositories, 'projectAssets' | 'projects' | 'assets'>,
  projectId: string,
  picture: SceneDescription,
): Record<string, string> {
  const names = namesInPicture(picture);
  if (names.size === 0) return {};
  const files = picturesByName(repos, projectId);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const asset = files.get(name);
      return asset === undefined ? [] : [[name, asset.sha256]];
    }),
  );
}

import { AppError } from '../../shared/contract/errors.ts';
import { pixelSize } from '../../shared/model/picture-size.ts';
import type { SceneDescription } from '../../shared/model/scene-description.ts';
import type { ShotRow } from '../db/repositories/shot-repository.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import { hashOf } from '../projects/approval-hash.ts';
import { filesOfPicture } from '../projects/picture-files.ts';
import type { ImageRequest, ProviderChoice } from '../providers/port.ts';
import { callMicroUsd } from './estimate.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { picturesOfProject } from './picture-assets.ts';
import { varyPicture } from './vary-picture.ts';

export type KeyframeSlot = 'start' | 'end';

export interface KeyframeOrder {
  provider: ProviderChoice;
  wanted: Omit<ImageRequest, 'assetPaths' | 'outputPath'>;
  assetPaths: Readonly<Record<string, string>>;
  /** The same hash: the same picture. */
  requestHash: string;
  /** Of the drawing alone: whether a take still shows what the shot describes. */
  pictureHash: string;
}

/** The image provider of that id. Throws AppError `provider-unknown`. */
export function imageProviderOf(deps: Pick<GenerationDeps, 'imageProviders'>, id: string): ProviderChoice {
  const provider = deps.imageProviders.get(id);
  if (provider !== undefined) return provider;
  throw new AppError('provider-unknown', `no image provider ${id}`, {
    id,
    what: 'keyframes',
    known: [...deps.imageProviders.keys()].join(', '),
  });
}

/** Price of one keyframe of a project now, micro-dollars; null where nobody has named one. Throws AppError `provider-unknown`. */
export function keyframeMicroUsd(
  deps: Pick<GenerationDeps, 'repos' | 'imageProviders'>,
  projectId: string,
  providerId: string,
): number | null {
  const { model } = imageProviderOf(deps, providerId);
  return callMicroUsd(model, { kind: 'image', ...pixelSize(deps.repos.projects.get(projectId).ratio, '1080p') });
}

/** What a provider is asked for one keyframe, from the shot as it is now. Throws AppError `provider-unknown`, `not-found`. */
export function keyframeOrder(
  deps: Pick<GenerationDeps, 'repos' | 'store' | 'imageProviders'>,
  shot: ShotRow,
  place: { slot: KeyframeSlot; variation: number },
  providerId: string,
): KeyframeOrder {
  const provider = imageProviderOf(deps, providerId);
  const project = deps.repos.projects.get(shot.projectId);
  const { assetPaths, assetHashes } = picturesOfProject(deps, shot.projectId);
  const picture = varyPicture(shot.picture, place.variation);
  const wanted = {
    kind: 'image' as const,
    prompt: place.slot === 'start' ? shot.imagePrompt : shot.endImagePrompt,
    picture,
    moment: place.slot,
    ...pixelSize(project.ratio, '1080p'),
    seed: picture.seed,
  };
  return {
    provider,
    wanted,
    assetPaths,
    requestHash: hashOf({ provider: providerId, ...wanted, assetHashes }),
    pictureHash: pictureHashOf(picture, filesOfPicture(deps.repos, shot.projectId, picture)),
  };
}

/** Hash of a picture with the files that it names; one that names none has the hash of its words alone. */
function pictureHashOf(picture: SceneDescription, files: Readonly<Record<string, string>>): string {
  return hashOf(Object.keys(files).length === 0 ? picture : { picture, files });
}

/**
 * Whether a keyframe is our own drawing of the picture as it is now, so that its layers may be moved instead of the still.
 * A person may have put an earlier take back: then the still is what they want to see.
 */
export function isDrawnFrom(
  take: Pick<TakeRow, 'provider' | 'request'>,
  picture: SceneDescription,
  files: Readonly<Record<string, string>>,
): boolean {
  if (take.provider !== 'local/sketch') return false;
  const { pictureHash } = take.request as { pictureHash?: string };
  return pictureHash === undefined || pictureHash === pictureHashOf(picture, files);
}

import { AppError } from '../../shared/contract/errors.ts';
import type { Brief } from '../../shared/model/brief.ts';
import { DEFAULT_GIF_QUALITY } from '../../shared/model/run-terms.ts';
import type { RunOptions } from '../../shared/model/run-terms.ts';

/** Who can be chosen, and whom the library usually takes. */
export interface StartChoices {
  settings: { get(): { models: { image: string; video: string } } };
  defaults: { planner: string };
  imageProviders: ReadonlyMap<string, unknown>;
  videoProviders: ReadonlyMap<string, unknown>;
  planners: ReadonlyMap<string, unknown>;
}

function knownId(what: string, id: string, known: ReadonlyMap<string, unknown>): string {
  // A bare vendor means its default model (decision 30).
  const match = known.has(id) ? id : [...known.keys()].find((other) => other.startsWith(`${id}/`));
  if (match === undefined)
    throw new AppError('provider-unknown', `no ${what} ${id}`, { id, what, known: [...known.keys()].join(', ') });
  return match;
}

/** Who makes a project's pictures and film: as its brief says, else as the library does. */
export function modelsOfBrief(
  deps: Pick<StartChoices, 'settings'>,
  brief: Pick<Brief, 'imageModel' | 'videoModel'>,
): { imageProvider: string; videoProvider: string } {
  const { image, video } = deps.settings.get().models;
  return { imageProvider: brief.imageModel ?? image, videoProvider: brief.videoModel ?? video };
}

export interface StartWish {
  formats?: RunOptions['formats'] | undefined;
  qualities?: RunOptions['qualities'] | undefined;
  imageProvider?: string | undefined;
  videoProvider?: string | undefined;
  planner?: string | undefined;
  autoApprove?: boolean | undefined;
  burnCaptions?: boolean | undefined;
}

/**
 * What a run is started with, on every door: the caller's wishes, else the brief's, else the library's usual models.
 * Throws AppError `provider-unknown`.
 */
export function runOptionsOf(
  deps: StartChoices,
  brief: Pick<Brief, 'exportFormats' | 'imageModel' | 'videoModel'>,
  wish: StartWish,
): RunOptions {
  const models = modelsOfBrief(deps, brief);
  return {
    formats: wish.formats ?? brief.exportFormats,
    qualities: wish.qualities ?? ['1080p'],
    gifQuality: wish.qualities === undefined ? DEFAULT_GIF_QUALITY : null,
    imageProvider: knownId('image-provider', wish.imageProvider ?? models.imageProvider, deps.imageProviders),
    videoProvider: knownId('video-provider', wish.videoProvider ?? models.videoProvider, deps.videoProviders),
    planner: knownId('planner', wish.planner ?? deps.defaults.planner, deps.planners),
    autoApprove: wish.autoApprove ?? false,
    burnCaptions: wish.burnCaptions ?? false,
    targetBytes: null,
    renderRounds: 2,
    // The price is taken when the run starts.
    keyframeMicroUsd: null,
    // Files of the window and of the HTTP door stay in the library's own folder (decision 33).
    outFolder: null,
  };
}

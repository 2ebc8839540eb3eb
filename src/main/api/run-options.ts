import { AppError } from '../../shared/contract/errors.ts';
import { DEFAULT_GIF_QUALITY } from '../../shared/model/run-terms.ts';
import type { RunOptions } from '../../shared/model/run-terms.ts';
import type { ApiDeps } from './api-deps.ts';

function knownId(what: string, id: string, known: ReadonlyMap<string, unknown>): string {
  // A bare vendor means its default model (decision 30).
  const match = known.has(id) ? id : [...known.keys()].find((other) => other.startsWith(`${id}/`));
  if (match === undefined)
    throw new AppError('provider-unknown', `no ${what}`, { id, what, known: [...known.keys()].join(', ') });
  return match;
}

/** What a run is started with: the caller's wishes, else the brief's and the app's. Throws `provider-unknown`. */
export function runOptionsOf(
  deps: Pick<ApiDeps, 'defaults' | 'imageProviders' | 'videoProviders' | 'planners'>,
  formatsOfBrief: RunOptions['formats'],
  wish: {
    formats?: RunOptions['formats'] | undefined;
    qualities?: RunOptions['qualities'] | undefined;
    imageProvider?: string | undefined;
    videoProvider?: string | undefined;
    planner?: string | undefined;
    autoApprove?: boolean | undefined;
    burnCaptions?: boolean | undefined;
  },
): RunOptions {
  const { defaults } = deps;
  return {
    formats: wish.formats ?? formatsOfBrief,
    qualities: wish.qualities ?? ['1080p'],
    gifQuality: wish.qualities === undefined ? DEFAULT_GIF_QUALITY : null,
    imageProvider: knownId('image-provider', wish.imageProvider ?? defaults.imageProvider, deps.imageProviders),
    videoProvider: knownId('video-provider', wish.videoProvider ?? defaults.videoProvider, deps.videoProviders),
    planner: knownId('planner', wish.planner ?? defaults.planner, deps.planners),
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

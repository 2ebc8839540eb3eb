import { AppError } from '../../shared/contract/errors.ts';
import { SEGMENT_SECONDS } from '../../shared/model/frame-time.ts';
import type { AssetRow } from '../db/repositories/asset-repository.ts';
import type { ImageRequest, ProviderChoice, ProviderContext, VideoRequest } from '../providers/port.ts';
import type { MediaInput, RemoteOrder } from '../providers/remote-port.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { keepOutput } from './made-file.ts';
import type { MadeFile } from './made-file.ts';

/** Whose work a file is, and what a person said yes to. */
export interface MakeMeta {
  jobId: string;
  /** Tells the purchases of one job apart. */
  part: string;
  runId: string | null;
  projectId: string;
  shotId: string;
  requestHash: string;
  approvedMicroUsd: number | null;
}

export type Made = Omit<MadeFile, 'assetId'>;

/** A keyframe as its asset row knows it. */
export type KeyframeFile = Pick<AssetRow, 'sha256' | 'bytes' | 'mime'>;

const inputOf = (path: string, { sha256, bytes, mime }: KeyframeFile): MediaInput => ({ path, sha256, bytes, mime });

function remoteOrder(
  request: ImageRequest | VideoRequest,
  frames: { start: KeyframeFile; end: KeyframeFile | null } | undefined,
): RemoteOrder {
  const { prompt, widthPx, heightPx } = request;
  // The plan's seed is ours, not a person's: it may carry the nonce (decision 29).
  if (request.kind === 'image') return { kind: 'image', prompt, widthPx, heightPx, seed: null, references: [] };
  if (frames === undefined) throw new AppError('internal', 'a clip is made from keyframes');
  const start = inputOf(request.startImagePath, frames.start);
  const end = frames.end === null ? null : inputOf(request.endImagePath, frames.end);
  return { kind: 'video', prompt, start, end, seconds: SEGMENT_SECONDS, widthPx, heightPx, seed: null };
}

/**
 * One file from a provider: made here and taken into the store, or bought. Throws what the provider throws; for bought
 * work also what stops or puts off a purchase (main/calls).
 */
export async function makeFile(
  deps: Pick<GenerationDeps, 'store' | 'buy' | 'repos'>,
  provider: ProviderChoice,
  request: ImageRequest | VideoRequest,
  meta: MakeMeta & { frames?: { start: KeyframeFile; end: KeyframeFile } },
  context: ProviderContext,
): Promise<Made> {
  if (provider.submit !== undefined) {
    const answer = await provider.submit(request, context);
    const kept = await keepOutput(deps, provider.model.id, answer);
    return {
      ...kept,
      widthPx: request.widthPx,
      heightPx: request.heightPx,
      durationMs: null,
      costMicroUsd: 0,
      flags: [],
    };
  }
  const { part, frames, ...rest } = meta;
  const { endFrame } = provider.remote;
  const shown = frames === undefined ? undefined : { start: frames.start, end: endFrame ? frames.end : null };
  const bought = await deps.buy(
    {
      ...rest,
      orderKey: `${meta.jobId}:${part}`,
      campaignId: deps.repos.projects.get(meta.projectId).campaignId,
      model: provider.model.id,
      order: remoteOrder(request, shown),
    },
    context,
  );
  const { sha256, bytes, mime, costMicroUsd, flags, made } = bought;
  return {
    ...{ sha256, bytes, mime, costMicroUsd, flags: [...flags] },
    widthPx: made?.widthPx ?? request.widthPx,
    heightPx: made?.heightPx ?? request.heightPx,
    durationMs: made?.durationSeconds == null ? null : Math.round(made.durationSeconds * 1_000),
  };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
};

/** The asset facts of a made file. Throws AppError `internal` for a kind of file that no provider makes. */
export function assetFacts(
  made: Made,
  name: string,
): Pick<AssetRow, 'kind' | 'extension' | 'widthPx' | 'heightPx' | 'durationMs' | 'name'> {
  const extension = EXTENSIONS[made.mime];
  if (extension === undefined) throw new AppError('internal', `a made file is ${made.mime}`);
  const kind = made.mime.startsWith('image/') ? 'image' : 'video';
  const { widthPx, heightPx, durationMs } = made;
  return { kind, extension, widthPx, heightPx, durationMs, name };
}

import { open } from 'node:fs/promises';
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

async function mediaOf(path: string, sha256: string): Promise<MediaInput> {
  // Keyframes are PNG or JPEG by our own gate; the provider is told what it gets.
  const { bytes, mime } = await describe(path);
  return { path, sha256, bytes, mime };
}

async function describe(path: string): Promise<{ bytes: number; mime: string }> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(12);
    await file.read(head, 0, 12, 0);
    const mime =
      head[0] === 0xff && head[1] === 0xd8
        ? 'image/jpeg'
        : head.subarray(8, 12).toString('latin1') === 'WEBP'
          ? 'image/webp'
          : 'image/png';
    return { bytes: (await file.stat()).size, mime };
  } finally {
    await file.close();
  }
}

async function remoteOrder(
  request: ImageRequest | VideoRequest,
  hasEnd: boolean,
  hashes: { start: string; end: string },
): Promise<RemoteOrder> {
  const { prompt, widthPx, heightPx } = request;
  // The plan's seed is ours, not a person's: it may carry the nonce (decision 29).
  if (request.kind === 'image') return { kind: 'image', prompt, widthPx, heightPx, seed: null, references: [] };
  const start = await mediaOf(request.startImagePath, hashes.start);
  const end = hasEnd ? await mediaOf(request.endImagePath, hashes.end) : null;
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
  meta: MakeMeta & { startHash?: string; endHash?: string },
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
  const { part, startHash = '', endHash = '', ...rest } = meta;
  const bought = await deps.buy(
    {
      ...rest,
      orderKey: `${meta.jobId}:${part}`,
      campaignId: deps.repos.projects.get(meta.projectId).campaignId,
      model: provider.model.id,
      order: await remoteOrder(request, provider.remote.endFrame, { start: startHash, end: endHash }),
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

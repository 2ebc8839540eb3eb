import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import type { AssetRow } from '../db/repositories/asset-repository.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import type { Submitted } from '../providers/port.ts';
import type { GenerationDeps } from './generation-deps.ts';

/** What a step remembers of a file that a provider made. */
export const madeFileSchema = z.strictObject({
  sha256: z.string(),
  bytes: z.int(),
  mime: z.string(),
  assetId: z.string(),
  widthPx: z.int().nullable().default(null),
  heightPx: z.int().nullable().default(null),
  /** Null for stills. */
  durationMs: z.int().nullable().default(null),
  costMicroUsd: z.int().default(0),
  /** Why a bought file is not quite what was ordered. */
  flags: z.array(z.string()).default([]),
});
export type MadeFile = z.infer<typeof madeFileSchema>;

const flagsSchema = z.array(z.string());

/** Why a take's file is not quite what was ordered, as its scores keep it. */
export const flagsOf = ({ scores }: Pick<TakeRow, 'scores'>): string[] =>
  flagsSchema.safeParse(scores['flags']).data ?? [];

/**
 * The file that answered the same request before, where it is still there: an equal request is not made twice, even where
 * the file has flags. Whoever wants another asks for another: a retake has its own seed.
 */
export async function findMadeFile(
  deps: Pick<GenerationDeps, 'repos' | 'store'>,
  requestHash: string,
): Promise<Omit<MadeFile, 'assetId'> | undefined> {
  const take = deps.repos.takes.findByRequestHash(requestHash);
  const asset = take && deps.repos.assets.find(take.assetId);
  if (take === undefined || asset === undefined || asset.trashedAtMs !== null || !(await deps.store.has(asset.sha256)))
    return undefined;
  const { sha256, bytes, mime, widthPx, heightPx, durationMs } = asset;
  return {
    ...{ sha256, bytes, mime, durationMs },
    widthPx,
    heightPx,
    costMicroUsd: 0,
    flags: flagsOf(take),
  };
}

/** Moves the one output of a synchronous provider into the content store. Throws `internal` for any other answer. */
export async function keepOutput(
  deps: Pick<GenerationDeps, 'store'>,
  providerId: string,
  answer: Submitted,
): Promise<Pick<MadeFile, 'sha256' | 'bytes' | 'mime'>> {
  const output = answer.kind === 'done' ? answer.outputs[0] : undefined;
  if (output === undefined) throw new AppError('internal', `${providerId} answered without an output`);
  const { sha256, bytes } = await deps.store.adoptFile(output.path);
  return { sha256, bytes, mime: output.mime };
}

/** The asset row of a made file. Runs in the transaction that remembers the step: no content is ever without a row. */
export function insertMadeAsset(
  deps: Pick<GenerationDeps, 'repos' | 'clock'>,
  made: Pick<MadeFile, 'assetId' | 'sha256' | 'bytes' | 'mime'>,
  facts: Pick<AssetRow, 'kind' | 'extension' | 'widthPx' | 'heightPx' | 'durationMs' | 'name'>,
): void {
  const { assetId: id, sha256, bytes, mime } = made;
  deps.repos.assets.insert({
    id,
    sha256,
    bytes,
    mime,
    ...facts,
    source: 'made',
    createdAtMs: deps.clock.nowMs(),
    trashedAtMs: null,
  });
}

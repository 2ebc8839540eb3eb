import { createHash } from 'node:crypto';
import { approvedFieldsOf } from '../../shared/model/approved-fields.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import type { ShotRow } from '../db/repositories/shot-repository.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';

/** sha256 of a value's canonical JSON, as 64 hex digits. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/**
 * What an approval of one shot binds (decision 27): the fields that reach pixels or sound, the chosen keyframes, and who
 * makes the segment. Names, notes and music are not in it, so changing them voids nothing.
 */
export function shotApprovalHash(shot: ShotRow, keyframes: readonly TakeRow[], videoProvider: string): string {
  return hashOf(approvedFieldsOf(shot, keyframes, videoProvider));
}

/** The board's own hash: the shots in their order, the price and its date. */
export function boardApprovalHash(
  shots: readonly (readonly [string, string])[],
  estimateMicroUsd: number,
  priceDate: string,
): string {
  return hashOf({ shots, estimateMicroUsd, priceDate });
}

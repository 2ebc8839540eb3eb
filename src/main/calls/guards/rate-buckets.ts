import { limitsOfVendor } from '../../../shared/model/call-policies.ts';
import type { CallPolicies } from '../../../shared/model/call-policies.ts';
import type { LibraryDb } from '../../db/open.ts';
import type { Repositories } from '../../db/repositories.ts';
import type { RateBucketRow } from '../../db/repositories/rate-bucket-repository.ts';
import type { Clock } from '../../platform/clock.ts';

/**
 * Durable token buckets, one per vendor and kind of call. Within a process time is the monotonic clock's, so a wall clock
 * that is set can neither stop a lane nor flood it (F20). Across a restart the stored wall times are believed within
 * limits: never more than a full bucket, never a longer wait than the one that was stored.
 */

export const BUCKET_KINDS = ['create', 'read'] as const;
export type BucketKind = (typeof BUCKET_KINDS)[number];

export type TakeAnswer = { ok: true } | { ok: false; waitMs: number };

export interface RateBuckets {
  /** Takes the right to one call, or says how long to wait before asking again. `nowMs`: wall clock, for the row. */
  take(vendor: string, kind: BucketKind, nowMs: number): TakeAnswer;
  /** How long the vendor's "too many" still holds, 0 when it does not. */
  blockedMs(vendor: string, kind: BucketKind, nowMs: number): number;
  /** A vendor said "too many" (429): nothing of this kind goes before `untilMs`, and then one call at a time at first. */
  blockUntil(vendor: string, kind: BucketKind, untilMs: number, nowMs: number): void;
}

interface Bucket {
  tokens: number;
  /** Monotonic. */
  atMs: number;
  blockedUntilMs: number;
  /** Distance that calls keep after a 429; shrinks with every call that goes, 0 at full speed. */
  spacingMs: number;
}

const MAX_BLOCK_MS = 3_600_000;
const MIN_SPACING_MS = 250;
const FIRST_SPACING_MS = 2_000;
const MAX_SPACING_MS = 60_000;
const SPACING_SHRINK = 0.8;
const SPACING_GROWTH = 2;

interface Rate {
  perMs: number;
  burst: number;
}

const rateOf = (policies: CallPolicies, vendor: string, kind: BucketKind): Rate => {
  const limits = limitsOfVendor(policies, vendor);
  return kind === 'create'
    ? { perMs: limits.createsPerMinute / 60_000, burst: limits.createBurst }
    : { perMs: limits.readsPerMinute / 60_000, burst: limits.readBurst };
};

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);

/** What a stored bucket means in this process: its wall times become distances from now. */
function awaken(row: RateBucketRow, rate: Rate, nowMs: number, monoMs: number): Bucket {
  const sinceMs = Math.max(0, nowMs - row.refilledAtMs);
  const asStoredMs = Math.max(0, row.blockedUntilMs - row.refilledAtMs);
  const remainingMs = clamp(row.blockedUntilMs - nowMs, 0, Math.min(asStoredMs, MAX_BLOCK_MS));
  return {
    tokens: clamp(row.tokens + sinceMs * rate.perMs, 0, rate.burst),
    atMs: monoMs,
    blockedUntilMs: monoMs + remainingMs,
    spacingMs: 0,
  };
}

/** Buckets of an open library. Rates come from the table of policies at each call. */
export function createRateBuckets(deps: {
  db: LibraryDb;
  repos: Pick<Repositories, 'rateBuckets'>;
  clock: Pick<Clock, 'monotonicMs'>;
  policies: () => CallPolicies;
}): RateBuckets {
  const { db, repos, clock, policies } = deps;
  const buckets = new Map<string, Bucket>();

  const bucketOf = (vendor: string, kind: BucketKind, rate: Rate, nowMs: number): Bucket => {
    const key = `${kind} ${vendor}`;
    const monoMs = clock.monotonicMs();
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      const row = repos.rateBuckets.find(vendor, kind);
      bucket =
        row === undefined
          ? { tokens: rate.burst, atMs: monoMs, blockedUntilMs: monoMs, spacingMs: 0 }
          : awaken(row, rate, nowMs, monoMs);
      buckets.set(key, bucket);
    }
    // A lane that was told "too many" gathers one call and no more: when it opens it must not burst.
    const isSlowed = bucket.spacingMs > 0 || bucket.blockedUntilMs > bucket.atMs;
    const gathered = bucket.tokens + Math.max(0, monoMs - bucket.atMs) * rate.perMs;
    bucket.tokens = Math.min(isSlowed ? 1 : rate.burst, gathered);
    bucket.atMs = monoMs;
    return bucket;
  };
  const store = (vendor: string, kind: BucketKind, bucket: Bucket, nowMs: number): void => {
    const restMs = Math.max(0, bucket.blockedUntilMs - bucket.atMs);
    const row: RateBucketRow = {
      vendor,
      kind,
      tokens: bucket.tokens,
      refilledAtMs: nowMs,
      blockedUntilMs: restMs === 0 ? 0 : Math.ceil(nowMs + restMs),
    };
    db.writeHint(() => repos.rateBuckets.put(row), 'rate-bucket');
  };
  const waitOf = (bucket: Bucket, rate: Rate): number => {
    const blockedMs = bucket.blockedUntilMs - bucket.atMs;
    if (blockedMs > 0) return Math.ceil(blockedMs);
    // A sum of fractions may stay a hair under the whole that it means.
    return bucket.tokens >= 1 - 1e-9 ? 0 : Math.max(1, Math.ceil((1 - bucket.tokens) / rate.perMs - 1e-6));
  };

  return {
    take(vendor, kind, nowMs) {
      const rate = rateOf(policies(), vendor, kind);
      const bucket = bucketOf(vendor, kind, rate, nowMs);
      const waitMs = waitOf(bucket, rate);
      if (waitMs > 0) return { ok: false, waitMs };
      bucket.tokens = Math.max(0, bucket.tokens - 1);
      if (bucket.spacingMs > 0) {
        bucket.blockedUntilMs = bucket.atMs + bucket.spacingMs;
        const shrunkMs = bucket.spacingMs * SPACING_SHRINK;
        bucket.spacingMs = shrunkMs < MIN_SPACING_MS ? 0 : shrunkMs;
      }
      store(vendor, kind, bucket, nowMs);
      return { ok: true };
    },
    blockedMs(vendor, kind, nowMs) {
      const bucket = bucketOf(vendor, kind, rateOf(policies(), vendor, kind), nowMs);
      return Math.max(0, Math.ceil(bucket.blockedUntilMs - bucket.atMs));
    },
    blockUntil(vendor, kind, untilMs, nowMs) {
      const rate = rateOf(policies(), vendor, kind);
      const bucket = bucketOf(vendor, kind, rate, nowMs);
      const waitMs = clamp(untilMs - nowMs, 0, MAX_BLOCK_MS);
      const isNew = bucket.blockedUntilMs <= bucket.atMs;
      bucket.blockedUntilMs = Math.max(bucket.blockedUntilMs, bucket.atMs + waitMs);
      bucket.tokens = Math.min(bucket.tokens, 1);
      // Calls that were already on their way bring the same news again: they do not slow the lane further.
      if (isNew)
        bucket.spacingMs = clamp(
          Math.max(Math.min(waitMs, FIRST_SPACING_MS), bucket.spacingMs * SPACING_GROWTH),
          MIN_SPACING_MS,
          MAX_SPACING_MS,
        );
      store(vendor, kind, bucket, nowMs);
    },
  };
}

/** The service's own limits: a bucket for creates and one for everything else. */
import type { RateLimits } from './server-types.ts';

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Seconds to wait, or 0 when the call may pass. Without limits everything passes. */
export function createRateLimiter(limits: RateLimits | undefined): (isCreate: boolean, nowMs: number) => number {
  const buckets = new Map<boolean, Bucket>();
  return (isCreate, nowMs) => {
    if (limits === undefined) return 0;
    const perMinute = isCreate ? limits.createsPerMinute : limits.othersPerMinute;
    const size = isCreate ? limits.createBurst : limits.othersPerMinute;
    const bucket = buckets.get(isCreate) ?? { tokens: size, atMs: nowMs };
    bucket.tokens = Math.min(size, bucket.tokens + ((nowMs - bucket.atMs) / 60_000) * perMinute);
    bucket.atMs = nowMs;
    buckets.set(isCreate, bucket);
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * 60) / perMinute);
    bucket.tokens -= 1;
    return 0;
  };
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CACHE_KINDS, CACHE_LIMITS } from '../../shared/model/money.ts';
import type { CacheKind } from '../../shared/model/money.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import type { LibraryDb } from '../db/open.ts';
import type { Repositories } from '../db/repositories.ts';
import type { CachedResultRow, CacheTotals } from '../db/repositories/cached-result-repository.ts';
import type { Clock } from '../platform/clock.ts';

/** Everything that decides about a result. What only makes an attempt recognisable (the nonce) stays out. */
export interface CacheableRequest {
  kind: CacheKind;
  model: string;
  prompt: string;
  /** Size, seed, and the number of the variation: equal requests have equal results here. */
  parameters: Readonly<Record<string, unknown>>;
  /** sha256 of each reference, in the order in which they are given to the model. */
  references: readonly string[];
}

/** Key of a request, hex sha256: equal for equal requests, whatever order their fields were written in. Pure. */
export function cacheKeyOf(request: CacheableRequest): string {
  return createHash('sha256')
    .update(canonicalJson({ version: 1, ...request }))
    .digest('hex');
}

/** A result that was paid for before. Using it costs nothing. */
export type CachedResult = Pick<CachedResultRow, 'sha256' | 'mime' | 'bytes' | 'value' | 'costMicroUsd' | 'madeAtMs'>;

/** A kind's numbers since the library was made; entries and bytes are those of now. */
export interface CacheStats extends CacheTotals {
  kind: CacheKind;
}

const pastSchema = z.partialRecord(
  z.enum(CACHE_KINDS),
  z.strictObject({ hits: z.int().min(0), savedMicroUsd: z.int().min(0) }),
);
const PAST = 'cache.past';
const NOTHING = { hits: 0, savedMicroUsd: 0 };

export interface ResultCacheDeps {
  db: Pick<LibraryDb, 'write' | 'writeHint'>;
  repos: Pick<Repositories, 'cachedResults' | 'settings'>;
  clock: Clock;
  limits?: typeof CACHE_LIMITS;
}

/**
 * Bought results by the hash of their request (R8.5). Files lie in the content store, which keeps what a row here names;
 * whoever uses one looks whether it is still there, and calls `invalidate` where it is not.
 */
export function createResultCache({ db, repos, clock, limits = CACHE_LIMITS }: ResultCacheDeps) {
  const { cachedResults, settings } = repos;
  /** What dropped rows have saved is not forgotten with them. */
  const remember = (kind: CacheKind, dropped: readonly Pick<CachedResultRow, 'hits' | 'costMicroUsd'>[]): number => {
    const hits = dropped.reduce((sum, row) => sum + row.hits, 0);
    if (hits > 0) {
      const past = settings.find(PAST, pastSchema) ?? {};
      const saved = dropped.reduce((sum, row) => sum + row.hits * row.costMicroUsd, 0);
      const before = past[kind] ?? NOTHING;
      settings.set(PAST, {
        ...past,
        [kind]: { hits: before.hits + hits, savedMicroUsd: before.savedMicroUsd + saved },
      });
    }
    return dropped.length;
  };
  const dropSurplus = (kind: CacheKind): number => {
    const { entries } = limits[kind];
    return entries === null ? 0 : remember(kind, cachedResults.dropSurplus(kind, entries));
  };
  const dropKey = (key: string): number => {
    const row = cachedResults.find(key);
    return row === undefined ? 0 : remember(row.kind, cachedResults.drop(key));
  };

  return {
    /** The result of an equal request while it lives, counted as a hit. */
    find(kind: CacheKind, key: string): CachedResult | undefined {
      const row = cachedResults.find(key);
      const nowMs = clock.nowMs();
      if (row?.kind !== kind || (row.expiresAtMs !== null && row.expiresAtMs <= nowMs)) return undefined;
      db.writeHint(() => cachedResults.hit(key, nowMs), 'cache.hit');
      const { sha256, mime, bytes, value, costMicroUsd, madeAtMs } = row;
      return { sha256, mime, bytes, value, costMicroUsd, madeAtMs };
    },

    /**
     * Keeps a result with what it cost; an older one of the same key gives way. Belongs into the transaction that books the
     * cost, and is one of its own otherwise.
     */
    put(
      kind: CacheKind,
      key: string,
      result: {
        file?: { sha256: string; mime: string; bytes: number };
        value?: unknown;
        costMicroUsd: number;
      },
    ): void {
      const nowMs = clock.nowMs();
      const { lifetimeMs } = limits[kind];
      const { sha256 = null, mime = null, bytes = null } = result.file ?? {};
      db.write(() => {
        dropKey(key);
        cachedResults.put({
          ...{ key, kind, sha256, mime, bytes, value: result.value, costMicroUsd: result.costMicroUsd, hits: 0 },
          ...{ madeAtMs: nowMs, usedAtMs: nowMs, expiresAtMs: lifetimeMs === null ? null : nowMs + lifetimeMs },
        });
        dropSurplus(kind);
      }, 'cache.put');
    },

    /** Forgets one result, a kind, or all. Gives how many rows went. */
    invalidate: (what: { key: string } | { kind: CacheKind } | 'all'): number =>
      db.write(() => {
        if (what !== 'all' && 'key' in what) return dropKey(what.key);
        const kinds: readonly CacheKind[] = what === 'all' ? CACHE_KINDS : [what.kind];
        return kinds.reduce((sum, kind) => sum + remember(kind, cachedResults.dropKind(kind)), 0);
      }, 'cache.invalidate'),

    /** Each kind's entries, hits and what the hits saved, in micro-dollars. */
    stats(): CacheStats[] {
      const past = settings.find(PAST, pastSchema) ?? {};
      return CACHE_KINDS.map((kind) => {
        const now = cachedResults.totals(kind);
        const before = past[kind] ?? NOTHING;
        return {
          ...{ kind, entries: now.entries, bytes: now.bytes, hits: now.hits + before.hits },
          savedMicroUsd: now.savedMicroUsd + before.savedMicroUsd,
        };
      });
    },

    /** Drops what is over or too much, so that the store can let go of its files. Gives how many rows went. */
    sweep: (): number =>
      db.write(
        () =>
          CACHE_KINDS.reduce<number>(
            (sum, kind) => sum + remember(kind, cachedResults.dropExpired(kind, clock.nowMs())) + dropSurplus(kind),
            0,
          ),
        'cache.sweep',
      ),
  };
}

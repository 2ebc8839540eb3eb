/** The part cache over the library: bytes in the content store, keys in `render_part`. */
import type { ContentStore } from '../library/content-store.ts';
import type { Clock } from '../platform/clock.ts';
import type { PartCache, PartFacts } from './part-cache.ts';

/** The repository's part that a cache needs. */
export interface PartRows {
  find(key: string): { sha256: string; bytes: number; facts: Record<string, unknown> } | undefined;
  put(row: {
    key: string;
    sha256: string;
    extension: string;
    bytes: number;
    usedAtMs: number;
    facts: Record<string, unknown>;
  }): void;
  touch(key: string, usedAtMs: number): void;
  remove(key: string): void;
}

export function createLibraryPartCache(deps: {
  store: Pick<ContentStore, 'adoptFile' | 'has' | 'pathOf'>;
  parts: PartRows;
  clock: Clock;
}): PartCache {
  const { store, parts, clock } = deps;
  return {
    async find(key) {
      const row = parts.find(key);
      if (!row) return undefined;
      if (!(await store.has(row.sha256))) {
        parts.remove(key);
        return undefined;
      }
      parts.touch(key, clock.nowMs());
      return { path: store.pathOf(row.sha256), facts: row.facts as PartFacts };
    },
    async put(key, tempPath, extension, facts) {
      const { sha256, bytes, path } = await store.adoptFile(tempPath);
      parts.put({ key, sha256, extension, bytes, usedAtMs: clock.nowMs(), facts: { ...facts } });
      return { path, facts };
    },
  };
}

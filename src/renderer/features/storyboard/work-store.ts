import type { BoardStatusDto, SlotWorkDto } from '../../../shared/contract/boards.ts';
import { deepEqual } from '../../../shared/util/deep-equal.ts';

/** What is being made, by shot: a card listens to its own shot alone. */
export interface WorkStore {
  take(status: BoardStatusDto): void;
  /** Drawing happens on this machine and costs nothing. */
  drawsFreely(): boolean;
  /** What so many keyframes cost, every variation of each, micro-dollars; null while nobody has named a price. */
  drawMicroUsd(keyframes: number): number | null;
  /** What drawing all that is missing costs. */
  missingMicroUsd(): number | null;
  of(shotId: string): readonly SlotWorkDto[];
  subscribe(listener: () => void): () => void;
}

const NONE: readonly SlotWorkDto[] = [];

/** An empty store. Lists that did not change keep their identity. */
export function createWorkStore(): WorkStore {
  let isFree = false;
  let unitMicroUsd: number | null = null;
  let variations = 1;
  let toDraw = 0;
  const priceOf = (pictures: number): number | null => (unitMicroUsd === null ? null : unitMicroUsd * pictures);
  let byShot = new Map<string, readonly SlotWorkDto[]>();
  const listeners = new Set<() => void>();
  return {
    take({ work, imageProvider, ...facts }) {
      isFree = imageProvider.isLocal;
      ({ unitMicroUsd } = imageProvider);
      ({ variations, toDraw } = facts);
      const next = new Map<string, SlotWorkDto[]>();
      for (const one of work) {
        const list = next.get(one.shotId);
        if (list === undefined) next.set(one.shotId, [one]);
        else list.push(one);
      }
      byShot = new Map(
        [...next].map(([id, list]) => {
          const known = byShot.get(id);
          return [id, known !== undefined && deepEqual(known, list) ? known : list] as const;
        }),
      );
      for (const listener of listeners) listener();
    },
    drawsFreely: () => isFree,
    drawMicroUsd: (keyframes) => priceOf(keyframes * variations),
    missingMicroUsd: () => priceOf(toDraw),
    of: (shotId) => byShot.get(shotId) ?? NONE,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

import { createSharedMemory, releaseBytes } from './shared-memory.ts';
import type { SharedMemory } from './shared-memory.ts';

/** Memories of finished clips for the next ones. */
export interface SpareMemories {
  /** A memory with nothing taken. */
  take(): SharedMemory;
  /** For memories that nobody works with any more. */
  put(memory: SharedMemory): void;
}

/**
 * Keeps memories of a hundred megabytes and more from piling up until the garbage is collected, which may take ten clips;
 * held weakly, so that they are given back to the system when no clip follows.
 */
export function createSpareMemories(): SpareMemories {
  const spares: WeakRef<SharedMemory>[] = [];
  return {
    take() {
      for (;;) {
        const spare = spares.pop();
        if (spare === undefined) return createSharedMemory();
        const memory = spare.deref();
        if (memory === undefined) continue;
        releaseBytes(memory);
        return memory;
      }
    },
    put: (memory) => void spares.push(new WeakRef(memory)),
  };
}

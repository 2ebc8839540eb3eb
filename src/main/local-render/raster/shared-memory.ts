/** The part of WebAssembly that the raster uses; the compiler's library for Node does not know it. */
interface WebAssemblyApi {
  Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory;
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object, imports: { env: { memory: SharedMemory } }) => { exports: unknown };
}

/** Memory that threads and kernels share. `buffer` has to be asked for again when it may have grown. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

/** 2 GiB in pages of 64 KiB: address space that is kept free, not memory. */
export const MOST_PAGES = 32_768;
const PAGE_BYTES = 65_536;
/** The first bytes hold the end of what is taken, so that all threads see it. */
const HEADER_BYTES = 64;

/** New memory with nothing taken. */
export function createSharedMemory(): SharedMemory {
  const memory = new webAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  releaseBytes(memory);
  return memory;
}

/** Gives back everything that was taken, for the next use. Nobody may work with it any more. */
export function releaseBytes(memory: SharedMemory): void {
  Atomics.store(new Int32Array(memory.buffer, 0, 1), 0, HEADER_BYTES);
}

/**
 * Takes bytes, whatever lies in them, and gives their address, from any thread. Throws a `RangeError` where the machine or the
 * limit of 2 GiB has no more.
 */
export function takeBytes(memory: SharedMemory, bytes: number): number {
  const rounded = Math.ceil(bytes / HEADER_BYTES) * HEADER_BYTES;
  const address = Atomics.add(new Int32Array(memory.buffer, 0, 1), 0, rounded);
  // The kernels read and write up to a vector beyond the last pixel.
  const missing = address + rounded + HEADER_BYTES - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  return address;
}

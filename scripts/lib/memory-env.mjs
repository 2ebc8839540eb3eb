/**
 * How the C library keeps memory for the program. Drawing and encoding take and free pictures of a few megabytes in
 * many threads; glibc by default keeps them all, in eight heaps a core. That is 350 of 850 MB while 20 films are made,
 * and since a process copies its page tables to start FFmpeg, each start stops the main loop for 15 ms and not for 8
 * (`bench/status-latency.ts`). Other systems do not read these.
 */
export const MEMORY_ENV = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '262144',
  MALLOC_TRIM_THRESHOLD_: '262144',
};

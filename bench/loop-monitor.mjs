// Loaded before the program (`node --import`): tells the parent how late the event loop of the main thread was between
// the words `measure` and `report`.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  process.on('message', (word) => {
    if (word === 'measure') {
      delay.reset();
      delay.enable();
    } else if (word === 'report') {
      delay.disable();
      process.send?.({ loopP99Ms: delay.percentile(99) / 1e6, loopMaxMs: delay.max / 1e6 });
    }
  });
  // The program ends when it wants to, not when its parent lets go.
  process.channel?.unref();
}

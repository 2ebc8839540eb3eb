import { AppError } from '../../shared/contract/errors.ts';

interface Flight<T> {
  result: Promise<T>;
  waiters: number;
  stop: AbortController;
}

/**
 * Equal requests in flight become one: whoever asks for a key that is under way waits for the same result, or the same
 * error. A waiter that is cancelled leaves alone, with AppError `cancelled`; when the last one has left, the work's own
 * signal is aborted and the next to ask starts anew.
 */
export function createSingleFlight<T>() {
  const flights = new Map<string, Flight<T>>();

  const open = (key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const stop = new AbortController();
    const flight: Flight<T> = { result: Promise.resolve().then(() => start(stop.signal)), waiters: 0, stop };
    flights.set(key, flight);
    const end = (): void => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    // Also handles the error of a flight that everybody has left.
    flight.result.then(end, end);
    return flight;
  };

  return {
    /** Keys under way. */
    size: (): number => flights.size,

    async run(
      key: string,
      start: (signal: AbortSignal) => Promise<T>,
      signal: AbortSignal = new AbortController().signal,
    ): Promise<T> {
      const cancelled = (): AppError => new AppError('cancelled', 'a waiter left', {}, { cause: signal.reason });
      if (signal.aborted) throw cancelled();
      const flight = flights.get(key) ?? open(key, start);
      flight.waiters += 1;
      try {
        return await new Promise<T>((resolve, reject) => {
          const leave = (): void => reject(cancelled());
          signal.addEventListener('abort', leave, { once: true });
          flight.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
        });
      } finally {
        flight.waiters -= 1;
        if (flight.waiters === 0 && flights.get(key) === flight) {
          flights.delete(key);
          flight.stop.abort();
        }
      }
    },
  };
}

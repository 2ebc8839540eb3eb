import { describe, expect, it } from 'vitest';
import { createSingleFlight } from './single-flight.ts';

/** Work that ends when it is told, and counts how often it began. */
function handWork() {
  const begun: { signal: AbortSignal; resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const start = (signal: AbortSignal): Promise<string> =>
    new Promise((resolve, reject) => begun.push({ signal, resolve, reject }));
  return { begun, start };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('equal requests in flight', () => {
  it('become one, and everybody gets its result', async () => {
    const flights = createSingleFlight<string>();
    const { begun, start } = handWork();
    const waiting = Array.from({ length: 20 }, () => flights.run('a', start));
    const other = flights.run('b', start);
    await turn();
    expect(begun).toHaveLength(2);
    begun[0]?.resolve('one');
    begun[1]?.resolve('two');
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['one']));
    expect(await other).toBe('two');
    expect(flights.size()).toBe(0);
  });

  it('fail together, and the next one tries again', async () => {
    const flights = createSingleFlight<string>();
    const { begun, start } = handWork();
    const waiting = [flights.run('a', start), flights.run('a', start)].map((run) => run.catch((error: Error) => error));
    await turn();
    begun[0]?.reject(new Error('no'));
    const [first, second] = await Promise.all(waiting);
    expect(first).toBe(second);
    const again = flights.run('a', start);
    await turn();
    begun[1]?.resolve('yes');
    expect(await again).toBe('yes');
  });

  it('go on when one waiter leaves', async () => {
    const flights = createSingleFlight<string>();
    const { begun, start } = handWork();
    const leaver = new AbortController();
    const leaves = flights.run('a', start, leaver.signal);
    const stays = flights.run('a', start, new AbortController().signal);
    await turn();
    leaver.abort();
    await expect(leaves).rejects.toMatchObject({ code: 'cancelled' });
    expect(begun[0]?.signal.aborted).toBe(false);
    begun[0]?.resolve('made');
    expect(await stays).toBe('made');
    expect(begun).toHaveLength(1);
  });

  it('are stopped when the last waiter leaves, and the next begins anew', async () => {
    const flights = createSingleFlight<string>();
    const { begun, start } = handWork();
    const leaver = new AbortController();
    const leaves = flights.run('a', start, leaver.signal);
    await turn();
    leaver.abort();
    await expect(leaves).rejects.toMatchObject({ code: 'cancelled' });
    expect(begun[0]?.signal.aborted).toBe(true);
    const next = flights.run('a', start);
    await turn();
    // The first one's late end takes nothing from the second.
    begun[0]?.reject(new Error('stopped'));
    await turn();
    expect(flights.size()).toBe(1);
    begun[1]?.resolve('anew');
    expect(await next).toBe('anew');
  });

  it('are not begun for who has left already', async () => {
    const flights = createSingleFlight<string>();
    const { begun, start } = handWork();
    await expect(flights.run('a', start, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    await turn();
    expect(begun).toHaveLength(0);
  });

  it('may throw at once', async () => {
    const flights = createSingleFlight<string>();
    const broken = (): Promise<string> => {
      throw new Error('at once');
    };
    await expect(flights.run('a', broken)).rejects.toThrow('at once');
    expect(flights.size()).toBe(0);
  });
});

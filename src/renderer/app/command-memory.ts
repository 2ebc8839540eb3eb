/** How recently commands were used, for the order of equals in the palette. Kept by the page only. */

const KEY = 'fw.commands';
const KEPT = 60;
const HALF_LIFE_MS = 3 * 24 * 3_600_000;

function read(): Record<string, number> {
  try {
    const known: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '{}');
    return typeof known === 'object' && known !== null ? (known as Record<string, number>) : {};
  } catch {
    return {};
  }
}

export const commandMemory = {
  /** Remembers that a command ran. */
  note(id: string, nowMs: number): void {
    const newest = Object.entries({ ...read(), [id]: nowMs })
      .sort(([, a], [, b]) => b - a)
      .slice(0, KEPT);
    try {
      window.localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(newest)));
    } catch {
      // A page without storage forgets.
    }
  },
  /** 0 to 1 for each id: 1 = just now. */
  recency(nowMs: number): (id: string) => number {
    const known = read();
    return (id) => {
      const atMs = known[id];
      return typeof atMs === 'number' ? 2 ** (-(nowMs - atMs) / HALF_LIFE_MS) : 0;
    };
  },
};

import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** What has a place among others: order is a key on the record, never an array of ids. */
export interface Ordered {
  id: string;
  orderKey: string;
}

/** Compares by key, then by id, as the library's own lists do. */
export function compareOrder(a: Ordered, b: Ordered): number {
  if (a.orderKey !== b.orderKey) return a.orderKey < b.orderKey ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Whether a text can be a key, that is, whether keys can be made before and after it. */
export function isOrderKey(key: string): boolean {
  if (key.length === 0 || key.length > 200 || !/^[0-9A-Za-z]+$/.test(key)) return false;
  try {
    generateKeyBetween(key, null);
    return true;
  } catch {
    return false;
  }
}

/** `count` new keys between two neighbours; `null` is the open end. Throws for neighbours in the wrong order. */
export function keysBetween(after: string | null, before: string | null, count: number): string[] {
  if (after !== null && before !== null && after >= before) throw new Error(`no place between ${after} and ${before}`);
  return generateNKeysBetween(after, before, count);
}

/**
 * `count` keys so that new records stand at `index` of an ordered list (0: first, its length: last). The records
 * themselves keep theirs.
 */
export function keysAt(sorted: readonly Ordered[], index: number, count: number): string[] {
  const at = Math.max(0, Math.min(index, sorted.length));
  return keysBetween(sorted[at - 1]?.orderKey ?? null, sorted[at]?.orderKey ?? null, count);
}

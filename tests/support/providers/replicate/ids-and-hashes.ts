/** Ids as the service makes them, and the canonical form behind the nonce of a charge. */
import { createHash, randomBytes } from 'node:crypto';

const LETTERS = 'abcdefghijkmnpqrstvwxyz023456789';
const LONG_TEXT = 512;

/** 26 letters and digits. */
export function newId(): string {
  return Array.from(randomBytes(26), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]): [string, unknown] => [key, sorted(one)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** sha256 of the JSON with sorted keys. */
export function nonceOf(input: unknown): string {
  return sha256(JSON.stringify(sorted(input)));
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string' && value.length > LONG_TEXT) return `sha256:${sha256(value)}`;
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]): [string, unknown] => [key, shortened(one)]));
}

/** The input with every long text replaced by its hash, so that a ledger stays small. */
export function forLedger(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return shortened(input) as Record<string, unknown>;
}

import type { Secret } from './secret.ts';

/** Where an adapter finds its key, at each call anew: a key that a person has just entered counts at once. */
export interface KeyFinder {
  /** Undefined where there is none. Throws AppError `not-possible-now` while a keychain is locked. */
  find(vendor: string): Promise<Secret | undefined>;
}

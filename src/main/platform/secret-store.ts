/**
 * Keeps keys of providers. SECURITY: E11. Where the system has no safe place, nothing is written: a key then lives until
 * the process ends, and the answer says so.
 */
export interface SecretStore {
  /** Where a key that is set now would be kept. */
  place(): Promise<'keychain' | 'memory'>;
  /** `stored`: encrypted on disk. `memory-only`: known until the app quits. */
  set(name: string, secret: string): Promise<'stored' | 'memory-only'>;
  /** Undefined where there is none. Throws AppError `not-possible-now` (`state: 'locked'`) while the keychain is locked. */
  get(name: string): Promise<string | undefined>;
  remove(name: string): Promise<void>;
}

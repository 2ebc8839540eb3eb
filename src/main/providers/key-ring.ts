import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { SecretStore } from '../platform/secret-store.ts';
import { readKeyFile, writeKeyFile } from './key-file.ts';
import type { KeyFinder } from './key-port.ts';
import { createSecret } from './secret.ts';
import type { Secret } from './secret.ts';

/** Where a key is. `memory`: the system has no safe place, so it is known until the app quits. */
export type KeyPlace = 'environment' | 'keychain' | 'memory' | 'file' | 'missing';

export interface KeyRing extends KeyFinder {
  /** Throws AppError `not-possible-now` while a keychain is locked. */
  describe(vendor: string): Promise<KeyPlace>;
  /** Keeps a key that a person entered; says where. Throws AppError `invalid-input`, `not-writable`. */
  set(vendor: string, text: string): Promise<KeyPlace>;
  /** Forgets a kept key. One from the environment stays: only who set it can take it away. */
  remove(vendor: string): Promise<KeyPlace>;
  /** Every key seen so far, for scrubbers: also those that were replaced since. */
  seen(): readonly Secret[];
}

export interface KeyRingDeps {
  env: Readonly<Record<string, string | undefined>>;
  /** Home of the library: the key file lies in it. */
  home: string;
  /** The desktop's keychain; absent in headless, where the file serves. */
  vault?: SecretStore | undefined;
}

/** Names in the environment by vendor, the first that is set counts. */
const ENV_NAMES: Readonly<Record<string, readonly string[]>> = {
  replicate: ['REPLICATE_API_TOKEN', 'REPLICATE_API_KEY'],
};
const KEY_FILE = 'provider-keys.json';

/** The keys of providers. The environment wins, then the keychain of the desktop or the 0600 file of headless. */
export function createKeyRing({ env, home, vault }: KeyRingDeps): KeyRing {
  const path = join(home, KEY_FILE);
  // One object per text, so that the list of seen keys does not grow with every call.
  const known = new Map<string, Secret>();
  const wrap = (text: string): Secret => {
    const secret = known.get(text) ?? createSecret(text);
    known.set(text, secret);
    return secret;
  };
  const fromEnv = (vendor: string): string | undefined =>
    ENV_NAMES[vendor]?.map((name) => env[name]?.trim()).find((text) => text !== undefined && text !== '');

  const locate = async (vendor: string): Promise<{ place: KeyPlace; text?: string }> => {
    const given = fromEnv(vendor);
    if (given !== undefined) return { place: 'environment', text: given };
    if (vault !== undefined) {
      const text = await vault.get(vendor);
      return text === undefined ? { place: 'missing' } : { place: await vault.place(), text };
    }
    const text = (await readKeyFile(path))[vendor];
    return text === undefined ? { place: 'missing' } : { place: 'file', text };
  };

  const describe = async (vendor: string): Promise<KeyPlace> => (await locate(vendor)).place;

  return {
    async find(vendor) {
      const { text } = await locate(vendor);
      return text === undefined ? undefined : wrap(text);
    },
    describe,
    async set(vendor, given) {
      const text = given.trim();
      // What cannot stand in a header is no key; the text itself must not get into the error.
      if (!/^[\x21-\x7e]{8,4096}$/.test(text))
        throw new AppError('invalid-input', 'not a key', { field: 'key', vendor });
      wrap(text);
      if (vault !== undefined) await vault.set(vendor, text);
      else await writeKeyFile(path, { ...(await readKeyFile(path)), [vendor]: text });
      return describe(vendor);
    },
    async remove(vendor) {
      if (vault !== undefined) await vault.remove(vendor);
      else {
        const { [vendor]: gone, ...rest } = await readKeyFile(path);
        if (gone !== undefined) await writeKeyFile(path, rest);
      }
      return describe(vendor);
    },
    seen: () => [...known.values()],
  };
}

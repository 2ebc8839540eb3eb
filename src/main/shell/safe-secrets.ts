import { AppError } from '../../shared/contract/errors.ts';
import type { SecretStore } from '../platform/secret-store.ts';

/** The asynchronous part of Electron's safeStorage; the synchronous one is deprecated in 45 and gone in 46. */
export interface SafeStoragePort {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  decryptStringAsync(bytes: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }>;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
}

/** Where the encrypted bytes lie, as base64 by name. */
export interface SealedBox {
  read(name: string): string | undefined;
  write(name: string, sealed: string): void;
  remove(name: string): void;
}

/** On Linux without a keyring the "encryption" has a fixed password: that is plain text. */
const UNSAFE_BACKENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

/** SECURITY: E11. Keys in the system's keychain; refused backends keep them in memory and write nothing. */
export function createSafeSecrets(deps: {
  storage: SafeStoragePort;
  box: SealedBox;
  platform: NodeJS.Platform;
  log: (event: string) => void;
}): SecretStore {
  const { storage, box, platform, log } = deps;
  const memory = new Map<string, string>();

  const isSafe = async (): Promise<boolean> => {
    try {
      if (!(await storage.isAsyncEncryptionAvailable())) return false;
      return platform !== 'linux' || !UNSAFE_BACKENDS.has(storage.getSelectedStorageBackend?.() ?? 'unknown');
    } catch {
      return false;
    }
  };
  const seal = async (name: string, secret: string): Promise<boolean> => {
    try {
      box.write(name, (await storage.encryptStringAsync(secret)).toString('base64'));
      return true;
    } catch {
      log('secrets.not-sealed');
      return false;
    }
  };

  return {
    place: async () => ((await isSafe()) ? 'keychain' : 'memory'),
    async set(name, secret) {
      memory.set(name, secret);
      if ((await isSafe()) && (await seal(name, secret))) return 'stored';
      // An older sealed value must not come back at the next start in place of this one.
      box.remove(name);
      return 'memory-only';
    },
    async get(name) {
      const known = memory.get(name);
      if (known !== undefined) return known;
      const sealed = box.read(name);
      if (sealed === undefined) return undefined;
      let opened: { shouldReEncrypt: boolean; result: string };
      try {
        opened = await storage.decryptStringAsync(Buffer.from(sealed, 'base64'));
      } catch (cause) {
        // A locked keychain looks like this too: the sealed value stays for when it is unlocked.
        throw new AppError(
          'not-possible-now',
          'the keychain does not open',
          { what: 'secret', state: 'locked' },
          { cause },
        );
      }
      memory.set(name, opened.result);
      if (opened.shouldReEncrypt && (await isSafe())) await seal(name, opened.result);
      return opened.result;
    },
    remove(name) {
      memory.delete(name);
      box.remove(name);
      return Promise.resolve();
    },
  };
}

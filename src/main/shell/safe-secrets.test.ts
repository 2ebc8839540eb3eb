import { describe, expect, it, vi } from 'vitest';
import { createSafeSecrets } from './safe-secrets.ts';
import type { SafeStoragePort } from './safe-secrets.ts';

const SECRET = 'r8_0123456789abcdefghij';

/** A keychain that turns text around: enough to see that what is written is not the text. */
function setUp(over: Partial<SafeStoragePort> = {}, platform: NodeJS.Platform = 'linux') {
  const written = new Map<string, string>();
  const storage: SafeStoragePort = {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (text) => Promise.resolve(Buffer.from([...text].reverse().join(''))),
    decryptStringAsync: (bytes) =>
      Promise.resolve({ shouldReEncrypt: false, result: [...bytes.toString()].reverse().join('') }),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...over,
  };
  const log = vi.fn<(event: string) => void>();
  const box = {
    read: (name: string) => written.get(name),
    write: (name: string, sealed: string) => void written.set(name, sealed),
    remove: (name: string) => void written.delete(name),
  };
  const open = () => createSafeSecrets({ storage, box, platform, log });
  return { written, log, open };
}

describe('SECURITY: E11', () => {
  it('a key is sealed, survives a start, and is never written as it is', async () => {
    const { written, open } = setUp();
    expect(await open().place()).toBe('keychain');
    expect(await open().set('replicate', SECRET)).toBe('stored');
    expect([...written.values()].join()).not.toContain(SECRET);
    expect(await open().get('replicate')).toBe(SECRET);
    await open().remove('replicate');
    expect(await open().get('replicate')).toBeUndefined();
  });
  it.each([
    ['basic_text', { getSelectedStorageBackend: () => 'basic_text' }],
    ['unknown', { getSelectedStorageBackend: () => 'unknown' }],
    ['no keychain', { isAsyncEncryptionAvailable: () => Promise.resolve(false) }],
    ['a keychain that throws', { isAsyncEncryptionAvailable: () => Promise.reject(new Error('x')) }],
    ['sealing that throws', { encryptStringAsync: () => Promise.reject(new Error('x')) }],
  ] satisfies [string, Partial<SafeStoragePort>][])(
    'with %s nothing is written and the key lives in memory',
    async (_, over) => {
      const { written, open } = setUp(over);
      const secrets = open();
      expect(await secrets.set('replicate', SECRET)).toBe('memory-only');
      expect(written.size).toBe(0);
      expect(await secrets.get('replicate')).toBe(SECRET);
      expect(await open().get('replicate')).toBeUndefined();
    },
  );
  it('an older sealed key does not come back in place of one that could not be sealed', async () => {
    const first = setUp();
    await first.open().set('replicate', 'old-key-0123');
    let isOpen = true;
    const { written, open } = setUp({ isAsyncEncryptionAvailable: () => Promise.resolve(isOpen) });
    written.set('replicate', first.written.get('replicate') ?? '');
    isOpen = false;
    await open().set('replicate', SECRET);
    expect(await open().get('replicate')).toBeUndefined();
  });
  it('a locked keychain says so and loses nothing', async () => {
    const { written, open } = setUp({ decryptStringAsync: () => Promise.reject(new Error('locked')) });
    await open().set('replicate', SECRET);
    await expect(open().get('replicate')).rejects.toMatchObject({ details: { state: 'locked' } });
    expect(written.size).toBe(1);
  });
  it('a key whose sealing is outdated is sealed again', async () => {
    let sealings = 0;
    const { open } = setUp({
      encryptStringAsync: (text) => Promise.resolve(Buffer.from(`${(sealings += 1)}${text}`)),
      decryptStringAsync: (bytes) => Promise.resolve({ shouldReEncrypt: true, result: bytes.toString().slice(1) }),
    });
    await open().set('replicate', SECRET);
    expect(await open().get('replicate')).toBe(SECRET);
    expect(sealings).toBe(2);
  });
  it('on macOS and Windows the system decides, without a list of backends', async () => {
    for (const platform of ['darwin', 'win32'] as const) {
      const { open } = setUp({ getSelectedStorageBackend: () => 'basic_text' }, platform);
      expect(await open().set('replicate', SECRET)).toBe('stored');
    }
  });
});

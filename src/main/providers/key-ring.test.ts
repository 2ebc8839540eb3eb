import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SecretStore } from '../platform/secret-store.ts';
import { createKeyRing } from './key-ring.ts';
import { createScrubber } from './secret.ts';

const KEY = 'FW-CANARY-0123456789';
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'fw-keys-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const file = () => join(home, 'provider-keys.json');
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

function memoryVault(place: 'keychain' | 'memory'): SecretStore {
  const kept = new Map<string, string>();
  return {
    place: () => Promise.resolve(place),
    set: (name, text) => {
      kept.set(name, text);
      return Promise.resolve(place === 'keychain' ? 'stored' : 'memory-only');
    },
    get: (name) => Promise.resolve(kept.get(name)),
    remove: (name) => {
      kept.delete(name);
      return Promise.resolve();
    },
  };
}

describe('where keys come from', () => {
  test('nothing anywhere', async () => {
    const keys = createKeyRing({ env: {}, home });
    expect(await keys.find('replicate')).toBeUndefined();
    expect(await keys.describe('replicate')).toBe('missing');
    expect(await readdir(home)).toEqual([]);
  });

  test.each(['REPLICATE_API_TOKEN', 'REPLICATE_API_KEY'])('the environment, %s', async (name) => {
    const keys = createKeyRing({ env: { [name]: ` ${KEY}\n` }, home });
    expect(await keys.describe('replicate')).toBe('environment');
    expect(String(await keys.find('replicate'))).toBe('[secret]');
    expect(createScrubber(keys.seen())(`x ${KEY}`)).toBe('x [secret]');
    expect(await keys.describe('other')).toBe('missing');
  });

  test('the file: kept for its owner only, replaced as a whole, removed', async () => {
    const keys = createKeyRing({ env: {}, home });
    expect(await keys.set('replicate', KEY)).toBe('file');
    await keys.set('runway', 'another-key-0123');
    expect(await modeOf(file())).toBe(0o600);
    expect(await readdir(home)).toEqual(['provider-keys.json']);
    const later = createKeyRing({ env: {}, home });
    expect(await later.describe('replicate')).toBe('file');
    expect(await later.remove('replicate')).toBe('missing');
    expect(await later.describe('runway')).toBe('file');
    expect(await readFile(file(), 'utf8')).not.toContain(KEY);
  });

  test('a file that others may read is closed to them', async () => {
    await createKeyRing({ env: {}, home }).set('replicate', KEY);
    await chmod(file(), 0o644);
    expect(await createKeyRing({ env: {}, home }).describe('replicate')).toBe('file');
    expect(await modeOf(file())).toBe(0o600);
  });

  test.each(['not json', '{"replicate":7}', '[]', `{"replicate":"${KEY}"`])(
    'a damaged file is told without its text: %s',
    async (text) => {
      await writeFile(file(), text, { mode: 0o600 });
      const error: unknown = await createKeyRing({ env: {}, home })
        .find('replicate')
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'invalid-input', details: { field: 'key-file' } });
      expect(String(error) + JSON.stringify(error)).not.toContain(KEY);
    },
  );

  test('the keychain of the desktop, and no file', async () => {
    const keys = createKeyRing({ env: {}, home, vault: memoryVault('keychain') });
    expect(await keys.set('replicate', KEY)).toBe('keychain');
    expect(await keys.remove('replicate')).toBe('missing');
    const weak = createKeyRing({ env: {}, home, vault: memoryVault('memory') });
    expect(await weak.set('replicate', KEY)).toBe('memory');
    expect(await readdir(home)).toEqual([]);
  });

  test('the environment wins and cannot be removed', async () => {
    const keys = createKeyRing({ env: { REPLICATE_API_TOKEN: KEY }, home });
    expect(await keys.set('replicate', 'another-key-0123')).toBe('environment');
    expect(await keys.remove('replicate')).toBe('environment');
  });

  test.each(['', 'short', 'with space inside', 'line\nbreak-0123', 'ไม่ใช่กุญแจ'])('%j is no key', async (text) => {
    const keys = createKeyRing({ env: {}, home });
    await expect(keys.set('replicate', text)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await readdir(home)).toEqual([]);
  });
});

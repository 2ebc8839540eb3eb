import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';

const keysSchema = z.record(z.string().regex(/^[a-z][a-z0-9-]{0,40}$/), z.string().min(1).max(4096));
export type KeptKeys = Readonly<Record<string, string>>;

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/**
 * The keys in a file that only its owner may read; {} where there is none. A file that others may read is closed to
 * them first; where that does not work it is not used. Throws AppError `forbidden`, `invalid-input`.
 */
export async function readKeyFile(path: string, platform: NodeJS.Platform = process.platform): Promise<KeptKeys> {
  let file;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {};
    throw new AppError('forbidden', 'the key file cannot be opened', { what: 'key-file', cause: codeOf(error) });
  }
  try {
    // Windows has no such bits; the folder's own rights guard the file there.
    if (platform !== 'win32') {
      const isOpen = async () => ((await file.stat()).mode & OTHERS) !== 0;
      if (await isOpen()) await file.chmod(OWNER_ONLY).catch(() => undefined);
      if (await isOpen()) throw new AppError('forbidden', 'others may read the key file', { what: 'key-file' });
    }
    return parseKeys(await file.readFile('utf8'));
  } finally {
    await file.close();
  }
}

function parseKeys(text: string): KeptKeys {
  try {
    return keysSchema.parse(JSON.parse(text));
  } catch {
    // Neither the text nor the parser's words about it: both may hold a key.
    throw new AppError('invalid-input', 'the key file is damaged', { field: 'key-file' });
  }
}

/** Replaces the file as a whole, readable by its owner only. Throws AppError `not-writable`. */
export async function writeKeyFile(path: string, keys: KeptKeys): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'wx', OWNER_ONLY);
    try {
      await file.writeFile(`${JSON.stringify(keysSchema.parse(keys), null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new AppError('not-writable', 'the key file cannot be written', { what: 'key-file', cause: codeOf(error) });
  }
}

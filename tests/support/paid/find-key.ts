import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spellingsOf } from './echo-front.ts';

/** What is looked through: whole bytes under a name. */
export type Artefact = readonly [name: string, bytes: Buffer | string];

/** Every file below a folder. What disappears meanwhile is left out. */
export function filesBelow(folder: string): Artefact[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry): Artefact[] => {
      const path = join(entry.parentPath, entry.name);
      try {
        return [[path, readFileSync(path)]];
      } catch {
        return [];
      }
    });
}

/** Where the key stands, in which spelling, in one or two bytes a letter. */
export function findKey(key: string, artefacts: readonly Artefact[]): string[] {
  const needles = Object.entries(spellingsOf(key)).flatMap(([spelling, text]) => [
    { spelling, bytes: Buffer.from(text) },
    { spelling: `${spelling}, utf-16`, bytes: Buffer.from(text, 'utf16le') },
  ]);
  return artefacts.flatMap(([name, given]) => {
    const bytes = typeof given === 'string' ? Buffer.from(given) : given;
    return needles.filter((needle) => bytes.includes(needle.bytes)).map(({ spelling }) => `${name}: ${spelling}`);
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openLibraryDb } from '../../../src/main/db/open.ts';
import type { LibraryDb } from '../../../src/main/db/open.ts';
import { openLibrary } from '../../../src/main/library/open-library.ts';
import type { OpenLibraryOptions, OwnedLibrary } from '../../../src/main/library/open-library.ts';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { newUuid } from '../../../src/main/platform/ids.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';
import type { ProjectDeps } from '../../../src/main/projects/project-deps.ts';

/** A folder that is gone after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'framewright-library-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const libraryOptions = (home: string): OpenLibraryOptions => ({
  home,
  log: silentLogger,
  clock: createSystemClock(),
  newId: newUuid,
});

/** An owned library in a fresh folder, closed after the test. */
export function tempLibrary(home = tempFolder()): OwnedLibrary {
  const library = openLibrary({ ...libraryOptions(home), mode: 'owner' });
  onTestFinished(() => library.close());
  return library;
}

export function projectDeps(library: OwnedLibrary): ProjectDeps {
  return { ...library, clock: createSystemClock(), newId: newUuid, personId: library.person.id };
}

/** An open database file without a schema, closed after the test. */
export function tempDb(file = join(tempFolder(), 'library.db')): LibraryDb {
  const db = openLibraryDb({ file, log: silentLogger, clock: createSystemClock() });
  onTestFinished(() => db.close());
  return db;
}

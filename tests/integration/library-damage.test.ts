import { existsSync, mkdirSync, openSync, closeSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { briefSchema } from '../../src/shared/model/brief.ts';
import { createBackups, restoreBackup, restoreNewestBackup } from '../../src/main/library/backup.ts';
import { checkIntegrity } from '../../src/main/library/integrity.ts';
import { openLibrary } from '../../src/main/library/open-library.ts';
import type { OwnedLibrary } from '../../src/main/library/open-library.ts';
import { createProjectService } from '../../src/main/projects/project-service.ts';
import type { ProjectService } from '../../src/main/projects/project-service.ts';
import { samplePlan } from '../support/library/sample-plan.ts';
import { libraryOptions, projectDeps, tempFolder, tempLibrary } from '../support/library/temp-library.ts';

const PAGE_BYTES = 4_096;

function fill(library: OwnedLibrary, films: number): ProjectService {
  const projects = createProjectService(projectDeps(library));
  const scene = { title: 'Dawn', text: 'A runner', place: 'street', shots: [{ description: 'Laces' }] };
  for (let index = 0; index < films; index += 1) {
    const { id } = projects.create(briefSchema.parse({ name: `Film ${index}`, prompt: 'A shoe film' }));
    projects.storePlan(id, samplePlan([scene, scene, scene]));
  }
  return projects;
}

function overwritePage(file: string, page: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(PAGE_BYTES, 0xff), 0, PAGE_BYTES, (page - 1) * PAGE_BYTES);
  closeSync(handle);
}

const reopen = (home: string): OwnedLibrary => {
  const library = openLibrary({ ...libraryOptions(home), mode: 'owner' });
  onTestFinished(() => library.close());
  return library;
};
const listNames = (library: OwnedLibrary): string[] =>
  createProjectService(projectDeps(library))
    .list()
    .projects.map((project) => project.name);

describe('a damaged library', () => {
  it('says library-corrupt of any destroyed page, and a backup brings everything back', async () => {
    const library = tempLibrary();
    fill(library, 20);
    const options = libraryOptions(library.paths.home);
    const deps = { paths: library.paths, ...options };
    const backup = await createBackups({ ...deps, db: library.db }).create();
    const { databaseFile, home } = library.paths;
    library.close();

    const pages = statSync(databaseFile).size / PAGE_BYTES;
    for (const page of [1, 2, 20, Math.floor(pages / 2), pages - 1]) {
      overwritePage(databaseFile, page);
      const attempt = async (): Promise<void> => {
        const broken = openLibrary({ ...options, mode: 'owner' });
        try {
          const report = await checkIntegrity(broken);
          expect({ page, isOk: report.isOk }).toEqual({ page, isOk: false });
          expect(report.databaseFaults).not.toEqual([]);
        } finally {
          broken.close();
        }
      };
      // It shows when it is opened or, where the page is not read then, in the check.
      await attempt().catch((error: unknown) => expect(error).toMatchObject({ code: 'library-corrupt' }));

      const { replacedFile } = restoreBackup({ ...deps, backupFile: backup.path });
      expect(existsSync(replacedFile)).toBe(true);
      const whole = openLibrary({ ...options, mode: 'owner' });
      expect(listNames(whole)).toHaveLength(20);
      expect(await checkIntegrity(whole)).toMatchObject({ isOk: true });
      whole.close();
    }
    expect(readdirSync(home).toSorted()).toEqual(['backups', 'library.db', 'owner.lock', 'store']);
  });

  it('says library-corrupt when a query meets the damage', () => {
    const library = tempLibrary();
    fill(library, 20);
    const root = library.db.sql.prepare("SELECT rootpage AS page FROM sqlite_schema WHERE name = 'scene'").get();
    library.close();
    overwritePage(library.paths.databaseFile, (root as { page: number }).page);
    const broken = reopen(library.paths.home);
    expect(() => broken.repos.scenes.list('x')).not.toThrow();
    const scan = broken.db.prepare('probe.scan', 'SELECT text FROM scene');
    expect(() => scan.all()).toThrow(expect.objectContaining({ code: 'library-corrupt' }));
  });

  it('does not play a journal of the old file into the restored one', async () => {
    const library = tempLibrary();
    fill(library, 2);
    const options = libraryOptions(library.paths.home);
    const deps = { paths: library.paths, ...options };
    const backup = await createBackups({ ...deps, db: library.db }).create();
    library.close();
    writeFileSync(`${library.paths.databaseFile}-wal`, Buffer.alloc(50_000, 0xff));
    restoreBackup({ ...deps, backupFile: backup.path });
    expect(existsSync(`${library.paths.databaseFile}-wal`)).toBe(false);
    expect(listNames(reopen(library.paths.home))).toHaveLength(2);
  });

  it('refuses to restore over an open library, from nothing, or from a damaged backup', async () => {
    const library = tempLibrary();
    fill(library, 5);
    const options = libraryOptions(library.paths.home);
    const deps = { paths: library.paths, ...options };
    const backup = await createBackups({ ...deps, db: library.db }).create();
    const restore = (backupFile: string) => () => restoreBackup({ ...deps, backupFile });
    expect(restore(backup.path)).toThrow(expect.objectContaining({ code: 'library-busy' }));
    library.close();
    expect(restore(`${backup.path}x`)).toThrow(expect.objectContaining({ code: 'not-found' }));
    overwritePage(backup.path, 9);
    expect(restore(backup.path)).toThrow(expect.objectContaining({ code: 'library-corrupt' }));
    expect(listNames(reopen(library.paths.home))).toHaveLength(5);
  });
});

describe('restoring the newest backup', () => {
  it('passes over a damaged one', async () => {
    const library = tempLibrary();
    const projects = fill(library, 5);
    const deps = { paths: library.paths, ...libraryOptions(library.paths.home) };
    const backups = createBackups({ ...deps, db: library.db });
    const older = await backups.create('older');
    projects.create(briefSchema.parse({ name: 'Last', prompt: 'x' }));
    const newer = await backups.create('newer');
    library.close();
    overwritePage(newer.path, 12);
    expect(restoreNewestBackup(deps).backup).toEqual(older);
    expect(listNames(reopen(library.paths.home))).toHaveLength(5);
  });

  it('says so when none is whole', async () => {
    const library = tempLibrary();
    const deps = { paths: library.paths, ...libraryOptions(library.paths.home) };
    const { path } = await createBackups({ ...deps, db: library.db }).create();
    library.close();
    overwritePage(path, 1);
    expect(() => restoreNewestBackup(deps)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(reopen(library.paths.home).person.id).toBe(library.person.id);
  });
});

describe('places where a library cannot be', () => {
  it('says what is wrong with the place', () => {
    const folder = tempFolder();
    const at = (name: string) => () => openLibrary({ ...libraryOptions(join(folder, name)), mode: 'owner' });
    writeFileSync(join(folder, 'file'), '');
    expect(at('file')).toThrow(expect.objectContaining({ code: 'not-writable' }));
    expect(at('file/library')).toThrow(expect.objectContaining({ code: 'not-writable' }));

    mkdirSync(join(folder, 'foreign'));
    writeFileSync(join(folder, 'foreign', 'library.db'), 'some text that is no database at all '.repeat(200));
    expect(at('foreign')).toThrow(expect.objectContaining({ code: 'library-corrupt' }));
    // The refusal gives the lock back: the next attempt meets the same file, not a busy library.
    expect(at('foreign')).toThrow(expect.objectContaining({ code: 'library-corrupt' }));
  });

  it.each(['สตูดิโอ 🎬', '-rf', 'it\'s "quoted" ; x', 'a\nb'])('opens in a folder called %j', (name) => {
    const library = tempLibrary(join(tempFolder(), name, 'home'));
    fill(library, 1);
    expect(dirname(library.db.file)).toBe(library.paths.home);
    library.close();
    expect(listNames(reopen(library.paths.home))).toEqual(['Film 0']);
  });
});

describe('backups', () => {
  it('hold what is written while they are made, and only the newest stay', async () => {
    const library = tempLibrary();
    const projects = fill(library, 30);
    let nowMs = Date.UTC(2026, 10, 21);
    const clock = { nowMs: () => (nowMs += 60_000), monotonicMs: () => 0 };
    const options = { ...libraryOptions(library.paths.home), clock };
    const backups = createBackups({ ...options, paths: library.paths, db: library.db, keep: 2 });
    expect(backups.isDue(1_000)).toBe(true);
    const making = backups.create('first');
    projects.create(briefSchema.parse({ name: 'Meanwhile', prompt: 'x' }));
    await making;
    const second = await backups.create('second');
    const third = await backups.create('third');
    expect(backups.list().map((backup) => backup.reason)).toEqual(['third', 'second']);
    expect(backups.list()).toEqual([third, second]);
    expect(backups.isDue(3_600_000)).toBe(false);
    expect(readdirSync(library.paths.backups)).toHaveLength(2);
    await expect(backups.create('../evil')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

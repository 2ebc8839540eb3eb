import { describe, expect, it } from 'vitest';
import { tempDb } from '../../../tests/support/library/temp-library.ts';
import { silentLogger } from '../platform/logger.ts';
import { migrate } from './migrate.ts';
import type { LibraryDb, NamedStatement } from './open.ts';
import { createRepositories } from './repositories.ts';
import { projectPageSql } from './repositories/project-list-repository.ts';
import { searchSql } from './repositories/project-search-repository.ts';

function migrated(): LibraryDb {
  const db = tempDb();
  migrate(db, { log: silentLogger });
  return db;
}

const planOf = (db: LibraryDb, source: string): string =>
  db.sql
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${source.replaceAll(/@\w+|\?/g, 'NULL')}`)
    .all()
    .map((row) => row.detail)
    .join('\n');

/** Every statement that the repositories prepare, by name. */
function statementsOf(db: LibraryDb): Map<string, string> {
  const sources = new Map<string, string>();
  const prepare = <P extends unknown[], R>(name: string, source: string): NamedStatement<P, R> => {
    sources.set(name, source);
    return db.prepare<P, R>(name, source);
  };
  createRepositories({ ...db, prepare });
  return sources;
}

describe('query plans', () => {
  it.each([
    ['everything', {}, false, 'project_updated_idx'],
    ['the next page', {}, true, 'project_updated_idx'],
    ['one client', { clientId: 'c' }, true, 'project_client_idx'],
    ['one campaign', { campaignId: 'c' }, true, 'project_campaign_idx'],
    ['one status', { status: 'failed' }, true, 'project_status_idx'],
    ['the trash', { inTrash: true }, true, 'project_trash_idx'],
  ])('a list of %s walks its index without sorting', (_what, filter, hasCursor, index) => {
    const plan = planOf(migrated(), projectPageSql(filter, hasCursor));
    expect(plan).toContain(`INDEX ${index}`);
    expect(plan).toContain('COVERING INDEX shot_project_idx');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it('a search reads the trigram index newest first and stops at the limit', () => {
    const plan = planOf(migrated(), searchSql({ match: 'x', contains: [] }));
    expect(plan).toMatch(/^SCAN project_search VIRTUAL TABLE/);
    expect(plan).toContain('SEARCH project_search_row USING INTEGER PRIMARY KEY');
    expect(plan).not.toContain('TEMP B-TREE');
    const compared = planOf(migrated(), searchSql({ match: null, contains: ['a'] }));
    expect(compared).not.toContain('TEMP B-TREE');
  });

  it('what an open project needs comes by index, and so does every other hot lookup', () => {
    const db = migrated();
    const sources = statementsOf(db);
    const hot = [
      ...['project.find', 'scene.list', 'shot.list', 'shot.first', 'take.chosen-of-project', 'take.by-request'],
      ...['take.chosen', 'asset.by-sha', 'asset.uses', 'run.of-project', 'run.latest', 'run.open', 'history.list'],
      ...['approval.list', 'export.list', 'render-part.find', 'render-part.oldest', 'search.old-row'],
    ];
    for (const name of hot) {
      const plan = planOf(db, sources.get(name) ?? `missing ${name}`);
      // Clients are a few dozen rows; an index over what lies in their JSON would cost more than it saves.
      const scans = plan
        .split('\n')
        .filter((line) => /^SCAN (?!CONSTANT|client$|.*USING (COVERING )?INDEX)/.test(line));
      expect({ name, scans }).toEqual({ name, scans: [] });
    }
  });

  it('deleting a project for good never reads a whole table', () => {
    const db = migrated();
    const purges = [...statementsOf(db)].filter(([name]) => name.startsWith('project.purge'));
    expect(purges.length).toBeGreaterThan(10);
    for (const [name, source] of purges) {
      expect({ name, plan: planOf(db, source) }).toEqual({ name, plan: expect.not.stringMatching(/^SCAN \w+$/m) });
    }
  });
});

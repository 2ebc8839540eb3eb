import { required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** `local-owner`: the person at this machine. Others come with review (decision 32). */
export interface PersonRow {
  id: string;
  name: string;
  role: string;
  createdAtMs: number;
}

interface Columns {
  id: string;
  name: string;
  role: string;
  created_at_ms: number;
}

const fromColumns = (row: Columns): PersonRow => ({
  id: row.id,
  name: row.name,
  role: row.role,
  createdAtMs: row.created_at_ms,
});

/** People who are stamped on approvals, takes and history. */
export function createPersonRepository(db: LibraryDb) {
  const insert = db.prepare<[PersonRow]>(
    'person.insert',
    'INSERT INTO person VALUES (@id, @name, @role, @createdAtMs)',
  );
  const byId = db.prepare<[string], Columns>('person.find', 'SELECT * FROM person WHERE id = ?');
  const byRole = db.prepare<[string], Columns>(
    'person.by-role',
    'SELECT * FROM person WHERE role = ? ORDER BY id LIMIT 1',
  );
  const all = db.prepare<[], Columns>('person.list', 'SELECT * FROM person ORDER BY id');
  const rename = db.prepare<[string, string]>('person.rename', 'UPDATE person SET name = ? WHERE id = ?');
  const find = (id: string): PersonRow | undefined => {
    const row = byId.get(id);
    return row && fromColumns(row);
  };
  return {
    insert: (person: PersonRow): void => void insert.run(person),
    find,
    get: (id: string): PersonRow => required(find(id), 'person', id),
    findByRole: (role: string): PersonRow | undefined => {
      const row = byRole.get(role);
      return row && fromColumns(row);
    },
    list: (): PersonRow[] => all.all().map(fromColumns),
    rename: (id: string, name: string): void => void rename.run(name, id),
  };
}

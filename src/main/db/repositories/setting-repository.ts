import type { ZodType } from 'zod';
import { parseJsonColumn } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** Settings that the engine needs; they live in the library and work headless (decision 6). */
export function createSettingRepository(db: LibraryDb) {
  const put = db.prepare<[string, string]>(
    'setting.put',
    'INSERT INTO setting (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json',
  );
  const byKey = db.prepare<[string], { value_json: string }>(
    'setting.find',
    'SELECT value_json FROM setting WHERE key = ?',
  );
  const remove = db.prepare<[string]>('setting.remove', 'DELETE FROM setting WHERE key = ?');
  const keys = db.prepare<[], { key: string }>('setting.keys', 'SELECT key FROM setting ORDER BY key');
  return {
    set: (key: string, value: unknown): void => void put.run(key, JSON.stringify(value)),
    find: <T>(key: string, schema: ZodType<T>): T | undefined => {
      const row = byKey.get(key);
      return row && parseJsonColumn(schema, row.value_json, `setting ${key}`);
    },
    remove: (key: string): void => void remove.run(key),
    listKeys: (): string[] => keys.all().map((row) => row.key),
  };
}

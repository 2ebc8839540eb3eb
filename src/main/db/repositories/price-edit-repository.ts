import type { PriceUnit } from '../../../shared/model/money.ts';
import type { LibraryDb } from '../open.ts';

/** A person's own rate. */
export interface PriceEditRow {
  model: string;
  unit: PriceUnit;
  variant: string;
  microUsd: number;
  editedAtMs: number;
}

const COLUMNS = 'model, unit, variant, micro_usd AS microUsd, edited_at_ms AS editedAtMs';

/** Rates that a person entered; they win over the table. */
export function createPriceEditRepository(db: LibraryDb) {
  const put = db.prepare<[object]>(
    'price-edit.put',
    `INSERT INTO price_edit (model, unit, variant, micro_usd, edited_at_ms)
     VALUES (@model, @unit, @variant, @microUsd, @editedAtMs)
     ON CONFLICT (model, unit, variant) DO UPDATE SET micro_usd = excluded.micro_usd, edited_at_ms = excluded.edited_at_ms`,
  );
  const one = db.prepare<[string, string, string], PriceEditRow>(
    'price-edit.find',
    `SELECT ${COLUMNS} FROM price_edit WHERE model = ? AND unit = ? AND variant = ?`,
  );
  const all = db.prepare<[], PriceEditRow>(
    'price-edit.list',
    `SELECT ${COLUMNS} FROM price_edit ORDER BY model, unit, variant`,
  );
  const remove = db.prepare<[string, string, string]>(
    'price-edit.remove',
    'DELETE FROM price_edit WHERE model = ? AND unit = ? AND variant = ?',
  );
  return {
    put: (row: PriceEditRow): void => void put.run(row),
    find: (model: string, unit: PriceUnit, variant: string): PriceEditRow | undefined => one.get(model, unit, variant),
    list: (): PriceEditRow[] => all.all(),
    /** Whether there was one. */
    remove: (model: string, unit: PriceUnit, variant: string): boolean => remove.run(model, unit, variant).changes > 0,
  };
}

import type { PriceUnit } from '../../shared/model/money.ts';
import { LOCAL_MODELS, PRICE_TABLE, PRICE_TABLE_DATE } from '../../shared/model/price-table.ts';
import type { PriceConfidence, PriceRow } from '../../shared/model/price-table.ts';
import type { Repositories } from '../db/repositories.ts';
import type { PriceEditRow } from '../db/repositories/price-edit-repository.ts';
import type { Clock } from '../platform/clock.ts';
import { localDayOf } from './local-day.ts';

/** This room knows what things cost, what was spent, and what may be spent; it buys nothing itself. */

/** A rate as it applies now. */
export interface Price {
  model: string;
  unit: PriceUnit;
  /** That of the row which applies: '' where the model has one price. */
  variant: string;
  /** Null: nobody has named a price; the person must before anything is bought. */
  unitMicroUsd: number | null;
  /** YYYY-MM-DD of the rate. */
  date: string;
  source: string;
  confidence: PriceConfidence;
  /** A person entered it. */
  isEdited: boolean;
  use: PriceRow['use'];
}

/** A line of the price list: beside the rate, what the table says where a person overrode it. */
export interface ListedPrice extends Price {
  tableMicroUsd: number | null;
  tableDate: string | null;
}

const OWN_SOURCE = 'entered by hand';
const isLocal = (model: string): boolean => model.startsWith(LOCAL_MODELS.slice(0, -1));

export interface PricesDeps {
  repos: Pick<Repositories, 'priceEdits'>;
  clock: Clock;
  /** Another table, for tests of a changed one. */
  table?: readonly PriceRow[];
  dayOf?: (atMs: number) => string;
}

/** The dated price table with a person's own rates over it. */
export function createPrices({ repos, clock, table = PRICE_TABLE, dayOf = localDayOf }: PricesDeps) {
  const tableRow = (model: string, unit: PriceUnit, variant: string): PriceRow | undefined =>
    table.find((row) => row.model === model && row.unit === unit && row.variant === variant);

  const ofEdit = (edit: PriceEditRow): Price => ({
    model: edit.model,
    unit: edit.unit,
    variant: edit.variant,
    unitMicroUsd: edit.microUsd,
    date: dayOf(edit.editedAtMs),
    source: OWN_SOURCE,
    confidence: 'own',
    isEdited: true,
    use: tableRow(edit.model, edit.unit, edit.variant)?.use ?? 'offered',
  });
  const ofRow = (row: PriceRow): Price => ({ ...row, isEdited: false });

  const exact = (model: string, unit: PriceUnit, variant: string): Price | undefined => {
    const edit = repos.priceEdits.find(model, unit, variant);
    if (edit) return ofEdit(edit);
    const row = tableRow(model, unit, variant);
    return row && ofRow(row);
  };

  /**
   * The rate that applies. A model with one price has it for every variant; a variant that is missing beside others is
   * unknown, never guessed from its neighbours.
   */
  const find = (model: string, unit: PriceUnit, variant: string): Price => {
    const named = exact(model, unit, variant);
    if (named) return named;
    const single = variant === '' ? undefined : exact(model, unit, '');
    if (single) return single;
    const nothing = { model, unit, variant, date: PRICE_TABLE_DATE, isEdited: false, use: 'offered' as const };
    if (isLocal(model)) return { ...nothing, unitMicroUsd: 0, source: 'made on this machine', confidence: 'own' };
    return { ...nothing, unitMicroUsd: null, source: 'no public source names a rate', confidence: 'none' };
  };

  return {
    find,
    /** Every rate of the table in its order, then those that only a person entered. */
    list(): ListedPrice[] {
      const edits = repos.priceEdits.list();
      const extra = edits.filter(({ model, unit, variant }) => tableRow(model, unit, variant) === undefined);
      return [
        ...table.map((row) => ({
          ...find(row.model, row.unit, row.variant),
          tableMicroUsd: row.unitMicroUsd,
          tableDate: row.date,
        })),
        ...extra.map((edit) => ({ ...ofEdit(edit), tableMicroUsd: null, tableDate: null })),
      ];
    },
    /** A person's own rate in micro-dollars per unit; it carries the day of the edit and wins over the table. */
    edit(wish: { model: string; unit: PriceUnit; variant: string; unitMicroUsd: number }): Price {
      const { unitMicroUsd, ...which } = wish;
      repos.priceEdits.put({ ...which, microUsd: unitMicroUsd, editedAtMs: clock.nowMs() });
      return find(wish.model, wish.unit, wish.variant);
    },
    /** Back to the table. Gives what applies then. */
    reset(which: { model: string; unit: PriceUnit; variant: string }): Price {
      repos.priceEdits.remove(which.model, which.unit, which.variant);
      return find(which.model, which.unit, which.variant);
    },
  };
}
export type Prices = ReturnType<typeof createPrices>;

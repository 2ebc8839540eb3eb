import { TriangleAlert } from 'lucide-react';
import type { BoardApprovalDto } from '../../../shared/contract/boards.ts';
import { MICRO_PER_USD } from '../../../shared/model/money.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { exactUsd } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** "Automatic retakes: at most N rounds, at most so much". */
export type Allowance = NonNullable<BoardApprovalDto['approved']>['allowance'];
export const NO_RETAKES: Allowance = { rounds: 0, microUsd: 0 };

/** What a yes buys, what was bought, the whole board, and the day of the rates. */
export function ApproveMoney({ facts }: { facts: BoardApprovalDto }) {
  const { t } = useWorkspace();
  const { date } = useFormatters();
  const { items, segments, bought, priceDate, priceMoved } = facts;
  const film = items.find(({ kind }) => kind === 'video');
  const name = film?.isLocal === true ? t('models.local.video') : (film?.label ?? '');
  const filmMicroUsd = film?.sumMicroUsd ?? null;
  const rows: [string, string, string][] = [
    [
      t('board.money-film'),
      segments.toMake === 0
        ? t('board.money-film-none')
        : t('board.money-segments', { count: segments.toMake, all: segments.inAll, name }),
      segments.isLocal
        ? t('board.price-free')
        : segments.microUsd === null
          ? t('board.price-unknown')
          : exactUsd(segments.microUsd),
    ],
    ...(bought.pictures === 0
      ? []
      : [
          [
            t('board.money-pictures'),
            t('board.money-pictures-count', { count: bought.pictures }),
            exactUsd(bought.microUsd),
          ] satisfies [string, string, string],
        ]),
    [
      t('board.money-total'),
      t('board.money-rates', { date: date(Date.parse(`${priceDate}T12:00:00Z`)) }),
      filmMicroUsd === null ? t('board.price-unknown') : exactUsd(filmMicroUsd + bought.microUsd),
    ],
  ];
  return (
    <>
      <table className="tabular mt-3 w-full text-base">
        <tbody>
          {rows.map(([what, how, price]) => (
            <tr key={what} className="border-t border-line align-baseline">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                {what}
                <span className="block text-small text-text-3">{how}</span>
              </th>
              <td className="py-1.5 text-right whitespace-nowrap">{price}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {priceMoved !== null && (
        <Warning>
          {t('board.money-moved', { from: exactUsd(priceMoved.fromMicroUsd), to: exactUsd(priceMoved.toMicroUsd) })}
        </Warning>
      )}
      {filmMicroUsd === null && <Warning>{t('board.money-unknown', { name })}</Warning>}
    </>
  );
}

function Warning({ children }: { children: string }) {
  return (
    <p role="status" className="mt-3 flex items-start gap-1.5 text-base text-warn">
      <Icon of={TriangleAlert} className="mt-0.5" />
      {children}
    </p>
  );
}

const ROUNDS_MAX = 3;
const MONEY_MAX_USD = 1_000;

interface RetakesProps {
  value: Allowance;
  onChange: (value: Allowance) => void;
  /** Of one segment: what a first round is likely to need. */
  unitMicroUsd: number;
}

/** How often and for how much failed segments may be bought again without a question (decision 27). */
export function Retakes({ value, onChange, unitMicroUsd }: RetakesProps) {
  const { t } = useWorkspace();
  return (
    <section aria-label={t('board.retakes')} className="mt-4">
      <h3 className="text-small font-medium text-text-2">{t('board.retakes')}</h3>
      <p className="text-small text-text-3">{t('board.retakes-hint')}</p>
      <div className="mt-2 grid grid-cols-2 gap-3">
        <Field label={t('board.retakes-rounds')}>
          {(control) => (
            <NumberField
              {...control}
              value={value.rounds}
              min={0}
              max={ROUNDS_MAX}
              onChange={(rounds) =>
                onChange({ rounds, microUsd: rounds === 0 ? 0 : Math.max(value.microUsd, unitMicroUsd * rounds) })
              }
            />
          )}
        </Field>
        <Field label={t('board.retakes-money')}>
          {(control) => (
            <NumberField
              {...control}
              value={value.microUsd / MICRO_PER_USD}
              min={0}
              max={MONEY_MAX_USD}
              step={0.01}
              format={(usd) => usd.toFixed(2)}
              unit="$"
              disabled={value.rounds === 0}
              onChange={(usd) => onChange({ ...value, microUsd: Math.round(usd * MICRO_PER_USD) })}
            />
          )}
        </Field>
      </div>
    </section>
  );
}

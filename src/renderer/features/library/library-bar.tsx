import { ArrowDownNarrowWide, ArrowUpNarrowWide, LayoutGrid, List, ListFilter } from 'lucide-react';
import type { Ref } from 'react';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entries.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Select } from '../../ui/select.tsx';
import { commandTooltip } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { groupOfStatus, hasFilters, isDescending, NO_FILTERS, STATE_GROUPS } from './library-view.ts';
import type { Filters, Sort, SortField, StateGroup } from './library-view.ts';

const SORT_FIELDS: readonly SortField[] = [
  'updated',
  'created',
  'name',
  'client',
  'campaign',
  'state',
  'shots',
  'length',
  'size',
];

export interface LibraryBarProps {
  cards: readonly ProjectCard[];
  query: string;
  onQuery: (query: string) => void;
  filters: Filters;
  onFilters: (filters: Filters) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  mode: 'grid' | 'table';
  onMode: (mode: 'grid' | 'table') => void;
  searchRef: Ref<HTMLInputElement>;
}

const toggled = <T,>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];

/** Search, filters as chips, order, cards or table. */
export function LibraryBar(props: LibraryBarProps) {
  const { cards, query, onQuery, filters, onFilters, sort, onSort, mode, onMode, searchRef } = props;
  const workspace = useWorkspace();
  const { t } = workspace;
  const { compare } = useFormatters();
  const clientNames = new Map<string, string>([['none', t('library.mine')]]);
  for (const { clientId, clientName } of cards)
    if (clientId !== null && clientName !== null) clientNames.set(clientId, clientName);
  const count = (has: (card: ProjectCard) => boolean): number => cards.filter(has).length;
  const check = (id: string, label: string, number: number, isChecked: boolean, onChange: () => void): MenuEntry => ({
    kind: 'check',
    id,
    label: `${label} (${number})`,
    isChecked,
    onChange,
  });
  const setClient = (id: string) => (): void => onFilters({ ...filters, clients: toggled(filters.clients, id) });
  const setState = (state: StateGroup) => (): void => onFilters({ ...filters, states: toggled(filters.states, state) });
  const setRatio = (ratio: string) => (): void => onFilters({ ...filters, ratios: toggled(filters.ratios, ratio) });

  const ratios = [...new Set(cards.map(({ ratio }) => ratio))].sort();
  const clientRows = [...clientNames].sort(([a, one], [b, other]) =>
    a === 'none' ? -1 : b === 'none' ? 1 : compare(one, other),
  );
  const entries: MenuEntry[] = [
    {
      kind: 'sub',
      id: 'client',
      label: t('library.column.client'),
      entries: clientRows.map(([id, name]) =>
        check(
          id,
          name,
          count((card) => (card.clientId ?? 'none') === id),
          filters.clients.includes(id),
          setClient(id),
        ),
      ),
    },
    {
      kind: 'sub',
      id: 'state',
      label: t('library.column.state'),
      entries: STATE_GROUPS.map((state) =>
        check(
          state,
          t(`library.group.${state}`),
          count((card) => groupOfStatus(card.status) === state),
          filters.states.includes(state),
          setState(state),
        ),
      ),
    },
    {
      kind: 'sub',
      id: 'ratio',
      label: t('library.ratio'),
      entries: ratios.map((ratio) =>
        check(
          ratio,
          ratio,
          count((card) => card.ratio === ratio),
          filters.ratios.includes(ratio),
          setRatio(ratio),
        ),
      ),
    },
  ];
  const chips = [
    ...filters.clients.map((id) => ({
      id: `client ${id}`,
      label: t('library.chip', { field: t('library.column.client'), value: clientNames.get(id) ?? '?' }),
      remove: setClient(id),
    })),
    ...filters.states.map((state) => ({
      id: `state ${state}`,
      label: t('library.chip', { field: t('library.column.state'), value: t(`library.group.${state}`) }),
      remove: setState(state),
    })),
    ...filters.ratios.map((ratio) => ({
      id: `ratio ${ratio}`,
      label: t('library.chip', { field: t('library.ratio'), value: ratio }),
      remove: setRatio(ratio),
    })),
  ];

  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <div className="w-60 min-w-40 grow sm:grow-0">
          <SearchField
            label={t('library.search')}
            clearLabel={t('library.search-clear')}
            value={query}
            onChange={onQuery}
            inputRef={searchRef}
          />
        </div>
        <Menu
          trigger={
            <Button icon={ListFilter} tone="quiet">
              {t('library.filter')}
            </Button>
          }
          entries={entries}
        />
        <div className="ml-auto flex items-center gap-1">
          <div className="w-38">
            <Select
              label={t('library.sort')}
              value={sort.field}
              onChange={(field: SortField) => onSort({ field, isReversed: false })}
              options={SORT_FIELDS.map((field) => ({ value: field, label: t(`library.sort.${field}`) }))}
            />
          </div>
          <IconButton
            label={t(isDescending(sort) ? 'library.sort-descending' : 'library.sort-ascending')}
            icon={isDescending(sort) ? ArrowDownNarrowWide : ArrowUpNarrowWide}
            onClick={() => onSort({ ...sort, isReversed: !sort.isReversed })}
          />
          <IconButton
            {...commandTooltip('library.cards', workspace)}
            icon={LayoutGrid}
            isPressed={mode === 'grid'}
            onClick={() => onMode('grid')}
          />
          <IconButton
            {...commandTooltip('library.table', workspace)}
            icon={List}
            isPressed={mode === 'table'}
            onClick={() => onMode('table')}
          />
        </div>
      </div>
      {hasFilters(filters) && (
        <div className="flex flex-wrap items-center gap-1.5" role="group" aria-label={t('library.filters')}>
          {chips.map(({ id, label, remove }) => (
            <Chip key={id} label={label} removeLabel={t('library.filter-remove', { label })} onRemove={remove} />
          ))}
          <Button size="small" tone="quiet" onClick={() => onFilters(NO_FILTERS)}>
            {t('library.filters-clear')}
          </Button>
        </div>
      )}
    </div>
  );
}

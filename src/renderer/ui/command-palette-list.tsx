import { Search } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Icon } from './icon.tsx';
import type { LucideIcon } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import { sectionLabel } from './shared-classes.ts';

export interface PaletteRow {
  id: string;
  title: string;
  icon?: LucideIcon;
  /** Why it is disabled, or where it leads. */
  secondary?: string;
  keys?: string;
  isDisabled?: boolean;
}
export interface PaletteGroup {
  id: string;
  title: string;
  rows: readonly PaletteRow[];
}
export interface CommandPaletteListProps {
  label: string;
  placeholder: string;
  emptyLabel: string;
  query: string;
  onQuery: (query: string) => void;
  /** Already ranked and cut to length. */
  groups: readonly PaletteGroup[];
  activeId: string | undefined;
  onActive: (id: string) => void;
  onRun: (id: string) => void;
  /** → or Mod+Enter: the secondary actions of a row. */
  onActions?: (id: string) => void;
  /** Backspace in an empty input. */
  onBack?: () => void;
}

/** Input and rows of the command palette. Shows what it is given; the app ranks, runs and closes. */
export function CommandPaletteList(props: CommandPaletteListProps) {
  const { label, placeholder, emptyLabel, query, onQuery, groups, activeId, onActive, onRun, onActions, onBack } =
    props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const rows = groups.flatMap((group) => group.rows);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === activeId),
  );
  const active = rows[at];
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active?.id]);

  const run = (row: PaletteRow | undefined) => row && row.isDisabled !== true && onRun(row.id);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const isAtEnd = event.currentTarget.selectionStart === query.length;
    if (step !== 0 && rows.length > 0) {
      const next = rows[(at + step + rows.length) % rows.length];
      if (next) onActive(next.id);
    } else if (
      active &&
      onActions &&
      (event.key === 'ArrowRight' ? isAtEnd : event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    )
      onActions(active.id);
    else if (event.key === 'Enter') run(active);
    else if (event.key === 'Backspace' && query === '' && onBack) onBack();
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex min-h-0 flex-col">
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon of={Search} className="text-text-3" />
        <input
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          placeholder={placeholder}
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={onKeyDown}
          className="focus-inset my-1 h-10 min-w-0 grow rounded-control bg-transparent px-2 text-title-s font-normal text-text-1 placeholder:text-text-3"
        />
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className="max-h-100 min-h-0 overflow-y-auto p-2"
      >
        {groups.map((group) => (
          <div key={group.id} role="group" aria-label={group.title}>
            <div aria-hidden className={sectionLabel}>
              {group.title}
            </div>
            {group.rows.map((row) => (
              <div
                key={row.id}
                id={`${id}-${row.id}`}
                role="option"
                aria-selected={row === active}
                aria-disabled={row.isDisabled}
                onClick={() => run(row)}
                onPointerMove={() => row !== active && onActive(row.id)}
                className={classNames(
                  'flex min-h-8 cursor-default items-center gap-3 rounded-control px-2 py-1 text-base',
                  row === active && 'highlighted bg-sel',
                  row.isDisabled === true ? 'text-text-3' : 'text-text-1',
                )}
              >
                {row.icon ? <Icon of={row.icon} className="text-text-3" /> : <span className="size-icon shrink-0" />}
                <span className="min-w-0 grow">
                  {row.title}
                  {row.secondary !== undefined && <span className="ml-2 text-small text-text-3">{row.secondary}</span>}
                </span>
                {row.keys !== undefined && <Kbd keys={row.keys} />}
              </div>
            ))}
          </div>
        ))}
      </div>
      {rows.length === 0 && (
        <p role="status" className="px-4 pb-6 text-center text-base text-text-3">
          {emptyLabel}
        </p>
      )}
    </div>
  );
}

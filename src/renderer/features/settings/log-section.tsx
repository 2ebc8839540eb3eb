import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FolderOpen, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { LOG_LEVELS } from '../../../shared/contract/diagnostics.ts';
import type { LogEntry, LogLevelName } from '../../../shared/contract/diagnostics.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { SectionFailure } from './section-failure.tsx';
import { useShown } from './shown-settings.ts';

const LINES = ['200', '1000', '5000'] as const;
const TONES: Record<LogLevelName, string> = {
  debug: 'text-text-3',
  info: 'text-text-2',
  warn: 'text-warn',
  error: 'text-err',
};

/** The end of the log, by level and word. Newest last, as it is written. */
export function LogSection() {
  const { api, t, capabilities, reportError } = useWorkspace();
  const { number } = useFormatters();
  const [level, setLevel] = useState<LogLevelName>('info');
  const [lines, setLines] = useState<(typeof LINES)[number]>('1000');
  const [query, setQuery] = useState('');
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['diagnostics', 'log', level, lines, query],
    queryFn: () => api.diagnostics.log({ level, limit: Number(lines), query }),
    placeholderData: keepPreviousData,
  });
  if (!useShown().has('log')) return null;
  const count = number(data?.entries.length ?? 0);
  return (
    <section className="flex flex-col gap-3 py-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-56">
          <Field label={t('settings.log-level')}>
            {(control) => (
              <Select
                control={control}
                value={level}
                onChange={setLevel}
                options={LOG_LEVELS.map((value) => ({ value, label: t(`settings.log-level.${value}`) }))}
              />
            )}
          </Field>
        </div>
        <div className="w-40">
          <Field label={t('settings.log-lines')}>
            {(control) => (
              <Select
                control={control}
                value={lines}
                onChange={setLines}
                options={LINES.map((value) => ({
                  value,
                  label: t('settings.log-last', { lines: number(Number(value)) }),
                }))}
              />
            )}
          </Field>
        </div>
        <div className="min-w-48 grow">
          <SearchField
            label={t('settings.log-search')}
            placeholder={t('settings.log-search')}
            clearLabel={t('settings.clear-search')}
            value={query}
            onChange={setQuery}
          />
        </div>
      </div>
      {error !== null && data === undefined && (
        <SectionFailure error={error} subject={t('settings.section.log')} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton className="h-80 w-full" />}
      {data !== undefined && data.entries.length === 0 && (
        <EmptyState title={t('settings.log-empty')} text={t('settings.log-empty-text')} />
      )}
      {data !== undefined && data.entries.length > 0 && (
        <LogLines key={`${level}${lines}${query}`} entries={data.entries} />
      )}
      <div className="flex flex-wrap items-center gap-2">
        <span className="tabular mr-auto text-small text-text-2" aria-live="polite">
          {t(data?.isCut === true ? 'settings.log-cut' : 'settings.log-count', { count })}
        </span>
        {capabilities.revealInFolder && (
          <Button icon={FolderOpen} onClick={() => void api.system.reveal({ place: 'logs' }).catch(reportError)}>
            {t('settings.log-show')}
          </Button>
        )}
        <Button icon={RefreshCw} isBusy={isFetching} onClick={() => void refetch()}>
          {t('settings.log-refresh')}
        </Button>
      </div>
    </section>
  );
}

interface Numbered extends LogEntry {
  index: number;
}

function LogLines({ entries }: { entries: readonly LogEntry[] }) {
  const { t } = useWorkspace();
  const { dateTime } = useFormatters();
  const items = entries.map((entry, index): Numbered => ({ ...entry, index }));
  const [active, setActive] = useState(items.length - 1);
  const chosen = items[Math.min(active, items.length - 1)];
  return (
    <>
      <VirtualList
        label={t('settings.log-rows')}
        items={items}
        getId={({ index }) => String(index)}
        rowHeightPx={28}
        activeIndex={Math.min(active, items.length - 1)}
        isSelected={({ index }) => index === active}
        isMultiple={false}
        onActivate={(index) => setActive(index)}
        className="h-80 overflow-y-auto rounded-card border border-line bg-panel"
        renderRow={({ timeMs, level, event, details }) => (
          <span className="flex min-w-0 items-baseline gap-3 px-2 font-mono text-small">
            <span className="tabular shrink-0 text-text-2">{timeMs === null ? '–' : timeOf(timeMs)}</span>
            <span className={classNames('w-20 shrink-0 truncate font-medium', TONES[level])}>
              {t(`settings.level.${level}`)}
            </span>
            <span className="shrink-0">{event}</span>
            <span className="min-w-0 truncate text-text-2" title={details.slice(0, 500)}>
              {details}
            </span>
          </span>
        )}
      />
      {chosen !== undefined && (
        <div
          role="region"
          tabIndex={0}
          aria-label={t('settings.log-details')}
          className="focus-inset max-h-50 overflow-auto rounded-card border border-line bg-panel p-3"
        >
          <p className="text-small text-text-2">
            {chosen.timeMs === null ? '–' : dateTime(chosen.timeMs)} · {t(`settings.level.${chosen.level}`)} ·{' '}
            <span className="font-mono">{chosen.event}</span>
          </p>
          <pre className="mt-1 font-mono text-small break-words whitespace-pre-wrap select-text">
            {chosen.details === '' ? t('settings.log-no-details') : pretty(chosen.details)}
          </pre>
        </div>
      )}
    </>
  );
}

/** Time of day with milliseconds, as logs are read. */
function timeOf(epochMs: number): string {
  const date = new Date(epochMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

function pretty(details: string): string {
  try {
    return JSON.stringify(JSON.parse(details), null, 2).replaceAll('\\n', '\n');
  } catch {
    // Cut for its length: shown as it is.
    return details;
  }
}

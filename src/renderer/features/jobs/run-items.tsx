import { ChevronDown, ChevronRight, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { RunItem } from '../../../shared/contract/jobs.ts';
import { leftInWords } from '../../lib/words.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { GateTable } from './gate-table.tsx';
import { itemInWords, reasonOf, toneOfState } from './job-words.ts';

const KINDS: readonly RunItem['kind'][] = ['plan-board', 'draw-keyframe', 'make-segment', 'finish-film', 'other'];

export interface RunItemsProps {
  items: readonly RunItem[];
  onRetryItem: (jobId: string) => void;
}

/** The items of a run in groups, each with its state; a segment opens its ten checks. */
export function RunItems({ items, onRetryItem }: RunItemsProps) {
  const groups = KINDS.map((kind) => ({ kind, rows: items.filter((item) => item.kind === kind) })).filter(
    ({ rows }) => rows.length > 0,
  );
  return (
    <div className="flex flex-col gap-3">
      {groups.map(({ kind, rows }) => (
        <Group key={kind} kind={kind} rows={rows} onRetryItem={onRetryItem} />
      ))}
    </div>
  );
}

function Group({
  kind,
  rows,
  onRetryItem,
}: { kind: RunItem['kind']; rows: RunItem[] } & Pick<RunItemsProps, 'onRetryItem'>) {
  const { t } = useWorkspace();
  const done = rows.filter(({ state }) => state === 'done').length;
  const checked = rows.filter(({ gate }) => gate !== null);
  // What is finished without a fault is folded away; what works or failed is open.
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const shown = isOpen ?? (done < rows.length || kind === 'make-segment');
  return (
    <section aria-label={t(`jobs.group.${kind}`)}>
      <button
        type="button"
        aria-expanded={shown}
        onClick={() => setOpen(!shown)}
        className="flex min-h-6 w-full items-center gap-1 rounded-control text-left hover:bg-hover"
      >
        <Icon of={shown ? ChevronDown : ChevronRight} className="size-3.5 text-text-3" />
        <span className="text-base font-medium">{t(`jobs.group.${kind}`)}</span>
        <span className="tabular ml-auto pr-1 text-small text-text-3">
          {t('jobs.items-done', { done, total: rows.length })}
        </span>
      </button>
      {shown && (
        <>
          {checked.length > 0 && (
            <p className="pl-4.5 text-small text-text-3">
              {t('jobs.gate-summary', {
                passed: checked.filter(({ gate }) => gate?.passed === true).length,
                total: checked.length,
              })}
            </p>
          )}
          <ul className="flex flex-col pl-4.5">
            {rows.map((item) => (
              <Item key={item.jobId} item={item} onRetryItem={onRetryItem} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Item({ item, onRetryItem }: { item: RunItem } & Pick<RunItemsProps, 'onRetryItem'>) {
  const { t } = useWorkspace();
  const { duration } = useFormatters();
  const [isOpen, setOpen] = useState(item.gate?.passed === false);
  const name = itemInWords(t, item);
  const tookMs = item.startedAtMs !== null && item.finishedAtMs !== null ? item.finishedAtMs - item.startedAtMs : null;
  const facts = [
    item.state === 'running' && item.etaMs !== null ? leftInWords(t, item.etaMs) : null,
    item.state === 'done' && tookMs !== null ? duration(tookMs) : null,
    item.attempts > 1 ? t('jobs.attempt', { attempt: item.attempts, max: item.maxAttempts }) : null,
  ].filter((part) => part !== null);
  return (
    <li className="border-b border-line py-1.5 last:border-none">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
        <span className="min-w-0 truncate text-base" title={item.title === '' ? name : `${name}: ${item.title}`}>
          {name}
        </span>
        <span className="ml-auto flex items-center gap-2">
          <span className="tabular text-small text-text-3">{facts.join(', ')}</span>
          <Badge {...toneOfState(item.state)} label={t(`jobs.item-state.${item.state}`)} />
        </span>
      </div>
      {item.state === 'running' && (
        <ProgressBar
          isLabelHidden
          label={name}
          share={item.fraction}
          note={t('ui.percent', { percent: Math.round(item.fraction * 100) })}
        />
      )}
      {item.gate !== null && (
        <>
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="flex min-h-6 items-center gap-1 rounded-control pr-1 text-small text-text-2 hover:bg-hover hover:text-text-1"
          >
            <Icon of={isOpen ? ChevronDown : ChevronRight} className="size-3.5" />
            {t('jobs.gate')}:{' '}
            <span className={item.gate.passed ? 'text-ok' : 'text-err'}>
              {t(item.gate.passed ? 'jobs.gate-passed' : 'jobs.gate-failed', { score: item.gate.score })}
            </span>
          </button>
          {isOpen && <GateTable report={item.gate} />}
        </>
      )}
      {item.error !== null && item.state !== 'done' && (
        <p className="text-small break-words text-err">{reasonOf(t, item.error).reason}</p>
      )}
      {item.state === 'interrupted' && (
        <Button size="small" icon={RotateCw} onClick={() => onRetryItem(item.jobId)}>
          {t('jobs.retry')}
        </Button>
      )}
    </li>
  );
}

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
import { CallDialog } from './call-dialog.tsx';
import { CallLine } from './call-line.tsx';
import { newestAttempts, usd, waitInWords } from './call-words.ts';
import { GateTable } from './gate-table.tsx';
import { itemInWords, reasonOf, toneOfState } from './job-words.ts';
import type { RunCalls } from './use-calls.ts';

const KINDS: readonly RunItem['kind'][] = ['plan-board', 'draw-keyframe', 'make-segment', 'finish-film', 'other'];

/** These are answered in one place for all who wait. */
const ASKS_PERSON: ReadonlySet<string> = new Set([
  'key-missing',
  'key-refused',
  'credit-empty',
  'payment-uncertain',
  'price-unknown',
  'price-changed',
  'budget-exceeded',
  'provider-changed',
]);
const isOfVendor = (provider: string | null): boolean => provider !== null && !provider.startsWith('local/');

export interface RunItemsProps {
  items: readonly RunItem[];
  calls: RunCalls;
  nowMs: number;
  onRetryItem: (jobId: string) => void;
}

/** The items of a run in groups, each with its state; a segment opens its ten checks. */
export function RunItems({ items, ...rest }: RunItemsProps) {
  const groups = KINDS.map((kind) => ({ kind, rows: items.filter((item) => item.kind === kind) })).filter(
    ({ rows }) => rows.length > 0,
  );
  const [callId, setCallId] = useState<string | null>(null);
  return (
    <div className="flex flex-col gap-3">
      {groups.map(({ kind, rows }) => (
        <Group key={kind} kind={kind} rows={rows} {...rest} onDetails={setCallId} />
      ))}
      <CallDialog callId={callId} onClose={() => setCallId(null)} />
    </div>
  );
}

type Shared = Omit<RunItemsProps, 'items'> & { onDetails: (callId: string) => void };

function Group({ kind, rows, ...rest }: { kind: RunItem['kind']; rows: RunItem[] } & Shared) {
  const { t } = useWorkspace();
  const done = rows.filter(({ state }) => state === 'done').length;
  const paidMicroUsd = rows
    .flatMap(({ jobId }) => rest.calls.ofJob.get(jobId) ?? [])
    .reduce((sum, { chargedMicroUsd }) => sum + (chargedMicroUsd ?? 0), 0);
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
          {paidMicroUsd > 0 && ` · ${usd(paidMicroUsd)}`}
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
              <Item key={item.jobId} item={item} {...rest} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Item({ item, calls, nowMs, onRetryItem, onDetails }: { item: RunItem } & Shared) {
  const { t } = useWorkspace();
  const { duration } = useFormatters();
  const [isOpen, setOpen] = useState(item.gate?.passed === false);
  const name = itemInWords(t, item);
  const bought = newestAttempts(calls.ofJob.get(item.jobId) ?? []);
  const wait = bought.some((call) => call.wait !== null) ? undefined : calls.waitOfJob.get(item.jobId);
  const isFromCache =
    item.state === 'done' && bought.length === 0 && isOfVendor(item.provider) && item.costMicroUsd === 0;
  const asksPerson = item.state === 'interrupted' && item.error !== null && ASKS_PERSON.has(item.error.code);
  const tookMs = item.startedAtMs !== null && item.finishedAtMs !== null ? item.finishedAtMs - item.startedAtMs : null;
  const facts = [
    item.state === 'running' && item.etaMs !== null ? leftInWords(t, item.etaMs) : null,
    item.state === 'done' && tookMs !== null ? duration(tookMs) : null,
    isFromCache ? t('calls.from-cache') : null,
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
          <Badge
            {...toneOfState(item.state)}
            label={asksPerson ? t('calls.state.NEEDS_USER') : t(`jobs.item-state.${item.state}`)}
          />
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
      {bought.map((call) => (
        <CallLine key={call.callId} call={call} name={name} nowMs={nowMs} onDetails={onDetails} />
      ))}
      {item.state === 'stalled' && <p className="text-small text-warn">{t('jobs.stalled-next')}</p>}
      {wait !== undefined && <p className="tabular text-small text-warn">{waitInWords(t, wait, nowMs, duration)}</p>}
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
      {item.error !== null &&
        item.state !== 'done' &&
        wait === undefined &&
        !bought.some((call) => call.wait !== null) && (
          <p className="text-small break-words text-err">
            {reasonOf(t, item.error).reason} {t('jobs.next', { next: reasonOf(t, item.error).next })}
          </p>
        )}
      {item.state === 'interrupted' && !asksPerson && (
        <Button size="small" icon={RotateCw} onClick={() => onRetryItem(item.jobId)}>
          {t('jobs.retry')}
        </Button>
      )}
    </li>
  );
}

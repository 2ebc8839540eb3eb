import { CircleAlert, CircleHelp, ListChecks, Pause } from 'lucide-react';
import { classNames } from '../../lib/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { commandTooltip } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useFinishedToasts } from './use-finished-toasts.ts';
import { useNeeds } from './use-calls.ts';
import { useJobBoard, useLiveWork } from './use-jobs.ts';
import type { Work } from '../../../shared/contract/jobs.ts';

/** State of all jobs in the title bar; opens the drawer. */
export function JobsPill() {
  const workspace = useWorkspace();
  const { t, commands } = workspace;
  const { data } = useJobBoard();
  useFinishedToasts(data);
  const needs = useNeeds().length;
  const working = data?.open.filter((work) => work.kind !== 'run' || !work.isWaitingForApproval) ?? [];
  const waiting = (data?.open.length ?? 0) - working.length;
  const failed = data?.failed.length ?? 0;
  const [only] = working.length === 1 ? working : [];
  const mean = working.reduce((sum, { fraction }) => sum + fraction, 0) / Math.max(1, working.length);
  const state =
    working.length > 0
      ? t(working.length === 1 ? 'jobs.pill-one' : 'jobs.pill-many', {
          count: working.length,
          percent: Math.round(mean * 100),
        })
      : waiting > 0
        ? t('jobs.pill-approval')
        : data?.isPaused === true
          ? t('jobs.pill-paused')
          : t('jobs.pill-none');
  return (
    <Tooltip {...commandTooltip('jobs.toggle', workspace)}>
      <button
        type="button"

        aria-label={t('jobs.pill-hint', {
          state: [
            state,
            needs > 0 ? t('needs.pill', { count: needs }) : null,
            failed > 0 ? t('jobs.pill-failed', { count: failed }) : null,
          ]
            .filter((part) => part !== null)
            .join(', '),
        })}
        onClick={() => commands.run('jobs.toggle')}
        className="relative flex min-h-6 items-center gap-1.5 overflow-hidden rounded-control border border-control/45 bg-raised px-2 text-small text-text-2 hover:bg-hover hover:text-text-1 in-data-[theme=contrast]:border-control"
      >
        <Icon of={data?.isPaused === true ? Pause : ListChecks} className="size-3.5" />
        <span className={classNames('tabular whitespace-nowrap', waiting > 0 && working.length === 0 && 'text-warn')}>
          {only === undefined ? state : <OnlyJob work={only} />}
        </span>
        {needs > 0 && (
          <span className="tabular flex items-center gap-1 border-l border-line pl-1.5 whitespace-nowrap text-warn">
            <Icon of={CircleHelp} className="size-3.5" />
            {t('needs.pill', { count: needs })}
          </span>
        )}
        {failed > 0 && (
          <span className="tabular flex items-center gap-1 border-l border-line pl-1.5 whitespace-nowrap text-err">
            <Icon of={CircleAlert} className="size-3.5" />
            {t('jobs.pill-failed', { count: failed })}
          </span>
        )}
        {working.length > 0 && (
          <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 bg-active">
            <span
              className="block h-full origin-left bg-accent forced-colors:bg-[Highlight]"
              style={{ transform: `scaleX(${mean})` }}
            />
          </span>
        )}
      </button>
    </Tooltip>
  );
}

/** One job alone follows its own hints. */
function OnlyJob({ work }: { work: Work }) {
  const { t } = useWorkspace();
  const { fraction } = useLiveWork(work);
  return t('jobs.pill-one', { percent: Math.round(fraction * 100) });
}

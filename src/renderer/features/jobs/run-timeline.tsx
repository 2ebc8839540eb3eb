import type { RunDetails } from '../../../shared/contract/jobs.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

const FAILED = new Set(['failed', 'partially_completed', 'cancelled']);

/** The stages that a run went through, each with when it began and how long it took. */
export function RunTimeline({ details, nowMs }: { details: RunDetails; nowMs: number }) {
  const { t } = useWorkspace();
  const { time, duration } = useFormatters();
  const { work, timeline } = details;
  const isWaiting = work.kind === 'run' && work.isWaitingForApproval;
  return (
    <ol className="flex flex-col">
      {timeline.map((step, at) => {
        const isLast = at === timeline.length - 1;
        const isOpen = step.finishedAtMs === null && work.isOpen;
        const tookMs = Math.max(0, (step.finishedAtMs ?? (work.isOpen ? nowMs : step.startedAtMs)) - step.startedAtMs);
        return (
          <li key={`${step.stage}-${step.startedAtMs}-${at}`} className="flex gap-2">
            <span aria-hidden className="flex w-3 flex-col items-center pt-1.5">
              <span
                className={classNames(
                  'size-2 shrink-0 rounded-full border',
                  isOpen
                    ? 'border-info bg-info-bg'
                    : FAILED.has(step.outcome ?? '')
                      ? 'border-err bg-err'
                      : 'border-control bg-control',
                )}
              />
              {!isLast && <span className="w-px grow bg-line" />}
            </span>
            <span className="flex min-w-0 grow flex-wrap justify-between gap-x-2 pb-1.5">
              <span className="text-base">{t(`stage.${step.stage}`)}</span>
              <span className="tabular text-small text-text-3">
                {time(step.startedAtMs)}
                {' · '}
                {isOpen
                  ? isWaiting
                    ? t('jobs.stage-waiting')
                    : t('jobs.stage-running', { time: duration(tookMs) })
                  : t('jobs.stage-took', { time: duration(tookMs) })}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

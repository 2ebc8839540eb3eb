import { ArrowRight, ExternalLink } from 'lucide-react';
import type { Work } from '../../../shared/contract/jobs.ts';
import { mediaUrl } from '../../client/api.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Picture } from '../../ui/picture.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { RelativeTime } from '../../ui/readouts.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { kindInWords, noteOfWork, stateInWords, toneOfState } from './job-words.ts';
import { useLiveWork } from './use-jobs.ts';
import type { JobActions } from './use-jobs.ts';

/** Poster of the job's project. */
export function JobPicture({ work }: { work: Work }) {
  return (
    <div className="w-18 shrink-0">
      <Picture
        ratio={16 / 9}
        alt=""
        src={work.posterAssetId === null ? undefined : mediaUrl('asset', work.posterAssetId)}
      />
    </div>
  );
}

/** Name, kind, state, note and progress of a job. No controls. */
export function JobFacts({ work, nowMs }: { work: Work; nowMs: number }) {
  const { t } = useWorkspace();
  const note = noteOfWork(t, work);
  const isMoving = work.isOpen && !(work.kind === 'run' && work.isWaitingForApproval);
  return (
    <div className="flex min-w-0 grow flex-col justify-center gap-0.5">
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 truncate text-base font-medium" title={work.projectName}>
          {work.projectName}
        </span>
        <Badge {...toneOfState(work.state)} label={stateInWords(t, work)} />
      </div>
      <div className="flex min-w-0 items-center gap-2 text-small text-text-3">
        <span className="shrink-0">{kindInWords(t, work)}</span>
        {note !== '' && (
          <span className="tabular min-w-0 truncate" title={note}>
            {note}
          </span>
        )}
        <span className="ml-auto shrink-0">
          <RelativeTime epochMs={work.finishedAtMs ?? work.createdAtMs} nowMs={nowMs} />
        </span>
      </div>
      {isMoving && (
        <ProgressBar
          isLabelHidden
          label={`${work.projectName}: ${stateInWords(t, work)}`}
          share={work.state === 'queued' || work.state === 'pending' ? 0 : work.fraction}
          note={t('ui.percent', { percent: Math.round(work.fraction * 100) })}
        />
      )}
    </div>
  );
}

/** A job with its buttons, for the drawer. */
export function JobRow({ work: row, actions, nowMs }: { work: Work; actions: JobActions; nowMs: number }) {
  const { t } = useWorkspace();
  const work = useLiveWork(row);
  const name = { kind: kindInWords(t, work), name: work.projectName };
  return (
    <li className="flex min-h-14 items-center gap-3 rounded-card px-2 py-1.5 hover:bg-hover">
      <JobPicture work={work} />
      <JobFacts work={work} nowMs={nowMs} />
      <div className="flex shrink-0 gap-1">
        {work.kind === 'run' && work.isWaitingForApproval ? (
          <Button size="small" icon={ArrowRight} onClick={() => actions.open(work)}>
            {t('jobs.approve-go')}
          </Button>
        ) : (
          !work.canCancel && (
            <Button size="small" tone="quiet" icon={ExternalLink} onClick={() => actions.open(work)}>
              {t(work.kind === 'run' ? 'jobs.open-project' : 'jobs.open-export')}
            </Button>
          )
        )}
        {work.canCancel && (
          <Button size="small" tone="quiet" aria-label={t('jobs.cancel-of', name)} onClick={() => actions.cancel(work)}>
            {t('jobs.cancel')}
          </Button>
        )}
      </div>
    </li>
  );
}

import type { OpenProjectView, RunViewDto } from '../../../shared/contract/views.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import type { ErrorDetails } from '../../../shared/contract/errors.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { leftInWords, wordOf } from '../../lib/words.ts';

export type RunVerb = 'approve' | 'cancel' | 'retry' | 'start';

interface Props {
  t: Translate;
  project: OpenProjectView;
  run: RunViewDto | undefined;
  onVerb: (verb: RunVerb) => void;
}

const dollars = (microUsd: number): string => (microUsd / 1_000_000).toFixed(2);

/** What the run is doing, how far it is, what it waits for, and what can be done about it. */
export function RunStatus({ t, project, run, onVerb }: Props) {
  if (run === undefined) {
    return project.latestRunId === null ? (
      <div className="status">
        <button type="button" className="primary" onClick={() => onVerb('start')}>
          {t('ui.make')}
        </button>
      </div>
    ) : null;
  }
  const isWaiting = run.state === 'storyboard_complete';
  const isOver = run.finishedAtMs !== null;
  const isWorking = !isOver && !isWaiting;
  const percent = Math.round(run.fraction * 100);
  const parts = [
    wordOf(t, 'stage', run.stage),
    run.currentScene === null || run.scenes === 0
      ? ''
      : t('ui.scene-of', { scene: run.currentScene, scenes: run.scenes }),
    t('ui.percent', { percent }),
    run.etaMs === null ? '' : leftInWords(t, run.etaMs),
  ].filter((part) => part !== '');
  return (
    <div className="status">
      <p className="state" data-state={run.state} role="status">
        {wordOf(t, 'state', run.state)}
      </p>
      {isWorking ? (
        <>
          <progress value={run.fraction} max={1} aria-label={t('ui.progress')} />
          <p className="meta">{parts.join(' · ')}</p>
        </>
      ) : null}
      {isWaiting ? <p className="hint">{t('ui.approve-hint')}</p> : null}
      {run.error !== null && run.error.code !== 'cancelled' ? (
        <p className="problem" role="alert">
          {describeError({ code: run.error.code as ErrorCode, details: run.error.details as ErrorDetails }, t)}
        </p>
      ) : null}
      <div className="actions">
        {isWaiting ? (
          <button type="button" className="primary" onClick={() => onVerb('approve')}>
            {t('ui.approve')}
          </button>
        ) : null}
        {!isOver ? (
          <button type="button" onClick={() => onVerb('cancel')}>
            {t('ui.cancel')}
          </button>
        ) : run.state === 'completed' ? (
          <button type="button" onClick={() => onVerb('start')}>
            {t('ui.make-again')}
          </button>
        ) : (
          <button type="button" className="primary" onClick={() => onVerb('retry')}>
            {t('ui.retry')}
          </button>
        )}
        <span className="meta">
          {t('ui.cost', { estimate: dollars(run.estimateMicroUsd), actual: dollars(run.actualMicroUsd) })}
        </span>
      </div>
    </div>
  );
}

import type { SlotWorkDto } from '../../../shared/contract/boards.ts';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/contract/errors.ts';
import { leftInWords } from '../../lib/words.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** Why a drawing failed, as a sentence. */
export function reasonOf({ error }: SlotWorkDto, t: Translate): string {
  if (error === null) return t('board.state.failed');
  return describeError({ code: error.code as ErrorCode, details: error.details as ErrorDetails }, t);
}

/** Over the lower edge of a picture: what is being made of it, how far it is and how long it takes. The old picture stays. */
export function WorkBar({ work }: { work: readonly SlotWorkDto[] }) {
  const { t } = useWorkspace();
  const { money } = useFormatters();
  // A segment that waits its turn says nothing about the picture.
  const open = work.filter(({ state, stage }) => state === 'running' || (state === 'queued' && stage !== 'render'));
  const [failed] = work.filter(({ state }) => state === 'failed');
  if (open.length === 0) {
    if (failed === undefined) return null;
    const reason = reasonOf(failed, t);
    return (
      <span className="absolute inset-x-0 bottom-0 truncate bg-err-bg px-1.5 text-small text-err" title={reason}>
        {reason}
      </span>
    );
  }
  const running = open.filter(({ state }) => state === 'running');
  const share = open.reduce((sum, { fraction }) => sum + fraction, 0) / open.length;
  const stage = (running[0] ?? open[0])?.stage ?? 'draw';
  const verb = running.length === 0 ? t('board.stage.queued') : t(`board.stage.${stage}`);
  const etas = open.flatMap(({ etaMs }) => (etaMs === null ? [] : [etaMs]));
  const cost = open.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0);
  const notes = [
    etas.length === 0 || running.length === 0 ? '' : leftInWords(t, Math.max(...etas)),
    cost === 0 ? '' : money(cost / 1_000_000),
  ].filter(Boolean);
  return (
    <div className="absolute inset-x-0 bottom-0">
      <span className="tabular absolute bottom-1 left-1 max-w-[calc(100%-8px)] truncate rounded-chip bg-plate px-1 text-micro text-on-plate">
        {[verb, ...notes].join(' · ')}
      </span>
      <div
        role="progressbar"
        aria-label={verb}
        aria-valuenow={Math.round(share * 100)}
        className="h-0.5 overflow-hidden bg-plate"
      >
        <div className="h-full origin-left bg-accent" style={{ transform: `scaleX(${Math.max(0.02, share)})` }} />
      </div>
    </div>
  );
}

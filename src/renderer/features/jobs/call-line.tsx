import { Info } from 'lucide-react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { FINAL_CALL_STATES } from '../../../shared/model/paid-call.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { costOfCall, percentOver, stateOfCall, timesOfCall, toneOfCall, usd, waitInWords } from './call-words.ts';

export interface CallLineProps {
  call: CallView;
  /** What the call is for: "Shot 2A, start". */
  name: string;
  nowMs: number;
  onDetails: (callId: string) => void;
}

/** One purchase: where it stands, what it waits for, what it costs. */
export function CallLine({ call, name, nowMs, onDetails }: CallLineProps) {
  const { t } = useWorkspace();
  const { duration } = useFormatters();
  const times = timesOfCall(t, call, nowMs, duration);
  // What is done or asks is said by the item itself.
  const isSaid = call.state === 'DONE' || call.state === 'NEEDS_USER';
  return (
    <div className="flex min-w-0 flex-col gap-0.5 text-small text-text-2">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
        {!isSaid && <Badge {...toneOfCall(call)} label={stateOfCall(t, call)} />}
        <Cost call={call} />
        {call.attempt > 1 && <span className="text-text-3">{t('calls.attempt', { attempt: call.attempt })}</span>}
        {times !== null && <span className="tabular text-text-3">{times}</span>}
        <span className="ml-auto">
          <IconButton
            size="small"
            icon={Info}
            label={t('calls.details-of', { name })}
            onClick={() => onDetails(call.callId)}
          />
        </span>
      </div>
      {call.wait !== null && <p className="tabular text-warn">{waitInWords(t, call.wait, nowMs, duration)}</p>}
      {call.flags.length > 0 && FINAL_CALL_STATES.has(call.state) && (
        <p className="text-warn">{call.flags.map((flag) => t(`calls.flag.${flag}`)).join(' ')}</p>
      )}
    </div>
  );
}

/** Estimate → actual, with a mark where it went far over. */
export function Cost({ call }: { call: CallView }) {
  const { t } = useWorkspace();
  const { chargedMicroUsd, estimateMicroUsd, isOverVariance } = call;
  return (
    <span className="tabular flex flex-wrap items-center gap-x-1.5 text-text-2">
      <span
        title={
          chargedMicroUsd === null
            ? undefined
            : t('calls.cost-title', { estimate: usd(estimateMicroUsd), actual: usd(chargedMicroUsd) })
        }
      >
        {costOfCall(t, call)}
      </span>
      {isOverVariance && chargedMicroUsd !== null && (
        <Badge tone="warn" label={t('calls.over', { percent: percentOver(estimateMicroUsd, chargedMicroUsd) })} />
      )}
    </span>
  );
}

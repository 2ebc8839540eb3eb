import { CheckCheck } from 'lucide-react';
import { useCallback, useState } from 'react';
import { leftInWords, wordOf } from '../../lib/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useCommands } from '../../workspace/use-commands.ts';
import { exactUsd } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { priceOfYes } from './price-of-yes.ts';
import type { BoardStatus } from './use-board-status.ts';

/** What stands of the approval, and the yes to the board. */
export function ApprovalBar({ status }: { status: BoardStatus }) {
  const { t } = useWorkspace();
  const [isAsking, setAsking] = useState(false);
  const close = useCallback(() => setAsking(false), []);
  const edited = status.approval?.shots.filter(({ state }) => state === 'edited').length ?? 0;
  const run = status.status?.run;
  const isRunning = run != null && run.finishedAtMs === null && run.state !== 'storyboard_complete';
  const isWhole = status.approval?.isWhole === true;
  const hasMoved = status.approval?.priceMoved != null;
  const { price, isBought } = priceOfYes(status.approval);
  const priceText = !isBought ? undefined : price === null ? t('board.price-unknown') : exactUsd(price);
  const again = status.approval?.approved != null;
  useCommands({ 'board.approve': () => setAsking(true) });
  return (
    <>
      {isRunning && (
        <Badge
          tone="info"
          label={[
            wordOf(t, 'state', run.state),
            `${Math.round(run.fraction * 100)} %`,
            run.etaMs === null ? '' : leftInWords(t, run.etaMs),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      )}
      {status.approval?.approved != null && (
        <Badge
          tone={isWhole ? 'ok' : 'warn'}
          label={
            isWhole
              ? t('board.approved')
              : hasMoved
                ? t('board.approved-moved')
                : edited > 0
                  ? t('board.approved-edited', { count: edited })
                  : t('board.approved-part')
          }
        />
      )}
      {(!isRunning || hasMoved) && !isWhole && (
        <Button tone="primary" icon={CheckCheck} price={priceText} onClick={() => setAsking(true)}>
          {again ? t('board.approve-again') : t(isBought ? 'board.approve-film' : 'board.approve')}
        </Button>
      )}
      {isAsking && <ApproveDialog status={status} onClose={close} />}
    </>
  );
}

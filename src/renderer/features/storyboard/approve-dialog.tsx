import { useEffect, useState } from 'react';
import type { BoardApprovalDto } from '../../../shared/contract/boards.ts';
import type { MessageKey } from '../../../shared/i18n/translate.ts';
import { shotName } from '../../../shared/model/shot-name.ts';
import { selectShotNumber, selectShotOrder } from '../../editor/selectors.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { DialogAnswers } from '../../ui/dialog-answers.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDocument } from '../../workspace/project-editor.tsx';
import { exactUsd } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { ApproveMoney, NO_RETAKES, Retakes } from './approve-money.tsx';
import { useBoard } from './board-context.ts';
import { priceOfYes } from './price-of-yes.ts';
import type { BoardStatus } from './use-board-status.ts';

/** Shows what is bound by a yes before it is given. */
export function ApproveDialog({ status, onClose }: { status: BoardStatus; onClose: () => void }) {
  const { t } = useWorkspace();
  const { actions, editor } = useBoard();
  const { dateTime } = useFormatters();
  const order = useDocument(selectShotOrder) ?? [];
  const missing = new Set(status.status?.missing.map(({ shotId }) => shotId)).size;
  const isDrawing = status.status?.work.some(({ state, slot }) => state !== 'failed' && slot !== 'segment') === true;
  // What is shown is what the yes is to: read when the dialog opens, when the drawing has ended, and when it is outdated.
  const [read, setRead] = useState<{ facts: BoardApprovalDto; wasDrawing: boolean }>();
  const approval = read?.wasDrawing === isDrawing ? read.facts : undefined;
  const [hasChanged, setChanged] = useState(false);
  const [isSending, setSending] = useState(false);
  const [allowance, setAllowance] = useState(NO_RETAKES);
  const [round, setRound] = useState(1);
  useEffect(() => {
    let isWanted = true;
    void actions.readApproval().then((facts) => {
      if (!isWanted) return;
      // Without facts there is nothing to say yes to; the board says why.
      if (facts === undefined) onClose();
      else setRead({ facts, wasDrawing: isDrawing });
    });
    return () => {
      isWanted = false;
    };
  }, [actions, isDrawing, onClose, round]);
  const confirm = async (): Promise<void> => {
    if (approval === undefined) return;
    setSending(true);
    if ((await actions.approve(approval, allowance)) === 'asked') return onClose();
    setRead(undefined);
    setRound(round + 1);
    setChanged(true);
    setSending(false);
  };
  const { price, isBought } = priceOfYes(approval);
  const changed = approval?.shots.filter(({ state }) => state !== 'approved') ?? [];
  const state = editor.document.getState();
  const blocked = isDrawing
    ? t('board.approve-drawing')
    : missing > 0
      ? t('board.approve-missing', { count: missing })
      : null;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('board.approve-title')}
      description={t('board.approve-text')}
      closeLabel={t('shell.close')}
      footer={
        <DialogAnswers
          cancelLabel={t('ui.cancel')}
          onCancel={onClose}
          disabled={blocked !== null || approval === undefined || price === null || isSending}
          price={isBought && price !== null ? exactUsd(price) : undefined}
          onClick={() => void confirm()}
        >
          {t('board.approve-confirm')}
        </DialogAnswers>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-base">
        <dt className="text-text-3">{t('board.approve-shots')}</dt>
        <dd className="tabular">{order.length}</dd>
        {approval?.approved != null && (
          <>
            <dt className="text-text-3">{t('board.approve-last')}</dt>
            <dd>{t('board.approve-by', { name: approval.approved.by, time: dateTime(approval.approved.atMs) })}</dd>
            {approval.approved.allowance.rounds > 0 && (
              <>
                <dt />
                <dd>
                  {t('board.retakes-said', {
                    count: approval.approved.allowance.rounds,
                    price: exactUsd(approval.approved.allowance.microUsd),
                  })}
                </dd>
              </>
            )}
          </>
        )}
      </dl>
      {approval === undefined ? <Skeleton className="mt-3 h-28 w-full" /> : <ApproveMoney facts={approval} />}
      {isBought && price !== null && price > 0 && approval !== undefined && (
        <Retakes value={allowance} onChange={setAllowance} unitMicroUsd={Math.ceil(price / approval.segments.toMake)} />
      )}
      {changed.length > 0 && approval?.approved != null && (
        <section className="mt-3">
          <h3 className="text-small font-medium text-text-2">{t('board.approve-changed')}</h3>
          <ul className="mt-1 max-h-48 overflow-y-auto text-small text-text-2">
            {changed.map(({ shotId, state: shotState, changes }) => {
              const number = selectShotNumber(state, shotId);
              const why =
                shotState === 'new'
                  ? t('board.change.new')
                  : changes.map((change) => t(`board.change.${change}` as MessageKey)).join(', ');
              return (
                <li key={shotId} className="py-0.5">
                  <span className="tabular font-semibold">{number === undefined ? '' : shotName(number)}</span> {why}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {hasChanged && (
        <p role="status" className="mt-3 text-base text-warn">
          {t('board.approve-outdated')}
        </p>
      )}
      {blocked !== null && (
        <p role="status" className="mt-3 text-base text-warn">
          {blocked}
        </p>
      )}
    </Dialog>
  );
}

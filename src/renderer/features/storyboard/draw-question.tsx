import { useDocument } from '../../workspace/project-editor.tsx';
import { exactUsd } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { useBoard, useBoardUi } from './board-context.ts';
import type { Board } from './board-context.ts';
import type { DrawAsk } from './board-ui.ts';

function carryOut({ actions }: Board, { wish, shotIds }: DrawAsk): void {
  if (wish === 'missing') void actions.drawMissing();
  else if (wish === 'retake') actions.retake(shotIds);
  else void actions.redraw(shotIds);
}

/** Draws at once where that is free; else asks with the price, since keys and menus show none. */
export function askToDraw(board: Board, wish: DrawAsk['wish']): void {
  const ask: DrawAsk = { wish, shotIds: wish === 'missing' ? [] : board.actions.targets() };
  if (board.work.drawsFreely()) carryOut(board, ask);
  else board.ui.setState({ drawAsk: ask });
}

/** The question, with what it costs. */
export function DrawQuestion() {
  const { t } = useWorkspace();
  const board = useBoard();
  const ask = useBoardUi(({ drawAsk }) => drawAsk);
  const shots = useDocument(({ tables }) => tables.shots);
  if (ask === null) return null;
  const free = ask.shotIds.filter((id) => shots?.[id]?.locked === false);
  const microUsd = ask.wish === 'missing' ? board.work.missingMicroUsd() : board.work.drawMicroUsd(free.length * 2);
  const close = (): void => board.ui.setState({ drawAsk: null });
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      title={ask.wish === 'missing' ? t('board.ask-missing') : t('board.ask-draw', { count: free.length })}
      description={microUsd === null ? t('board.ask-unknown') : t('board.ask-price', { price: exactUsd(microUsd) })}
      cancelLabel={t('ui.cancel')}
      confirmLabel={microUsd === null ? t('board.retake') : t('board.ask-confirm', { price: exactUsd(microUsd) })}
      onConfirm={() => {
        close();
        carryOut(board, ask);
      }}
    />
  );
}

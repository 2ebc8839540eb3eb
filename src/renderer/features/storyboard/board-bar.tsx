import { Captions, LayoutGrid, Square } from 'lucide-react';
import { CARD_WIDTH_PX } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Slider } from '../../ui/slider.tsx';
import { useSession } from '../../workspace/project-editor.tsx';
import { commandTooltip, useCommandsVersion } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { ApprovalBar } from './approval-bar.tsx';
import { useBoard, useBoardUi } from './board-context.ts';
import { useMissingPrice } from './use-prices.ts';
import type { BoardStatus } from './use-board-status.ts';

/** Views, card width, and what can be done with the whole board. */
export function BoardBar({ status }: { status: BoardStatus }) {
  const workspace = useWorkspace();
  const { t, commands } = workspace;
  const { ui, actions } = useBoard();
  const missingPrice = useMissingPrice();
  useCommandsVersion();
  const mode = useBoardUi((state) => state.mode);
  const hasCaptions = useBoardUi((state) => state.hasCaptions);
  const missing = new Set(status.status?.missing.map(({ shotId }) => shotId)).size;
  return (
    <>
      {mode === 'grid' && <CardWidth />}
      <div role="group" aria-label={t('board.view')} className="flex gap-0.5">
        <IconButton
          {...commandTooltip('board.grid', workspace)}
          icon={LayoutGrid}
          isPressed={mode === 'grid'}
          onClick={() => void commands.run('board.grid')}
        />
        <IconButton
          {...commandTooltip('board.single', workspace)}
          icon={Square}
          isPressed={mode === 'single'}
          onClick={() => void commands.run('board.single')}
        />
        <IconButton
          {...commandTooltip('board.captions', workspace)}
          icon={Captions}
          isPressed={hasCaptions}
          onClick={() => ui.setState({ hasCaptions: !hasCaptions })}
        />
      </div>
      {missing > 0 && (
        <Button price={missingPrice} onClick={() => void actions.drawMissing()}>
          {t('board.draw-missing', { count: missing })}
        </Button>
      )}
      <ApprovalBar status={status} />
    </>
  );
}

/** How wide the cards are; Mod+wheel over the board does the same. */
function CardWidth() {
  const { t } = useWorkspace();
  const { editor } = useBoard();
  const width = useSession((state) => state.cardWidthPx) ?? CARD_WIDTH_PX.usual;
  return (
    <div className="w-24" title={t('board.card-width')}>
      <Slider
        label={t('board.card-width')}
        isLabelHidden
        isValueHidden
        min={CARD_WIDTH_PX.min}
        max={CARD_WIDTH_PX.max}
        step={10}
        value={width}
        onChange={editor.session.zoomCards}
      />
    </div>
  );
}

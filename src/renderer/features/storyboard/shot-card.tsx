import { Captions, Lock, TriangleAlert } from 'lucide-react';
import { memo, useCallback } from 'react';
import { CALL_FLAGS } from '../../../shared/model/paid-call.ts';
import { selectShotNumber } from '../../editor/selectors.ts';
import { shotName } from '../../../shared/model/shot-name.ts';
import { classNames } from '../../lib/class-names.ts';
import { wordOf } from '../../lib/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDocument, useSession } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard, useBoardUi, useWork } from './board-context.ts';
import { assetIn, standingFlags, takeCount } from './board-selectors.ts';
import { CardPicture } from './card-picture.tsx';
import { CardText } from './card-text.tsx';
import { MOVE_ICONS } from './move-icons.ts';
import { secondsOf } from './shot-length.ts';
import { flagsInWords } from './take-words.ts';
import { WorkBar } from './work-bar.tsx';

interface ShotCardProps {
  id: string;
  columnAt: number;
  widthPx: number;
  heightPx: number;
  isTabStop: boolean;
}

/** One shot on the board. Listens to its own records alone, so that a change elsewhere costs it nothing. */
export const ShotCard = memo(function ShotCard({ id, columnAt, widthPx, heightPx, isTabStop }: ShotCardProps) {
  const { t } = useWorkspace();
  const { ratio, fps } = useBoard();
  const shot = useDocument(useCallback((state) => state.tables.shots[id], [id]));
  const number = useDocument(
    useCallback(
      (state) => {
        const at = selectShotNumber(state, id);
        return at === undefined ? '' : shotName(at);
      },
      [id],
    ),
  );
  const start = useDocument(useCallback((state) => assetIn(id, 'start')(state), [id]));
  const end = useDocument(useCallback((state) => assetIn(id, 'end')(state), [id]));
  const takes = useDocument(useCallback((state) => takeCount(id)(state), [id]));
  const flags = useDocument(useCallback((state) => standingFlags(id)(state), [id])) ?? '';
  const isSelected = useSession(useCallback((state) => state.selectedIds.has(id), [id])) === true;
  const isActive = useSession(useCallback((state) => state.activeId === id, [id])) === true;
  const isFlashed = useBoardUi(useCallback((state) => state.flashed.has(id), [id]));
  const was = useBoardUi(useCallback((state) => state.approvals.get(id), [id]));
  const hasCaptions = useBoardUi((state) => state.hasCaptions);
  // The library's word: an edit that is taken back stands as approved again.
  const isApproved = was === 'approved';
  const work = useWork(id);
  if (shot === undefined) return null;
  const MoveIcon = MOVE_ICONS[shot.move];
  const isMissing = start === undefined || end === undefined;
  const isDrawing = work.some(({ state }) => state !== 'failed');
  const failed = work.find(({ state }) => state === 'failed');
  const state = failed
    ? t('board.state.failed')
    : isApproved
      ? t('board.state.approved')
      : was === 'edited'
        ? t('board.state.edited')
        : isMissing && !isDrawing
          ? t('board.state.missing')
          : '';
  const move = wordOf(t, 'move', shot.move);
  const flagged = flagsInWords(
    CALL_FLAGS.filter((flag) => flags.split(' ').includes(flag)),
    t,
  );
  const line = shot.description.split('\n')[0] ?? '';
  return (
    <div
      role="gridcell"
      data-testid="scene-card"
      data-shot-id={id}
      aria-colindex={columnAt + 1}
      aria-selected={isSelected}
      aria-label={t('board.card-name', { number, text: line, state })}
      tabIndex={isTabStop ? 0 : -1}
      style={{ width: widthPx, height: heightPx }}
      className={classNames(
        'focus-inset relative flex min-w-0 shrink-0 cursor-default flex-col rounded-card border p-1 select-none',
        isSelected ? 'selected selected-card border-accent bg-sel' : 'border-line bg-raised hover:bg-hover',
        isSelected && isActive && 'ring ring-accent',
        isFlashed && 'outline-2 outline-accent',
      )}
    >
      <div className="relative grid grid-cols-2 gap-px">
        <CardPicture
          assetId={start}
          ratio={ratio}
          alt={t('board.start-of', { number, text: line })}
          emptyLabel={t('board.not-drawn')}
        />
        <CardPicture
          assetId={end}
          ratio={ratio}
          alt={t('board.end-of', { number })}
          emptyLabel={t('board.not-drawn')}
        />
        {work.length > 0 && <WorkBar work={work} />}
      </div>
      <div className="flex h-6 items-center gap-1.5 overflow-hidden px-1 pt-1">
        <span className="tabular text-small font-semibold text-text-1">{number}</span>
        {MoveIcon !== undefined && (
          <span title={move} className="text-text-2">
            <Icon of={MoveIcon} className="size-3.5" />
            <span className="sr-only">{move}</span>
          </span>
        )}
        {shot.locked && (
          <span title={t('board.state.locked')} className="text-text-2">
            <Icon of={Lock} className="size-3" />
            <span className="sr-only">{t('board.state.locked')}</span>
          </span>
        )}
        {state !== '' && (
          <span className="min-w-0 overflow-hidden" title={state}>
            <Badge
              tone={failed ? 'err' : isApproved ? 'ok' : was === 'edited' ? 'warn' : 'draft'}
              shape={isApproved ? 'check' : failed ? 'cross' : was === 'edited' ? 'triangle' : 'pencil'}
              label={state}
            />
          </span>
        )}
        <span className="ml-auto flex shrink-0 items-center gap-1.5">
          {flags !== '' && (
            <span title={flagged} className="text-warn">
              <Icon of={TriangleAlert} className="size-3.5" />
              <span className="sr-only">{flagged}</span>
            </span>
          )}
          {takes !== '' && (
            <span className="tabular text-micro text-text-3" title={t('board.take-of', { take: takes ?? '' })}>
              {takes}
            </span>
          )}
          {!hasCaptions && shot.caption !== '' && (
            <span title={shot.caption} className="text-text-3">
              <Icon of={Captions} className="size-3" />
            </span>
          )}
          <span className="tabular rounded-chip bg-active px-1 text-micro text-text-1">
            {secondsOf(t, shot.cutFrames, fps)}
          </span>
        </span>
      </div>
      <CardText shot={shot} number={number ?? ''} />
    </div>
  );
});

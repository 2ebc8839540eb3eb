import { Check, ImagePlus, RefreshCw } from 'lucide-react';
import { useCallback } from 'react';
import { thumbUrl } from '../../client/api.ts';
import { chosenId } from '../../../shared/model/document.ts';
import type { ShotRecord, TakeSummary } from '../../../shared/model/document.ts';
import type { DocumentState } from '../../editor/document-store.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDocument } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard, useWork } from './board-context.ts';
import { distinctTakes } from './board-selectors.ts';
import { costOf, flagsInWords, makerOf } from './take-words.ts';
import { useRetakePrice } from './use-prices.ts';
import { reasonOf, WorkBar } from './work-bar.tsx';

/** All takes of both keyframes, oldest first; none is ever lost. Choosing one is a step of undo. */
export function InspectorTakes({ shot }: { shot: ShotRecord }) {
  const { t, commands } = useWorkspace();
  const { actions } = useBoard();
  const price = useRetakePrice();
  const work = useWork(shot.id).filter(({ slot }) => slot !== 'segment');
  const failed = work.every(({ state }) => state === 'failed') ? work[0] : undefined;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        <Button icon={RefreshCw} disabled={shot.locked} price={price} onClick={() => actions.retake([shot.id])}>
          {t('board.retake')}
        </Button>
        <Button icon={ImagePlus} disabled={shot.locked} onClick={() => void commands.run('shot.replaceImage')}>
          {t('board.own-picture')}
        </Button>
        {work.some(({ state }) => state !== 'failed') && (
          <Button onClick={() => void actions.cancelDrawing(shot.id)}>{t('ui.cancel')}</Button>
        )}
        {work.some(({ state, stage }) => state === 'failed' && stage === 'draw') && (
          <Button price={price} onClick={() => void actions.redraw([shot.id])}>
            {t('ui.retry')}
          </Button>
        )}
      </div>
      {failed === undefined ? (
        work.length > 0 && (
          <div className="relative h-6">
            <WorkBar work={work} />
          </div>
        )
      ) : (
        <p role="status" className="rounded-control bg-err-bg px-2 py-1 text-small break-words text-err">
          {reasonOf(failed, t)}
        </p>
      )}
      <TakeList shot={shot} slot="start" label={t('board.start')} />
      <TakeList shot={shot} slot="end" label={t('board.end')} />
      <SegmentList shotId={shot.id} />
    </div>
  );
}

const NONE: readonly TakeSummary[] = [];

function TakeList({ shot, slot, label }: { shot: ShotRecord; slot: 'start' | 'end'; label: string }) {
  const { t } = useWorkspace();
  const { id } = shot;
  const takesTable = useDocument(useCallback((state: DocumentState) => state.takes, []));
  const chosen = useDocument(useCallback((state) => state.tables.chosen[chosenId(id, slot, 1)]?.takeId, [id, slot]));
  const { editor } = useBoard();
  const takes = takesTable === undefined ? NONE : distinctTakes(editor.document.getState(), id, slot);
  return (
    <section aria-label={label}>
      <h3 className="mb-1 flex justify-between text-small font-medium text-text-2">
        {label}
        <span className="tabular font-normal text-text-3">{t('board.takes-count', { count: takes.length })}</span>
      </h3>
      {takes.length === 0 ? (
        <p className="text-small text-text-3">{t('board.not-drawn')}</p>
      ) : (
        <div role="group" aria-label={label} className="grid grid-cols-2 gap-2">
          {takes.map((take, at) => (
            <TakeCard key={take.assetId} take={take} at={at} isChosen={take.id === chosen} isLocked={shot.locked} />
          ))}
        </div>
      )}
      {takes.some((take) => take.id === chosen && take.flags.length > 0) && (
        <p className="mt-1 text-small text-text-2">{t('board.flagged-keyframe')}</p>
      )}
    </section>
  );
}

/** Every segment that was made of a shot, with who made it and what it cost. */
function SegmentList({ shotId }: { shotId: string }) {
  const { t } = useWorkspace();
  const { dateTime } = useFormatters();
  const { editor } = useBoard();
  const takesTable = useDocument(useCallback((state: DocumentState) => state.takes, []));
  const takes = takesTable === undefined ? NONE : distinctTakes(editor.document.getState(), shotId, 'segment');
  if (takes.length === 0) return null;
  return (
    <section aria-label={t('board.segments')}>
      <h3 className="mb-1 flex justify-between text-small font-medium text-text-2">
        {t('board.segments')}
        <span className="tabular font-normal text-text-3">{t('board.takes-count', { count: takes.length })}</span>
      </h3>
      <ul className="text-small">
        {takes.map((take) => (
          <li key={take.id} className="flex flex-wrap justify-between gap-x-2 border-t border-line py-1">
            <span className="min-w-0 break-words" title={take.provider}>
              {makerOf(take.provider, t)}
            </span>
            <span className="tabular text-text-3">
              {[dateTime(take.createdAtMs), costOf(take, t)].filter(Boolean).join(' · ')}
            </span>
            {take.flags.length > 0 && (
              <span className="w-full text-warn">
                {flagsInWords(take.flags, t)} {t('board.flagged-segment')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TakeCardProps {
  take: TakeSummary;
  at: number;
  isChosen: boolean;
  isLocked: boolean;
}

function TakeCard({ take, at, isChosen, isLocked }: TakeCardProps) {
  const { t } = useWorkspace();
  const { ratio, actions } = useBoard();
  const { time } = useFormatters();
  const maker = makerOf(take.provider, t);
  const cost = costOf(take, t);
  const name = t('board.take', { take: at + 1 });
  const flags = flagsInWords(take.flags, t);
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-label={[name, maker, cost, flags].filter(Boolean).join(', ')}
      disabled={isLocked}
      onClick={() => actions.choose(take.id)}
      className={classNames(
        'flex min-w-0 flex-col rounded-control border p-1 text-left disabled:opacity-60',
        isChosen ? 'selected border-accent bg-sel' : 'border-line bg-raised hover:bg-hover',
      )}
    >
      <img
        src={thumbUrl(take.assetId)}
        alt=""
        decoding="async"
        draggable={false}
        className="picture w-full bg-surround object-contain"
        style={{ aspectRatio: ratio }}
      />
      <span className="mt-1 flex items-center gap-1 text-small text-text-1">
        {isChosen && <Icon of={Check} className="size-3 text-accent" />}
        {name}
      </span>
      <span className="truncate text-small text-text-3" title={take.provider}>
        {maker}
      </span>
      <span className="tabular truncate text-small text-text-3">
        {[time(take.createdAtMs), cost].filter(Boolean).join(' · ')}
      </span>
      {flags !== '' && <span className="text-small break-words text-warn">{flags}</span>}
    </button>
  );
}

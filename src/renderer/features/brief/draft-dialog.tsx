import { useState } from 'react';
import { TITLES_ROW } from '../../../shared/model/board-draft.ts';
import type { BoardDraftView } from '../../../shared/contract/briefs.ts';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import { failureOf } from '../../client/api.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useCommands } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';
import { DraftTable } from './draft-table.tsx';

export interface DraftDialogProps {
  draft: BoardDraftView;
  isBusy: boolean;
  error: unknown;
  onAccept: (rowIds: readonly string[]) => void;
  onAgain: () => void;
  /** Makes a project of its own, in the ratio that the brief asks for. */
  onFork: () => void;
  onClose: () => void;
}

/** A new plan beside the board, before it replaces anything. */
export function DraftDialog({ draft, isBusy, error, onAccept, onAgain, onFork, onClose }: DraftDialogProps) {
  const { t } = useWorkspace();
  const { number, money } = useFormatters();
  const { brief } = useBriefDesk();
  const [showsAll, setShowsAll] = useState(false);
  const open = [
    ...draft.rows.filter(({ kind }) => kind !== 'keep').map(({ id }) => id),
    ...(draft.hasTitles ? [TITLES_ROW] : []),
  ];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(open));
  const picked = open.filter((id) => chosen.has(id));
  const count = (wanted: string): number => draft.rows.filter(({ kind }) => kind === wanted).length;
  const held = draft.rows.filter(({ hold }) => hold !== null).length;
  const rows = draft.rows.filter(({ kind, hold }) => showsAll || kind !== 'keep' || hold !== null);
  const choose = (id: string, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  useCommands({ 'dialog.confirm': () => (open.length === 0 ? onClose() : !isBusy && onAccept(open)) }, 'dialog');
  const unit = draft.estimate.items.find(({ kind }) => kind === 'image')?.unitMicroUsd ?? null;
  /** Two keyframes are drawn anew for each shot that changes or comes, in every variation. */
  const priceOf = (ids: readonly string[]): string => {
    const drawn = draft.rows.filter(({ id, kind }) => kind !== 'remove' && ids.includes(id)).length;
    return unit === null ? t('brief.price-unknown') : money((drawn * 2 * brief.variations * unit) / 1_000_000);
  };
  const failure = error === null ? null : failureOf(error);
  const seconds = (value: number): string => t('brief.seconds', { seconds: number(value, 1) });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('brief.draft-title')}
      description={
        open.length === 0
          ? t('brief.draft-same')
          : t('brief.draft-sum', {
              what: (['change', 'add', 'remove', 'keep'] as const)
                .filter((kind) => count(kind) > 0)
                .map((kind) => t(`brief.count.${kind}`, { count: count(kind) }))
                .join(', '),
              from: seconds(draft.secondsBefore),
              to: seconds(draft.secondsAfter),
            })
      }
      closeLabel={t('shell.close')}
      size="large"
      footer={
        open.length === 0 ? (
          <Button size="large" tone="primary" onClick={onClose}>
            {t('shell.close')}
          </Button>
        ) : (
          <>
            <Button size="large" tone="quiet" onClick={onClose}>
              {t('brief.draft-discard')}
            </Button>
            {picked.length < open.length && (
              <Button
                size="large"
                disabled={picked.length === 0}
                price={priceOf(picked)}
                isBusy={isBusy}
                onClick={() => onAccept(picked)}
              >
                {t('brief.draft-accept-some', { count: picked.length })}
              </Button>
            )}
            <Button size="large" tone="primary" price={priceOf(open)} isBusy={isBusy} onClick={() => onAccept(open)}>
              {t('brief.draft-accept-all', { count: open.length })}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {failure !== null && (
          <div role="alert" className="flex items-center gap-3 rounded-card bg-err-bg px-3 py-2 text-base text-err">
            <span className="min-w-0 grow">
              {failure.code === 'conflict' ? t('brief.draft-moved') : describeError(failure, t)}
            </span>
            <Button size="small" onClick={onAgain}>
              {t('brief.draft-again')}
            </Button>
          </div>
        )}
        {draft.ratio.board !== draft.ratio.brief && (
          <div className="flex flex-wrap items-center gap-3 rounded-card bg-warn-bg px-3 py-2 text-base text-warn">
            <p className="min-w-60 grow basis-0">
              {t('brief.draft-ratio', { board: draft.ratio.board, brief: draft.ratio.brief })}
            </p>
            <Button size="small" disabled={isBusy} onClick={onFork}>
              {t('brief.ratio-fork', { ratio: draft.ratio.brief })}
            </Button>
          </div>
        )}
        {held > 0 && <p className="text-base text-text-2">{t('brief.draft-held', { count: held })}</p>}
        {rows.length > 0 || draft.hasTitles ? (
          <DraftTable
            draft={draft}
            rows={rows}
            chosen={chosen}
            isBusy={isBusy}
            onChoose={choose}
            onAccept={(id) => onAccept([id])}
          />
        ) : null}
        {count('keep') > held && (
          <Switch
            label={t('brief.draft-show-kept', { count: count('keep') - held })}
            isOn={showsAll}
            onChange={setShowsAll}
          />
        )}
      </div>
    </Dialog>
  );
}

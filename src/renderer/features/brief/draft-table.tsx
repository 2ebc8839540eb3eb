import { Lock, ShieldCheck } from 'lucide-react';
import { TITLES_ROW } from '../../../shared/model/board-draft.ts';
import type { BoardDraftView, DraftRowView, DraftShotView } from '../../../shared/contract/briefs.ts';
import { shotName } from '../../../shared/model/shot-name.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import type { BadgeShape, BadgeTone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

const LOOKS: Record<DraftRowView['kind'], { tone: BadgeTone; shape: BadgeShape }> = {
  add: { tone: 'ok', shape: 'check' },
  change: { tone: 'info', shape: 'pencil' },
  keep: { tone: 'draft', shape: 'lock' },
  remove: { tone: 'err', shape: 'cross' },
};

export interface DraftTableProps {
  draft: BoardDraftView;
  rows: readonly DraftRowView[];
  chosen: ReadonlySet<string>;
  isBusy: boolean;
  onChoose: (id: string, isChosen: boolean) => void;
  onAccept: (id: string) => void;
}

/** Shot by shot: what the board has, and what the brief would make of it. */
export function DraftTable({ draft, rows, chosen, isBusy, onChoose, onAccept }: DraftTableProps) {
  const { t } = useWorkspace();
  return (
    <table className="w-full table-fixed border-collapse text-base">
      <thead>
        <tr className="border-b border-line text-left text-small text-text-3">
          <th scope="col" className="w-24 py-1 font-medium">
            {t('brief.draft-shot')}
          </th>
          <th scope="col" className="w-28 py-1 font-medium">
            {t('brief.draft-what')}
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            {t('brief.draft-now')}
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            {t('brief.draft-new')}
          </th>
          <th scope="col" className="w-28 py-1">
            <span className="sr-only">{t('brief.draft-accept')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <DraftLine
            key={row.id}
            row={row}
            fps={draft.fps}
            isChosen={chosen.has(row.id)}
            isBusy={isBusy}
            onChoose={(isChosen) => onChoose(row.id, isChosen)}
            onAccept={() => onAccept(row.id)}
          />
        ))}
        {draft.hasTitles && (
          <tr className="border-b border-line align-top">
            <td className="py-2">
              <Checkbox
                label={<span className="sr-only">{t('brief.draft-titles')}</span>}
                isChecked={chosen.has(TITLES_ROW)}
                onChange={(isChosen) => onChoose(TITLES_ROW, isChosen)}
              />
            </td>
            <td className="py-2.5">
              <Badge {...LOOKS.change} label={t('brief.kind.change')} />
            </td>
            <td colSpan={2} className="py-2.5">
              {t('brief.draft-titles')}
            </td>
            <td className="py-2 text-right">
              <Button size="small" disabled={isBusy} onClick={() => onAccept(TITLES_ROW)}>
                {t('brief.draft-accept')}
              </Button>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

interface DraftLineProps {
  row: DraftRowView;
  fps: number;
  isChosen: boolean;
  isBusy: boolean;
  onChoose: (isChosen: boolean) => void;
  onAccept: () => void;
}

function DraftLine({ row, fps, isChosen, isBusy, onChoose, onAccept }: DraftLineProps) {
  const { t } = useWorkspace();
  // The number that it will have; a removed one keeps the number it had.
  const place = (row.kind === 'keep' ? null : row.after) ?? row.before;
  const name = place === null ? '' : shotName(place);
  const isOpen = row.kind !== 'keep';
  const hasCaption = row.aspects.includes('caption');
  const word = t(`brief.kind.${row.kind}`);
  return (
    <tr data-kind={row.kind} className="border-b border-line align-top">
      <td className="py-2">
        {isOpen ? (
          <Checkbox
            label={
              <>
                <span className="tabular">{name}</span>
                <span className="sr-only">{`: ${word}`}</span>
              </>
            }
            isChecked={isChosen}
            onChange={onChoose}
          />
        ) : (
          <span className="tabular block py-0.5 pl-8">{name}</span>
        )}
      </td>
      <td className="py-2.5 pr-2">
        <span className="flex flex-col items-start gap-1">
          <Badge {...LOOKS[row.kind]} shape={row.kind === 'keep' ? 'check' : LOOKS[row.kind].shape} label={word} />
          {row.hold !== null && (
            <span className="flex items-center gap-1 text-small text-text-3">
              <Icon of={row.hold === 'locked' ? Lock : ShieldCheck} className="size-3.5" />
              {t(`brief.hold.${row.hold}`)}
            </span>
          )}
        </span>
      </td>
      <td className="py-2.5 pr-3">
        {row.before !== null && (
          <Shot shot={row.before} fps={fps} look={row.kind === 'remove' ? 'gone' : 'plain'} hasCaption={hasCaption} />
        )}
      </td>
      <td className="py-2.5 pr-3">
        {row.kind !== 'keep' && row.after !== null && (
          <>
            <Shot
              shot={row.after}
              fps={fps}
              // Words that stay are not what is to be read here.
              look={row.kind === 'change' && !row.aspects.includes('text') ? 'same' : 'plain'}
              hasCaption={hasCaption}
            />
            {row.aspects.length > 0 && (
              <span className="mt-1 block text-small text-text-3">
                {t('brief.draft-changes', {
                  what: row.aspects.map((aspect) => t(`brief.aspect.${aspect}`)).join(', '),
                })}
              </span>
            )}
          </>
        )}
      </td>
      <td className="py-2 text-right">
        {isOpen && (
          <Button
            size="small"
            disabled={isBusy}
            aria-label={t('brief.draft-accept-one', { shot: name, what: word })}
            onClick={onAccept}
          >
            {t('brief.draft-accept')}
          </Button>
        )}
      </td>
    </tr>
  );
}

interface ShotProps {
  shot: DraftShotView;
  fps: number;
  look: 'plain' | 'same' | 'gone';
  hasCaption: boolean;
}

const WORDS = { plain: '', same: 'text-text-3', gone: 'text-text-3 line-through' };

function Shot({ shot, fps, look, hasCaption }: ShotProps) {
  const { t } = useWorkspace();
  const { number } = useFormatters();
  return (
    <>
      <span dir="auto" className={classNames('block break-words', WORDS[look])}>
        {shot.description}
      </span>
      <span className="tabular block text-small text-text-3">
        {[shotName(shot), t('brief.seconds', { seconds: number(shot.cutFrames / fps, 1) }), shot.size].join(' · ')}
      </span>
      {hasCaption && (
        <span dir="auto" className="block text-small break-words text-text-2">
          {`“${shot.caption}”`}
        </span>
      )}
    </>
  );
}

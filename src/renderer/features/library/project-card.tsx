import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { ProjectCard as Card } from '../../../shared/contract/views.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RelativeTime } from '../../ui/readouts.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { Poster } from './poster.tsx';
import { ProjectName } from './project-name.tsx';
import { ownerInWords, stateBadge } from './project-words.ts';

export interface ProjectCardProps {
  card: Card;
  nowMs: number;
  isFailed: boolean;
  isRenaming: boolean;
  /** The same function for every card, so that cards that did not change are not drawn again. */
  onRenamed: (card: Card, name: string | null) => void;
}

/** Height of a card's words, CSS px at 100 %. */
export const CARD_WORDS_PX = 84;

/** One project, drawn again only when it changes: a long list scrolls through many. */
export const ProjectCard = memo(ProjectCardView);

/** One project: picture, name, whose it is, state, when it was edited. */
function ProjectCardView({ card, nowMs, isFailed, isRenaming, onRenamed }: ProjectCardProps) {
  const { t } = useWorkspace();
  const { dateTime } = useFormatters();
  return (
    <>
      {card.isDamaged ? <DamagedPoster /> : <Poster card={card} />}
      <div className="flex min-h-0 min-w-0 grow flex-col px-1.5 pt-1.5 pb-1">
        <ProjectName name={card.name} isRenaming={isRenaming} onRenamed={(next) => onRenamed(card, next)} />
        <span className="truncate text-small text-text-3" title={ownerInWords(card, t)}>
          {ownerInWords(card, t)}
        </span>
        <div className="mt-auto flex min-w-0 items-center justify-between gap-2">
          {card.isDamaged || isFailed ? (
            <Badge tone="err" shape="triangle" label={t(card.isDamaged ? 'library.damaged' : 'library.not-done')} />
          ) : (
            <Badge {...stateBadge(card.status, t)} />
          )}
          <span className="truncate text-small text-text-3" title={dateTime(card.updatedAtMs)}>
            <RelativeTime epochMs={card.updatedAtMs} nowMs={nowMs} />
          </span>
        </div>
      </div>
    </>
  );
}

/** No picture: the badge below says why. */
function DamagedPoster() {
  return (
    <div className="flex aspect-video w-full flex-col items-center justify-center gap-1 bg-panel text-small text-text-3">
      <Icon of={TriangleAlert} />
    </div>
  );
}

import { useEffect, useRef } from 'react';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { failureInWords } from './failure-words.ts';
import { AnimaticPlayer } from './animatic-player.tsx';
import { copyDetails } from './copy-details.ts';
import { ownerInWords, stateBadge } from './project-words.ts';
import { useBoard } from './use-library-data.ts';

export interface QuickLookProps {
  card: ProjectCard;
  onClose: () => void;
  onOpenProject: (() => void) | null;
  /** The neighbour in the list, one before or after. */
  onStep: (by: number) => void;
}

/** The film of a project over the library: Space or Esc closes it, arrows up and down show the neighbours. */
export function QuickLook({ card, onClose, onOpenProject, onStep }: QuickLookProps) {
  const { t } = useWorkspace();
  const { board, error } = useBoard(card.id);
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => stage.current?.focus(), []);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={card.name}
      description={ownerInWords(card, t)}
      closeLabel={t('shell.close')}
      size="large"
      initialFocus={stage}
      footer={
        <>
          <div className="mr-auto">
            <Badge {...stateBadge(card.status, t)} />
          </div>
          <Button onClick={onClose}>{t('shell.close')}</Button>
          {onOpenProject !== null && (
            <Button tone="primary" onClick={onOpenProject}>
              {t('library.open')}
            </Button>
          )}
        </>
      }
    >
      <div
        ref={stage}
        tabIndex={-1}
        className="outline-none"
        onKeyDown={(event) => {
          if (event.target !== event.currentTarget) return;
          if (event.key === ' ') onClose();
          else if (event.key === 'ArrowDown' || event.key === 'ArrowRight') onStep(1);
          else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') onStep(-1);
          else return;
          event.preventDefault();
        }}
      >
        {error !== null && board === undefined ? (
          <ErrorState
            title={t('library.cannot-open')}
            subject={card.name}
            reason={failureInWords(error, t)}
            copyLabel={t('library.copy-details')}
            onCopyDetails={() => copyDetails(error)}
          />
        ) : board === undefined ? (
          <Skeleton className="aspect-video w-full" isPicture />
        ) : (
          <AnimaticPlayer project={board} />
        )}
      </div>
    </Dialog>
  );
}

import { FileText } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PointerEvent } from 'react';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { thumbUrl } from '../../client/api.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Icon } from '../../ui/icon.tsx';
import { Picture, PicturePlate } from '../../ui/picture.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { scrubbedFrame } from './play-list.ts';
import { lengthMsOf } from './project-words.ts';
import { useBoard } from './use-library-data.ts';

/** A card's picture. The pointer runs over it as over a film: left is the first frame, right the last. */
export function Poster({ card }: { card: ProjectCard }) {
  const { t } = useWorkspace();
  const { duration } = useFormatters();
  const [fraction, setFraction] = useState<number | null>(null);
  const isDrawn = card.posterAssetId !== null;
  const { board } = useBoard(card.id, fraction !== null && isDrawn);
  const frame = fraction === null || board === undefined ? null : scrubbedFrame(board, fraction);
  useEffect(() => {
    // Fetched together when the pointer comes, so that no frame is grey on the way.
    if (fraction === null || board === undefined) return;
    for (const shot of board.shots) if (shot.startAssetId !== null) new Image().src = thumbUrl(shot.startAssetId);
    // oxlint-disable-next-line react/exhaustive-deps -- once for each board, not for each move
  }, [fraction === null, board]);

  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.pointerType === 'touch') return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setFraction(width === 0 ? 0 : Math.min(1, Math.max(0, (event.clientX - left) / width)));
  };
  const shown = frame ?? card.posterAssetId;
  return (
    <div onPointerMove={onPointerMove} onPointerLeave={() => setFraction(null)}>
      <Picture
        // The words stand on the card; a reader hears them there.
        alt=""
        ratio={16 / 9}
        src={shown === null ? undefined : thumbUrl(shown)}
        overlay={
          <>
            {!isDrawn && (
              <span className="absolute inset-0 flex flex-col items-center justify-center gap-1 bg-panel text-small text-text-3">
                <Icon of={FileText} />
                {t('library.no-frames')}
              </span>
            )}
            {card.shotCount > 0 && (
              <span className="absolute right-1 bottom-1 flex gap-1">
                <PicturePlate>{card.ratio}</PicturePlate>
                <PicturePlate>{duration(lengthMsOf(card))}</PicturePlate>
              </span>
            )}
            {fraction !== null && board !== undefined && (
              <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 bg-plate">
                <span className="block h-full bg-playhead" style={{ width: `${fraction * 100}%` }} />
              </span>
            )}
          </>
        }
      />
    </div>
  );
}

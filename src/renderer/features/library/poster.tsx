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

  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.pointerType === 'touch' || !isDrawn) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setFraction(width === 0 ? 0 : Math.min(1, Math.max(0, (event.clientX - left) / width)));
  };
  return (
    <div className="relative" onPointerMove={onPointerMove} onPointerLeave={() => setFraction(null)}>
      <Picture
        // The words stand on the card; a reader hears them there.
        alt=""
        ratio={16 / 9}
        src={card.posterAssetId === null ? undefined : thumbUrl(card.posterAssetId)}
        overlay={
          isDrawn ? undefined : (
            <span className="absolute inset-0 flex flex-col items-center justify-center gap-1 bg-panel text-small text-text-3">
              <Icon of={FileText} />
              {t('library.no-frames')}
            </span>
          )
        }
      />
      {fraction !== null && <Scrubbed projectId={card.id} fraction={fraction} />}
      {card.shotCount > 0 && (
        <span className="pointer-events-none absolute right-1 bottom-1 flex gap-1">
          <PicturePlate>{card.ratio}</PicturePlate>
          <PicturePlate>{duration(lengthMsOf(card))}</PicturePlate>
        </span>
      )}
    </div>
  );
}

/** The frame under the pointer, over the poster. Only a card that the pointer is on asks for its board. */
function Scrubbed({ projectId, fraction }: { projectId: string; fraction: number }) {
  const { board } = useBoard(projectId);
  useEffect(() => {
    // Fetched together when the pointer comes, so that no frame is missing on the way.
    for (const { startAssetId } of board?.shots ?? [])
      if (startAssetId !== null) new Image().src = thumbUrl(startAssetId);
  }, [board]);
  const frame = board === undefined ? null : scrubbedFrame(board, fraction);
  if (frame === null) return null;
  return (
    <div className="pointer-events-none absolute inset-0">
      <Picture alt="" ratio={16 / 9} src={thumbUrl(frame)} isLazy={false} />
      <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 bg-plate">
        <span className="block h-full bg-playhead" style={{ width: `${fraction * 100}%` }} />
      </span>
    </div>
  );
}

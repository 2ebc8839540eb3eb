import { ImageOff } from 'lucide-react';
import { thumbUrl } from '../../client/api.ts';
import { Icon } from '../../ui/icon.tsx';

interface CardPictureProps {
  assetId: string | undefined;
  alt: string;
  ratio: number;
  /** Shown where there is no picture. */
  emptyLabel: string;
}

/** One keyframe on a card: small, decoded beside the work, never round. */
export function CardPicture({ assetId, alt, ratio, emptyLabel }: CardPictureProps) {
  return (
    <div className="picture relative min-w-0 overflow-hidden bg-surround" style={{ aspectRatio: ratio }}>
      {assetId === undefined ? (
        <span className="flex size-full items-center justify-center bg-hover text-text-3" title={emptyLabel}>
          <Icon of={ImageOff} />
          <span className="sr-only">{emptyLabel}</span>
        </span>
      ) : (
        <img
          src={thumbUrl(assetId)}
          alt={alt}
          draggable={false}
          decoding="async"
          className="absolute inset-0 size-full object-contain"
        />
      )}
    </div>
  );
}

import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';

export interface PictureProps {
  src: string | undefined;
  /** What it shows and its state; empty only when the words stand beside it. */
  alt: string;
  /** width / height of the frame; the place is kept before the picture arrives. */
  ratio: number;
  /** Contain keeps the whole picture on the viewer surround; cover fills the frame. */
  fit?: 'contain' | 'cover';
  isLazy?: boolean;
  /** On top, each with its own solid plate: badges, timecode. */
  overlay?: ReactNode;
  className?: string;
}

/** A picture on the viewer's neutral surround. No rounded corners, no shadow. */
export function Picture({ src, alt, ratio, fit = 'contain', isLazy = true, overlay, className }: PictureProps) {
  return (
    <div
      className={classNames('picture relative w-full overflow-hidden bg-surround', className)}
      style={{ aspectRatio: ratio }}
    >
      {src !== undefined && (
        <img
          src={src}
          alt={alt}
          draggable={false}
          decoding="async"
          loading={isLazy ? 'lazy' : 'eager'}
          className={classNames('absolute inset-0 size-full', fit === 'contain' ? 'object-contain' : 'object-cover')}
        />
      )}
      {overlay}
    </div>
  );
}

/** White words on an 80 % black plate: readable on any picture. */
export function PicturePlate({ children }: { children: ReactNode }) {
  return <span className="tabular rounded-chip bg-plate px-1 text-micro text-on-plate">{children}</span>;
}

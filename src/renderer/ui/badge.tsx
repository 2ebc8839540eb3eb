import { Check, Clock, Lock, Pencil, Repeat, TriangleAlert, X } from 'lucide-react';
import { classNames } from '../lib/class-names.ts';
import { Icon } from './icon.tsx';
import type { LucideIcon } from './icon.tsx';

export type BadgeTone = 'ok' | 'warn' | 'err' | 'info' | 'draft';
export type BadgeShape = 'pencil' | 'clock' | 'check' | 'triangle' | 'cross' | 'loop' | 'lock';

export interface BadgeProps {
  tone: BadgeTone;
  /** The state in a word; the icon and the colour only repeat it. */
  label: string;
  /** Each tone has its own shape; another one can be named. */
  shape?: BadgeShape;
}

const SHAPES: Record<BadgeShape, LucideIcon> = {
  pencil: Pencil,
  clock: Clock,
  check: Check,
  triangle: TriangleAlert,
  cross: X,
  loop: Repeat,
  lock: Lock,
};
const TONES: Record<BadgeTone, { shape: BadgeShape; colours: string }> = {
  ok: { shape: 'check', colours: 'bg-ok-bg text-ok' },
  warn: { shape: 'triangle', colours: 'bg-warn-bg text-warn' },
  err: { shape: 'cross', colours: 'bg-err-bg text-err' },
  info: { shape: 'clock', colours: 'bg-info-bg text-info' },
  draft: { shape: 'pencil', colours: 'bg-draft-bg text-draft' },
};

/** A state as icon, word and colour. Solid, so that it reads on any picture. */
export function Badge({ tone, label, shape }: BadgeProps) {
  const look = TONES[tone];
  return (
    <span
      className={classNames(
        'inline-flex w-fit items-center gap-1 rounded-chip px-1.5 py-0.5 text-micro whitespace-nowrap forced-colors:border',
        'in-data-[theme=contrast]:inset-ring in-data-[theme=contrast]:inset-ring-current',
        look.colours,
      )}
    >
      <Icon of={SHAPES[shape ?? look.shape]} className="size-3" />
      {label}
    </span>
  );
}

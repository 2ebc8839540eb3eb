import { CircleAlert, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

export interface ErrorStateProps {
  /** What failed. */
  title: string;
  /** On which object. */
  subject: string;
  /** Why, in plain words. */
  reason: string;
  /** One primary action: what to do next. */
  action?: ReactNode;
  copyLabel: string;
  onCopyDetails: () => void;
  isCompact?: boolean;
}

/** A failure in four parts. It stays until it is solved; nothing that was typed is lost. */
export function ErrorState({
  title,
  subject,
  reason,
  action,
  copyLabel,
  onCopyDetails,
  isCompact = false,
}: ErrorStateProps) {
  return (
    <section
      role="group"
      aria-label={title}
      className={classNames('flex gap-3 rounded-card border border-line bg-panel', isCompact ? 'p-3' : 'p-4')}
    >
      <Icon of={CircleAlert} className="mt-0.5 text-err" />
      <div className="min-w-0 grow">
        <p className="text-base font-medium">{title}</p>
        <p className="text-small break-words text-text-3">{subject}</p>
        <p className="mt-1 text-base text-text-2">{reason}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          {action}
          <Button tone="quiet" icon={Copy} onClick={onCopyDetails}>
            {copyLabel}
          </Button>
        </div>
      </div>
    </section>
  );
}

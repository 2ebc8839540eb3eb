import type { ReactNode } from 'react';

export interface EmptyStateProps {
  title: string;
  /** One sentence: what belongs here. */
  text: string;
  /** One primary action. */
  action?: ReactNode;
  /** "Try the sample". */
  secondary?: ReactNode;
}

/** What an empty place says: one sentence, one action, one try-out. No picture. */
export function EmptyState({ title, text, action, secondary }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-110 flex-col items-center gap-2 px-6 py-12 text-center">
      <h2 className="text-title-s">{title}</h2>
      <p className="text-body text-balance text-text-2">{text}</p>
      {(action !== undefined || secondary !== undefined) && (
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          {action}
          {secondary}
        </div>
      )}
    </div>
  );
}

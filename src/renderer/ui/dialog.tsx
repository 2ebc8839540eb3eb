import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { classNames } from '../lib/class-names.ts';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: string;
  closeLabel: string;
  size?: 'small' | 'medium' | 'large';
  /** Buttons, main one last. */
  footer?: ReactNode;
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

const WIDTHS = { small: 'w-100', medium: 'w-140', large: 'w-220' };
export const dialogSheet =
  'fx-dialog surface fixed top-1/2 left-1/2 z-overlay flex max-h-[calc(100vh-4rem)] max-w-[calc(100vw-4rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-dialog bg-overlay text-base shadow-overlay outline-none';
export const dialogScrim = 'fx-dialog fixed inset-0 z-overlay bg-scrim';

/** A modal dialog: header, scrolling body, footer. Focus returns to the opener. */
export function Dialog(props: DialogProps) {
  const {
    isOpen,
    onOpenChange,
    title,
    description,
    closeLabel,
    size = 'medium',
    footer,
    initialFocus,
    children,
  } = props;
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className={dialogScrim} />
        <Base.Popup
          className={classNames(dialogSheet, WIDTHS[size])}
          {...(initialFocus === undefined ? {} : { initialFocus })}
        >
          <header className="flex items-start gap-4 pt-4 pr-14 pb-3 pl-6">
            <div className="min-w-0 grow">
              <Base.Title className="text-title-s">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="text-base text-text-2">{description}</Base.Description>
              )}
            </div>
          </header>
          {children !== undefined && <div className="min-h-0 grow overflow-y-auto px-6 py-1 pb-4">{children}</div>}
          {footer !== undefined && (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-6 py-3">
              {footer}
            </footer>
          )}
          {/* Last, so that focus starts on the content and not on the way out. */}
          <div className="absolute top-3 right-3">
            <Base.Close render={<IconButton label={closeLabel} icon={X} />} />
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

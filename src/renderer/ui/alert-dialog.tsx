import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Button } from './button.tsx';
import { dialogScrim, dialogSheet } from './dialog.tsx';

export interface AlertDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description: string;
  cancelLabel: string;
  confirmLabel: string;
  isDanger?: boolean;
  onConfirm: () => void;
  /** A third way out, before the two others: "Save first". */
  extra?: ReactNode;
  /** What the answer should be weighed by, under the description. */
  children?: ReactNode;
}

/** A question that must be answered. Focus starts on the harmless answer. */
export function AlertDialog(props: AlertDialogProps) {
  const {
    isOpen,
    onOpenChange,
    title,
    description,
    cancelLabel,
    confirmLabel,
    isDanger = false,
    onConfirm,
    extra,
    children,
  } = props;
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className={dialogScrim} />
        <Base.Popup className={classNames(dialogSheet, 'w-110')}>
          <div className="px-6 pt-5 pb-4">
            <Base.Title className="text-title-s">{title}</Base.Title>
            <Base.Description className="mt-1 text-base text-text-2">{description}</Base.Description>
            {children !== undefined && <div className="mt-3 border-t border-line pt-3">{children}</div>}
          </div>
          <footer className="flex flex-wrap justify-end gap-2 px-6 pb-5">
            {extra}
            <Base.Close render={<Button size="large">{cancelLabel}</Button>} />
            <Base.Close
              onClick={onConfirm}
              render={
                <Button size="large" tone={isDanger ? 'danger' : 'primary'}>
                  {confirmLabel}
                </Button>
              }
            />
          </footer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

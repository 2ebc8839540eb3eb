import { Button } from './button.tsx';
import type { ButtonProps } from './button.tsx';

export interface DialogAnswersProps extends Omit<ButtonProps, 'size'> {
  cancelLabel: string;
  onCancel: () => void;
}

/** The two answers to a dialog: the way out, and the main one with the button's own attributes. For its footer. */
export function DialogAnswers({ cancelLabel, onCancel, tone = 'primary', ...main }: DialogAnswersProps) {
  return (
    <>
      <Button size="large" onClick={onCancel}>
        {cancelLabel}
      </Button>
      <Button {...main} size="large" tone={tone} />
    </>
  );
}

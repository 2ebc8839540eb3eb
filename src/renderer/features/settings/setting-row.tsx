import { RotateCcw } from 'lucide-react';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useShown } from './shown-settings.ts';

export interface RowControl {
  id: string;
  'aria-labelledby': string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export interface SettingRowProps {
  id: string;
  title: string;
  hint?: ReactNode;
  isChanged?: boolean;
  onReset?: () => void;
  /** Gets the attributes that tie the control to its words. */
  children?: (control: RowControl) => ReactNode;
}

/** One setting: words left, control right, a dot where it is not the default, and the way back to it. */
export function SettingRow({ id, title, hint, isChanged = false, onReset, children }: SettingRowProps) {
  const { t } = useWorkspace();
  const shown = useShown();
  const elementId = useId();
  if (!shown.has(id)) return null;
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line py-3" data-setting={id}>
      <div className="relative min-w-60 flex-1 basis-80">
        {isChanged && (
          <span
            aria-hidden
            className="absolute top-1.5 -left-3.5 size-1.5 rounded-full bg-accent forced-colors:bg-[Highlight]"
          />
        )}
        <label id={`${elementId}-label`} htmlFor={elementId} className="text-base font-medium">
          {title}
          {isChanged && <span className="sr-only"> ({t('settings.changed-mark')})</span>}
        </label>
        {hint !== undefined && (
          <p id={`${elementId}-hint`} className="mt-0.5 max-w-prose text-small text-pretty text-text-2">
            {hint}
          </p>
        )}
      </div>
      <div className="flex min-w-60 basis-70 items-center justify-end gap-1">
        <span className="flex size-8 shrink-0 items-center justify-center">
          {isChanged && onReset !== undefined && (
            <IconButton label={t('settings.reset', { name: title })} icon={RotateCcw} onClick={onReset} />
          )}
        </span>
        {children?.({
          id: elementId,
          'aria-labelledby': `${elementId}-label`,
          'aria-describedby': hint === undefined ? undefined : `${elementId}-hint`,
          'aria-invalid': undefined,
        })}
      </div>
    </div>
  );
}

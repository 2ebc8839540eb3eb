import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

export interface DisclosureProps {
  title: string;
  hint?: string;
  /** Something in it differs from what the product brings. */
  isChanged?: boolean;
  isOpenAtFirst?: boolean;
  children: ReactNode;
}

/** A part that few people need: its title and what it is about; the rest after a press. */
export function Disclosure({ title, hint, isChanged = false, isOpenAtFirst = false, children }: DisclosureProps) {
  const { t } = useWorkspace();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <section aria-label={title} className="border-t border-line">
      <h4>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="focus-inset flex min-h-9 w-full items-start gap-1.5 px-4 py-2 text-left hover:bg-hover"
        >
          <Icon of={ChevronRight} className={classNames('mt-0.5 text-text-3', isOpen && 'rotate-90')} />
          <span className="min-w-0">
            <span className="flex items-center gap-2 text-base font-medium">
              {title}
              {isChanged && (
                <>
                  <span aria-hidden className="size-1.5 rounded-full bg-accent forced-colors:bg-[Highlight]" />
                  <span className="sr-only">({t('settings.changed-mark')})</span>
                </>
              )}
            </span>
            {hint !== undefined && <span className="block text-small text-pretty text-text-2">{hint}</span>}
          </span>
        </button>
      </h4>
      {isOpen && <div className="pt-1 pr-4 pb-4 pl-9.5">{children}</div>}
    </section>
  );
}

import { Toolbar as Base } from '@base-ui/react/toolbar';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import type { IconButtonProps } from './icon-button.tsx';

/** A row of tools: one tab stop, arrows inside. */
export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Root aria-label={label} className="flex min-h-control flex-wrap items-center gap-0.5">
      {children}
    </Base.Root>
  );
}

/** A tool of the row. */
export function ToolbarButton(props: IconButtonProps) {
  return <Base.Button disabled={props.disabled ?? false} render={<IconButton {...props} />} />;
}

/** A gap with a line between groups of tools. */
export function ToolbarLine() {
  return <Base.Separator className="mx-1 h-4 w-px bg-line" />;
}

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface TabItem {
  value: string;
  label: string;
  /** A count or a badge behind the word. */
  note?: ReactNode;
  isDisabled?: boolean;
  content: ReactNode;
}
export interface TabsProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  items: readonly TabItem[];
}

/** Tabs with an underline. Changing tabs does not animate. */
export function Tabs({ label, value, onChange, items }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={(next: string) => onChange(next)} className="flex min-h-0 flex-col">
      <Base.List aria-label={label} className="flex shrink-0 gap-1 overflow-x-auto border-b border-line px-1">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            disabled={item.isDisabled ?? false}
            className="focus-inset flex min-h-8 cursor-default items-center gap-1.5 border-b-2 border-transparent px-2.5 text-base font-medium whitespace-nowrap text-text-2 hover:text-text-1 data-active:border-accent data-active:text-text-1 data-disabled:text-disabled"
          >
            {item.label}
            {item.note !== undefined && <span className="tabular text-small font-normal text-text-3">{item.note}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="focus-inset min-h-0 grow p-3">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

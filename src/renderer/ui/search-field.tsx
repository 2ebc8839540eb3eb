import { Search, X } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { classNames } from '../lib/class-names.ts';
import { inlineButton } from './combobox.tsx';
import { Icon } from './icon.tsx';
import { inputBox } from './shared-classes.ts';

export interface SearchFieldProps {
  label: string;
  clearLabel: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  inputRef?: Ref<HTMLInputElement>;
}

/** A search box: Esc or the cross empties it. */
export function SearchField({ label, clearLabel, value, onChange, placeholder, inputRef }: SearchFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || value === '') return;
    event.stopPropagation();
    onChange('');
  };
  return (
    <div role="search" className="relative flex min-w-0 items-center">
      <Icon of={Search} className="pointer-events-none absolute left-2 text-text-3" />
      <input
        ref={inputRef}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className={classNames(inputBox, 'h-control pr-7 pl-8')}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={clearLabel}
          onClick={() => onChange('')}
          className={classNames(inlineButton, 'absolute right-0.5')}
        >
          <Icon of={X} />
        </button>
      )}
    </div>
  );
}

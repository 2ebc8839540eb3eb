import type { RefObject } from 'react';

export interface HiddenInputProps {
  input: RefObject<HTMLInputElement | null>;
  accept: string;
  label: string;
  isMultiple?: boolean;
  onFiles: (files: File[]) => void;
}

/** The system's file dialog, opened by a command. */
export function HiddenInput({ input, accept, label, isMultiple = false, onFiles }: HiddenInputProps) {
  return (
    <input
      ref={input}
      type="file"
      hidden
      aria-label={label}
      accept={accept}
      multiple={isMultiple}
      onChange={(event) => {
        const chosen = [...(event.target.files ?? [])];
        // The same file may be chosen again after a mistake.
        event.target.value = '';
        onFiles(chosen);
      }}
    />
  );
}

import { Upload } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

export interface FileDropInputProps {
  label: string;
  /** What may come: "PNG, JPEG, up to 50 MB". */
  hint: string;
  buttonLabel: string;
  /** As in `<input accept>`. */
  accept?: string;
  isMultiple?: boolean;
  onFiles: (files: File[]) => void;
  disabled?: boolean;
}

/** A place to drop files, with a button that does the same. */
export function FileDropInput(props: FileDropInputProps) {
  const { label, hint, buttonLabel, accept, isMultiple = true, onFiles, disabled = false } = props;
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setIsOver(false);
    const files = [...event.dataTransfer.files];
    if (!disabled && files.length > 0) onFiles(isMultiple ? files : files.slice(0, 1));
  };
  return (
    <div
      role="group"
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      className={classNames(
        'flex flex-wrap items-center gap-3 rounded-card border border-dashed px-4 py-3',
        isOver ? 'border-accent bg-sel' : 'border-control bg-panel',
      )}
    >
      <Icon of={Upload} className="text-text-3" />
      <div className="min-w-40 grow">
        <p className="text-base">{label}</p>
        <p id={hintId} className="text-small text-text-3">
          {hint}
        </p>
      </div>
      <Button disabled={disabled} aria-describedby={hintId} onClick={() => input.current?.click()}>
        {buttonLabel}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={isMultiple}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again after a mistake.
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
}

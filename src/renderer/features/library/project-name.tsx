import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { TextField } from '../../ui/text-field.tsx';

export interface ProjectNameProps {
  name: string;
  isRenaming: boolean;
  /** `null`: the name stays. */
  onRenamed: (name: string | null) => void;
}

/** A project's name, and in its place a field while it is renamed: Enter keeps the new one, Esc the old one. */
export function ProjectName({ name, isRenaming, onRenamed }: ProjectNameProps) {
  const { t } = useWorkspace();
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    if (!isRenaming) return;
    isOver.current = false;
    field.current?.focus();
    field.current?.select();
  }, [isRenaming]);
  if (!isRenaming)
    return (
      <span className="min-w-0 truncate text-base font-medium" title={name}>
        {name}
      </span>
    );
  const end = (next: string | null): void => {
    if (isOver.current) return;
    isOver.current = true;
    onRenamed(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // The field's keys are its own: neither the grid nor the window's commands hear them.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') end(event.currentTarget.value);
    else if (event.key === 'Escape') end(null);
  };
  return (
    <TextField
      ref={field}
      aria-label={t('library.new-name', { name })}
      defaultValue={name}
      maxLength={200}
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}

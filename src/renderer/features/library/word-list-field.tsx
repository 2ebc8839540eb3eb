import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

export interface WordListFieldProps {
  label: string;
  hint?: string;
  words: readonly string[];
  onChange: (words: string[]) => void;
}

const WORDS_MAX = 50;
const LETTERS_MAX = 200;

/** A list of words or phrases: Enter or a comma adds one, Backspace in the empty field takes the last away. */
export function WordListField({ label, hint, words, onChange }: WordListFieldProps) {
  const { t } = useWorkspace();
  const [text, setText] = useState('');
  const add = (): void => {
    const fresh = text
      .split(/[,\n]/)
      .map((word) => word.trim().slice(0, LETTERS_MAX))
      .filter((word) => word !== '' && !words.includes(word));
    setText('');
    if (fresh.length > 0) onChange([...words, ...new Set(fresh)].slice(0, WORDS_MAX));
  };
  // A screen key takes the field away without a blur.
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  });
  useEffect(() => () => latest.current(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && text === '' && words.length > 0) onChange(words.slice(0, -1));
  };
  return (
    <Field label={label} hint={hint ?? t('library.words-hint')}>
      {(control) => (
        <>
          {words.length > 0 && (
            <span className="flex flex-wrap gap-1">
              {words.map((word) => (
                <Chip
                  key={word}
                  label={word}
                  removeLabel={t('library.remove-word', { word })}
                  onRemove={() => onChange(words.filter((one) => one !== word))}
                />
              ))}
            </span>
          )}
          <TextField
            {...control}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={add}
            placeholder={t('library.add-word')}
            disabled={words.length >= WORDS_MAX}
          />
        </>
      )}
    </Field>
  );
}

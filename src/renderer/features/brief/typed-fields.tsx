import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { BriefFields } from '../../editor/commands/brief.ts';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk, useLeaving } from './brief-desk.tsx';
import { useTyped } from './use-typed.ts';

/** The fields of this screen: each checks what it is given where it stands. */

interface TextLineProps {
  label: string;
  /** In the brief: `audio.musicStyle`. Makes the element findable and takes the library's issues. */
  path: string;
  stored: string;
  onCommit: (text: string) => void;
  faultOf?: (text: string) => string | undefined;
  hint?: ReactNode;
  note?: ReactNode;
  placeholder?: string | undefined;
  rows?: number;
}

/** One text of the brief, on one line or several. */
export function TextLine(props: TextLineProps) {
  const { label, path, stored, onCommit, faultOf, hint, note, placeholder, rows = 1 } = props;
  const desk = useBriefDesk();
  const typed = useTyped({
    path,
    stored,
    commit: onCommit,
    clean: (text: string) => text.trim(),
    ...(faultOf === undefined ? {} : { faultOf }),
  });
  const error = typed.fault ?? desk.issueAt(path, label);
  return (
    <Field label={label} hint={hint} note={note} error={error}>
      {(control) => {
        const shared = {
          ...control,
          'data-field': path,
          value: typed.value,
          placeholder,
          dir: 'auto' as const,
          onBlur: typed.onBlur,
        };
        return rows === 1 ? (
          <TextField {...shared} onChange={(event) => typed.onType(event.target.value)} />
        ) : (
          <TextArea {...shared} rows={rows} onChange={(event) => typed.onType(event.target.value)} />
        );
      }}
    </Field>
  );
}

interface NumberLineProps {
  label: string;
  path: keyof BriefFields;
  /** Null: not given, where the field may be empty. */
  stored: number | null;
  onCommit: (value: number | null) => void;
  isOptional?: boolean;
  hint?: ReactNode;
  note?: ReactNode;
  unit?: string;
  after?: ReactNode;
}

const asText = (value: number | null): string => (value === null ? '' : String(value));

/** A number that may be typed wrongly: it stays as it was typed, with the reason under it, until it is mended. */
export function NumberLine({
  label,
  path,
  stored,
  onCommit,
  isOptional = false,
  hint,
  note,
  unit,
  after,
}: NumberLineProps) {
  const desk = useBriefDesk();
  const valueOf = (text: string): unknown => {
    const plain = text.trim().replace(',', '.');
    if (plain === '') return isOptional ? null : undefined;
    const number = Number(plain);
    return Number.isFinite(number) ? number : plain;
  };
  const typed = useTyped({
    path,
    stored: asText(stored),
    commit: (text) => onCommit(valueOf(text) as number | null),
    faultOf: (text) => desk.faultOf(path, valueOf(text), label),
  });
  return (
    <Field label={label} hint={hint} note={note} error={typed.fault ?? desk.issueAt(path, label)}>
      {(control) => (
        <span className="flex flex-wrap items-center gap-2">
          <span className="relative flex w-28 items-center">
            <TextField
              {...control}
              data-field={path}
              inputMode="decimal"
              value={typed.value}
              onChange={(event) => typed.onType(event.target.value)}
              onBlur={typed.onBlur}
            />
            {unit !== undefined && (
              <span aria-hidden className="pointer-events-none absolute right-2 text-small text-text-3">
                {unit}
              </span>
            )}
          </span>
          {after}
        </span>
      )}
    </Field>
  );
}

interface WordListProps {
  label: string;
  path: string;
  words: readonly string[];
  onChange: (words: string[]) => void;
  faultOf?: (words: string[]) => string | undefined;
  placeholder?: string;
  hint?: ReactNode;
  note?: ReactNode;
  /** Words that come from the client or the campaign: shown, and not to be taken away here. */
  inherited?: readonly string[];
  inheritedFrom?: string;
  /** A sentence may hold commas; a keyword ends at one. */
  isSentences?: boolean;
}

/** Words as chips: Enter or a comma adds, Backspace in the empty field takes the last one back to be changed. */
export function WordList(props: WordListProps) {
  const { label, path, words, onChange, faultOf, placeholder, hint, note, inherited = [], inheritedFrom } = props;
  const { isSentences = false } = props;
  const { t } = useWorkspace();
  const desk = useBriefDesk();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const add = (input: string): void => {
    const parts = input.split(isSentences ? /\n/ : /[,\n،、]/).map((part) => part.trim());
    const fresh = parts.filter((part, at) => part !== '' && !words.includes(part) && parts.indexOf(part) === at);
    if (fresh.length === 0) return setText('');
    const next = [...words, ...fresh];
    const why = faultOf?.(next);
    setFault(why);
    // What does not fit stays in the field.
    if (why !== undefined) return;
    setText('');
    onChange(next);
  };
  // A word without its comma is a word all the same.
  useLeaving(() => {
    if (text.trim() !== '') add(text);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '' && words.length > 0) {
      event.preventDefault();
      setText(words.at(-1) ?? '');
      onChange(words.slice(0, -1));
    }
  };
  return (
    <Field label={label} hint={hint} note={note} error={fault ?? desk.issueAt(path, label)}>
      {(control) => (
        <div className="flex flex-col gap-1.5">
          {inherited.length + words.length > 0 && (
            <ul className="flex flex-wrap gap-1">
              {inherited.map((word) => (
                <li key={`i-${word}`} title={inheritedFrom}>
                  <Chip label={inheritedFrom === undefined ? word : `${word} · ${inheritedFrom}`} />
                </li>
              ))}
              {words.map((word) => (
                <li key={word}>
                  <Chip
                    label={word}
                    removeLabel={t('brief.remove', { what: word })}
                    onRemove={() => onChange(words.filter((other) => other !== word))}
                  />
                </li>
              ))}
            </ul>
          )}
          <span className="flex gap-1">
            <TextField
              {...control}
              data-field={path}
              dir="auto"
              value={text}
              placeholder={placeholder}
              onChange={(event) => {
                const { value } = event.target;
                setFault(undefined);
                if (!isSentences && /[,،、]/.test(value)) add(value);
                else setText(value);
              }}
              onKeyDown={onKeyDown}
              onBlur={() => add(text)}
            />
            <IconButton
              label={t('brief.add-to', { what: label })}
              icon={Plus}
              disabled={text.trim() === ''}
              onClick={() => add(text)}
            />
          </span>
        </div>
      )}
    </Field>
  );
}

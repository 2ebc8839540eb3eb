import { Plus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

const COLOURS_MAX = 12;
const HEX = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i;

/** `#RRGGBB` of what was typed, with or without the sign, also in its short form; `null` for what is no colour. */
export function colourOf(text: string): string | null {
  const [, digits] = HEX.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  return `#${long.toUpperCase()}`;
}

export interface PaletteFieldProps {
  label: string;
  colours: readonly string[];
  onChange: (colours: string[]) => void;
}

/** What is typed over a colour and is not yet one, by the colour. */
type Drafts = Readonly<Record<string, { text: string; isWrong: boolean } | undefined>>;

/** Colours of a brand: each as a swatch to pick from and as text to type. */
export function PaletteField({ label, colours, onChange }: PaletteFieldProps) {
  const { t } = useWorkspace();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const add = (): void => {
    if (text.trim() === '') return;
    const colour = colourOf(text);
    setWrong(colour === null);
    if (colour === null) return;
    setText('');
    if (!colours.includes(colour)) onChange([...colours, colour]);
  };
  const [drafts, setDrafts] = useState<Drafts>({});
  const replace = (colour: string, next: string): void => {
    if (next !== colour) onChange([...new Set(colours.map((one) => (one === colour ? next : one)))]);
  };
  const commit = (colour: string): void => {
    const draft = drafts[colour];
    if (draft === undefined) return;
    const next = colourOf(draft.text);
    setDrafts({ ...drafts, [colour]: next === null ? { ...draft, isWrong: true } : undefined });
    if (next !== null) replace(colour, next);
  };
  // A screen key takes the field away without a blur.
  const latest = useRef(() => {});
  useEffect(() => {
    latest.current = () => {
      add();
      for (const colour of Object.keys(drafts)) commit(colour);
    };
  });
  useEffect(() => () => latest.current(), []);
  return (
    <Field label={label} hint={t('library.palette-hint')} error={isWrong ? t('library.palette-wrong') : undefined}>
      {(control) => (
        <>
          {colours.map((colour, index) => (
            <div key={index} className="flex items-start gap-1.5">
              <input
                key={colour}
                type="color"
                aria-label={t('library.colour-pick', { number: index + 1 })}
                // The picker tells each shade on the way; only the last one is kept.
                defaultValue={colour}
                onBlur={(event) => replace(colour, event.target.value.toUpperCase())}
                className="swatch size-7 shrink-0 rounded-chip border border-control bg-raised"
              />
              <Field
                label={t('library.colour-text', { number: index + 1 })}
                isLabelHidden
                error={drafts[colour]?.isWrong === true ? t('library.palette-wrong') : undefined}
              >
                {(code) => (
                  <TextField
                    {...code}
                    isMono
                    value={drafts[colour]?.text ?? colour}
                    onChange={(event) =>
                      setDrafts({ ...drafts, [colour]: { text: event.target.value, isWrong: false } })
                    }
                    onKeyDown={(event) => event.key === 'Enter' && commit(colour)}
                    onBlur={() => commit(colour)}
                  />
                )}
              </Field>
              <IconButton
                label={t('library.remove-word', { word: colour })}
                icon={X}
                size="small"
                onClick={() => onChange(colours.filter((_, at) => at !== index))}
              />
            </div>
          ))}
          {colours.length < COLOURS_MAX && (
            <span className="flex items-center gap-1.5">
              <TextField
                {...control}
                isMono
                placeholder={t('library.colour-example')}
                value={text}
                onChange={(event) => {
                  setText(event.target.value);
                  setWrong(false);
                }}
                onKeyDown={(event) => event.key === 'Enter' && add()}
                onBlur={add}
              />
              <Button icon={Plus} onClick={add}>
                {t('library.add')}
              </Button>
            </span>
          )}
        </>
      )}
    </Field>
  );
}

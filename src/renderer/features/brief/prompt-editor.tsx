import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useFormatters } from '../../lib/use-formatters.ts';
import { DRAFT_PROMPT_MAX_CHARS, PROMPT_MAX_CHARS } from '../../../shared/model/brief.ts';
import { describeIssue } from '../../../shared/i18n/describe-error.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';
import { useTyped } from './use-typed.ts';

/** A change carries the text twice, before and after, and travels in one message of at most a megabyte. */
const TEXT_MAX_BYTES = 450_000;

/** Whether a text is more than what is kept while it is being shortened. */
function isTooMuch(text: string): boolean {
  if (text.length <= PROMPT_MAX_CHARS) return false;
  // Signs that nobody sees are six letters each on the way.
  return text.length > DRAFT_PROMPT_MAX_CHARS || new TextEncoder().encode(JSON.stringify(text)).length > TEXT_MAX_BYTES;
}

/** The words of the film: roomy, with a count, and never cut. */
export function PromptEditor({ reading }: { reading: string | undefined }) {
  const { t } = useWorkspace();
  const { number } = useFormatters();
  const desk = useBriefDesk();
  const label = t('brief.prompt');
  const tooLong = (limit: number, found: number): string =>
    describeIssue({ path: label, code: 'too-long', params: { limit, found } }, t);
  const typed = useTyped({
    path: 'prompt',
    stored: desk.brief.prompt,
    commit: (prompt) => desk.set({ prompt }),
    faultOf: (text) => (isTooMuch(text) ? tooLong(PROMPT_MAX_CHARS, text.length) : undefined),
  });
  const { length } = typed.value;
  const over = length > PROMPT_MAX_CHARS ? tooLong(PROMPT_MAX_CHARS, length) : undefined;
  const issue = length === 0 || over !== undefined ? undefined : desk.issueAt('prompt', label);
  return (
    <Field
      label={label}
      note={t('brief.count', { count: number(length), limit: number(PROMPT_MAX_CHARS) })}
      hint={reading ?? t('brief.prompt-hint')}
      error={typed.fault ?? over ?? issue}
    >
      {(control) => (
        <TextArea
          {...control}
          data-field="prompt"
          isProse
          isRoomy
          dir="auto"
          spellCheck={length < 20_000}
          value={typed.value}
          placeholder={t('brief.prompt-placeholder')}
          onChange={(event) => typed.onType(event.target.value)}
          onBlur={typed.onBlur}
        />
      )}
    </Field>
  );
}

import { useRef, useState } from 'react';
import type { PlanQuestion } from '../../../shared/model/plan.ts';
import { withAnswer } from '../../../shared/model/answer-question.ts';
import { setBriefFields } from '../../editor/commands/brief.ts';
import { wordOf } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk, useLeaving } from './brief-desk.tsx';

/** What the planner would rather ask than guess. An answer becomes part of the brief; a question may be left open. */
export function Questions({ questions, isUnsure }: { questions: readonly PlanQuestion[]; isUnsure: boolean }) {
  const { t } = useWorkspace();
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const open = questions.filter(({ code }) => !skipped.has(code));
  return (
    <div className="flex flex-col gap-3">
      <p className={isUnsure ? 'text-small text-warn' : 'text-small text-text-3'}>
        {t(isUnsure ? 'brief.questions-unsure' : 'brief.questions-hint')}
      </p>
      {open.map(({ code }) => (
        <Question key={code} code={code} onSkip={() => setSkipped((all) => new Set(all).add(code))} />
      ))}
      {skipped.size > 0 && (
        <span>
          <Button size="small" tone="quiet" onClick={() => setSkipped(new Set())}>
            {t('brief.questions-again', { count: skipped.size })}
          </Button>
        </span>
      )}
    </div>
  );
}

function Question({ code, onSkip }: { code: PlanQuestion['code']; onSkip: () => void }) {
  const { t } = useWorkspace();
  const { editor, now, flush } = useBriefDesk();
  const [text, setText] = useState('');
  const typed = useRef('');
  const type = (next: string): void => {
    typed.current = next;
    setText(next);
  };
  const answer = (): void => {
    const given = typed.current;
    if (given.trim() === '') return;
    type('');
    flush();
    const { prompt, campaign } = withAnswer(now(), code, given);
    editor.edit('undo.brief.answer', (draft) => setBriefFields(draft, { prompt, campaign }));
    editor.seal();
  };
  useLeaving(answer);
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        answer();
      }}
    >
      <Field label={wordOf(t, 'question', code)}>
        {(control) => (
          <TextField
            {...control}
            dir="auto"
            maxLength={2_000}
            value={text}
            placeholder={wordOf(t, 'brief.answer', code)}
            onChange={(event) => type(event.target.value)}
          />
        )}
      </Field>
      <span className="flex gap-1">
        <Button size="small" type="submit" disabled={text.trim() === ''}>
          {t('brief.answer-add')}
        </Button>
        <Button
          size="small"
          tone="quiet"
          onClick={() => {
            type('');
            onSkip();
          }}
        >
          {t('brief.answer-skip')}
        </Button>
      </span>
    </form>
  );
}

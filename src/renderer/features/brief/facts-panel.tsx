import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BriefFacts } from '../../../shared/contract/briefs.ts';
import { describeError, describeIssue } from '../../../shared/i18n/describe-error.ts';
import type { PlanNote } from '../../../shared/model/plan.ts';
import { failureOf } from '../../client/api.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { wordOf } from '../../lib/words.ts';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';
import { EmptyHint } from './empty-hint.tsx';
import { EstimateTable } from './estimate-table.tsx';
import { MadeWith } from './made-with.tsx';
import { showInBrief } from './section.tsx';
import type { LiveFacts } from './use-brief-facts.ts';

/** What the brief comes to, while it is written: scenes, seconds, questions, cost. */
export function FactsPanel({ live, prompts }: { live: LiveFacts; prompts: ReactNode }) {
  const { t } = useWorkspace();
  const { facts, isOld, error } = live;
  return (
    <div className="flex flex-col divide-y divide-line">
      <Block title={t('brief.facts')} isBusy={isOld}>
        {error !== null && facts === null ? (
          <p className="text-base text-err">{describeError(failureOf(error), t)}</p>
        ) : facts === null ? (
          <WaitingFacts />
        ) : (
          <>
            {error !== null && <p className="text-small text-err">{describeError(failureOf(error), t)}</p>}
            <Facts facts={facts} />
          </>
        )}
      </Block>
      <Block title={t('models.title')}>
        <MadeWith />
      </Block>
      <Block title={t('brief.estimate')} isBusy={isOld}>
        {facts?.estimate == null ? (
          <EmptyHint>{t('brief.estimate-none')}</EmptyHint>
        ) : (
          <EstimateTable estimate={facts.estimate} />
        )}
      </Block>
      {prompts}
    </div>
  );
}

/** One part of the panel with its heading. */
export function Block({
  title,
  isBusy = false,
  action,
  children,
}: {
  title: string;
  isBusy?: boolean;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} aria-busy={isBusy || undefined} className="flex flex-col gap-2 px-4 py-3">
      <div className="flex min-h-6 items-center justify-between gap-2">
        <h2 className="text-base font-medium">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

function WaitingFacts() {
  return (
    <div aria-hidden className="grid grid-cols-2 gap-2">
      {['w-16', 'w-20', 'w-14', 'w-24'].map((width) => (
        <Skeleton key={width} className={`h-5 ${width}`} />
      ))}
    </div>
  );
}

function Facts({ facts: { plan, issues, normalised } }: { facts: BriefFacts }) {
  const { t } = useWorkspace();
  const { brief } = useBriefDesk();
  const { number, percent } = useFormatters();
  if (plan === null) {
    const isBlank = brief.prompt.trim() === '';
    const others = issues.filter(({ path }) => !(isBlank && path === 'prompt'));
    return (
      <>
        <EmptyHint>{t(isBlank ? 'brief.facts-blank' : 'brief.facts-faults')}</EmptyHint>
        <ul className="flex flex-col gap-1">
          {others.map((issue) => (
            <li key={`${issue.path}:${issue.code}`}>
              <button
                type="button"
                className="min-h-6 rounded-chip text-left text-small text-err underline-offset-2 hover:underline"
                onClick={() => showInBrief({ field: issue.path.replace(/\.\d+$/, '') })}
              >
                {describeIssue({ ...issue, path: wordOf(t, 'brief.field', issue.path.replace(/\.\d+$/, '')) }, t)}
              </button>
            </li>
          ))}
        </ul>
      </>
    );
  }
  const rows: [string, string][] = [
    [t('brief.fact-scenes'), number(plan.scenes)],
    [t('brief.fact-shots'), number(plan.shots)],
    [t('brief.fact-length'), t('brief.seconds', { seconds: number(plan.seconds, 1) })],
    [t('brief.fact-frame'), `${plan.ratio} · ${t('shell.fps', { fps: plan.fps })}`],
    [t('brief.fact-language'), t(`brief.language.${plan.language}`)],
    [t('brief.fact-confidence'), percent(plan.confidence)],
  ];
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt className="text-small text-text-3">{term}</dt>
            <dd className="tabular text-base">{value}</dd>
          </div>
        ))}
      </dl>
      {(plan.notes.length > 0 || normalised.length > 0) && (
        <ul className="flex flex-col gap-1">
          {plan.notes.map((note) => (
            <NoteRow key={`${note.code}:${JSON.stringify(note.params)}`}>{noteInWords(note, t)}</NoteRow>
          ))}
          {normalised.map(({ path, code, count }) => (
            <NoteRow key={`${path}:${code}`}>
              {t(`brief.cleaned.${code as 'bom-removed'}`, { count, field: wordOf(t, 'brief.field', path) })}
            </NoteRow>
          ))}
        </ul>
      )}
    </>
  );
}

/** A note of the planner as a sentence; the words it left out are named. */
export function noteInWords({ code, params }: PlanNote, t: ReturnType<typeof useWorkspace>['t']): string {
  return wordOf(t, 'note', code, { ...params, words: params['word'] ?? params['words'] });
}

function NoteRow({ children }: { children: ReactNode }) {
  return (
    <li className="flex items-start gap-1.5 text-small text-text-2">
      <Icon of={Info} className="mt-0.5 size-3.5 text-text-3" />
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}

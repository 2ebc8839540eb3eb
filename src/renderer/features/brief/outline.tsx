import { Circle, CircleAlert, CircleCheck } from 'lucide-react';
import type { BriefFacts } from '../../../shared/contract/briefs.ts';
import { BRIEF_CHECKS } from '../../../shared/model/brief-checks.ts';
import type { BriefCheck } from '../../../shared/model/brief-checks.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';
import { BRIEF_SECTIONS, showInBrief } from './section.tsx';
import type { BriefSection } from './section.tsx';

/** Where each of the eight is said. */
const FIELD_OF_CHECK: Record<BriefCheck, string> = {
  subject: 'prompt',
  action: 'prompt',
  place: 'prompt',
  goal: 'campaign.objective',
  message: 'campaign.keyMessages',
  'next-step': 'campaign.cta',
  look: 'brand.visualStyle',
  sound: 'audio.musicStyle',
};

const SECTION_OF_FIELD: readonly (readonly [RegExp, BriefSection])[] = [
  [/^prompt/, 'story'],
  [/^brand/, 'brand'],
  [/^campaign/, 'campaign'],
  [/^audio/, 'sound'],
  [/^(exportFormats|budget)/, 'delivery'],
  [/./, 'film'],
];

const rowClasses =
  'flex min-h-control w-full items-center gap-2 rounded-control px-2 text-left text-base text-text-2 hover:bg-hover hover:text-text-1';

/** The parts of the brief, and which of the eight things that make it whole are said. */
export function Outline({ facts }: { facts: BriefFacts | null }) {
  const { t } = useWorkspace();
  const { brief } = useBriefDesk();
  // A brief that is still empty has no fault yet.
  const isBlank = brief.prompt.trim() === '';
  const faults = new Map<BriefSection, number>();
  for (const { path } of facts?.issues ?? []) {
    if (isBlank && path === 'prompt') continue;
    const section = SECTION_OF_FIELD.find(([pattern]) => pattern.test(path))?.[1] ?? 'film';
    faults.set(section, (faults.get(section) ?? 0) + 1);
  }
  const done = BRIEF_CHECKS.filter((check) => facts?.checks[check] === true).length;
  const said = t('brief.checks-said', { done, all: BRIEF_CHECKS.length });
  return (
    <>
      <section aria-label={t('brief.outline')} className="px-1 pt-3">
        <h2 className="px-2 pb-1 text-small font-medium text-text-3">{t('brief.outline')}</h2>
        <ul>
          {BRIEF_SECTIONS.map((section) => (
            <li key={section}>
              <button type="button" className={rowClasses} onClick={() => showInBrief({ section })}>
                <span className="min-w-0 grow">{t(`brief.section.${section}`)}</span>
                {(faults.get(section) ?? 0) > 0 && (
                  <span className="flex items-center gap-1 text-small text-err">
                    <Icon of={CircleAlert} className="size-3.5" />
                    {t('brief.faults', { count: faults.get(section) ?? 0 })}
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={t('brief.checks')} className="px-1 py-3">
        <h2 className="sr-only">{t('brief.checks')}</h2>
        <div className="px-2 pb-2">
          <ProgressBar label={t('brief.checks')} share={done / BRIEF_CHECKS.length} note={said} />
        </div>
        <ul>
          {BRIEF_CHECKS.map((check) => {
            const isSaid = facts?.checks[check] === true;
            return (
              <li key={check}>
                <button
                  type="button"
                  className={rowClasses}
                  onClick={() => showInBrief({ field: FIELD_OF_CHECK[check] })}
                >
                  <Icon of={isSaid ? CircleCheck : Circle} className={isSaid ? 'text-ok' : 'text-text-3'} />
                  <span className="min-w-0 grow">{t(`brief.check.${check}`)}</span>
                  <span className="sr-only">{t(isSaid ? 'brief.said' : 'brief.open')}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </section>
    </>
  );
}

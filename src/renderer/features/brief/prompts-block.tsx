import { useQuery } from '@tanstack/react-query';
import { ChevronRight, Copy } from 'lucide-react';
import { shotName } from '../../../shared/model/shot-name.ts';
import { classNames } from '../../lib/class-names.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { EmptyHint } from './empty-hint.tsx';
import { useBriefDesk } from './brief-desk.tsx';
import type { LiveFacts } from './use-brief-facts.ts';

interface PromptsBlockProps {
  live: LiveFacts;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** The exact texts that a provider would be sent, before anything is sent. */
export function PromptsBlock({ live: { facts, brief }, isOpen, onOpenChange }: PromptsBlockProps) {
  const { t, api, toasts } = useWorkspace();
  const { project } = useBriefDesk();
  const hasPlan = facts?.plan != null;
  const { data, isFetching } = useQuery({
    // The brief object itself changes with every edit; its text is the key.
    queryKey: ['project', project.id, 'prompts', project.clientId, project.campaignId, JSON.stringify(brief)],
    queryFn: () => {
      const { id: _id, ...fields } = brief ?? { id: '' };
      return api.briefs.augmentedPrompt({ projectId: project.id, brief: { ...fields, name: project.name } });
    },
    enabled: isOpen && hasPlan && brief !== null,
    gcTime: 0,
    placeholderData: (former) => former,
  });
  const copy = (text: string): void => {
    void navigator.clipboard.writeText(text).then(() => toasts.success(t('shell.copied')));
  };
  return (
    <section aria-label={t('brief.prompts')} data-prompts className="flex flex-col gap-2 px-4 py-3">
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          className="flex min-h-6 w-full items-center gap-1 rounded-chip text-left text-base font-medium hover:text-accent"
          onClick={() => onOpenChange(!isOpen)}
        >
          <Icon of={ChevronRight} className={classNames('text-text-3', isOpen && 'rotate-90')} />
          {t('brief.prompts')}
        </button>
      </h2>
      {isOpen && !hasPlan && <EmptyHint>{t('brief.prompts-none')}</EmptyHint>}
      {isOpen && hasPlan && data === undefined && <Skeleton className="h-24 w-full" />}
      {isOpen && hasPlan && data !== undefined && (
        <div aria-busy={isFetching || undefined} className="flex flex-col gap-3">
          <p className="text-small text-text-3">
            {data.isLocal
              ? t('brief.prompts-local')
              : t('brief.prompts-sent', { providers: `${data.imageProvider}, ${data.videoProvider}` })}
          </p>
          <span>
            <Button
              size="small"
              icon={Copy}
              onClick={() =>
                copy(
                  data.shots
                    .map(({ scene, shot, ...texts }) =>
                      [shotName({ scene, shot }), texts.imagePrompt, texts.endImagePrompt, texts.motionPrompt].join(
                        '\n',
                      ),
                    )
                    .join('\n\n'),
                )
              }
            >
              {t('brief.copy-all')}
            </Button>
          </span>
          {data.shots.map((shot) => (
            <details key={`${shot.scene}.${shot.shot}`} className="rounded-card border border-line bg-raised">
              <summary className="flex min-h-control cursor-default items-center gap-2 rounded-card px-2 py-1 text-base">
                <span className="tabular text-text-3">{shotName(shot)}</span>
                <span dir="auto" className="min-w-0 grow truncate" title={shot.description}>
                  {shot.description}
                </span>
              </summary>
              <div className="flex flex-col gap-2 border-t border-line p-2">
                {(['imagePrompt', 'endImagePrompt', 'motionPrompt'] as const).map((kind) => (
                  <div key={kind}>
                    <div className="flex items-center justify-between">
                      <h3 className="text-small font-medium text-text-3">{t(`brief.prompt-of.${kind}`)}</h3>
                      <IconButton
                        label={t('brief.copy-prompt', { what: t(`brief.prompt-of.${kind}`) })}
                        icon={Copy}
                        size="small"
                        onClick={() => copy(shot[kind])}
                      />
                    </div>
                    <p dir="auto" className="text-small break-words whitespace-pre-wrap text-text-2 select-text">
                      {shot[kind]}
                    </p>
                  </div>
                ))}
              </div>
            </details>
          ))}
        </div>
      )}
    </section>
  );
}

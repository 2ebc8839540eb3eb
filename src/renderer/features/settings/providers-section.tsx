import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { modelOptions, useModelChoices } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { PoliciesPart } from './policies-part.tsx';
import { ProviderCard } from './provider-card.tsx';
import { SectionFailure } from './section-failure.tsx';
import { SettingRow } from './setting-row.tsx';
import { useShown } from './shown-settings.ts';
import { useChange } from './use-change.ts';
import type { Pick1 } from './use-change.ts';

const PARTS = ['provider-key', 'provider-prices', 'provider-limits'];

/** Who makes pictures and film by default, and each provider with its key, health, prices and limits. */
export function ProvidersSection() {
  const { api, t, onHint } = useWorkspace();
  const shown = useShown();
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'providers'],
    queryFn: async () => (await api.providers.list()).providers,
  });
  useEffect(
    () =>
      onHint(({ topic }) => {
        // What runs meet at a provider shows in its health.
        if (topic === 'run' || topic === 'project') void refetch();
      }),
    [onHint, refetch],
  );
  return (
    <>
      <DefaultModels />
      {error !== null && data === undefined && (
        <SectionFailure error={error} subject={t('settings.section.providers')} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && (
        <div aria-busy className="flex flex-col gap-3 py-3">
          <Skeleton className="h-6 w-80" />
          <Skeleton className="h-40 w-full" />
        </div>
      )}
      {data?.length === 0 && <p className="py-3 text-base text-text-2">{t('providers.none')}</p>}
      {PARTS.some((part) => shown.has(part)) &&
        data?.map((provider) => (
          <ProviderCard key={provider.vendor} provider={provider} onStale={() => void refetch()} />
        ))}
      {shown.has('provider-policies') && <PoliciesPart />}
    </>
  );
}

const KINDS = ['image', 'video'] as const;
const PART_OF: Record<(typeof KINDS)[number], Pick1> = {
  image: ({ models }) => ({ models: { image: models.image } }),
  video: ({ models }) => ({ models: { video: models.video } }),
};

function DefaultModels() {
  const { t } = useWorkspace();
  const { settings, change, reset, isChanged } = useChange();
  const { data } = useModelChoices();
  return KINDS.map((kind) => {
    const title = t(`providers.default-${kind}`);
    const part = PART_OF[kind];
    const chosen = settings.models[kind];
    return (
      <SettingRow
        key={kind}
        id={`default-${kind}`}
        title={title}
        hint={t(`providers.default-${kind}-hint`)}
        isChanged={isChanged(part)}
        onReset={() => reset(title, part)}
      >
        {(control) => (
          <Select
            control={control}
            value={chosen}
            options={modelOptions(data?.models ?? [], kind, chosen, t)}
            onChange={(id) => change(title, part, { models: { [kind]: id } })}
          />
        )}
      </SettingRow>
    );
  });
}

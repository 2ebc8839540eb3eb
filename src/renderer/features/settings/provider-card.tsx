import type { ProviderView } from '../../../shared/contract/providers.ts';
import { Badge } from '../../ui/badge.tsx';
import type { BadgeTone } from '../../ui/badge.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { ProviderHealth } from './provider-health.tsx';
import { ProviderKey } from './provider-key.tsx';
import { ProviderLimits } from './provider-limits.tsx';
import { ProviderPrices } from './provider-prices.tsx';
import { useShown } from './shown-settings.ts';

const KEY_TONES: Record<ProviderView['key'], BadgeTone> = {
  missing: 'draft',
  environment: 'ok',
  keychain: 'ok',
  file: 'ok',
  memory: 'warn',
  locked: 'warn',
};

/** One provider: its key, whether it answers, what its models cost, and how much is asked of it at once. */
export function ProviderCard({ provider, onStale }: { provider: ProviderView; onStale: () => void }) {
  const { t } = useWorkspace();
  const shown = useShown();
  const { vendor, name, key, baseUrl } = provider;
  return (
    <section
      aria-label={name}
      data-provider={vendor}
      className="mt-4 flex flex-col divide-y divide-line rounded-card border border-line bg-panel"
    >
      <header className="flex flex-wrap items-center gap-2 px-4 py-3">
        <h3 className="text-title-s">{name}</h3>
        <Badge tone={KEY_TONES[key]} label={t(`providers.place.${key}`)} />
        {baseUrl !== null && (
          <p className="w-full text-small break-all text-text-3">{t('providers.address', { address: baseUrl })}</p>
        )}
      </header>
      <ProviderHealth provider={provider} onStale={onStale} />
      {shown.has('provider-key') && <ProviderKey provider={provider} />}
      {shown.has('provider-prices') && <ProviderPrices provider={provider} />}
      {shown.has('provider-limits') && <ProviderLimits provider={provider} />}
    </section>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import type { ProviderView } from '../../../shared/contract/providers.ts';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CheckedField } from './checked-field.tsx';
import { usePolicies } from './policies-part.tsx';
import { faultOfNumber, keptOf } from './policy-table.ts';

const FIELDS = [
  { field: 'concurrency', bound: 'concurrency' },
  { field: 'createsPerMinute', bound: 'createsPerMinute' },
  { field: 'createBurst', bound: 'burst' },
  { field: 'readsPerMinute', bound: 'readsPerMinute' },
  { field: 'readBurst', bound: 'burst' },
] as const;

/** How many calls of one provider run at the same time, and how many begin or look in a minute. */
export function ProviderLimits({ provider }: { provider: ProviderView }) {
  const { t, api, toasts, reportError } = useWorkspace();
  const queries = useQueryClient();
  const { data } = usePolicies();
  const { vendor, name, limits } = provider;
  const keep = async (next: typeof limits | null): Promise<void> => {
    try {
      await api.providers.updatePolicies({ vendors: { [vendor]: next } });
      toasts.success(t('providers.changed', { name: t('providers.limits') }));
    } catch (error) {
      reportError(error);
    }
    await queries.invalidateQueries({ queryKey: ['settings'] });
  };
  const hasOwn = data !== undefined && Object.hasOwn(data.policies.vendors, vendor);
  return (
    <div className="flex flex-col gap-2 px-4 py-3" data-setting="provider-limits">
      <div>
        <h4 className="text-base font-medium">{t('providers.limits')}</h4>
        <p className="mt-0.5 max-w-prose text-small text-text-2">{t('providers.limits-hint', { name })}</p>
      </div>
      <div className="flex flex-wrap items-start gap-4">
        {FIELDS.map(({ field, bound }) => (
          <CheckedField
            key={field}
            label={t(`policies.vendorDefaults.${field}`)}
            value={String(limits[field])}
            faultOf={(text) => faultOfNumber(text, bound, 1, t)}
            onCommit={(text) => void keep({ ...limits, [field]: keptOf(text, 1) })}
          />
        ))}
        {hasOwn && (
          <span className="pt-6">
            <Button onClick={() => void keep(null)}>{t('providers.limits-reset')}</Button>
          </span>
        )}
      </div>
    </div>
  );
}

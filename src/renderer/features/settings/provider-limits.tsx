import { useQueryClient } from '@tanstack/react-query';
import type { ProviderView } from '../../../shared/contract/providers.ts';
import { DEFAULT_CALL_POLICIES } from '../../../shared/model/call-policies.ts';
import { deepEqual } from '../../../shared/util/deep-equal.ts';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CheckedField } from './checked-field.tsx';
import { faultOfNumber, keptOf } from './policy-table.ts';

const FIELDS = [
  { field: 'concurrency', bound: 'concurrency', label: 'providers.concurrency' },
  { field: 'createsPerMinute', bound: 'createsPerMinute', label: 'providers.creates' },
] as const;

/** How many calls of one provider run at the same time, and how many begin in a minute. */
export function ProviderLimits({ provider }: { provider: ProviderView }) {
  const { t, api, toasts, reportError } = useWorkspace();
  const queries = useQueryClient();
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
  const isUsual = deepEqual(limits, DEFAULT_CALL_POLICIES.vendorDefaults);
  return (
    <div className="flex flex-col gap-2 px-4 py-3" data-setting="provider-limits">
      <div>
        <h4 className="text-base font-medium">{t('providers.limits')}</h4>
        <p className="mt-0.5 max-w-prose text-small text-text-2">{t('providers.limits-hint', { name })}</p>
      </div>
      <div className="flex flex-wrap items-start gap-4">
        {FIELDS.map(({ field, bound, label }) => (
          <CheckedField
            key={field}
            label={t(label)}
            value={String(limits[field])}
            faultOf={(text) => faultOfNumber(text, bound, 1, t)}
            onCommit={(text) => void keep({ ...limits, [field]: keptOf(text, 1) })}
          />
        ))}
        {!isUsual && (
          <span className="pt-6">
            <Button onClick={() => void keep(null)}>{t('providers.limits-reset')}</Button>
          </span>
        )}
      </div>
    </div>
  );
}

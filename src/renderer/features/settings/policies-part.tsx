import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { CallPoliciesPatch } from '../../../shared/model/call-policies.ts';
import { deepEqual } from '../../../shared/util/deep-equal.ts';
import { classNames } from '../../lib/class-names.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { POLICY_GROUPS } from './policy-groups.ts';
import { PolicyNumbers } from './policy-numbers.tsx';
import { PolicyRepeats } from './policy-repeats.tsx';
import { SectionFailure } from './section-failure.tsx';

/** Keeps a change of the table; `name` is what was changed, for the word about it. */
export type KeepPolicies = (name: string, patch: CallPoliciesPatch) => void;

/** The table by which providers are called, and its defaults. */
export function usePolicies() {
  const { api } = useWorkspace();
  return useQuery({ queryKey: ['settings', 'policies'], queryFn: () => api.providers.policies() });
}

/** The whole table of policies (R5.4), for who wants to change it; closed at first. */
export function PoliciesPart() {
  const { t } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="mt-4 rounded-card border border-line bg-panel" data-setting="provider-policies">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="focus-inset flex min-h-9 w-full items-center gap-1.5 rounded-card px-4 py-2 text-left text-base font-medium hover:bg-hover"
        >
          <Icon of={ChevronRight} className={classNames('text-text-3', isOpen && 'rotate-90')} />
          {t('providers.advanced')}
        </button>
      </h3>
      {isOpen && <PolicyTable />}
    </section>
  );
}

function PolicyTable() {
  const { t, api, toasts, reportError } = useWorkspace();
  const queries = useQueryClient();
  const { data, error, refetch } = usePolicies();
  if (error !== null && data === undefined)
    return <SectionFailure error={error} subject={t('providers.advanced')} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="m-4 h-40" />;
  const { policies, defaults } = data;
  const change = async (work: () => Promise<unknown>, said: string): Promise<void> => {
    try {
      await work();
      toasts.success(said);
    } catch (failure) {
      reportError(failure);
    }
    await queries.invalidateQueries({ queryKey: ['settings'] });
  };
  const keep: KeepPolicies = (name, patch) =>
    void change(() => api.providers.updatePolicies(patch), t('providers.changed', { name }));
  const shared = { policies, defaults, keep };
  return (
    <div className="border-t border-line">
      <div className="flex flex-wrap items-start gap-3 px-4 py-3">
        <p className="min-w-60 grow basis-0 text-small text-pretty text-text-2">{t('providers.advanced-hint')}</p>
        {!deepEqual(policies, defaults) && (
          <Button onClick={() => void change(() => api.providers.resetPolicies(), t('providers.was-reset'))}>
            {t('providers.reset-all')}
          </Button>
        )}
      </div>
      <PolicyRepeats {...shared} />
      {POLICY_GROUPS.map((group) => (
        <PolicyNumbers key={group.id} group={group} {...shared} />
      ))}
    </div>
  );
}

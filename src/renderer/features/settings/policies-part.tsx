import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { REPEATED_FAULTS } from '../../../shared/model/call-policies.ts';
import type { CallPolicies, CallPoliciesPatch } from '../../../shared/model/call-policies.ts';
import { deepEqual } from '../../../shared/util/deep-equal.ts';
import { classNames } from '../../lib/class-names.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CheckedField } from './checked-field.tsx';
import { faultOfNumber, keptOf, MINUTES, SECONDS, waitsOf, waitsText } from './policy-table.ts';
import type { Bound } from './policy-table.ts';
import { SectionFailure } from './section-failure.tsx';

/** What the table is about that can be bought now. */
const CAPABILITIES = ['image', 'video'] as const;

type Keep = (name: string, patch: CallPoliciesPatch) => void;

/** The table of waits and repeats (R5.4), for who wants to change it; closed at first. */
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
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'policies'],
    queryFn: () => api.providers.policies(),
  });
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
  const keep: Keep = (name, patch) =>
    void change(() => api.providers.updatePolicies(patch), t('providers.changed', { name }));
  return (
    <div className="flex flex-col gap-5 border-t border-line px-4 py-3">
      <div className="flex flex-wrap items-start gap-3">
        <p className="min-w-60 grow basis-0 text-small text-pretty text-text-2">{t('providers.advanced-hint')}</p>
        {!deepEqual(policies, defaults) && (
          <Button onClick={() => void change(() => api.providers.resetPolicies(), t('providers.was-reset'))}>
            {t('providers.reset-all')}
          </Button>
        )}
      </div>
      {CAPABILITIES.map((capability) => (
        <Repeats key={capability} capability={capability} policies={policies} defaults={defaults} keep={keep} />
      ))}
      <Numbers policies={policies} keep={keep} />
    </div>
  );
}

interface RepeatsProps {
  capability: (typeof CAPABILITIES)[number];
  policies: CallPolicies;
  defaults: CallPolicies;
  keep: Keep;
}

function Repeats({ capability, policies, defaults, keep }: RepeatsProps) {
  const { t } = useWorkspace();
  const title = t('providers.repeats-of', { what: t(`providers.capability.${capability}`) });
  const rules = policies.repeats[capability];
  const isUsual = deepEqual(rules, defaults.repeats[capability]);
  return (
    <Part
      title={title}
      onReset={isUsual ? null : () => keep(title, { repeats: { [capability]: defaults.repeats[capability] } })}
    >
      <table className="w-full text-base">
        <thead className="text-left text-small text-text-2">
          <tr className="border-b border-line">
            {(['fault', 'times', 'waits'] as const).map((column) => (
              <th key={column} scope="col" className="py-1.5 pr-3 font-medium">
                {t(`providers.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {REPEATED_FAULTS.map((fault) => {
            const name = t(`providers.fault.${fault}`);
            const rule = rules[fault];
            const put = (next: Partial<typeof rule>): void =>
              keep(name, { repeats: { [capability]: { [fault]: { ...rule, ...next } } } });
            return (
              <tr key={fault} className="border-b border-line align-top">
                <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                  {name}
                </th>
                <td className="py-1 pr-3">
                  <CheckedField
                    label={`${title}, ${name}: ${t('providers.times')}`}
                    isLabelHidden
                    width="w-16"
                    value={String(rule.times)}
                    faultOf={(text) => faultOfNumber(text, 'times', 1, t)}
                    onCommit={(text) => put({ times: keptOf(text, 1) })}
                  />
                </td>
                <td className="py-1">
                  <CheckedField
                    label={`${title}, ${name}: ${t('providers.waits')}`}
                    isLabelHidden
                    width="w-40"
                    value={waitsText(rule.waitsMs)}
                    faultOf={(text) => (waitsOf(text) === undefined ? t('providers.waits-list') : undefined)}
                    onCommit={(text) => put({ waitsMs: waitsOf(text) ?? rule.waitsMs })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Part>
  );
}

function Numbers({ policies, keep }: { policies: CallPolicies; keep: Keep }) {
  const { t } = useWorkspace();
  const one = (
    label: string,
    value: number,
    bound: Bound,
    scale: number,
    patchOf: (kept: number) => CallPoliciesPatch,
  ) => (
    <CheckedField
      key={label}
      label={label}
      value={String(value / scale)}
      faultOf={(text) => faultOfNumber(text, bound, scale, t)}
      onCommit={(text) => keep(label, patchOf(keptOf(text, scale)))}
    />
  );
  const { pollMs, latePollMs, quickPollingMs, breaker, stalledMs } = policies;
  return (
    <>
      <Part title={t('providers.polling')}>
        <div className="flex flex-wrap items-start gap-4">
          {CAPABILITIES.map((kind) =>
            one(t(`providers.poll.${kind}`), pollMs[kind], 'pollMs', SECONDS, (ms) => ({ pollMs: { [kind]: ms } })),
          )}
          {one(t('providers.poll.late'), latePollMs, 'latePollMs', SECONDS, (ms) => ({ latePollMs: ms }))}
          {CAPABILITIES.map((kind) =>
            one(t(`providers.late.${kind}`), quickPollingMs[kind], 'quickPollingMs', SECONDS, (ms) => ({
              quickPollingMs: { [kind]: ms },
            })),
          )}
        </div>
      </Part>
      <Part title={t('providers.breaker')}>
        <div className="flex flex-wrap items-start gap-4">
          {one(t('providers.breaker-failures'), breaker.failures, 'breakerFailures', 1, (failures) => ({
            breaker: { failures },
          }))}
          {one(t('providers.breaker-open'), breaker.openMs, 'breakerOpenMs', SECONDS, (openMs) => ({
            breaker: { openMs },
          }))}
        </div>
      </Part>
      <Part title={t('providers.stall')}>
        {one(t('providers.stalled'), stalledMs, 'stalledMs', MINUTES, (ms) => ({ stalledMs: ms }))}
      </Part>
    </>
  );
}

function Part({
  title,
  onReset = null,
  children,
}: {
  title: string;
  onReset?: (() => void) | null;
  children: ReactNode;
}) {
  const { t } = useWorkspace();
  return (
    <section aria-label={title}>
      <div className="flex min-h-8 flex-wrap items-center gap-2 pb-1">
        <h4 className="text-base font-medium">{title}</h4>
        {onReset !== null && (
          <Button size="small" onClick={onReset}>
            {t('providers.reset-part', { name: title })}
          </Button>
        )}
      </div>
      {children}
    </section>
  );
}

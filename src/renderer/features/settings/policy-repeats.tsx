import { useState } from 'react';
import { CAPABILITIES, REPEATED_FAULTS } from '../../../shared/model/call-policies.ts';
import type { CallPolicies, Capability } from '../../../shared/model/call-policies.ts';
import { deepEqual } from '../../../shared/util/deep-equal.ts';
import { Button } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/radio-group.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CheckedField } from './checked-field.tsx';
import { Disclosure } from './disclosure.tsx';
import type { KeepPolicies } from './policies-part.tsx';
import { faultOfNumber, keptOf, waitsOf, waitsText } from './policy-table.ts';

/** Troubles that are never met again by themselves, and what happens instead. No entry of the table changes that. */
const NEVER_REPEATED = ['auth', 'content-policy', 'invalid-request', 'blocked-address', 'disk-full', 'lost'] as const;

export interface PolicyRepeatsProps {
  policies: CallPolicies;
  defaults: CallPolicies;
  keep: KeepPolicies;
}

/** How often what is asked again by itself, and after which waits: one table for each thing that is made. */
export function PolicyRepeats({ policies, defaults, keep }: PolicyRepeatsProps) {
  const { t } = useWorkspace();
  const [capability, setCapability] = useState<Capability>('image');
  const isUsual = (each: Capability): boolean => deepEqual(policies.repeats[each], defaults.repeats[each]);
  const title = t('providers.repeats-of', { what: t(`providers.capability.${capability}`) });
  const rules = policies.repeats[capability];
  return (
    <Disclosure
      title={t('policies.group.repeats')}
      hint={t('policies.hint.repeats')}
      isChanged={!CAPABILITIES.every(isUsual)}
      isOpenAtFirst
    >
      <div className="flex min-h-8 flex-wrap items-center gap-3 pb-2">
        <SegmentedControl
          label={t('policies.of-what')}
          value={capability}
          onChange={setCapability}
          options={CAPABILITIES.map((value) => ({ value, label: t(`providers.capability.${value}`) }))}
        />
        {!isUsual(capability) && (
          <Button size="small" onClick={() => keep(title, { repeats: { [capability]: defaults.repeats[capability] } })}>
            {t('providers.reset-part', { name: title })}
          </Button>
        )}
      </div>
      <table className="w-full text-base" aria-label={title}>
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
              // A field that was typed into belongs to its table alone.
              <tr key={`${capability} ${fault}`} className="border-b border-line align-top">
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
      <h5 className="pt-3 pb-1 text-small font-medium text-text-2">{t('policies.never')}</h5>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        {NEVER_REPEATED.map((fault) => (
          <div key={fault} className="contents">
            <dt className="text-text-1">{t(`policies.never.${fault}`)}</dt>
            <dd className="min-w-0 text-pretty text-text-2">{t(`policies.never-text.${fault}`)}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}

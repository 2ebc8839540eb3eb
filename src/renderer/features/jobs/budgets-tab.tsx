import { Save, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import type { BudgetStateView } from '../../../shared/contract/money.ts';
import { MICRO_PER_USD } from '../../../shared/model/money.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { usd } from './call-words.ts';
import { useBudgetNames, useBudgets, useCostActions } from './use-costs.ts';

/** Limits of the day, of a project and of its campaign: where a warning comes, where buying stops. */
export function BudgetsTab({ projectId }: { projectId: string | null }) {
  const { t } = useWorkspace();
  const { campaignId, nameOf } = useBudgetNames(projectId);
  const { data } = useBudgets(projectId, campaignId);
  const mine = data?.budgets.filter(
    ({ scope, scopeId }) => projectId === null || scope === 'day' || scopeId === projectId || scopeId === campaignId,
  );
  return (
    <div className="flex flex-col gap-3">
      <p className="text-small text-text-3">{t('costs.budget-why')}</p>
      {mine?.map((budget) => (
        <Budget
          key={`${budget.scope}:${budget.scopeId}:${budget.softMicroUsd}:${budget.hardMicroUsd}`}
          budget={budget}
          name={t(`costs.budget-scope.${budget.scope}`, { name: nameOf(budget.scopeId) })}
        />
      ))}
    </div>
  );
}

const dollarsOf = (microUsd: number | null): number | undefined =>
  microUsd === null ? undefined : microUsd / MICRO_PER_USD;
const microOf = (dollars: number | undefined): number | null =>
  dollars === undefined ? null : Math.round(dollars * MICRO_PER_USD);

function Budget({ budget, name }: { budget: BudgetStateView; name: string }) {
  const { t } = useWorkspace();
  const actions = useCostActions();
  const { scope, scopeId, softMicroUsd, hardMicroUsd, totalMicroUsd, leftMicroUsd } = budget;
  const [soft, setSoft] = useState(dollarsOf(softMicroUsd));
  const [hard, setHard] = useState(dollarsOf(hardMicroUsd));
  const isChanged = microOf(soft) !== softMicroUsd || microOf(hard) !== hardMicroUsd;
  const isWrong = soft !== undefined && hard !== undefined && soft > hard;
  const limit = hardMicroUsd ?? softMicroUsd;
  const note = [
    t('costs.budget-used', { used: usd(totalMicroUsd) }),
    leftMicroUsd === null ? null : t('costs.budget-left', { left: usd(leftMicroUsd) }),
  ]
    .filter((part) => part !== null)
    .join(', ');
  return (
    <section aria-label={name} className="flex flex-col gap-2 rounded-card border border-line p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 text-base font-medium break-words">{name}</h3>
        {budget.isHardReached ? (
          <Badge tone="err" label={t('costs.budget-hard-reached')} />
        ) : (
          budget.isSoftPassed && <Badge tone="warn" label={t('costs.budget-soft-passed')} />
        )}
      </div>
      <ProgressBar
        label={t('costs.total')}
        share={limit === null || limit === 0 ? 0 : totalMicroUsd / limit}
        note={note}
      />
      <div className="flex flex-wrap items-end gap-3">
        <Limit label={t('costs.budget-soft')} name={name} value={soft} onChange={setSoft} />
        <Limit
          label={t('costs.budget-hard')}
          name={name}
          value={hard}
          onChange={setHard}
          {...(isWrong ? { error: t('costs.budget-order') } : {})}
        />
        <div className="ml-auto flex flex-wrap gap-1.5">
          {!budget.isDefault && (
            <Button tone="quiet" icon={Undo2} onClick={() => actions.resetBudget({ scope, scopeId })}>
              {t('costs.budget-reset')}
            </Button>
          )}
          <Button
            tone="primary"
            icon={Save}
            disabled={!isChanged || isWrong}
            onClick={() =>
              actions.setBudget({ scope, scopeId, softMicroUsd: microOf(soft), hardMicroUsd: microOf(hard) })
            }
          >
            {t('costs.budget-save')}
          </Button>
        </div>
      </div>
    </section>
  );
}

interface LimitProps {
  label: string;
  name: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  error?: string;
}

function Limit({ label, name, value, onChange, error }: LimitProps) {
  const { t } = useWorkspace();
  return (
    <div className="flex items-end gap-1">
      <div className="w-36">
        <Field label={label} error={error}>
          {(control) => (
            <NumberField
              {...control}
              value={value}
              min={0}
              max={1_000_000}
              step={0.01}
              unit="$"
              mixedLabel={t('costs.budget-none')}
              onChange={onChange}
            />
          )}
        </Field>
      </div>
      {value !== undefined && (
        <IconButton
          icon={X}
          label={t('costs.budget-clear', { name: `${name}, ${label}` })}
          onClick={() => onChange(undefined)}
        />
      )}
    </div>
  );
}

import { TriangleAlert, Wallet } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { budgetsInWords } from '../features/jobs/budget-words.ts';
import { useJobBoard } from '../features/jobs/use-jobs.ts';
import { useDayMoney } from '../features/jobs/use-costs.ts';
import { classNames } from '../lib/class-names.ts';
import { Icon } from '../ui/icon.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { commandTooltip, useCommands } from '../workspace/use-commands.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';

const CostsDialog = lazy(async () => ({ default: (await import('../features/jobs/costs-dialog.tsx')).CostsDialog }));

/** What today has cost of what it may; opens the costs. Nothing is shown while money plays no part here. */
export function BudgetPill() {
  const workspace = useWorkspace();
  const { t, commands } = workspace;
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const open = (): void => {
    setWasOpen(true);
    setOpen(true);
  };
  useCommands({ 'costs.open': open }, 'app');
  const board = useJobBoard();
  const isWorking =
    board.data?.open.some((work) => work.kind === 'run' && !work.isWaitingForApproval) === true || isOpen;
  const { data } = useDayMoney(isWorking);
  const day = data?.budgets.find(({ scope }) => scope === 'day');
  // The day has a limit from the first start on; only one that a person set says that money plays a part.
  const isShown = day !== undefined && (data?.everMicroUsd !== 0 || data.budgets.some(({ isDefault }) => !isDefault));
  const { level, text: state } = budgetsInWords(t, data?.budgets ?? []);
  return (
    <>
      {isShown && (
        <Tooltip {...commandTooltip('costs.open', workspace)}>
          <button
            type="button"
            aria-label={t('budget.pill-hint', { state })}
            onClick={() => commands.run('costs.open')}
            className={classNames(
              'tabular flex min-h-6 items-center gap-1.5 rounded-control border border-control/45 bg-raised px-2 text-small whitespace-nowrap hover:bg-hover in-data-[theme=contrast]:border-control',
              level === 'hard' ? 'text-err' : level === 'soft' ? 'text-warn' : 'text-text-2 hover:text-text-1',
            )}
          >
            <Icon of={level === 'none' ? Wallet : TriangleAlert} className="size-3.5" />
            {state}
          </button>
        </Tooltip>
      )}
      {isShown && level !== 'none' && (
        <span role="status" className="sr-only">
          {state}
        </span>
      )}
      {wasOpen && (
        <Suspense>
          <CostsDialog isOpen={isOpen} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}

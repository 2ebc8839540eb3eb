import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SegmentedControl } from '../../ui/radio-group.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { BudgetsTab } from './budgets-tab.tsx';
import { CacheTab } from './cache-tab.tsx';
import { LedgerTab } from './ledger-tab.tsx';
import { SumsTab } from './sums-tab.tsx';
import { useAskedPlace, useCostActions } from './use-costs.ts';
import type { CostTab } from './use-costs.ts';

/** What was spent, on what, and what may be spent: of a project and of the library. */
export function CostsDialog({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useWorkspace();
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('costs.title')}
      closeLabel={t('shell.close')}
      size="large"
    >
      {isOpen && <Costs />}
    </Dialog>
  );
}

function Costs() {
  const { t, route } = useWorkspace();
  const takePlace = useAskedPlace();
  const [asked] = useState(takePlace);
  const actions = useCostActions();
  const projectId = asked?.projectId ?? route.projectId;
  const [tab, setTab] = useState<CostTab>(asked?.tab ?? 'ledger');
  const [isOfProject, setOfProject] = useState(projectId !== null);
  const shownId = isOfProject ? projectId : null;
  return (
    <div className="flex min-h-90 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {projectId !== null && (
          <SegmentedControl
            label={t('costs.scope')}
            value={isOfProject ? 'project' : 'library'}
            onChange={(value) => setOfProject(value === 'project')}
            options={[
              { value: 'project', label: t('costs.scope-project') },
              { value: 'library', label: t('costs.scope-library') },
            ]}
          />
        )}
        <span className="ml-auto">
          <Button icon={Download} onClick={() => actions.saveCsv(shownId)}>
            {t('costs.export')}
          </Button>
        </span>
      </div>
      <Tabs
        label={t('costs.title')}
        value={tab}
        onChange={(next) => setTab(next as CostTab)}
        items={[
          { value: 'ledger', label: t('costs.tab-ledger'), content: <LedgerTab projectId={shownId} /> },
          { value: 'sums', label: t('costs.tab-sums'), content: <SumsTab projectId={shownId} /> },
          { value: 'budgets', label: t('costs.tab-budgets'), content: <BudgetsTab projectId={shownId} /> },
          { value: 'cache', label: t('costs.tab-cache'), content: <CacheTab /> },
        ]}
      />
    </div>
  );
}

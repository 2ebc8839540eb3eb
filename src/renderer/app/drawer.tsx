import { X } from 'lucide-react';
import { useId } from 'react';
import { JobsDrawer } from '../features/jobs/jobs-drawer.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Splitter } from '../ui/splitter.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { DRAWER, usePanelMemory } from '../workspace/panel-memory.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { focusMain } from './regions.ts';
import { HistoryList } from './history-list.tsx';

export type DrawerTab = 'jobs' | 'history';

/** The drawer under the screens: jobs and history. Closed until asked for. */
export function Drawer({ tab }: { tab: DrawerTab }) {
  const { t, showDrawer } = useWorkspace();
  const [panels, change] = usePanelMemory('drawer');
  const id = useId();
  const close = (): void => {
    showDrawer(null);
    // What held the focus is gone with it.
    focusMain();
  };
  return (
    <>
      <Splitter
        {...DRAWER}
        axis="y"
        isReversed
        label={t('shell.resize-drawer')}
        controls={id}
        sizePx={panels.drawerPx ?? DRAWER.defaultPx}
        isCollapsed={false}
        onSize={(drawerPx) => change({ drawerPx })}
        onCollapse={(isCollapsed) => isCollapsed && showDrawer(null)}
      />
      <section
        id={id}
        aria-label={t('shell.drawer')}
        data-landmark
        data-region="drawer"
        tabIndex={-1}
        className="focus-inset relative min-h-0 shrink-0 overflow-y-auto bg-panel"
        style={{ height: panels.drawerPx ?? DRAWER.defaultPx }}
      >
        <Tabs
          label={t('shell.drawer')}
          value={tab}
          onChange={(next) => showDrawer(next as DrawerTab)}
          items={[
            { value: 'jobs', label: t('command.go.jobs'), content: <JobsDrawer /> },
            { value: 'history', label: t('shell.history'), content: <HistoryList /> },
          ]}
        />
        <div className="absolute top-0.5 right-2">
          <IconButton label={t('shell.close')} icon={X} size="small" onClick={close} />
        </div>
      </section>
    </>
  );
}

import { ChevronDown, ChevronRight, Menu as MenuIcon, Search } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { selectProject } from '../editor/selectors.ts';
import { JobsPill } from '../features/jobs/jobs-pill.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu-entries.tsx';
import { useDocument } from '../workspace/project-editor.tsx';
import { keysOfCommand } from '../workspace/use-commands.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { BudgetPill } from './budget-pill.tsx';
import { SaveStateLine } from './save-state.tsx';
import { useAppMenu } from './use-app-menu.ts';

const RECENT = 8;

/** Project, saving, search and jobs; also the menu, where the system has no menu bar of ours. */
export function TitleBar() {
  const workspace = useWorkspace();
  const { t, commands, route } = workspace;
  const menu = useAppMenu();
  const keys = keysOfCommand('palette.open', workspace);
  return (
    <header
      aria-label={t('shell.title-bar')}
      data-landmark
      data-shell
      tabIndex={-1}
      className="focus-inset flex min-h-9 shrink-0 items-center gap-2 border-b border-line bg-panel px-2"
    >
      <Menu trigger={<IconButton label={t('shell.menu')} icon={MenuIcon} size="small" />} entries={menu} />
      <Crumb />
      {route.projectId !== null && <SaveStateLine />}
      <div className="ml-auto flex items-center gap-2">
        <button
          type="button"
          aria-label={t('shell.open')}
          data-tour="palette"
          onClick={() => commands.run('palette.open')}
          className="flex min-h-6 items-center gap-2 rounded-control border border-control/45 bg-raised px-2 text-small text-text-3 hover:bg-hover hover:text-text-1 in-data-[theme=contrast]:border-control"
        >
          <Icon of={Search} className="size-3.5" />
          <span className="max-w-40 truncate">{t('shell.search')}</span>
          {keys !== undefined && <Kbd keys={keys} />}
        </button>
        <BudgetPill />
        <JobsPill />
      </div>
    </header>
  );
}

function Crumb() {
  const { t, go, route, api } = useWorkspace();
  const project = useDocument(selectProject);
  const { data } = useQuery({
    queryKey: ['projects', 'recent'],
    queryFn: () => api.projects.list({ limit: RECENT }),
  });
  const entries: MenuEntry[] = [
    ...(data?.projects ?? []).map((card): MenuEntry => ({
      kind: 'action',
      id: card.id,
      label: card.name,
      onSelect: () => go({ screen: 'storyboard', projectId: card.id }),
    })),
    ...((data?.projects.length ?? 0) > 0 ? [{ kind: 'line', id: 'line' } as const] : []),
    { kind: 'action', id: 'all', label: t('shell.all-projects'), onSelect: () => go({ screen: 'library' }) },
  ];
  return (
    <div className="flex min-w-0 items-center gap-1">
      <Button tone="quiet" size="small" onClick={() => go({ screen: 'library' })}>
        {t('command.go.library')}
      </Button>
      <Icon of={ChevronRight} className="size-3.5 text-text-3" />
      <Menu
        entries={entries}
        trigger={
          <button
            type="button"
            className="flex min-h-6 min-w-0 items-center gap-1 rounded-control px-2 text-small font-medium text-text-1 hover:bg-hover"
          >
            <span className="max-w-70 truncate" title={project?.name}>
              {route.projectId === null ? t('shell.no-project') : (project?.name ?? '…')}
            </span>
            <Icon of={ChevronDown} className="size-3.5 text-text-3" />
          </button>
        }
      />
    </div>
  );
}

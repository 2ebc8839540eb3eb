import { COMMANDS } from '../../shared/commands/all-commands.ts';
import type { MenuName } from '../../shared/commands/command-types.ts';
import type { MenuEntry } from '../ui/menu-entries.tsx';
import { useHistoryState } from '../workspace/project-editor.tsx';
import { commandMenu, useCommandsVersion } from '../workspace/use-commands.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { stepInWords } from './history-list.tsx';

export const MENU_ORDER: readonly MenuName[] = [
  'file',
  'edit',
  'view',
  'go',
  'library',
  'brief',
  'scene',
  'shot',
  'jobs',
  'export',
  'help',
];

/** The whole menu from the command table: only what can be meant here, with keys and reasons. */
export function useAppMenu(): MenuEntry[] {
  const workspace = useWorkspace();
  const { t } = workspace;
  useCommandsVersion();
  const history = useHistoryState();
  return MENU_ORDER.flatMap((menu): MenuEntry[] => {
    const ids = COMMANDS.filter((row) => row.menu === menu).map(({ id }) => id);
    const entries = commandMenu(ids, workspace).map((entry) => {
      if (entry.kind !== 'action') return entry;
      const step = entry.id === 'edit.undo' ? history?.undoLabel : entry.id === 'edit.redo' ? history?.redoLabel : null;
      if (step == null) return entry;
      return {
        ...entry,
        label: t(entry.id === 'edit.undo' ? 'shell.undo-of' : 'shell.redo-of', { label: stepInWords(t, step) }),
      };
    });
    return entries.length === 0 ? [] : [{ kind: 'sub', id: menu, label: t(`shell.menu-${menu}`), entries }];
  });
}

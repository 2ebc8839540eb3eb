import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS } from '../../shared/commands/all-commands.ts';
import type { CommandRow, MenuName, Platform } from '../../shared/commands/command-types.ts';
import type { ShellState } from '../../shared/contract/shell-bridge.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import { acceleratorOf } from './accelerator.ts';

/** The menu bar as data, from the same table as palette, keys and manual. */

/** What a click means; only the first kind reaches the page. */
export interface MenuActions {
  command(id: string): void;
  /** An editing command of the text field that has the focus. */
  edit(what: 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll'): void;
  openRecent(projectId: string): void;
  clearRecent(): void;
  quit(): void;
}

export interface RecentProject {
  id: string;
  name: string;
  /** False while it lies in the trash. */
  isThere: boolean;
}

export interface MenuFacts {
  t: Translate;
  platform: Platform;
  isPackaged: boolean;
  /** Null until the page has told of itself. */
  state: ShellState | null;
  recent: readonly RecentProject[];
}

const MENUS: readonly MenuName[] = [
  'file',
  'edit',
  'view',
  'go',
  'shot',
  'scene',
  'library',
  'brief',
  'jobs',
  'export',
  'help',
];
/** Rows that only a text field or a dialog needs: a menu bar has no use for them. */
const isForMenu = (row: CommandRow): boolean =>
  row.context !== 'modal' && row.context !== 'text' && row.id !== 'menu.context';
const EDITING: Readonly<Record<string, Parameters<MenuActions['edit']>[0]>> = {
  'edit.undo': 'undo',
  'edit.redo': 'redo',
  'edit.cut': 'cut',
  'edit.copy': 'copy',
  'edit.paste': 'paste',
  'edit.selectAll': 'selectAll',
};
const LINE: MenuItemConstructorOptions = { type: 'separator' };

/** A row as a menu item. The page holds the keys itself: the menu shows them and takes none, except on a Mac. */
function itemOf(row: CommandRow, facts: MenuFacts, actions: MenuActions): MenuItemConstructorOptions {
  const { t, platform, state } = facts;
  const accelerator = acceleratorOf(row, platform);
  const edit = EDITING[row.id];
  const isText = edit !== undefined && state?.isEditingText === true;
  // E7: the page may not read the clipboard; the window's own paste brings it what lies there, whatever has the focus.
  const isNative = isText || edit === 'paste';
  const label = row.id === 'edit.undo' ? state?.undoLabel : row.id === 'edit.redo' ? state?.redoLabel : null;
  return {
    id: row.id,
    label: (isText ? null : label) ?? t(row.titleKey),
    enabled: isText || (state?.enabled.includes(row.id) ?? false),
    click: () => (isNative && edit !== undefined ? actions.edit(edit) : actions.command(row.id)),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: platform === 'mac' }),
  };
}

function recentMenu({ t, recent }: MenuFacts, actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: t('desktop.open-recent'),
    submenu:
      recent.length === 0
        ? [{ label: t('desktop.no-recent'), enabled: false }]
        : [
            ...recent.map(({ id, name, isThere }) => ({
              label: isThere ? name : t('desktop.recent-gone', { name }),
              enabled: isThere,
              click: () => actions.openRecent(id),
            })),
            LINE,
            { label: t('desktop.clear-recent'), click: () => actions.clearRecent() },
          ],
  };
}

function appMenu({ t }: MenuFacts, actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: 'Framewright',
    submenu: [
      { role: 'about', label: t('desktop.about') },
      LINE,
      { role: 'services', label: t('desktop.services') },
      LINE,
      { role: 'hide', label: t('desktop.hide') },
      { role: 'hideOthers', label: t('desktop.hide-others') },
      { role: 'unhide', label: t('desktop.show-all') },
      LINE,
      { label: t('desktop.quit'), accelerator: 'Cmd+Q', click: () => actions.quit() },
    ],
  };
}

function windowMenu({ t }: MenuFacts): MenuItemConstructorOptions {
  return {
    label: t('desktop.window'),
    submenu: [
      { role: 'minimize', label: t('desktop.minimize') },
      { role: 'zoom', label: t('desktop.zoom-window') },
      { role: 'close', label: t('desktop.close-window') },
    ],
  };
}

/** What the registry does not know of: window and system. No zoom roles, the UI scale is a setting (ux.md 2.2). */
function extrasOf(menu: MenuName, facts: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  const { t, platform, isPackaged } = facts;
  if (menu === 'file')
    return [
      LINE,
      recentMenu(facts, actions),
      ...(platform === 'mac' ? [] : [LINE, { label: t('desktop.quit'), click: () => actions.quit() }]),
    ];
  if (menu === 'view')
    return [
      LINE,
      { role: 'togglefullscreen', label: t('desktop.full-screen') },
      // E17: nothing to look inside with in what is shipped.
      ...(isPackaged ? [] : [{ role: 'toggleDevTools' as const, label: t('desktop.developer-tools') }]),
    ];
  return [];
}

/** The whole menu bar in the current language. */
export function buildMenu(facts: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  const { t, platform } = facts;
  const bar = MENUS.map((menu) => ({
    id: `menu.${menu}`,
    label: t(`shell.menu-${menu}`),
    submenu: [
      ...COMMANDS.filter((row) => row.menu === menu && isForMenu(row)).map((row) => itemOf(row, facts, actions)),
      ...extrasOf(menu, facts, actions),
    ],
    ...(menu === 'help' && platform === 'mac' ? { role: 'help' as const } : {}),
  }));
  return platform === 'mac' ? [appMenu(facts, actions), ...bar.slice(0, -1), windowMenu(facts), ...bar.slice(-1)] : bar;
}

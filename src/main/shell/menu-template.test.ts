import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../shared/commands/all-commands.ts';
import type { ShellState } from '../../shared/contract/shell-bridge.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { acceleratorOf } from './accelerator.ts';
import { buildMenu } from './menu-template.ts';
import type { MenuActions, MenuFacts } from './menu-template.ts';

const state: ShellState = {
  language: 'en',
  enabled: ['edit.undo', 'project.new'],
  undoLabel: 'Undo Move 3 panels',
  redoLabel: null,
  project: null,
  isSaving: false,
};
const facts: MenuFacts = { t: createTranslate('en'), platform: 'linux', isPackaged: true, state, recent: [] };
const noActions = (): MenuActions => ({
  command: vi.fn<MenuActions['command']>(),
  edit: vi.fn<MenuActions['edit']>(),
  openRecent: vi.fn<MenuActions['openRecent']>(),
  clearRecent: vi.fn<MenuActions['clearRecent']>(),
  quit: vi.fn<MenuActions['quit']>(),
});
const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
const itemOf = (id: string, over: Partial<MenuFacts> = {}, actions = noActions()): MenuItemConstructorOptions => {
  const item = flat(buildMenu({ ...facts, ...over }, actions)).find((row) => row.id === id);
  if (item === undefined) throw new Error(`no ${id}`);
  return item;
};
const click = (item: MenuItemConstructorOptions): void => (item.click as () => void)();

describe('the menu bar', () => {
  it('holds every command of the table that is not for a dialog or a text field, once', () => {
    const ids = flat(buildMenu(facts, noActions())).flatMap(({ id }) =>
      id?.startsWith('menu.') === false ? [id] : [],
    );
    const wanted = COMMANDS.filter(
      ({ context, id }) => context !== 'modal' && context !== 'text' && id !== 'menu.context',
    );
    expect(ids.toSorted()).toEqual(wanted.map(({ id }) => id).sort());
  });
  it('is in the language of the page', () => {
    const thai = buildMenu({ ...facts, state: null, t: createTranslate('th') }, noActions());
    for (const { label } of flat(thai).filter((item) => item.label !== undefined && item.label !== ''))
      expect(label, label).toMatch(/[\u0E00-\u0E7F]|Framewright|\.\.\./);
  });
  it('a click sends the command’s id; what cannot run is grey; undo says what', () => {
    const actions = noActions();
    click(itemOf('project.new', {}, actions));
    expect(actions.command).toHaveBeenCalledWith('project.new');
    expect(itemOf('project.new').enabled).toBe(true);
    expect(itemOf('edit.redo').enabled).toBe(false);
    expect(itemOf('edit.undo').label).toBe('Undo Move 3 panels');
    expect(itemOf('project.new', { state: null }).enabled).toBe(false);
  });
  it('while a text field is edited, cut, copy, paste and undo mean its text', () => {
    const actions = noActions();
    const editing = { state: { ...state, isEditingText: true } };
    click(itemOf('edit.copy', editing, actions));
    click(itemOf('edit.undo', editing, actions));
    expect(actions.edit).toHaveBeenCalledWith('copy');
    expect(actions.edit).toHaveBeenCalledWith('undo');
    expect(actions.command).not.toHaveBeenCalled();
    expect(itemOf('edit.paste', editing).enabled).toBe(true);
    expect(itemOf('edit.undo', editing).label).not.toBe('Undo Move 3 panels');
  });
  it('paste is the window’s own, on a board as in a text field', () => {
    for (const platform of ['mac', 'windows', 'linux'] as const) {
      const actions = noActions();
      click(itemOf('edit.paste', { platform, state: { ...state, enabled: ['edit.paste', 'edit.copy'] } }, actions));
      expect(actions.edit).toHaveBeenCalledWith('paste');
      expect(actions.command).not.toHaveBeenCalled();
    }
    const actions = noActions();
    click(itemOf('edit.copy', { state: { ...state, enabled: ['edit.copy'] } }, actions));
    expect(actions.command).toHaveBeenCalledWith('edit.copy');
  });
  it('lists recent projects; one in the trash is grey', () => {
    const actions = noActions();
    const recent = [
      { id: 'a', name: 'Rain', isThere: true },
      { id: 'b', name: 'Snow', isThere: false },
    ];
    const items = flat(buildMenu({ ...facts, recent }, actions));
    const rain = items.find(({ label }) => label === 'Rain');
    if (rain === undefined) throw new Error('no recent project');
    click(rain);
    expect(actions.openRecent).toHaveBeenCalledWith('a');
    expect(items.find(({ label }) => label?.startsWith('Snow'))?.enabled).toBe(false);
  });
  it('takes no key from the page, except on a Mac, and there none that a text field needs', () => {
    for (const item of flat(buildMenu(facts, noActions())).filter(({ accelerator }) => accelerator !== undefined))
      expect(item.registerAccelerator, item.id).toBe(false);
    for (const item of flat(buildMenu({ ...facts, platform: 'mac' }, noActions())))
      if (item.accelerator !== undefined) expect(item.accelerator, item.id).toMatch(/Cmd|Ctrl|Alt|F\d/);
  });
  it('has no zoom of the page, and nothing to look inside with once packaged', () => {
    const roles = (isPackaged: boolean): unknown[] =>
      flat(buildMenu({ ...facts, isPackaged }, noActions())).map(({ role }) => role);
    for (const role of ['zoomIn', 'zoomOut', 'resetZoom', 'reload', 'forceReload'])
      expect(roles(false)).not.toContain(role);
    expect(roles(true)).not.toContain('toggleDevTools');
    expect(roles(false)).toContain('toggleDevTools');
  });
  it('keys are spelt as Electron reads them', () => {
    expect(acceleratorOf({ keys: { all: ['Mod+Shift+KeyZ'] } }, 'linux')).toBe('CmdOrCtrl+Shift+Z');
    expect(acceleratorOf({ keys: { all: ['Mod+Comma'] } }, 'mac')).toBe('CmdOrCtrl+,');
    expect(acceleratorOf({ keys: { mac: ['Ctrl+Backquote'], other: ['Mod+Backquote'] } }, 'mac')).toBe('Ctrl+`');
    expect(acceleratorOf({ keys: { all: ['KeyF'] } }, 'mac')).toBeUndefined();
    expect(acceleratorOf({ keys: { all: ['?'] } }, 'linux')).toBeUndefined();
    const spelling =
      /^((CmdOrCtrl|Ctrl|Alt|Shift)\+)*([A-Z0-9,./`=[\]-]|F\d+|Left|Right|Up|Down|Return|Esc|Delete|Backspace|Tab|Home|End|PageUp|PageDown|Space)$/;
    for (const row of COMMANDS)
      for (const platform of ['mac', 'windows', 'linux'] as const) {
        const keys = acceleratorOf(row, platform);
        if (keys !== undefined) expect(keys, row.id).toMatch(spelling);
      }
  });
});

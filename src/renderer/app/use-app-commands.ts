import { useCallback, useState } from 'react';
import { useCommands, usePredicates } from '../workspace/use-commands.ts';
import { useEditor, useHistoryState } from '../workspace/project-editor.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';
import type { DrawerTab } from './drawer.tsx';
import { stepInWords } from './history-list.tsx';
import { focusMain, focusRegion } from './regions.ts';

export type PaletteMode = 'all' | 'jump';

/** The context menu of the focused item, for keyboards without a menu key. */
function openContextMenu(): void {
  const { activeElement } = document;
  if (activeElement === null) return;
  const { left, top, height } = activeElement.getBoundingClientRect();
  activeElement.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left + 8, clientY: top + height / 2 }),
  );
}

const THEMES = ['system', 'dark', 'light', 'contrast'] as const;

/** Binds what can be done on every screen; gives the state of what those commands open. */
export function useAppCommands(drawer: DrawerTab | null) {
  const workspace = useWorkspace();
  const { t, go, route, settings, setSettings, language, toasts, showDrawer, api, commands, intake, reportError } =
    workspace;
  const [palette, setPalette] = useState<PaletteMode | null>(null);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [isManualOpen, setManualOpen] = useState(false);
  const editor = useEditor();
  const history = useHistoryState();
  usePredicates({ 'can-undo': history?.canUndo === true, 'can-redo': history?.canRedo === true });

  const step = (kind: 'undo' | 'redo') => (): void => {
    const done = editor?.[kind]();
    if (done == null) return;
    // Back to where the change was visible.
    const screen = done.selection?.screen;
    if (screen === 'brief' || screen === 'storyboard' || screen === 'export') go({ screen });
    toasts.success(t(kind === 'undo' ? 'shell.undone' : 'shell.redone', { label: stepInWords(t, done) }));
  };
  const toggle = (tab: DrawerTab) => (): void => showDrawer(drawer === tab ? null : tab);
  const duplicate = (): void => {
    const { projectId } = route;
    if (projectId === null) return;
    // The copy is of what is seen, not of what is stored yet.
    Promise.resolve(editor?.autosave.flush())
      .then(() => api.projects.duplicate({ projectId }))
      .then((copy) => go({ screen: 'storyboard', projectId: copy.projectId }), reportError);
  };

  // Its sheet belongs to the library: gone to first, which then does it.
  const beginProject = (): void => {
    commands.runOnArrival('project.new');
    go({ screen: 'library' });
  };

  // From the menu or the palette; the key brings the system's own paste.
  const paste = async (): Promise<void> => {
    try {
      const items = await navigator.clipboard.read();
      const files: File[] = [];
      let text = '';
      for (const item of items) {
        const picture = item.types.find((type) => type.startsWith('image/'));
        if (picture !== undefined) files.push(new File([await item.getType(picture)], 'pasted', { type: picture }));
        else if (item.types.includes('text/plain')) text = await (await item.getType('text/plain')).text();
      }
      if (!intake.paste({ text, files })) toasts.success(t('shell.paste-nowhere'));
    } catch {
      // Not allowed, or nothing that can be read.
      toasts.success(t('shell.paste-failed'));
    }
  };

  usePredicates({ clipboard: true });
  useCommands(
    {
      'edit.paste': () => void paste(),
      'project.new': beginProject,
      'palette.open': () => setPalette('all'),
      'palette.jump': () => setPalette('jump'),
      'go.library': () => go({ screen: 'library' }),
      'go.brief': () => go({ screen: 'brief' }),
      'go.storyboard': () => go({ screen: 'storyboard' }),
      'go.jobs': () => go({ screen: 'jobs' }),
      'go.export': () => go({ screen: 'export' }),
      'export.open': () => go({ screen: 'export' }),
      'go.settings': () => go({ screen: 'settings' }),
      'jobs.toggle': toggle('jobs'),
      'help.shortcuts': () => setSheetOpen(true),
      'help.manual': () => setManualOpen(true),
      'menu.context': openContextMenu,
      'region.next': () => focusRegion(1),
      'region.previous': () => focusRegion(-1),
      'region.main': focusMain,
      'theme.next': () =>
        setSettings({ theme: THEMES[(THEMES.indexOf(settings.theme) + 1) % THEMES.length] ?? 'system' }),
      'language.next': () => setSettings({ language: language === 'en' ? 'th' : 'en' }),
      // In the library that is what is selected there.
      ...(route.projectId === null || route.screen === 'library' ? {} : { 'project.duplicate': duplicate }),
      ...(editor === null
        ? {}
        : { 'edit.undo': step('undo'), 'edit.redo': step('redo'), 'history.show': toggle('history') }),
    },
    'app',
  );
  return {
    palette,
    closePalette: useCallback(() => setPalette(null), []),
    isSheetOpen,
    setSheetOpen,
    isManualOpen,
    setManualOpen,
  };
}

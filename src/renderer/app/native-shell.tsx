import { useEffect, useState } from 'react';
import { bridgeOf } from '../client/bridge.ts';
import { selectProject } from '../editor/selectors.ts';
import { useDocument, useHistoryState, useSaveState } from '../workspace/project-editor.tsx';
import { useCommandsVersion } from '../workspace/use-commands.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { stepInWords } from './history-list.tsx';

const TEXT = 'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, [contenteditable=true]';

/** In the desktop app: menu clicks become commands, and the menu bar follows what can be done. Nothing in a browser. */
export function NativeShell() {
  const { t, language, commands, go, showDrawer } = useWorkspace();
  const version = useCommandsVersion();
  const history = useHistoryState();
  const project = useDocument(selectProject);
  const save = useSaveState();
  useEffect(() => {
    const bridge = bridgeOf(window);
    if (bridge === undefined) return undefined;
    const offCommand = bridge.onCommand((id) => void commands.run(id));
    const offOpen = bridge.onOpen((target) => {
      if (target.kind === 'project') go({ screen: 'storyboard', projectId: target.id });
      else {
        go(target.projectId === null ? { screen: 'jobs' } : { screen: 'storyboard', projectId: target.projectId });
        showDrawer('jobs');
      }
    });
    return () => {
      offCommand();
      offOpen();
    };
  }, [commands, go, showDrawer]);
  const undoLabel =
    history?.undoLabel == null ? null : t('shell.undo-of', { label: stepInWords(t, history.undoLabel) });
  const redoLabel =
    history?.redoLabel == null ? null : t('shell.redo-of', { label: stepInWords(t, history.redoLabel) });
  const [isEditingText, setEditingText] = useState(false);
  useEffect(() => {
    const onFocus = (): void => setEditingText(document.activeElement?.matches(TEXT) === true);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onFocus);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onFocus);
    };
  }, []);
  const isSaving = save !== undefined && save.kind !== 'saved';
  useEffect(() => {
    bridgeOf(window)?.tellState({
      language,
      enabled: commands.bound().flatMap(({ id }) => (commands.isPossible(id) ? [id] : [])),
      undoLabel: undoLabel?.slice(0, 200) ?? null,
      redoLabel: redoLabel?.slice(0, 200) ?? null,
      project: project === undefined ? null : { id: project.id, name: project.name.slice(0, 200) },
      isSaving,
      isEditingText,
    });
  }, [language, commands, version, undoLabel, redoLabel, project, isSaving, isEditingText]);
  return null;
}

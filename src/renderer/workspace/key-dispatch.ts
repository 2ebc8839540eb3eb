import { createKeyMap } from '../../shared/commands/resolve-key.ts';
import { COMMANDS } from '../../shared/commands/all-commands.ts';
import type { CommandContext, Platform } from '../../shared/commands/command-types.ts';
import type { Screen } from '../../shared/model/screens.ts';
import type { CommandCenter } from './command-center.ts';

const EDITABLE =
  'input:not([type=checkbox]):not([type=radio]):not([type=range]):not([type=button]), textarea, select, [contenteditable=true]';
const MODAL = '[role=dialog][data-open], [role=alertdialog][data-open], [aria-modal=true]';
/** Widgets that use plain letters, Space, Enter and arrows themselves. A list that nobody types in says so. */
const WIDGET =
  '[role=menu], [role=listbox]:not([data-no-typing]), [role=slider], [role=separator], [role=tablist], [role=radiogroup], [role=tree]';
const PRESSABLE = 'button, a[href], [role=button], [role=checkbox], [role=switch], summary, video, audio';

/** The stack of contexts around a focused element, from the top. */
export function contextsAround(target: Element | null, screen: Screen): CommandContext[] {
  const stack: CommandContext[] = [];
  if (target?.matches(EDITABLE) === true) stack.push('text');
  if (target?.closest(MODAL) != null) stack.push('modal');
  const region = target?.closest<HTMLElement>('[data-region]')?.dataset['region'];
  if (region !== undefined) stack.push(`region.${region}`);
  return [...stack, screen, 'app'];
}

/** Keys that a focused control has for itself: they do not become commands. */
function isControlsOwn(event: KeyboardEvent, target: Element | null): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || target === null) return false;
  if (target.closest(WIDGET) !== null && (event.key.length === 1 || /^(Arrow|Enter|Home|End|Page)/.test(event.key)))
    return true;
  return target.closest(PRESSABLE) === target && (event.key === ' ' || event.key === 'Enter');
}

/** One listener for all keys of the window. Gives how to end it. */
export function listenForKeys(deps: {
  window: Window;
  platform: Platform;
  center: CommandCenter;
  screen: () => Screen;
}): () => void {
  const map = createKeyMap(COMMANDS, deps.platform);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : null;
    if (isControlsOwn(event, target)) return;
    const answer = map.resolve(
      {
        key: event.key,
        code: event.code,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        shiftKey: event.shiftKey,
        repeat: event.repeat,
        isComposing: event.isComposing,
        altGraph: event.getModifierState('AltGraph'),
      },
      contextsAround(target, deps.screen()),
    );
    if (answer === null) return;
    // The system's own paste follows this key and brings what a page may not read by itself.
    if (answer.command?.id === 'edit.paste') return;
    // A browser's own meaning of the chord (print, save, find) never comes between.
    if (answer.command === null || deps.center.isBound(answer.command.id)) event.preventDefault();
    if (answer.command !== null) deps.center.run(answer.command.id);
  };
  deps.window.addEventListener('keydown', onKeyDown);
  return () => deps.window.removeEventListener('keydown', onKeyDown);
}

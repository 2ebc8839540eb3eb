import type { CommandCenter } from '../../workspace/command-center.ts';

/** Opens the inspector where it is shut: in a narrow window it waits, and whoever asked to edit a brand would see nothing. */
export function showInspector(commands: Pick<CommandCenter, 'run'>): void {
  if (document.querySelector('aside[data-landmark]') === null) commands.run('panel.inspector');
}

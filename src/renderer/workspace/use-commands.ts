import { useEffect, useRef, useSyncExternalStore } from 'react';
import { commandOf } from '../../shared/commands/all-commands.ts';
import { formatKeys, keysOn } from '../../shared/commands/keys.ts';
import type { Predicate } from '../../shared/commands/command-types.ts';
import type { MenuEntry } from '../ui/menu-entries.tsx';
import { COMMAND_ICONS } from './command-icons.ts';
import { useWorkspace } from './workspace-context.ts';
import type { BindingLevel } from './command-center.ts';
import type { Workspace } from './workspace-context.ts';

type Handlers = Readonly<Record<string, () => void>>;

/**
 * Binds commands while the caller is on screen. The set of ids may change; handlers are always the newest. The frame says
 * `app`: what it binds again later never covers what the screen binds. A dialog says `dialog`.
 */
export function useCommands(handlers: Handlers, level: BindingLevel = 'screen'): void {
  const { commands } = useWorkspace();
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const ids = Object.keys(handlers).sort().join(' ');
  useEffect(
    () =>
      commands.bind(
        Object.fromEntries(
          ids
            .split(' ')
            .filter(Boolean)
            .map((id) => [id, () => latest.current[id]?.()]),
        ),
        level,
      ),
    [commands, ids, level],
  );
}

/** Says what holds while the caller is on screen: `selection`, `takes` … */
export function usePredicates(values: Partial<Record<Predicate, boolean>>): void {
  const { commands } = useWorkspace();
  const text = JSON.stringify(values);
  useEffect(() => commands.state(JSON.parse(text) as Partial<Record<Predicate, boolean>>), [commands, text]);
}

/** Draws the caller again when what can be run changes. */
export function useCommandsVersion(): number {
  const { commands } = useWorkspace();
  return useSyncExternalStore(commands.subscribe, commands.version);
}

/** A command's keys on this system as a person reads them; undefined where it has none. */
export function keysOfCommand(id: string, { platform }: Pick<Workspace, 'platform'>): string | undefined {
  const [keys] = keysOn(commandOf(id).keys, platform);
  return keys === undefined ? undefined : formatKeys(keys, platform);
}

/** Rows for a menu or context menu from the command table. What nothing binds at present is left out; what is not possible says why. */
export function commandMenu(
  ids: readonly string[],
  workspace: Pick<Workspace, 'commands' | 't' | 'platform'>,
): MenuEntry[] {
  const { commands, t } = workspace;
  const rows = ids.flatMap((id, at): MenuEntry[] => {
    if (id === 'line') return [{ kind: 'line', id: `line-${at}` }];
    if (!commands.isBound(id)) return [];
    const row = commandOf(id);
    const why = commands.whyNot(id);
    const icon = COMMAND_ICONS[row.icon];
    const keys = keysOfCommand(id, workspace);
    return [
      {
        kind: 'action',
        id,
        label: t(row.titleKey),
        isDisabled: why !== null,
        isDanger: row.icon.startsWith('trash'),
        onSelect: () => void commands.run(id),
        ...(icon === undefined ? {} : { icon }),
        ...(keys === undefined ? {} : { keys }),
        ...(why === null ? {} : { secondary: t(why) }),
      },
    ];
  });
  // No line at an end, and none beside another.
  return rows.filter(
    ({ kind }, at) => kind !== 'line' || (at > 0 && at < rows.length - 1 && rows[at - 1]?.kind !== 'line'),
  );
}

/** Name and keys of a command, for a button that runs it. */
export function commandTooltip(
  id: string,
  workspace: Pick<Workspace, 't' | 'platform'>,
): { label: string; keys?: string } {
  const keys = keysOfCommand(id, workspace);
  return { label: workspace.t(commandOf(id).titleKey), ...(keys === undefined ? {} : { keys }) };
}

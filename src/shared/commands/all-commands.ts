import { APP_COMMANDS } from './app-commands.ts';
import { BOARD_COMMANDS } from './board-commands.ts';
import type { CommandRow } from './command-types.ts';
import { EDIT_COMMANDS } from './edit-commands.ts';
import { LIBRARY_COMMANDS } from './library-commands.ts';
import { SCREEN_COMMANDS } from './screen-commands.ts';
import { SHOT_COMMANDS } from './shot-commands.ts';

/** Every command there is. */
export const COMMANDS: readonly CommandRow[] = [
  ...APP_COMMANDS,
  ...EDIT_COMMANDS,
  ...SHOT_COMMANDS,
  ...BOARD_COMMANDS,
  ...LIBRARY_COMMANDS,
  ...SCREEN_COMMANDS,
];

const byId = new Map(COMMANDS.map((row) => [row.id, row]));

/** The row of a command. Throws for an id that is not in the table: a mistake in the program. */
export function commandOf(id: string): CommandRow {
  const row = byId.get(id);
  if (row === undefined) throw new Error(`no command ${id}`);
  return row;
}

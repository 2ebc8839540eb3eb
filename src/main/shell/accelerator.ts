import { keyName, keysOn, parseKeys } from '../../shared/commands/keys.ts';
import type { CommandRow, Platform } from '../../shared/commands/command-types.ts';

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Enter: 'Return',
};
/** Keys that Electron has no name for. */
const NAMELESS: ReadonlySet<string> = new Set(['?', 'ContextMenu']);

/**
 * The main keys of a command in Electron's spelling, for the menu to show. On a Mac a menu item really takes its key, so
 * letters without a modifier are left out there: they belong to the page, where a text field may need them.
 */
export function acceleratorOf(row: Pick<CommandRow, 'keys'>, platform: Platform): string | undefined {
  const [text] = keysOn(row.keys, platform);
  if (text === undefined) return undefined;
  const chord = parseKeys(text);
  if (NAMELESS.has(chord.key)) return undefined;
  const isPlain = !chord.mod && !chord.ctrl && !chord.alt && !/^F\d+$/.test(chord.key);
  if (isPlain && platform === 'mac') return undefined;
  return [
    ...(chord.mod ? ['CmdOrCtrl'] : []),
    ...(chord.ctrl ? ['Ctrl'] : []),
    ...(chord.alt ? ['Alt'] : []),
    ...(chord.shift ? ['Shift'] : []),
    keyName(chord.key, NAMES),
  ].join('+');
}

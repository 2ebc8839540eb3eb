import type { CommandContext, CommandRow, Platform } from './command-types.ts';
import { keysOn, matchesChord, parseKeys } from './keys.ts';
import type { KeyChord, KeyEventLike } from './keys.ts';

export interface KeyAnswer {
  /** `null`: a held key whose command does not repeat; the event is used up all the same. */
  command: CommandRow | null;
}

export interface KeyMap {
  /** The command of an event, with the stack of contexts from the top; `null`: the event is not ours. */
  resolve(event: KeyEventLike, stack: readonly CommandContext[]): KeyAnswer | null;
}

/** Chords that a text field has itself: they never reach a command while one is edited. */
const NATIVE_IN_TEXT = new Set(['KeyA', 'KeyC', 'KeyX', 'KeyV', 'KeyZ', 'KeyY']);

function passesText(event: KeyEventLike, platform: Platform): boolean {
  if (event.key === 'Escape' || /^F([1-9]|1[0-2])$/.test(event.key)) return true;
  const isMod = platform === 'mac' ? event.metaKey : event.ctrlKey;
  // Ctrl+Alt types letters on many layouts.
  if (
    !isMod ||
    event.altGraph ||
    (platform !== 'mac' && event.altKey && event.key.length === 1 && !/^[a-z0-9]$/i.test(event.key))
  )
    return false;
  return !(NATIVE_IN_TEXT.has(event.code) && !event.altKey);
}

/**
 * A key map over the registry's rows. Contexts are asked from the top; a dialog hides everything under it, a text field
 * lets through Esc, function keys and what is pressed with Mod, except the chords it has itself.
 */
export function createKeyMap(rows: readonly CommandRow[], platform: Platform): KeyMap {
  const byContext = new Map<CommandContext, { row: CommandRow; chord: KeyChord }[]>();
  for (const row of rows) {
    const entries = byContext.get(row.context) ?? [];
    byContext.set(row.context, entries);
    for (const text of keysOn(row.keys, platform)) entries.push({ row, chord: parseKeys(text) });
  }
  return {
    resolve(event, stack) {
      if (event.isComposing || event.key === 'Process' || event.key === 'Dead') return null;
      for (const context of stack) {
        const hit = byContext.get(context)?.find(({ chord }) => matchesChord(event, chord, platform));
        if (hit !== undefined) return { command: event.repeat && hit.row.repeats !== true ? null : hit.row };
        if (context === 'modal') return null;
        if (context === 'text' && !passesText(event, platform)) return null;
      }
      return null;
    },
  };
}

/** Pairs of commands with the same keys in one context: there must be none. */
export function findKeyConflicts(
  rows: readonly CommandRow[],
  platform: Platform,
): { context: string; keys: string; ids: string[] }[] {
  const users = new Map<string, { context: string; keys: string; ids: string[] }>();
  for (const row of rows) {
    for (const text of keysOn(row.keys, platform)) {
      const chord = parseKeys(text);
      const ctrl = chord.ctrl || (chord.mod && platform !== 'mac');
      const name = [row.context, ctrl, chord.mod && platform === 'mac', chord.alt, chord.shift, chord.key].join(' ');
      const user = users.get(name) ?? { context: row.context, keys: text, ids: [] };
      user.ids.push(row.id);
      users.set(name, user);
    }
  }
  return [...users.values()].filter(({ ids }) => ids.length > 1);
}

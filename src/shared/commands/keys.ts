import type { CommandKeys, Platform } from './command-types.ts';

/** Keys as text, and keyboard events against them. Pure: an event is what it is made of. */

export interface KeyEventLike {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
  isComposing: boolean;
  /** `event.getModifierState('AltGraph')`: a letter is being typed, whatever Ctrl and Alt say. */
  altGraph: boolean;
}

export interface KeyChord {
  mod: boolean;
  /** The Control key of a Mac, where Mod is Cmd. */
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  /** `KeyK`, `Digit1`, `BracketLeft` by position; `?`, `ArrowLeft`, `Enter`, `F2` by what they say. */
  key: string;
}

const MODIFIERS = new Set(['Mod', 'Ctrl', 'Alt', 'Shift']);
/** Keys by position: what is printed on them differs by layout (a Thai layout sends `า` for `KeyK`). */
const BY_CODE = /^(Key[A-Z]|Digit[0-9]|BracketLeft|BracketRight|Comma|Period|Slash|Backquote|Equal|Minus|Space)$/;
const BY_KEY =
  /^(\?|ArrowLeft|ArrowRight|ArrowUp|ArrowDown|Enter|Escape|Delete|Backspace|Tab|ContextMenu|F([1-9]|1[0-2])|Home|End|PageUp|PageDown)$/;
/** The number pad has keys of its own for these. */
const SAME_CODE: Readonly<Record<string, string>> = {
  NumpadAdd: 'Equal',
  NumpadSubtract: 'Minus',
  Numpad0: 'Digit0',
  NumpadEnter: 'Enter',
};

/** Reads `Mod+Shift+KeyZ`. Throws for text that names no key: a mistake in the table. */
export function parseKeys(text: string): KeyChord {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  const isKnown = BY_CODE.test(key) || BY_KEY.test(key);
  if (!isKnown || parts.some((part) => !MODIFIERS.has(part)) || new Set(parts).size < parts.length) {
    throw new Error(`no keys: ${text}`);
  }
  const has = (name: string): boolean => parts.includes(name);
  return { mod: has('Mod'), ctrl: has('Ctrl'), alt: has('Alt'), shift: has('Shift'), key };
}

/** The keys of a row on a platform, the main one first. */
export function keysOn(keys: CommandKeys, platform: Platform): readonly string[] {
  return [...((platform === 'mac' ? keys.mac : keys.other) ?? []), ...(keys.all ?? [])];
}

/** Whether an event is a chord. Letters go by position, so a Thai or French layout changes nothing. */
export function matchesChord(event: KeyEventLike, chord: KeyChord, platform: Platform): boolean {
  if (event.altGraph) return false;
  const wantsCtrl = chord.ctrl || (chord.mod && platform !== 'mac');
  const wantsMeta = chord.mod && platform === 'mac';
  if (event.ctrlKey !== wantsCtrl || event.metaKey !== wantsMeta || event.altKey !== chord.alt) return false;
  if (chord.key === '?') {
    // Layouts without a question mark on a key of its own reach it where it is on a US one.
    return event.key === '?' || (event.shiftKey && event.code === 'Slash');
  }
  if (event.shiftKey !== chord.shift) {
    // `Mod+=` is `Mod+Shift+=` for whoever thinks of it as "plus".
    if (!(chord.key === 'Equal' && chord.mod && event.shiftKey)) return false;
  }
  const code = SAME_CODE[event.code] ?? event.code;
  return BY_CODE.test(chord.key) ? code === chord.key : event.key === chord.key;
}

const MAC_SIGNS: Readonly<Record<string, string>> = { Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Mod: '⌘' };
/** What is printed on keys whose code says it otherwise; the same in every place that writes keys. */
const PRINTED: Readonly<Record<string, string>> = {
  BracketLeft: '[',
  BracketRight: ']',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backquote: '`',
  Equal: '=',
  Minus: '-',
  Escape: 'Esc',
};
const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ContextMenu: 'Menu',
};

/** The name of a chord's key, by `own` where a place has names of its own: `K`, `1`, `[`. */
export const keyName = (key: string, own: Readonly<Record<string, string>>): string =>
  own[key] ?? PRINTED[key] ?? key.replace(/^(Key|Digit)/, '');

/** Keys as a person reads them: `⇧⌘Z`, `Ctrl+Shift+Z`. */
export function formatKeys(text: string, platform: Platform): string {
  const chord = parseKeys(text);
  const name = keyName(chord.key, SIGNS);
  const order = ['Ctrl', 'Alt', 'Shift', 'Mod'].filter((modifier) => text.split('+').includes(modifier));
  if (platform === 'mac') return order.map((modifier) => MAC_SIGNS[modifier]).join('') + name;
  const words = ['Mod', 'Ctrl', 'Alt', 'Shift'].filter((modifier) => order.includes(modifier));
  return [...words.map((word) => (word === 'Mod' ? 'Ctrl' : word)), name].join('+');
}

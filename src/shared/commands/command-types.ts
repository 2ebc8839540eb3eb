import type { MessageKey } from '../i18n/translate.ts';
import type { Screen } from '../model/screens.ts';

/** Rows of the command registry: menu bar, context menus, palette, tooltips, shortcut sheet, tests and manual read them. */

/** Where a key means something, from the top of the stack: a dialog, a text field, the focused region, the screen, the app. */
export type CommandContext = 'modal' | 'text' | `region.${string}` | Screen | 'app';

export type Platform = 'mac' | 'windows' | 'linux';

export type MenuName =
  'file' | 'edit' | 'view' | 'go' | 'shot' | 'scene' | 'library' | 'brief' | 'jobs' | 'export' | 'help';

/**
 * Names of predicates over the window's state that the renderer binds; a row without one is always possible in its
 * context. The names say what is needed, so that a disabled row can say it too.
 */
export const PREDICATES = [
  'project-open',
  'selection',
  'selection-one',
  'can-undo',
  'can-redo',
  'clipboard',
  'shot-unlocked',
  'takes',
  'board-complete',
  'job-open',
  'job-failed',
  'film',
  'exportable',
  'in-trash',
] as const;
export type Predicate = (typeof PREDICATES)[number];

export interface CommandKeys {
  /** `Mod+Shift+KeyZ`: Mod is Cmd on macOS and Ctrl elsewhere. Letters, digits and signs by `event.code`. */
  all?: readonly string[];
  mac?: readonly string[];
  /** Windows and Linux. */
  other?: readonly string[];
}

export interface CommandRow {
  id: string;
  titleKey: MessageKey;
  /** What else people call it; found by the palette. */
  keywords: { en: readonly string[]; th: readonly string[] };
  /** Name in the icon set. */
  icon: string;
  context: CommandContext;
  keys: CommandKeys;
  menu: MenuName;
  /** Set on those that make a step of undo. */
  undoLabelKey?: MessageKey;
  enabled?: Predicate;
  /** Holding the key down repeats it. */
  repeats?: boolean;
}

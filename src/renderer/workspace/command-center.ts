import { commandOf, COMMANDS } from '../../shared/commands/all-commands.ts';
import type { CommandRow, Predicate } from '../../shared/commands/command-types.ts';
import type { MessageKey } from '../../shared/i18n/translate.ts';

/** Which commands can be run now, and running them. What the table names, whoever is on screen binds. */
export interface CommandCenter {
  /** Binds commands to what they do, until the answer is called. The highest level wins, in it the newest binding. */
  bind(handlers: Readonly<Record<string, () => void>>, level?: BindingLevel): () => void;
  /** Says what holds at present, until the answer is called. The newest word on a predicate wins. */
  state(values: Readonly<Partial<Record<Predicate, boolean>>>): () => void;
  isBound(id: string): boolean;
  isPossible(id: string): boolean;
  /** Why a command is not possible, as a key of the language files; null where it is, or where nothing binds it. */
  whyNot(id: string): MessageKey | null;
  /** Runs a command. False: it was not possible. */
  run(id: string): boolean;
  /** The next screen that binds the command runs it, at once when it does; any other command takes the wish back. */
  runOnArrival(id: string): void;
  /** Rows that something binds, in the order of the table. */
  bound(): readonly CommandRow[];
  holds(predicate: Predicate): boolean;
  subscribe(listener: () => void): () => void;
  /** Changes with every change: for `useSyncExternalStore`. */
  version(): number;
}

/** Who binds: the whole window, the screen in it, a dialog on top. Age does not matter between them. */
export type BindingLevel = 'app' | 'screen' | 'dialog';

const LEVELS: readonly BindingLevel[] = ['app', 'screen', 'dialog'];

interface Layer<T> {
  values: T;
  level: number;
}

/** An empty centre. `onRun` hears of every command that ran, for the palette's memory. */
export function createCommandCenter(onRun: (id: string) => void = () => undefined): CommandCenter {
  const handlers: Layer<Readonly<Record<string, () => void>>>[] = [];
  const states: Layer<Readonly<Partial<Record<Predicate, boolean>>>>[] = [];
  const listeners = new Set<() => void>();
  let version = 0;
  let isTelling = false;
  let awaited: string | null = null;
  const tell = (): void => {
    version += 1;
    if (isTelling) return;
    isTelling = true;
    // Many bindings change together when a screen comes; they are told of once.
    queueMicrotask(() => {
      isTelling = false;
      for (const listener of listeners) listener();
    });
  };
  const push = <T>(stack: Layer<T>[], values: T, level = 0): (() => void) => {
    const layer = { values, level };
    stack.splice(stack.findLastIndex((other) => other.level <= level) + 1, 0, layer);
    tell();
    return () => {
      const at = stack.indexOf(layer);
      if (at >= 0) stack.splice(at, 1);
      tell();
    };
  };
  const handlerOf = (id: string): (() => void) | undefined =>
    handlers.findLast(({ values }) => Object.hasOwn(values, id))?.values[id];
  const holds = (predicate: Predicate): boolean =>
    states.findLast(({ values }) => values[predicate] !== undefined)?.values[predicate] ?? false;
  const lacks = (row: CommandRow): boolean => row.enabled !== undefined && !holds(row.enabled);

  const run = (id: string): boolean => {
    awaited = null;
    const handler = handlerOf(id);
    if (handler === undefined || lacks(commandOf(id))) return false;
    handler();
    onRun(id);
    return true;
  };
  const arrive = (): void => {
    if (awaited !== null) run(awaited);
  };

  return {
    bind(values, level = 'screen') {
      for (const id of Object.keys(values)) commandOf(id);
      const off = push(handlers, values, LEVELS.indexOf(level));
      // After the effects that bind: what the screen binds beside it stands then too.
      if (awaited !== null && level !== 'app' && Object.hasOwn(values, awaited)) queueMicrotask(arrive);
      return off;
    },
    state: (values) => push(states, values),
    isBound: (id) => handlerOf(id) !== undefined,
    isPossible: (id) => handlerOf(id) !== undefined && !lacks(commandOf(id)),
    whyNot(id) {
      const row = commandOf(id);
      return row.enabled !== undefined && lacks(row) ? `needs.${row.enabled}` : null;
    },
    run,
    runOnArrival(id) {
      commandOf(id);
      awaited = id;
    },
    bound: () => COMMANDS.filter(({ id }) => handlerOf(id) !== undefined),
    holds,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

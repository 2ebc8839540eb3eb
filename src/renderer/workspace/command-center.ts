import { commandOf, COMMANDS } from '../../shared/commands/all-commands.ts';
import type { CommandRow, Predicate } from '../../shared/commands/command-types.ts';
import type { MessageKey } from '../../shared/i18n/translate.ts';

/** Which commands can be run now, and running them. What the table names, whoever is on screen binds. */
export interface CommandCenter {
  /** Binds commands to what they do, until the answer is called. The newest binding of an id wins. */
  bind(handlers: Readonly<Record<string, () => void>>): () => void;
  /** Says what holds at present, until the answer is called. The newest word on a predicate wins. */
  state(values: Readonly<Partial<Record<Predicate, boolean>>>): () => void;
  isBound(id: string): boolean;
  isPossible(id: string): boolean;
  /** Why a command is not possible, as a key of the language files; null where it is, or where nothing binds it. */
  whyNot(id: string): MessageKey | null;
  /** Runs a command. False: it was not possible. */
  run(id: string): boolean;
  /** Rows that something binds, in the order of the table. */
  bound(): readonly CommandRow[];
  holds(predicate: Predicate): boolean;
  subscribe(listener: () => void): () => void;
  /** Changes with every change: for `useSyncExternalStore`. */
  version(): number;
}

interface Layer<T> {
  values: T;
}

/** An empty centre. `onRun` hears of every command that ran, for the palette's memory. */
export function createCommandCenter(onRun: (id: string) => void = () => undefined): CommandCenter {
  const handlers: Layer<Readonly<Record<string, () => void>>>[] = [];
  const states: Layer<Readonly<Partial<Record<Predicate, boolean>>>>[] = [];
  const listeners = new Set<() => void>();
  let version = 0;
  let isTelling = false;
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
  const push = <T>(stack: Layer<T>[], values: T): (() => void) => {
    const layer = { values };
    stack.push(layer);
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

  return {
    bind: (values) => {
      for (const id of Object.keys(values)) commandOf(id);
      return push(handlers, values);
    },
    state: (values) => push(states, values),
    isBound: (id) => handlerOf(id) !== undefined,
    isPossible: (id) => handlerOf(id) !== undefined && !lacks(commandOf(id)),
    whyNot(id) {
      const row = commandOf(id);
      return row.enabled !== undefined && lacks(row) ? `needs.${row.enabled}` : null;
    },
    run(id) {
      const handler = handlerOf(id);
      if (handler === undefined || lacks(commandOf(id))) return false;
      handler();
      onRun(id);
      return true;
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

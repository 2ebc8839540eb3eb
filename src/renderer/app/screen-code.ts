import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';

/** The code of a screen, which comes when it is first shown. */
export interface ScreenCode {
  page(): LazyExoticComponent<ComponentType>;
  /** Forgets a failure: the next drawing asks for the code again. Does nothing while there is none. */
  renew(): void;
}

/** Where the code lies that did not come, as browsers name it in their fault; `null` for any other address. */
export function addressOfFault(fault: unknown, origin: string): string | null {
  const [text] = /[a-z][a-z-]*:\/\/[^\s"']+\.m?js/.exec(fault instanceof Error ? fault.message : '') ?? [];
  return text !== undefined && text.startsWith(`${origin}/`) ? text : null;
}

/**
 * Loads a named part of a module when it is first drawn. A browser may keep a module that did not come for one that never
 * will, and React keeps the fault too: what is drawn after a failure asks under an address of its own.
 */
export function screenCode<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
  anew: { origin: string; nowMs: () => number; from: (address: string) => Promise<unknown> } = {
    origin: window.location.origin,
    nowMs: Date.now,
    from: (address) => import(/* @vite-ignore */ address),
  },
): ScreenCode {
  let failedAt: string | null = null;
  let isBroken = false;
  let page: LazyExoticComponent<ComponentType> | null = null;
  const ask = async (): Promise<Record<Name, ComponentType>> => {
    if (failedAt === null) return load();
    const module = await anew.from(`${failedAt}?again=${anew.nowMs()}`);
    return module as Record<Name, ComponentType>;
  };
  const make = (): LazyExoticComponent<ComponentType> =>
    lazy(async () => {
      try {
        return { default: (await ask())[name] };
      } catch (fault) {
        failedAt ??= addressOfFault(fault, anew.origin);
        isBroken = true;
        throw fault;
      }
    });
  return {
    page: () => (page ??= make()),
    renew() {
      if (isBroken) page = null;
      isBroken = false;
    },
  };
}

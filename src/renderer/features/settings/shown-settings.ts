import { createContext, use } from 'react';

/** What is drawn of a part of the settings: everything, or what a search has found. */
export interface Shown {
  query: string;
  has(id: string): boolean;
}

export const ShownContext = createContext<Shown>({ query: '', has: () => true });

/** Whether a row is drawn. */
export function useShown(): Shown {
  return use(ShownContext);
}

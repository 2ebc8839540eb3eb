import type { ReactNode } from 'react';

/** One quiet sentence where a list is empty. */
export function EmptyHint({ children }: { children: ReactNode }) {
  return <p className="text-small text-text-3">{children}</p>;
}

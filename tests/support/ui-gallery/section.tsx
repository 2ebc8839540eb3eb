import { useId } from 'react';
import type { ReactNode } from 'react';

/** A titled panel of the gallery. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-4 rounded-card border border-line bg-panel p-4">
      <h2 id={id} className="text-title-s">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Things side by side. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2">{children}</div>;
}

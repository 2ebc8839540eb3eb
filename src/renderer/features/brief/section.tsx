import { useId } from 'react';
import type { ReactNode } from 'react';

/** Parts of the brief, in the order of the page; the outline leads to them. */
export const BRIEF_SECTIONS = ['story', 'film', 'brand', 'campaign', 'sound', 'delivery'] as const;
export type BriefSection = (typeof BRIEF_SECTIONS)[number];

/** One part of the brief with its heading. */
export function Section({
  name,
  title,
  hint,
  children,
}: {
  name: BriefSection;
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} data-section={name} className="@container flex scroll-mt-4 flex-col gap-3">
      <div>
        <h2 id={id} tabIndex={-1} className="w-fit rounded-chip text-title-s">
          {title}
        </h2>
        {hint !== undefined && <p className="max-w-prose text-small text-text-3">{hint}</p>}
      </div>
      {children}
    </section>
  );
}

/** Two fields beside each other where there is room. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-x-6 gap-y-4 @md:grid-cols-2">{children}</div>;
}

const still = (): boolean =>
  document.documentElement.dataset['motion'] === 'reduced' ||
  window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Brings a part or a field into sight and puts the focus on it. */
export function showInBrief(target: { section: BriefSection } | { field: string }): void {
  const element =
    'section' in target
      ? document.querySelector<HTMLElement>(`[data-section="${target.section}"] h2`)
      : document.querySelector<HTMLElement>(`[data-field="${target.field}"]`);
  if (element === null) return;
  element.scrollIntoView({ block: 'center', behavior: still() ? 'auto' : 'smooth' });
  element.focus({ preventScroll: true });
}

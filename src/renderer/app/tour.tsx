import { useEffect, useLayoutEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useCommands } from '../workspace/use-commands.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { focusMain } from './regions.ts';

/** Stops of the tour: what they are about and the part of the window they point at. */
const STOPS = [
  { id: 'start', target: null },
  { id: 'library', target: '[data-tour="library"]' },
  { id: 'brief', target: '[data-tour="brief"]' },
  { id: 'storyboard', target: '[data-tour="storyboard"]' },
  { id: 'jobs', target: '[data-tour="jobs"]' },
  { id: 'export', target: '[data-tour="export"]' },
  { id: 'palette', target: '[data-tour="palette"]' },
] as const;

/** A first look round, in a corner and never in the way: shown once, skipped with one press, called again from Help. */
export function Tour() {
  const { t, settings, setSettings } = useWorkspace();
  const [at, setAt] = useState<number | null>(() => (settings.tourDone ? null : 0));
  useCommands({ 'help.tour': () => setAt(0) }, 'app');
  const stop = at === null ? undefined : STOPS[at];
  const [place, setPlace] = useState<DOMRect | null>(null);
  useLayoutEffect(() => {
    if (stop?.target == null) return setPlace(null);
    setPlace(document.querySelector(stop.target)?.getBoundingClientRect() ?? null);
  }, [stop]);
  useEffect(() => {
    const onResize = (): void => setPlace(null);
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  if (at === null || stop === undefined) return null;
  const end = (): void => {
    setAt(null);
    focusMain();
    if (!settings.tourDone) setSettings({ tourDone: true });
  };
  const isLast = at === STOPS.length - 1;
  return (
    <>
      {place !== null && (
        <div
          aria-hidden
          className="pointer-events-none fixed z-overlay rounded-control border-2 border-accent"
          style={{ left: place.left - 3, top: place.top - 3, width: place.width + 6, height: place.height + 6 }}
        />
      )}
      <section
        aria-label={t('shell.tour')}
        data-landmark
        data-region="tour"
        tabIndex={-1}
        className="fx-pop surface focus-inset fixed bottom-10 left-16 z-overlay flex w-80 max-w-[calc(100vw-5rem)] flex-col gap-2 rounded-card bg-overlay p-4 shadow-overlay"
      >
        <p className="tabular text-small text-text-3">{t('shell.tour-step', { step: at + 1, count: STOPS.length })}</p>
        <h2 className="text-title-s">{t(`shell.tour-${stop.id}-title`)}</h2>
        <p aria-live="polite" className="text-base text-text-2">
          {t(`shell.tour-${stop.id}`)}
        </p>
        <div className="mt-1 flex flex-wrap items-center gap-2">
          <Button tone="quiet" onClick={end}>
            {t(isLast ? 'shell.close' : 'shell.tour-skip')}
          </Button>
          <div className="ml-auto flex gap-2">
            {at > 0 && <Button onClick={() => setAt(at - 1)}>{t('shell.tour-back')}</Button>}
            {!isLast && (
              <Button tone="primary" onClick={() => setAt(at + 1)}>
                {t('shell.tour-next')}
              </Button>
            )}
          </div>
        </div>
      </section>
    </>
  );
}

import { createContext, use, useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';

type Announce = (message: string) => void;
const AnnounceContext = createContext<Announce>(() => undefined);

/** Says something once to screen readers: "Panel 3 moved to position 5". */
export function useAnnounce(): Announce {
  return use(AnnounceContext);
}

/** Holds the one polite region of the window. */
export function LiveRegion({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState('');
  const count = useRef(0);
  const announce = useCallback((text: string) => {
    count.current += 1;
    // The same words twice would not be a change; an invisible mark makes them one.
    setMessage(count.current % 2 === 0 ? `${text}\u200b` : text);
  }, []);
  const value = useMemo(() => announce, [announce]);
  return (
    <AnnounceContext value={value}>
      {children}
      <div role="status" aria-live="polite" className="sr-only">
        {message}
      </div>
    </AnnounceContext>
  );
}

import { useCallback, useSyncExternalStore } from 'react';

/** Whether the media query holds now; follows changes. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Whether motion is to be kept still, by the system or by the setting on the root element. */
export function useReducedMotion(): boolean {
  const bySystem = useMediaQuery('(prefers-reduced-motion: reduce)');
  return bySystem || document.documentElement.dataset['motion'] === 'reduced';
}

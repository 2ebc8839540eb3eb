import { useEffect } from 'react';

/** Follows the system's light and dark as the attribute that the colour tokens hang on. */
export function useTheme(): void {
  useEffect(() => {
    const light = window.matchMedia('(prefers-color-scheme: light)');
    const apply = (): void => {
      document.documentElement.dataset.theme = light.matches ? 'light' : 'dark';
    };
    apply();
    light.addEventListener('change', apply);
    return () => light.removeEventListener('change', apply);
  }, []);
}

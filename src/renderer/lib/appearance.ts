/** Theme, density, scale and motion as attributes of the root element. Tokens do the rest. */
export type ThemeSetting = 'system' | 'dark' | 'light' | 'contrast';
export type Density = 'compact' | 'default' | 'comfortable';
export type MotionSetting = 'system' | 'reduced';

export interface AppearanceSettings {
  theme: ThemeSetting;
  density: Density;
  motion: MotionSetting;
  /** 0.8 to 1.5. */
  uiScale: number;
  language: 'en' | 'th';
}
export interface SystemPreferences {
  prefersLight: boolean;
  prefersContrast: boolean;
  prefersReducedMotion: boolean;
}
export interface AppearanceAttributes {
  theme: 'dark' | 'light' | 'contrast';
  density: Density;
  motion: 'full' | 'reduced';
  uiScale: number;
  language: 'en' | 'th';
}

export const DEFAULT_APPEARANCE: AppearanceSettings = {
  theme: 'system',
  density: 'default',
  motion: 'system',
  uiScale: 1,
  language: 'en',
};

/** Settings and system together. A theme chosen by hand wins over the system; reduced motion wins from either side. */
export function resolveAppearance(settings: AppearanceSettings, system: SystemPreferences): AppearanceAttributes {
  const systemTheme = system.prefersContrast ? 'contrast' : system.prefersLight ? 'light' : 'dark';
  return {
    theme: settings.theme === 'system' ? systemTheme : settings.theme,
    density: settings.density,
    motion: settings.motion === 'reduced' || system.prefersReducedMotion ? 'reduced' : 'full',
    uiScale: Math.min(1.5, Math.max(0.8, settings.uiScale)),
    language: settings.language,
  };
}

export interface AppearanceController {
  get(): AppearanceAttributes;
  set(change: Partial<AppearanceSettings>): void;
  subscribe(listener: () => void): () => void;
  dispose(): void;
}

const QUERIES = {
  prefersLight: '(prefers-color-scheme: light)',
  prefersContrast: '(prefers-contrast: more)',
  prefersReducedMotion: '(prefers-reduced-motion: reduce)',
} as const;

/** Keeps the root element in step with settings and system until `dispose`. */
export function createAppearance(
  root: HTMLElement,
  matchMedia: (query: string) => MediaQueryList,
  initial: AppearanceSettings = DEFAULT_APPEARANCE,
): AppearanceController {
  const lists = {
    prefersLight: matchMedia(QUERIES.prefersLight),
    prefersContrast: matchMedia(QUERIES.prefersContrast),
    prefersReducedMotion: matchMedia(QUERIES.prefersReducedMotion),
  };
  const listeners = new Set<() => void>();
  let settings = initial;
  let resolved = resolveAppearance(settings, system());

  function system(): SystemPreferences {
    return {
      prefersLight: lists.prefersLight.matches,
      prefersContrast: lists.prefersContrast.matches,
      prefersReducedMotion: lists.prefersReducedMotion.matches,
    };
  }
  function refresh(): void {
    resolved = resolveAppearance(settings, system());
    root.dataset['theme'] = resolved.theme;
    root.dataset['density'] = resolved.density;
    root.dataset['motion'] = resolved.motion;
    root.lang = resolved.language;
    root.style.setProperty('--ui-scale', String(resolved.uiScale));
    for (const listener of listeners) listener();
  }
  for (const list of Object.values(lists)) list.addEventListener('change', refresh);
  refresh();

  return {
    get: () => resolved,
    set: (change) => {
      settings = { ...settings, ...change };
      refresh();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => {
      for (const list of Object.values(lists)) list.removeEventListener('change', refresh);
      listeners.clear();
    },
  };
}

import type { UiSettings } from '../../shared/model/ui-settings.ts';
import type { AppearanceSettings } from '../lib/appearance.ts';

/** Look and language of the last time, so that the first picture of the window is already right. The library decides. */

const KEY = 'fw.appearance';

/** The language of the system, as far as we speak it. */
export const systemLanguage = (): 'en' | 'th' =>
  navigator.languages[0]?.toLowerCase().startsWith('th') === true ? 'th' : 'en';

/** The part of the settings that the root element shows. */
export function appearanceOf(settings: UiSettings): AppearanceSettings {
  const { theme, density, motion, uiScale, language } = settings;
  return { theme, density, motion, uiScale, language: language === 'system' ? systemLanguage() : language };
}

/** What was last shown; null at the first start, or where the page may keep nothing. */
export function readAppearance(): AppearanceSettings | null {
  try {
    const text = window.localStorage.getItem(KEY);
    if (text === null) return null;
    const { theme, density, motion, uiScale, language } = JSON.parse(text) as Partial<AppearanceSettings>;
    return {
      theme: theme === 'dark' || theme === 'light' || theme === 'contrast' ? theme : 'system',
      density: density === 'compact' || density === 'comfortable' ? density : 'default',
      motion: motion === 'reduced' ? 'reduced' : 'system',
      uiScale: typeof uiScale === 'number' ? uiScale : 1,
      language: language === 'th' ? 'th' : 'en',
    };
  } catch {
    return null;
  }
}

/** Keeps what is shown for the next start. */
export function keepAppearance(appearance: AppearanceSettings): void {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // A page without storage starts with the system's look.
  }
}

/** The language to speak before the library has answered. */
export const rememberedLanguage = (): 'en' | 'th' => readAppearance()?.language ?? systemLanguage();

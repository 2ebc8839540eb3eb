import { createContext, use } from 'react';
import { createFormatters } from './formatters.ts';
import type { Formatters } from './formatters.ts';

/** The formatters of the chosen language; the app provides them beside the translations. */
export const FormattersContext = createContext<Formatters>(createFormatters({ language: 'en' }));

/** Numbers, money and times in the language of the window. */
export function useFormatters(): Formatters {
  return use(FormattersContext);
}

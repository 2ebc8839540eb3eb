import type { Language } from '../../../shared/model/shot-terms.ts';

/** Thai when at least a quarter of the letters are Thai (Thai briefs often carry English trade words), else English. */
export function detectLanguage(text: string): Language {
  const thai = text.match(/[\u0E00-\u0E7F]/g)?.length ?? 0;
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  return thai > 0 && thai * 3 >= latin ? 'th' : 'en';
}

const THEMES = ['dark', 'light', 'contrast'] as const;
const LANGUAGES = ['en', 'th'] as const;
const SHORT = new Set(['dark en', 'light th', 'contrast en']);

/** Theme and language that the gates go through: three of six, every theme and both languages among them; all on request. */
export const LOOKS = THEMES.flatMap((theme) => LANGUAGES.map((language) => ({ theme, language }))).filter(
  ({ theme, language }) => process.env['FRAMEWRIGHT_ALL_LOOKS'] === '1' || SHORT.has(`${theme} ${language}`),
);

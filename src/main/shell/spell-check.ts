import type { ContextMenuParams, MenuItemConstructorOptions, Session } from 'electron';
import type { Translate } from '../../shared/i18n/translate.ts';

const WANTED = ['en-US', 'th'];
/** Nothing answers there: a dictionary that the system does not have is not fetched from anywhere (privacy). */
const NO_DICTIONARIES = 'fw-app://app/no-dictionaries/';

/**
 * Spelling by the system's own checker, on macOS and Windows. Chromium's checker on Linux would have to fetch its
 * dictionaries over the network; nothing leaves the machine, so it stays off there.
 */
export function hasSpellCheck(platform: NodeJS.Platform): boolean {
  return platform === 'darwin' || platform === 'win32';
}

/** Turns the checker on for English, and Thai where the system has it. */
export function setUpSpellCheck(
  session: Pick<
    Session,
    | 'setSpellCheckerEnabled'
    | 'setSpellCheckerDictionaryDownloadURL'
    | 'setSpellCheckerLanguages'
    | 'availableSpellCheckerLanguages'
  >,
  platform: NodeJS.Platform,
): void {
  session.setSpellCheckerDictionaryDownloadURL(NO_DICTIONARIES);
  session.setSpellCheckerEnabled(hasSpellCheck(platform));
  // macOS knows the language by itself and refuses a list.
  if (platform !== 'win32') return;
  const languages = WANTED.filter((language) => session.availableSpellCheckerLanguages.includes(language));
  if (languages.length > 0) session.setSpellCheckerLanguages(languages);
}

export interface SpellActions {
  replace(word: string): void;
  learn(word: string): void;
}

/**
 * The native menu of a text field: suggestions for a misspelt word, then cut, copy and paste. Empty where the page has a
 * menu of its own or nothing can be edited or copied.
 */
export function textMenu(
  params: Pick<
    ContextMenuParams,
    'misspelledWord' | 'dictionarySuggestions' | 'isEditable' | 'editFlags' | 'selectionText'
  >,
  t: Translate,
  actions: SpellActions,
): MenuItemConstructorOptions[] {
  const { misspelledWord: word, editFlags } = params;
  const spelling: MenuItemConstructorOptions[] =
    word === ''
      ? []
      : [
          ...(params.dictionarySuggestions.length === 0
            ? [{ label: t('desktop.no-suggestions'), enabled: false }]
            : params.dictionarySuggestions.map((suggestion) => ({
                label: suggestion,
                click: () => actions.replace(suggestion),
              }))),
          { type: 'separator' },
          { label: t('desktop.learn-word'), click: () => actions.learn(word) },
          { type: 'separator' },
        ];
  if (params.isEditable)
    return [
      ...spelling,
      { role: 'undo', label: t('desktop.undo'), enabled: editFlags.canUndo },
      { role: 'redo', label: t('desktop.redo'), enabled: editFlags.canRedo },
      { type: 'separator' },
      { role: 'cut', label: t('desktop.cut'), enabled: editFlags.canCut },
      { role: 'copy', label: t('desktop.copy'), enabled: editFlags.canCopy },
      { role: 'paste', label: t('desktop.paste'), enabled: editFlags.canPaste },
      { role: 'selectAll', label: t('desktop.select-all'), enabled: editFlags.canSelectAll },
    ];
  return params.selectionText.trim() === '' ? [] : [{ role: 'copy', label: t('desktop.copy') }];
}

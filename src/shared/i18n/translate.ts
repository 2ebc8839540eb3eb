import { createInstance } from 'i18next';
import type { Language } from '../model/shot-terms.ts';
import { messagesCommandsEn } from './messages-commands-en.ts';
import { messagesCommandsTh } from './messages-commands-th.ts';
import { messagesShellEn } from './messages-shell-en.ts';
import { messagesShellTh } from './messages-shell-th.ts';
import { messagesLibraryEn } from './messages-library-en.ts';
import { messagesLibraryTh } from './messages-library-th.ts';
import { messagesBriefEn } from './messages-brief-en.ts';
import { messagesBriefTh } from './messages-brief-th.ts';
import { messagesBoardEn } from './messages-board-en.ts';
import { messagesBoardTh } from './messages-board-th.ts';
import { messagesJobsEn } from './messages-jobs-en.ts';
import { messagesJobsTh } from './messages-jobs-th.ts';
import { messagesExportEn } from './messages-export-en.ts';
import { messagesExportTh } from './messages-export-th.ts';
import { messagesSettingsEn } from './messages-settings-en.ts';
import { messagesSettingsTh } from './messages-settings-th.ts';
import { messagesDesktopEn } from './messages-desktop-en.ts';
import { messagesDesktopTh } from './messages-desktop-th.ts';
import { messagesCallsEn } from './messages-calls-en.ts';
import { messagesCallsTh } from './messages-calls-th.ts';
import { messagesProvidersEn } from './messages-providers-en.ts';
import { messagesProvidersTh } from './messages-providers-th.ts';
import { messagesLedgerEn } from './messages-ledger-en.ts';
import { messagesLedgerTh } from './messages-ledger-th.ts';
import { messagesPoliciesEn } from './messages-policies-en.ts';
import { messagesPoliciesTh } from './messages-policies-th.ts';
import { messagesEn } from './messages-en.ts';
import { messagesTh } from './messages-th.ts';

const english = {
  ...messagesEn,
  ...messagesCommandsEn,
  ...messagesShellEn,
  ...messagesLibraryEn,
  ...messagesBriefEn,
  ...messagesBoardEn,
  ...messagesJobsEn,
  ...messagesExportEn,
  ...messagesSettingsEn,
  ...messagesDesktopEn,
  ...messagesCallsEn,
  ...messagesLedgerEn,
  ...messagesProvidersEn,
  ...messagesPoliciesEn,
};
const thai: Record<keyof typeof english, string> = {
  ...messagesTh,
  ...messagesCommandsTh,
  ...messagesShellTh,
  ...messagesLibraryTh,
  ...messagesBriefTh,
  ...messagesBoardTh,
  ...messagesJobsTh,
  ...messagesExportTh,
  ...messagesSettingsTh,
  ...messagesDesktopTh,
  ...messagesCallsTh,
  ...messagesLedgerTh,
  ...messagesProvidersTh,
  ...messagesPoliciesTh,
};

/** Every sentence there is: of the doors, of the commands and of the window's rooms. */
export type MessageKey = WithoutNumber<keyof typeof english>;

/** `shell.selected_one` and `shell.selected_other` are asked for as `shell.selected`, with a `count`. */
type WithoutNumber<K extends string> = K extends `${infer Base}_one` ? Base : K extends `${string}_other` ? never : K;

export type MessageParams = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type Translate = (key: MessageKey, params?: MessageParams) => string;

const instance = createInstance({
  lng: 'en',
  fallbackLng: 'en',
  // Keys hold dots and colons of their own.
  keySeparator: false,
  nsSeparator: false,
  // Doors show plain text; escaping is the business of whoever writes HTML.
  interpolation: { escapeValue: false },
  initAsync: false,
  resources: { en: { translation: english }, th: { translation: thai } },
});
void instance.init();

/** A translator into one language. A missing parameter shows as an empty string, never as a raw `{{name}}`. */
export function createTranslate(language: Language): Translate {
  const translate = instance.getFixedT(language);
  return (key, params = {}) => translate(key, params).replaceAll(/\{\{\w+\}\}/g, '');
}

/** Whether a text is a key of the message table: for codes that come from data. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(english, key) || Object.hasOwn(english, `${key}_other`);
}

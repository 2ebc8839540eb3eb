import { createInstance } from 'i18next';
import type { Language } from '../model/shot-terms.ts';
import { messagesEn } from './messages-en.ts';
import type { MessageKey } from './messages-en.ts';
import { messagesTh } from './messages-th.ts';

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
  resources: { en: { translation: messagesEn }, th: { translation: messagesTh } },
});
void instance.init();

/** A translator into one language. A missing parameter shows as an empty string, never as a raw `{{name}}`. */
export function createTranslate(language: Language): Translate {
  const translate = instance.getFixedT(language);
  return (key, params = {}) => translate(key, params).replaceAll(/\{\{\w+\}\}/g, '');
}

/** Whether a text is a key of the message table: for codes that come from data. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(messagesEn, key);
}

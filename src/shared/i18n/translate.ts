import { createInstance } from 'i18next';
import type { Language } from '../model/shot-terms.ts';
import { messagesCommandsEn } from './messages-commands-en.ts';
import { messagesCommandsTh } from './messages-commands-th.ts';
import { messagesEn } from './messages-en.ts';
import type { MessageKey as DoorMessageKey } from './messages-en.ts';
import { messagesTh } from './messages-th.ts';

/** Every sentence there is: of the doors and of the commands. */
export type MessageKey = DoorMessageKey | keyof typeof messagesCommandsEn;

const english = { ...messagesEn, ...messagesCommandsEn };
const thai = { ...messagesTh, ...messagesCommandsTh };

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
  return Object.hasOwn(english, key);
}

import type { messagesSettingsEn } from './messages-settings-en.ts';

/** Sentences of the settings part of the window, in Thai. */
export const messagesSettingsTh: Record<keyof typeof messagesSettingsEn, string> = {};

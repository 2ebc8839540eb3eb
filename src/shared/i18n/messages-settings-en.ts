/** Sentences of the settings part of the window. */
export const messagesSettingsEn = {} as const;

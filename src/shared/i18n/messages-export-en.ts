/** Sentences of the export part of the window. */
export const messagesExportEn = {} as const;

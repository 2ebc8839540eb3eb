import type { messagesExportEn } from './messages-export-en.ts';

/** Sentences of the export part of the window, in Thai. */
export const messagesExportTh: Record<keyof typeof messagesExportEn, string> = {};

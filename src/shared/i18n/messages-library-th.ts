import type { messagesLibraryEn } from './messages-library-en.ts';

/** Sentences of the library part of the window, in Thai. */
export const messagesLibraryTh: Record<keyof typeof messagesLibraryEn, string> = {};

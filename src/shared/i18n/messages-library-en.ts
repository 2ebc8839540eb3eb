/** Sentences of the library part of the window. */
export const messagesLibraryEn = {} as const;

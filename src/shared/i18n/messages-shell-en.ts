/** Sentences of the shell part of the window. */
export const messagesShellEn = {} as const;

import type { messagesShellEn } from './messages-shell-en.ts';

/** Sentences of the shell part of the window, in Thai. */
export const messagesShellTh: Record<keyof typeof messagesShellEn, string> = {};

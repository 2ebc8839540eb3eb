import type { messagesBoardEn } from './messages-board-en.ts';

/** Sentences of the board part of the window, in Thai. */
export const messagesBoardTh: Record<keyof typeof messagesBoardEn, string> = {};

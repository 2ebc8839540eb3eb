/** Sentences of the board part of the window. */
export const messagesBoardEn = {} as const;

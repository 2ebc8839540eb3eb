/** Sentences of the brief part of the window. */
export const messagesBriefEn = {} as const;

/** Sentences of the jobs part of the window. */
export const messagesJobsEn = {} as const;

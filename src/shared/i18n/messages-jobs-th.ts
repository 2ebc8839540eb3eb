import type { messagesJobsEn } from './messages-jobs-en.ts';

/** Sentences of the jobs part of the window, in Thai. */
export const messagesJobsTh: Record<keyof typeof messagesJobsEn, string> = {};

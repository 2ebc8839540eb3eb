import type { messagesBriefEn } from './messages-brief-en.ts';

/** Sentences of the brief part of the window, in Thai. */
export const messagesBriefTh: Record<keyof typeof messagesBriefEn, string> = {
  'undo.brief.acceptDraft': 'รับฉบับร่าง',
  'undo.brief.answer': 'ตอบคำถาม',
};

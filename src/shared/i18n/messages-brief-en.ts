/** Sentences of the brief part of the window. */
export const messagesBriefEn = {
  'undo.brief.acceptDraft': 'Take over draft',
  'undo.brief.answer': 'Answer question',
} as const;

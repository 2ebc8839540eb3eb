import type { Brief } from '../../../shared/model/brief.ts';
import type { NarrativeRole } from '../../../shared/model/shot-terms.ts';
import { condense } from './captions.ts';
import { captionOf, wholeLine } from './draft-board.ts';
import type { Draft, WriteInput } from './draft-shots.ts';
import { hasThai, splitClauses, splitSentences } from './split-text.ts';

/** Which words stand on which shot. Changes the drafts it is given. */

/** Key messages for advertisements, the person's own screen words always, a condensed line for stories. */
export function placeCaptions(drafts: Draft[], input: WriteInput): void {
  const { brief, guard, language, sheet } = input;
  const messages = (brief.campaign.keyMessages ?? [])
    .map((message) => wholeLine(message, guard))
    .filter((message) => message !== '');
  const hasOwnWords = sheet.beats.some((beat) => beat.onScreen !== null || beat.voiceOver !== null);
  const spoken = hasOwnWords ? [] : spokenSentences(brief).map((line) => wholeLine(line, guard));
  const condensed = !hasOwnWords && messages.length === 0 && spoken.length === 0;
  for (const [index, draft] of drafts.entries()) {
    if (draft.shot.coverage !== 'told' || draft.shot.turn > 0) continue;
    const isCard = index === drafts.length - 1 && input.endsOnOwnCard && input.cardWish !== null;
    if (isCard) continue;
    const speaking = draft.shot.group.beats.find((beat) => beat.onScreen !== null || beat.voiceOver !== null);
    draft.caption = captionOf(speaking ?? draft.source.beat, guard, language, {
      condensed: condensed && !draft.source.isMetaphor,
    });
  }
  if (spoken.length > 0) {
    // What is spoken is what is read: the lines in their order over the whole film.
    for (const [index, draft] of drafts.entries()) {
      const from = Math.floor((spoken.length * index) / drafts.length);
      const to = Math.floor((spoken.length * (index + 1)) / drafts.length);
      draft.caption = spoken.slice(from, to).filter(Boolean).join(' ').slice(0, 500);
    }
    return;
  }
  const preferred: readonly NarrativeRole[] = [
    'product',
    'proof',
    'turn',
    'resolution',
    'moment',
    'context',
    'problem',
    'hook',
  ];
  const free = drafts
    .map((draft, index) => ({ draft, index }))
    .filter(({ draft }) => draft.caption === '' && draft.role !== 'call-to-action')
    .toSorted((a, b) => preferred.indexOf(a.draft.role) - preferred.indexOf(b.draft.role) || a.index - b.index)
    .slice(0, messages.length)
    .toSorted((a, b) => a.index - b.index);
  for (const [position, { draft }] of free.entries()) {
    const message = messages[position] ?? '';
    draft.keyMessage = message;
    draft.caption = message.length <= 60 ? message : condense(message, language) || message.slice(0, 200);
  }
}

/** The voice-over's sentences where the brief gives words and no file. */
function spokenSentences(brief: Brief): string[] {
  const words = brief.audio.voiceOver?.trim() ?? '';
  if (words === '' || /^file:/i.test(words)) return [];
  return words
    .split('\n')
    .flatMap((line) => splitSentences(line.trim()))
    .flatMap((line) => (hasThai(line) ? splitClauses(line) : [line]));
}

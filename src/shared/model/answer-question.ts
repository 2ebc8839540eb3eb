import type { BriefRecord } from './document.ts';
import type { PlanQuestion } from './plan.ts';

type Answered = Pick<BriefRecord, 'prompt' | 'campaign'>;

/**
 * A brief with the answer to one of the planner's questions in it, in the person's own words: the place stands first, so
 * that it holds for the whole film; what to do at the end is the campaign's call to action; all else goes on in the text.
 * An empty answer changes nothing. Pure.
 */
export function withAnswer(brief: Answered, code: PlanQuestion['code'], answer: string): Answered {
  const text = answer.trim().replaceAll(/\s+/g, ' ');
  if (text === '') return brief;
  if (code === 'what-to-do-next') return { ...brief, campaign: { ...brief.campaign, cta: text.slice(0, 200) } };
  const sentence = /[.!?…]$/.test(text) || /[\u0E00-\u0E7F]$/.test(text) ? text : `${text}.`;
  const parts = code === 'where' ? [sentence, brief.prompt] : [brief.prompt, sentence];
  return { ...brief, prompt: parts.filter((part) => part.trim() !== '').join('\n') };
}

import type { Brief } from './brief.ts';
import type { Plan } from './plan.ts';

/** What a brief that can be filmed without guessing says: eight things, each of which may be left open. */
export const BRIEF_CHECKS = ['subject', 'action', 'place', 'goal', 'message', 'next-step', 'look', 'sound'] as const;
export type BriefCheck = (typeof BRIEF_CHECKS)[number];

const isSaid = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/** Which of the eight a brief answers, as far as it was understood. Without a plan nothing of the text counts. Pure. */
export function checksOfBrief(
  brief: Pick<Brief, 'brand' | 'campaign' | 'audio' | 'assets' | 'stylePresets'>,
  plan: Pick<Plan, 'questions' | 'endCard'> | null,
): Record<BriefCheck, boolean> {
  const asks = (code: string): boolean => plan === null || plan.questions.some((question) => question.code === code);
  const { brand, campaign, audio, assets, stylePresets } = brief;
  const hasRole = (...roles: readonly string[]): boolean => assets.some(({ role }) => roles.includes(role));
  return {
    subject: !asks('who-or-what'),
    action: !asks('what-happens'),
    place: !asks('where'),
    goal: isSaid(campaign.objective),
    message: (campaign.keyMessages ?? []).length > 0,
    'next-step': isSaid(campaign.cta) || (plan?.endCard?.text ?? '') !== '',
    look:
      isSaid(brand.visualStyle) || (brand.palette ?? []).length > 0 || stylePresets.length > 0 || hasRole('reference'),
    sound: isSaid(audio.music) || isSaid(audio.musicStyle) || isSaid(audio.voiceOver) || hasRole('music', 'voice'),
  };
}

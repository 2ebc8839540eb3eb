import type { ProjectCard } from '../../../shared/contract/views.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { BadgeProps } from '../../ui/badge.tsx';
import { wordOf } from '../../lib/words.ts';

/** A project's state and place in words; the same on card, table and inspector. */

type BadgeLook = Pick<BadgeProps, 'tone' | 'shape'>;
const LOOKS: Readonly<Record<string, BadgeLook>> = {
  draft: { tone: 'draft' },
  cancelled: { tone: 'draft', shape: 'cross' },
  pending: { tone: 'draft', shape: 'clock' },
  planning: { tone: 'info', shape: 'loop' },
  generating_storyboard: { tone: 'info', shape: 'loop' },
  generating_video: { tone: 'info', shape: 'loop' },
  exporting: { tone: 'info', shape: 'loop' },
  stalled: { tone: 'warn' },
  storyboard_complete: { tone: 'warn', shape: 'clock' },
  completed: { tone: 'ok' },
  partially_completed: { tone: 'warn' },
  failed: { tone: 'err' },
};

/** The badge of a state word of a run. */
export function stateBadge(status: string, t: Translate): BadgeProps {
  return { tone: 'draft', ...LOOKS[status], label: wordOf(t, 'library.state', status) };
}

/** "Daybreak · Launch", or the word for projects of nobody. */
export function ownerInWords(card: Pick<ProjectCard, 'clientName' | 'campaignName'>, t: Translate): string {
  const names = [card.clientName, card.campaignName].filter((name) => name !== null);
  return names.length === 0 ? t('library.mine') : names.join(' · ');
}

export const lengthMsOf = ({ durationFrames, fps }: Pick<ProjectCard, 'durationFrames' | 'fps'>): number =>
  (durationFrames / fps) * 1_000;

/** What a reader hears of a card: name, state, owner, shots. */
function cardInWords(card: ProjectCard, t: Translate): string {
  if (card.isDamaged) return `${card.name}, ${t('library.damaged')}`;
  const shots = card.shotCount === 0 ? t('library.no-shots') : t('library.shots', { count: card.shotCount });
  return [card.name, stateBadge(card.status, t).label, ownerInWords(card, t), shots].join(', ');
}

/** The same with a memory: a list asks for its words with every frame of scrolling. */
export function createCardWords(t: Translate): (card: ProjectCard) => string {
  const known = new WeakMap<ProjectCard, string>();
  return (card) => {
    const words = known.get(card) ?? cardInWords(card, t);
    known.set(card, words);
    return words;
  };
}

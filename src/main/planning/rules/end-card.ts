import type { Brief } from '../../../shared/model/brief.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { WordGuard } from './forbidden-words.ts';

/** The closing card: call to action and logo at rest, in the brand's colour. Pure. */

const NO_BRAND_COLOUR = '#1F2933';

export interface EndCardWish {
  text: string;
  showLogo: boolean;
  /** What the card would like to last. */
  seconds: number;
}

/** Does the brief give a card, and what stands on it? `spoken` is a call to action that the text itself speaks. */
export function wishEndCard(
  brief: Brief,
  spoken: string | null,
  lastOnScreen: string | null,
  guard: WordGuard,
): EndCardWish | null {
  const call = guard.clean(brief.campaign.cta ?? (spoken ?? '').replace(/[.\s]+$/, ''));
  const closing = guard.clean(lastOnScreen ?? '');
  const same =
    closing !== '' &&
    (call.toLowerCase().includes(closing.toLowerCase()) || closing.toLowerCase().includes(call.toLowerCase()));
  const text =
    closing === ''
      ? call
      : call === '' || same
        ? closing.length > call.length
          ? closing
          : call
        : `${closing} · ${call}`;
  const showLogo = brief.brand.logo !== undefined || brief.assets.some((asset) => asset.role === 'logo');
  if (text === '' && !showLogo) return null;
  const seconds = brief.duration < 8 ? 1.5 : brief.duration < 12 ? 2 : brief.duration <= 45 ? 2.5 : 3;
  return { text: text.slice(0, 200), showLogo, seconds };
}

/** The card in frames: the wished length, no longer than the last shot unless the logo would not rest 1.5 s. */
export function endCardOf(
  wish: EndCardWish,
  brief: Brief,
  lastShotFrames: number,
  totalFrames: number,
): NonNullable<Plan['endCard']> {
  const rest = Math.round(1.5 * brief.fps);
  const wished = Math.round(wish.seconds * brief.fps);
  const durationFrames = Math.max(
    1,
    Math.min(Math.max(rest, Math.min(wished, lastShotFrames)), Math.floor(totalFrames / 2)),
  );
  return {
    text: wish.text,
    colour: brief.brand.palette?.[0] ?? NO_BRAND_COLOUR,
    showLogo: wish.showLogo,
    durationFrames,
  };
}

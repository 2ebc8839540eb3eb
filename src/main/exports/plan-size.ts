/** A plan at another size, and what makes two plans the same film. */
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import type { Quality } from '../../shared/model/shot-terms.ts';
import { fileHash } from './film-audio.ts';

const SHORT_SIDE_PX: Record<Quality, number> = { '480p': 480, '720p': 720, '1080p': 1080, '2160p': 2160 };

/** The plan with its short side at the quality, its ratio kept, in even pixels. Words are drawn sharp at that size. */
export function planAtQuality(plan: FilmPlan, quality: Quality): FilmPlan {
  const scale = SHORT_SIDE_PX[quality] / Math.min(plan.widthPx, plan.heightPx);
  const even = (value: number): number => Math.round((value * scale) / 2) * 2;
  return { ...plan, widthPx: even(plan.widthPx), heightPx: even(plan.heightPx) };
}

/**
 * Everything that reaches pixels or sound, by content: two plans with the same identity give the same file wherever
 * their sources lie. Throws `media-missing` naming the file.
 */
export async function planIdentity(plan: FilmPlan, burnCaptions: boolean): Promise<unknown> {
  const hashOf = (path: string | null): Promise<string | null> =>
    path === null ? Promise.resolve(null) : fileHash(path);
  const { clips, captions, endCard, audio, ...rest } = plan;
  const { musicPath, voiceOverPath, ...levels } = audio;
  return {
    ...rest,
    clips: clips.map(({ id: _id, sourcePath: _path, ...clip }) => clip),
    captions: burnCaptions ? captions : [],
    endCard: endCard && {
      text: endCard.text,
      colour: endCard.colour,
      palette: endCard.palette ?? [],
      durationFrames: endCard.durationFrames,
      logo: await hashOf(endCard.logoPath),
    },
    audio: { ...levels, music: await hashOf(musicPath), voiceOver: await hashOf(voiceOverPath) },
  };
}

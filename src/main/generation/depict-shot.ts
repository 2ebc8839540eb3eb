import type { SceneDescription } from '../../shared/model/scene-description.ts';
import type { Redepicted, ShotTerms, ShotWish } from '../planning/redepict.ts';
import { redepict } from '../planning/redepict.ts';
import { reprompt } from '../planning/reprompt.ts';
import type { ShotPromptTexts } from '../planning/reprompt.ts';
import type { GenerationDeps } from './generation-deps.ts';

export type DepictedShot = Redepicted & ShotPromptTexts;
export type ShotBefore = ShotTerms & ShotPromptTexts & { picture: SceneDescription };

/** Picture and prompts of a shot with other words or another camera. Writes nothing. Throws AppError `not-found`. */
export function depictShot(
  deps: Pick<GenerationDeps, 'repos'>,
  shotId: string,
  wish: ShotWish,
  given?: ShotBefore,
): DepictedShot {
  const shot = deps.repos.shots.get(shotId);
  const project = deps.repos.projects.get(shot.projectId);
  const before: ShotBefore = given ?? shot;
  const film = deps.repos.shots.list(shot.projectId).map(({ picture }) => picture);
  const { brief, language } = project;
  const after = redepict({ shot: before, wish, film: [before.picture, ...film], brief, language });
  return { ...after, ...reprompt(before, after, language) };
}

import type { OpenProjectView } from '../../../shared/contract/views.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { mediaUrl } from '../../client/api.ts';

/** The board: one card for each shot, start and end keyframe side by side. */
export function Storyboard({ t, project }: { t: Translate; project: OpenProjectView }) {
  if (project.shots.length === 0) return null;
  return (
    <section className="board" aria-label={t('ui.storyboard')}>
      <h3>{t('ui.storyboard')}</h3>
      <ol>
        {project.shots.map((shot) => {
          const place = { scene: shot.scene, shot: shot.shot };
          return (
            <li key={shot.id} data-testid="scene-card" className="shot" data-ratio={project.ratio}>
              <div className="frames">
                {shot.startAssetId === null ? (
                  <span className="frame empty">{t('ui.not-drawn')}</span>
                ) : (
                  <img
                    className="frame"
                    src={mediaUrl('asset', shot.startAssetId)}
                    alt={t('ui.start-frame', { ...place, description: shot.description })}
                  />
                )}
                {shot.endAssetId === null ? (
                  <span className="frame empty">{t('ui.not-drawn')}</span>
                ) : (
                  <img className="frame" src={mediaUrl('asset', shot.endAssetId)} alt={t('ui.end-frame', place)} />
                )}
              </div>
              <p className="shot-head">
                <strong>{t('ui.shot', place)}</strong>
                <span className="meta">
                  {shot.size} · {shot.angle} · {shot.move} · {(shot.cutFrames / project.fps).toFixed(1)} s
                </span>
              </p>
              <p className="description">
                <bdi>{shot.description}</bdi>
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

import type { OpenProjectView } from '../../../shared/contract/views.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { mediaUrl } from '../../client/api.ts';
import { sizeInWords } from '../../lib/words.ts';

const PLAYABLE = ['mp4', 'webm', 'mov'];

/** The finished film with every file to take away. */
export function FilmPlayer({ t, project }: { t: Translate; project: OpenProjectView }) {
  const newest = project.films.filter(({ runId }) => runId === project.films[0]?.runId);
  const film = newest
    .filter(({ format, variation }) => PLAYABLE.includes(format) && variation === 1)
    .toSorted((a, b) => PLAYABLE.indexOf(a.format) - PLAYABLE.indexOf(b.format))[0];
  if (newest.length === 0) return null;
  return (
    <section className="film" aria-label={t('ui.film')}>
      <h3>{t('ui.film')}</h3>
      {film === undefined ? null : (
        <video
          key={film.id}
          controls
          preload="metadata"
          src={mediaUrl('film', film.id)}
          aria-label={t('ui.player', { name: project.name })}
        />
      )}
      <ul className="downloads">
        {newest.map((file) => (
          <li key={file.id}>
            <a href={mediaUrl('film', file.id)} download={`${project.name}-${file.quality}.${file.format}`}>
              {t('ui.download', {
                format: file.format.toUpperCase(),
                quality: file.quality,
                size: sizeInWords(t, file.bytes),
              })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

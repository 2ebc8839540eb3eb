import type { OpenProjectView, RunViewDto } from '../../../shared/contract/views.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { wordOf } from '../../lib/words.ts';
import { FilmPlayer } from './film-player.tsx';
import { RunStatus } from './run-status.tsx';
import type { RunVerb } from './run-status.tsx';
import { Storyboard } from './storyboard.tsx';

interface Props {
  t: Translate;
  project: OpenProjectView;
  run: RunViewDto | undefined;
  onVerb: (verb: RunVerb) => void;
  onDuplicate: () => void;
  onTrash: () => void;
}

/** One project: what it is doing, the film, the board. */
export function ProjectPanel({ t, project, run, onVerb, onDuplicate, onTrash }: Props) {
  const canTrash = run === undefined || run.finishedAtMs !== null || run.state === 'storyboard_complete';
  const said = [
    ...project.questions.map(({ code, params }) => wordOf(t, 'question', code, params)),
    ...project.notes.map(({ code, params }) => wordOf(t, 'note', code, params)),
  ];
  return (
    <article className="project">
      <header>
        <h2>
          <bdi>{project.name}</bdi>
        </h2>
        <div className="actions">
          <button type="button" onClick={onDuplicate}>
            {t('ui.duplicate')}
          </button>
          <button type="button" onClick={onTrash} disabled={!canTrash}>
            {t('ui.trash')}
          </button>
        </div>
      </header>
      <RunStatus t={t} project={project} run={run} onVerb={onVerb} />
      <FilmPlayer t={t} project={project} />
      {said.length === 0 ? null : (
        <section aria-label={t('ui.notes')}>
          <h3>{t('ui.notes')}</h3>
          <ul className="notes">
            {said.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      <Storyboard t={t} project={project} />
    </article>
  );
}

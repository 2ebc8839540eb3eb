import type { ProjectCard, RunViewDto } from '../../../shared/contract/views.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { mediaUrl } from '../../client/api.ts';
import { wordOf } from '../../lib/words.ts';

const WORKING = new Set(['pending', 'planning', 'generating_storyboard', 'generating_video', 'exporting']);

interface Props {
  t: Translate;
  projects: readonly ProjectCard[];
  runs: ReadonlyMap<string, RunViewDto>;
  query: string;
  isLoaded: boolean;
  openId: string | null;
  onQuery: (query: string) => void;
  onOpen: (projectId: string) => void;
}

/** Every project, newest change first, with what it is doing. */
export function ProjectList({ t, projects, runs, query, isLoaded, openId, onQuery, onOpen }: Props) {
  return (
    <section className="projects" aria-label={t('ui.projects')}>
      <h2>{t('ui.projects')}</h2>
      <input
        type="search"
        value={query}
        placeholder={t('ui.search')}
        aria-label={t('ui.search')}
        onChange={(event) => onQuery(event.target.value)}
      />
      {isLoaded && projects.length === 0 ? (
        <p className="hint">{query.trim() === '' ? t('ui.no-projects') : t('ui.no-hits', { query })}</p>
      ) : null}
      <ul>
        {projects.map((project) => {
          const run = runs.get(project.id);
          const status = run?.state ?? project.status;
          const state = wordOf(t, 'state', status);
          const seconds = Math.round(project.durationFrames / project.fps);
          return (
            <li key={project.id}>
              <button
                type="button"
                className="card"
                aria-current={project.id === openId}
                aria-label={t('ui.open-project', { name: project.name, state })}
                onClick={() => onOpen(project.id)}
              >
                {project.posterAssetId === null ? (
                  <span className="poster" />
                ) : (
                  <img className="poster" src={mediaUrl('asset', project.posterAssetId)} alt="" loading="lazy" />
                )}
                <span className="card-text">
                  <bdi className="name">{project.name}</bdi>
                  <span className="state" data-state={status}>
                    {state}
                  </span>
                  <span className="meta">
                    {project.shotCount === 0
                      ? ''
                      : project.shotCount === 1
                        ? t('ui.one-shot', { seconds })
                        : t('ui.shots', { shots: project.shotCount, seconds })}
                  </span>
                </span>
                {WORKING.has(status) && run !== undefined ? (
                  <progress value={run.fraction} max={1} aria-label={t('ui.progress')} />
                ) : null}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

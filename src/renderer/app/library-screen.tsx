import { useCallback, useState } from 'react';
import { describeError } from '../../shared/i18n/describe-error.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import { failureOf } from '../client/api.ts';
import type { Api } from '../client/api.ts';
import { ProjectPanel } from '../features/board/project-panel.tsx';
import type { RunVerb } from '../features/board/run-status.tsx';
import { BriefForm } from '../features/generate/brief-form.tsx';
import type { BriefWish } from '../features/generate/brief-form.tsx';
import { ProjectList } from '../features/projects/project-list.tsx';
import { useLibrary } from './use-library.ts';

interface Message {
  text: string;
  undo?: () => void;
}

/** The page once it is connected. */
export function LibraryScreen({ api, t }: { api: Api; t: Translate }) {
  const [query, setQuery] = useState('');
  const [openId, setOpenId] = useState<string | null>(null);
  const [message, setMessage] = useState<Message | null>(null);
  const onError = useCallback((error: unknown) => setMessage({ text: describeError(failureOf(error), t) }), [t]);
  const library = useLibrary(api, query, openId, onError);
  const { open, runs } = library;
  const run = open === null ? undefined : runs.get(open.id);

  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setMessage(null);
    try {
      await work();
    } catch (error) {
      onError(error);
    }
  };
  const make = (wish: BriefWish): Promise<void> =>
    attempt(async () => {
      const { prompt, duration, aspectRatio, quality } = wish;
      const { projectId } = await api.projects.create({ brief: { prompt, duration, aspectRatio } });
      setOpenId(projectId);
      await api.runs.start({ projectId, qualities: [quality] });
    });
  const onVerb = (verb: RunVerb): void => {
    if (open === null) return;
    const projectId = open.id;
    void attempt(async () => {
      if (verb === 'start') await api.runs.start({ projectId });
      else if (run !== undefined) await api.runs[verb]({ runId: run.runId });
    });
  };
  const trash = (): void => {
    if (open === null) return;
    const { id, name } = open;
    void attempt(async () => {
      // A board that waits for approval has an open run; the trash wants none.
      if (run !== undefined && run.finishedAtMs === null) await api.runs.cancel({ runId: run.runId });
      await api.projects.trash({ projectId: id });
      setOpenId(null);
      setMessage({
        text: t('ui.trashed', { name }),
        undo: () =>
          void attempt(async () => {
            await api.projects.restore({ projectId: id });
            setOpenId(id);
          }),
      });
    });
  };
  const duplicate = (): void => {
    if (open === null) return;
    void attempt(async () => setOpenId((await api.projects.duplicate({ projectId: open.id })).projectId));
  };

  return (
    <>
      {message === null ? null : (
        <div className="message" role="alert">
          <span>{message.text}</span>
          {message.undo === undefined ? null : (
            <button type="button" onClick={message.undo}>
              {t('ui.undo')}
            </button>
          )}
          <button type="button" onClick={() => setMessage(null)} aria-label={t('ui.dismiss')}>
            ×
          </button>
        </div>
      )}
      <div className="columns">
        <aside>
          <BriefForm t={t} onMake={make} />
          <ProjectList
            t={t}
            projects={library.projects}
            runs={runs}
            query={query}
            isLoaded={library.isLoaded}
            openId={openId}
            onQuery={setQuery}
            onOpen={setOpenId}
          />
        </aside>
        <main>
          {open === null || open.id !== openId ? (
            <p className="empty-state">{t('ui.choose')}</p>
          ) : (
            <ProjectPanel t={t} project={open} run={run} onVerb={onVerb} onDuplicate={duplicate} onTrash={trash} />
          )}
        </main>
      </div>
    </>
  );
}

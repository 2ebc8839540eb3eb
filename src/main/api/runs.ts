import { implement } from '@orpc/server';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { runsContract } from '../../shared/contract/runs.ts';
import type { ApiDeps } from './api-deps.ts';
import { runOptionsOf } from './run-options.ts';

/** `runs`: a project's passes through the stages. */
export function createRunsApi(deps: ApiDeps) {
  const { runs, library, hub } = deps;
  const { repos } = library;
  const os = implement(runsContract).$context<CallContext>();
  return os.router({
    start: os.start.handler(({ input: { projectId, ...wish } }) => {
      const project = repos.projects.get(projectId);
      if (project.trashedAtMs !== null)
        throw new AppError('not-possible-now', 'the project is in the trash', { what: 'start', state: 'trashed' });
      const runId = runs.start(projectId, runOptionsOf(deps, project.brief.exportFormats, wish));
      hub.changed('project', projectId);
      return { runId };
    }),
    approve: os.approve.handler(({ input }) => {
      runs.approve(input.runId);
      return runs.view(input.runId);
    }),
    cancel: os.cancel.handler(({ input }) => {
      runs.cancel(input.runId);
      return runs.view(input.runId);
    }),
    retry: os.retry.handler(({ input }) => {
      runs.retry(input.runId);
      return runs.view(input.runId);
    }),
    view: os.view.handler(({ input }) => runs.view(input.runId)),
    list: os.list.handler(({ input: { projectId, limit = 50, afterId } = {} }) => {
      const rows =
        projectId === undefined
          ? repos.runs.page(limit, afterId)
          : repos.runs
              .listOfProject(repos.projects.get(projectId).id)
              .filter(({ id }) => afterId === undefined || id < afterId)
              .slice(0, limit);
      return { runs: rows.map(({ id }) => runs.view(id)) };
    }),
  });
}

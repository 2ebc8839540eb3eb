import { implement } from '@orpc/server';
import { AppError } from '../../shared/contract/errors.ts';
import { isLocalDoor } from '../../shared/contract/procedure.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { withPublicFailures } from '../../shared/contract/public-details.ts';
import { runsContract } from '../../shared/contract/runs.ts';
import { assertSeenPrice } from '../money/seen-price.ts';
import { assertStartAgreed } from '../generation/start-price.ts';
import { effectiveBrief } from '../projects/effective-brief.ts';
import type { ApiDeps } from './api-deps.ts';
import { runOptionsOf } from '../generation/start-options.ts';

const NEVER = new AbortController().signal;

/** `runs`: a project's passes through the stages. */
export function createRunsApi(deps: ApiDeps) {
  const { runs, library, hub } = deps;
  const { repos } = library;
  const os = implement(runsContract).$context<CallContext>();
  const viewOf = (context: CallContext, runId: string) =>
    isLocalDoor(context) ? runs.view(runId) : withPublicFailures(runs.view(runId));
  return os.router({
    start: os.start.handler(async ({ input: { projectId, seenKeyframeMicroUsd, ...wish }, signal }) => {
      const project = repos.projects.get(projectId);
      if (project.trashedAtMs !== null)
        throw new AppError('not-possible-now', 'the project is in the trash', { what: 'start', state: 'trashed' });
      const options = runOptionsOf(deps, project.brief, wish);
      if (seenKeyframeMicroUsd !== undefined) {
        const nowMicroUsd = deps.boards.keyframeMicroUsd(projectId, options.imageProvider);
        assertSeenPrice(options.imageProvider, seenKeyframeMicroUsd, nowMicroUsd);
      } else
        await assertStartAgreed(deps, {
          ...{ brief: effectiveBrief(repos, project), wish, options, agreedMicroUsd: null },
          ...{ flag: 'seenKeyframeMicroUsd', signal: signal ?? NEVER },
        });
      const runId = runs.start(projectId, options);
      hub.changed('project', projectId);
      return { runId };
    }),
    approve: os.approve.handler(({ input, context }) => {
      runs.approve(input.runId);
      return viewOf(context, input.runId);
    }),
    cancel: os.cancel.handler(({ input, context }) => {
      runs.cancel(input.runId);
      return viewOf(context, input.runId);
    }),
    retry: os.retry.handler(({ input, context }) => {
      runs.retry(input.runId);
      return viewOf(context, input.runId);
    }),
    view: os.view.handler(({ input, context }) => viewOf(context, input.runId)),
    list: os.list.handler(({ input: { projectId, limit = 50, afterId } = {}, context }) => {
      const rows =
        projectId === undefined
          ? repos.runs.page(limit, afterId)
          : repos.runs
              .listOfProject(repos.projects.get(projectId).id)
              .filter(({ id }) => afterId === undefined || id < afterId)
              .slice(0, limit);
      return { runs: rows.map(({ id }) => viewOf(context, id)) };
    }),
  });
}

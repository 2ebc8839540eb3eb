import { implement } from '@orpc/server';
import { jobsContract } from '../../shared/contract/jobs.ts';
import { isLocalDoor } from '../../shared/contract/procedure.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { withPublicFailures } from '../../shared/contract/public-details.ts';
import type { ApiDeps } from './api-deps.ts';

/** A pause is of no run in particular; the hint wants an id all the same. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** `jobs`: what runs, what failed, what was finished. */
export function createJobsApi({ work, hub }: Pick<ApiDeps, 'work' | 'hub'>) {
  const os = implement(jobsContract).$context<CallContext>();
  const told = (ids: readonly string[]): void => {
    for (const id of ids) hub.changed('run', id);
  };
  const shown = <T>(context: CallContext, view: T): T => (isLocalDoor(context) ? view : withPublicFailures(view));
  return os.router({
    board: os.board.handler(({ context }) => shown(context, work.board())),
    list: os.list.handler(({ input = {}, context }) =>
      shown(
        context,
        work.list({
          filter: input.filter ?? 'all',
          kind: input.kind ?? 'all',
          limit: input.limit ?? 50,
          ...(input.beforeId === undefined ? {} : { beforeId: input.beforeId }),
        }),
      ),
    ),
    run: os.run.handler(({ input, context }) => shown(context, work.run(input.runId))),
    retryAll: os.retryAll.handler(({ context }) => {
      const answer = work.retryAll();
      told(answer.retried);
      return shown(context, answer);
    }),
    retryItem: os.retryItem.handler(({ input }) => {
      work.retryItem(input.jobId);
      return { retried: true as const };
    }),
    dismiss: os.dismiss.handler(({ input }) => {
      const dismissed = work.dismiss(input.ids);
      told(input.ids);
      return { dismissed };
    }),
    pause: os.pause.handler(() => {
      work.pause();
      hub.changed('run', NOBODY);
      return { isPaused: true };
    }),
    resume: os.resume.handler(() => {
      work.resume();
      hub.changed('run', NOBODY);
      return { isPaused: false };
    }),
  });
}

import { implement } from '@orpc/server';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { projectsContract } from '../../shared/contract/projects.ts';
import type { ApiDeps } from './api-deps.ts';
import { createFromBrief } from './create-from-brief.ts';
import { openProjectView, projectCardOf } from './project-views.ts';

/** `projects`: lists, search, the board, and what may be done with a project as a whole. */
export function createProjectsApi(deps: ApiDeps) {
  const { projects, hub } = deps;
  const os = implement(projectsContract).$context<CallContext>();
  const changed = <T extends { projectId: string }>(answer: T): T => {
    hub.changed('project', answer.projectId);
    return answer;
  };
  return os.router({
    create: os.create.handler(({ input }) => changed({ projectId: createFromBrief(deps, input.brief) })),
    list: os.list.handler(({ input: { limit, cursor, status, inTrash } = {} }) => {
      const page = projects.list({
        ...(limit === undefined ? {} : { limit }),
        ...(cursor === undefined ? {} : { cursor }),
        ...(status === undefined ? {} : { status }),
        ...(inTrash === undefined ? {} : { inTrash }),
      });
      return { projects: page.projects.map(projectCardOf), nextCursor: page.nextCursor };
    }),
    search: os.search.handler(({ input: { query, limit, order } }) => ({
      projects: projects
        .search(query, { ...(limit === undefined ? {} : { limit }), ...(order === undefined ? {} : { order }) })
        .map(projectCardOf),
    })),
    open: os.open.handler(({ input }) => openProjectView(deps, input.projectId)),
    rename: os.rename.handler(({ input }) =>
      changed({ projectId: input.projectId, name: projects.rename(input.projectId, input.name).name }),
    ),
    duplicate: os.duplicate.handler(({ input }) => changed({ projectId: projects.duplicate(input.projectId).id })),
    trash: os.trash.handler(({ input }) => {
      projects.trash(input.projectId);
      return changed(input);
    }),
    restore: os.restore.handler(({ input }) => {
      projects.restore(input.projectId);
      return changed(input);
    }),
  });
}

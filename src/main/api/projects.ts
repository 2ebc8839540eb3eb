import { implement } from '@orpc/server';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { projectsContract } from '../../shared/contract/projects.ts';
import type { ApiDeps } from './api-deps.ts';
import { createBlank, createFromBrief } from './create-from-brief.ts';
import { createSample } from './create-sample.ts';
import { openProjectView, projectCardOf, projectFactsView } from './project-views.ts';

/** `projects`: lists, search, the board, and what may be done with a project as a whole. */
export function createProjectsApi(deps: ApiDeps) {
  const { projects, hub } = deps;
  const { repos } = deps.library;
  const os = implement(projectsContract).$context<CallContext>();
  const changed = <T extends { projectId: string }>(answer: T): T => {
    hub.changed('project', answer.projectId);
    return answer;
  };
  return os.router({
    create: os.create.handler(({ input }) => changed({ projectId: createFromBrief(deps, input.brief) })),
    createBlank: os.createBlank.handler(({ input }) => changed({ projectId: createBlank(deps, input) })),
    list: os.list.handler(({ input: { limit, cursor, status, clientId, campaignId, ratio, inTrash } = {} }) => {
      const page = projects.list({
        ...(limit === undefined ? {} : { limit }),
        ...(cursor === undefined ? {} : { cursor }),
        ...(status === undefined ? {} : { status }),
        ...(clientId === undefined ? {} : { clientId }),
        ...(campaignId === undefined ? {} : { campaignId }),
        ...(ratio === undefined ? {} : { ratio }),
        ...(inTrash === undefined ? {} : { inTrash }),
      });
      return { projects: page.projects.map(projectCardOf), nextCursor: page.nextCursor };
    }),
    counts: os.counts.handler(() => ({ groups: repos.projectGroups.counts() })),
    sizes: os.sizes.handler(({ input }) => ({
      sizes: input.projectIds
        .filter((projectId) => repos.projectGroups.markOf(projectId) !== undefined)
        .map((projectId) => {
          const { mediaBytes, filmBytes } = repos.projectGroups.sizeOf(projectId);
          return { projectId, bytes: mediaBytes + filmBytes };
        }),
    })),
    facts: os.facts.handler(({ input }) => projectFactsView(deps, input.projectId)),
    createSample: os.createSample.handler(async ({ input }) => {
      const projectId = await createSample(deps, input.language ?? 'en');
      hub.changed('client', projectId);
      return changed({ projectId });
    }),
    move: os.move.handler(({ input: { projectIds, ...place } }) => {
      const former = projects.move(projectIds, place);
      for (const projectId of projectIds) hub.changed('project', projectId);
      return { former };
    }),
    deleteForever: os.deleteForever.handler(async ({ input }) => {
      await projects.remove(input.projectId, input.name);
      return changed({ projectId: input.projectId });
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

import { implement } from '@orpc/server';
import { AppError } from '../../shared/contract/errors.ts';
import { exportsContract } from '../../shared/contract/exports.ts';
import type { ExportView } from '../../shared/contract/exports.ts';
import { isLocalDoor } from '../../shared/contract/procedure.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { withPublicFailures } from '../../shared/contract/public-details.ts';
import type { ApiDeps } from './api-deps.ts';

/** `exports`: files of a project whose segments are there. */
export function createExportsApi({ exports, hub, folders }: Pick<ApiDeps, 'exports' | 'hub' | 'folders'>) {
  const os = implement(exportsContract).$context<CallContext>();
  const shown = (context: CallContext, view: ExportView): ExportView =>
    isLocalDoor(context) ? view : { ...withPublicFailures(view), folder: null };
  const chosen = (folderId: string | undefined): string | undefined => {
    if (folderId === undefined) return undefined;
    const path = folders.pathOf(folderId);
    if (path === undefined) throw new AppError('not-found', 'no such folder', { what: 'folder', id: folderId });
    return path;
  };
  return os.router({
    start: os.start.handler(async ({ input: { projectId, settings, folderId } }) => {
      const exportId = await exports.start(projectId, settings, chosen(folderId));
      hub.changed('export', exportId);
      return { exportId };
    }),
    view: os.view.handler(({ input, context }) => shown(context, exports.view(input.exportId))),
    list: os.list.handler(({ input: { projectId, limit = 20 } = {}, context }) => ({
      exports: exports
        .list({ limit, ...(projectId === undefined ? {} : { projectId }) })
        .map((view) => shown(context, view)),
    })),
    cancel: os.cancel.handler(({ input, context }) => {
      exports.cancel(input.exportId);
      return shown(context, exports.view(input.exportId));
    }),
    retry: os.retry.handler(({ input, context }) => {
      exports.retry(input.exportId);
      return shown(context, exports.view(input.exportId));
    }),
    estimate: os.estimate.handler(({ input: { projectId, settings, folderId } }) =>
      exports.estimate(projectId, settings, chosen(folderId)),
    ),
    frame: os.frame.handler(async ({ input }) => {
      const picture = await exports.frame(input.exportId);
      return { jpegBase64: picture?.jpeg.toString('base64') ?? null, frame: picture?.frame ?? null };
    }),
    captions: os.captions.handler(({ input }) => exports.captions(input.exportId, input.variation)),
  });
}

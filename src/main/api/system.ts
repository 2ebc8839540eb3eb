import { implement } from '@orpc/server';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { systemContract } from '../../shared/contract/system.ts';
import type { ShellPort } from '../platform/shell-port.ts';
import type { ApiDeps } from './api-deps.ts';
import { createMediaFiles } from './media-files.ts';

/** `system`: what this door can do, whether it runs, and what only a desktop can do. */
export function createSystemApi(
  deps: Pick<
    ApiDeps,
    | 'version'
    | 'imageProviders'
    | 'videoProviders'
    | 'planners'
    | 'library'
    | 'assets'
    | 'thumbnails'
    | 'shell'
    | 'folders'
  >,
) {
  const os = implement(systemContract).$context<CallContext>();
  const media = createMediaFiles(deps);
  const { paths } = deps.library;
  const providers = [
    ...[...deps.imageProviders.keys()].map((id) => ({ id, kind: 'image' as const })),
    ...[...deps.videoProviders.keys()].map((id) => ({ id, kind: 'video' as const })),
    ...[...deps.planners.keys()].map((id) => ({ id, kind: 'planner' as const })),
  ];
  const folderOf = { library: paths.home, exports: paths.exports, backups: paths.backups, logs: paths.logs };
  /** Only the window of the desktop has one: a browser elsewhere must not open things on this machine. */
  const shellOf = (context: CallContext): ShellPort | null => (context.door === 'port' ? deps.shell : null);
  const shellFor = (context: CallContext, what: string): ShellPort => {
    const shell = shellOf(context);
    if (shell === null) throw new AppError('not-possible-now', 'there is no desktop here', { what, state: 'headless' });
    return shell;
  };
  return os.router({
    capabilities: os.capabilities.handler(({ context }) => ({
      version: deps.version,
      nativeDialogs: shellOf(context) !== null,
      revealInFolder: shellOf(context) !== null,
      // Bytes go to the HTTP route; a port has none beside it.
      upload: context.door === 'http' || context.door === 'socket',
      providers,
    })),
    health: os.health.handler(() => ({ status: 'ok' as const, version: deps.version })),
    reveal: os.reveal.handler(async ({ context, input }) => {
      const shell = shellFor(context, 'reveal');
      if ('place' in input) await shell.openFolder(folderOf[input.place]);
      else shell.reveal((await ('exportId' in input ? media.film(input.exportId) : media.asset(input.assetId))).path);
      return { shown: true as const };
    }),
    chooseFolder: os.chooseFolder.handler(async ({ context, input }) => {
      const path = await shellFor(context, 'chooseFolder').chooseFolder({ title: input.title, startPath: null });
      return { folder: path === null ? null : { id: deps.folders.grant(path), path } };
    }),
  });
}
